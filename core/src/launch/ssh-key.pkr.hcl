  ssh_private_key_file = var.ssh_private_key_file
