  ssh_username = var.ssh_username
