variable "winrm_username" {
  description = "The administrator that lets the build in by WinRM; cloudbase-init's is Admin."
  type        = string
}
