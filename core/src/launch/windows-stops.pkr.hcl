  # The other codes stand for a connection that was lost, as it is when the VM shuts down.
  provisioner "powershell" {
    inline           = ["& C:/dynaboot/prepare.ps1", "exit $LASTEXITCODE"]
    skip_clean       = true
    valid_exit_codes = [0, 16001, 2300218]
  }
