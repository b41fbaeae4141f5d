  # Nobody else can look into that folder: the script may hold a password.
  provisioner "powershell" {
    inline = [
      "$ErrorActionPreference = 'Stop'",
      "New-Item -Path C:/dynaboot -ItemType Directory | Out-Null",
      "icacls.exe C:/dynaboot /inheritance:r /grant '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F'",
      "exit $LASTEXITCODE",
    ]
  }

  provisioner "file" {
    source      = local.script
    destination = "C:/dynaboot/dynaboot.ps1"
  }

  provisioner "file" {
    source      = local.prepare
    destination = "C:/dynaboot/prepare.ps1"
  }

