#if linux
variable "ssh_username" {
  description = "The user that lets the build in: the image's own, such as ec2-user or debian; on Google any name."
  type        = string
}

#end
#if windows
variable "winrm_username" {
  description = "The administrator that lets the build in by WinRM; cloudbase-init's is Admin."
  type        = string
}

#end
packer {
  required_plugins {
    openstack = {
      source  = "github.com/hashicorp/openstack"
      version = ">= 1.0.0"
    }
  }
}

variable "flavor" {
  description = "The size of the VM that builds, such as m1.small."
  type        = string
}

variable "network_id" {
  description = "The id of the network of the VM that builds: Packer has to reach it."
  type        = string
}

variable "image_name" {
  description = "The name of the new image."
  type        = string
}

locals {
  # An image is given by its id, or by its name.
  is_id = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.image))
}

# Where and as whom is taken from clouds.yaml and OS_CLOUD, or from the OS_ variables.
source "openstack" "image" {
  source_image      = local.is_id ? var.image : null
  source_image_name = local.is_id ? null : var.image
  flavor            = var.flavor
  networks          = [var.network_id]
  image_name        = var.image_name

  #if linux
  ssh_username = var.ssh_username
  #end
  #if windows
  communicator   = "winrm"
  winrm_use_ntlm = true
  winrm_use_ssl  = true
  # The VM's certificate is its own: nobody signed it.
  winrm_insecure = true

  winrm_username = var.winrm_username
  #end
}
