variable "winrm_password" {
  description = "The password of that administrator: give it as PKR_VAR_winrm_password, never on a command line."
  type        = string
  sensitive   = true
}
