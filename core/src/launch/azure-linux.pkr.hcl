  os_type = "Linux"
