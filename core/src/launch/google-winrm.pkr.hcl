  # The builder has this administrator made, with a password that it alone knows.
  winrm_username = "dynaboot_build"

  metadata = {
    windows-startup-script-cmd = "winrm quickconfig -quiet"
  }
