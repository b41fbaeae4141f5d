  winrm_username = "Administrator"
