  provisioner "powershell" {
    inline = ["& C:/dynaboot/prepare.ps1", "exit $LASTEXITCODE"]
  }
