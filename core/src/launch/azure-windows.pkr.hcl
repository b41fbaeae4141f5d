  os_type        = "Windows"
  winrm_username = "dynaboot"
