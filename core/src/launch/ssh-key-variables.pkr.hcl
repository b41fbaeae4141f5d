variable "ssh_private_key_file" {
  description = "The file with the private key of that user."
  type        = string
}
