  communicator   = "winrm"
  winrm_use_ntlm = true
  winrm_use_ssl  = true
  # The VM made its certificate itself, when it was started: nobody else could have signed it.
  winrm_insecure = true
