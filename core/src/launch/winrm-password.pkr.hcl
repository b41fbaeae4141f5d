  winrm_password = var.winrm_password
