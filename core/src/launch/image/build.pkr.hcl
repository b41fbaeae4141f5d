build {
  sources = ["source.{builder}.image"]

  #if linux
  provisioner "shell" {
    inline = ["mkdir -m 700 dynaboot"]
  }

  # Nobody else can look into that folder: the script may hold a password.
  provisioner "file" {
    source      = local.script
    destination = "dynaboot/"
  }

  provisioner "file" {
    source      = local.prepare
    destination = "dynaboot/"
  }

  provisioner "shell" {
    inline            = ["sudo sh dynaboot/prepare.sh"]
    skip_clean        = true
    expect_disconnect = true
  }
  #end
  #if windows
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

  #if ec2Config
  # The other codes stand for a connection that was lost, as it is when the VM shuts down.
  provisioner "powershell" {
    inline           = ["& C:/dynaboot/prepare.ps1", "exit $LASTEXITCODE"]
    skip_clean       = true
    valid_exit_codes = [0, 16001, 2300218]
  }
  #end
  #unless ec2Config
  # A task of the VM takes away what let the build in as soon as this has ended, so nothing is asked of the VM afterwards.
  provisioner "powershell" {
    inline     = ["& C:/dynaboot/prepare.ps1", "exit $LASTEXITCODE"]
    skip_clean = true
  }
  #end
  #end
}
