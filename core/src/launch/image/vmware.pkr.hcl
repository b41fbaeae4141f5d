#if linux
variable "ssh_username" {
  description = "The user that lets the build in: the image's own, such as ec2-user or debian; on Google any name."
  type        = string
}

variable "ssh_private_key_file" {
  description = "The file with the private key of that user."
  type        = string
}

#end
#if windows
variable "winrm_username" {
  description = "The administrator that lets the build in by WinRM; cloudbase-init's is Admin."
  type        = string
}

variable "winrm_password" {
  description = "The password of that administrator: give it as PKR_VAR_winrm_password, never on a command line."
  type        = string
  sensitive   = true
}

#end
packer {
  required_plugins {
    vsphere = {
      source  = "github.com/vmware/vsphere"
      version = ">= 2.0.0"
    }
  }
}

variable "vcenter_server" {
  description = "The host name of the vCenter."
  type        = string
}

variable "username" {
  description = "The user at the vCenter."
  type        = string
}

variable "password" {
  description = "The password at the vCenter: give it as PKR_VAR_password, never on a command line."
  type        = string
  sensitive   = true
}

variable "datacenter" {
  description = "The datacenter."
  type        = string
}

variable "cluster" {
  description = "The cluster in which the VM is built."
  type        = string
}

variable "datastore" {
  description = "The datastore of the new template."
  type        = string
}

variable "image_name" {
  description = "The name of the new template."
  type        = string
}

source "vsphere-clone" "image" {
  vcenter_server      = var.vcenter_server
  username            = var.username
  password            = var.password
  datacenter          = var.datacenter
  cluster             = var.cluster
  datastore           = var.datastore
  template            = var.image
  vm_name             = var.image_name
  convert_to_template = true

  #if linux
  ssh_username = var.ssh_username

  ssh_private_key_file = var.ssh_private_key_file
  #end
  #if windows
  communicator   = "winrm"
  winrm_use_ntlm = true
  winrm_use_ssl  = true
  # The VM's certificate is its own: nobody signed it.
  winrm_insecure = true

  winrm_username = var.winrm_username

  winrm_password = var.winrm_password
  #end
}
