  winrm_username = var.winrm_username
