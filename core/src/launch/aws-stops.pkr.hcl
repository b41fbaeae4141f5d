  # EC2Config resets the VM and shuts it down itself.
  disable_stop_instance = true
