#if linux
variable "ssh_username" {
  description = "The user that lets the build in: the image's own, such as ec2-user or debian; on Google any name."
  type        = string
}

#end
packer {
  required_plugins {
    googlecompute = {
      source  = "github.com/hashicorp/googlecompute"
      version = ">= 1.1.0"
    }
  }
}

variable "project" {
  description = "The project."
  type        = string
}

variable "zone" {
  description = "The zone, such as europe-west3-a."
  type        = string
}

variable "machine_type" {
  description = "The size of the VM that builds, such as e2-medium."
  type        = string
}

variable "image_name" {
  description = "The name of the new image."
  type        = string
}

locals {
  # A family and a name are given apart from each other, and apart from their project.
  is_family      = can(regex("(^|/)family/", var.image))
  image_projects = try([regex("projects/([^/]+)/", var.image)[0]], null)
}

source "googlecompute" "image" {
  project_id              = var.project
  zone                    = var.zone
  machine_type            = var.machine_type
  source_image            = local.is_family ? null : basename(var.image)
  source_image_family     = local.is_family ? basename(var.image) : null
  source_image_project_id = local.image_projects
  image_name              = var.image_name

  #if linux
  ssh_username = var.ssh_username
  #end
  #if windows
  communicator   = "winrm"
  winrm_use_ntlm = true
  winrm_use_ssl  = true
  # The VM's certificate is its own: nobody signed it.
  winrm_insecure = true

  # The builder has this administrator made, with a password that it alone knows.
  winrm_username = "dynaboot_build"

  metadata = {
    windows-startup-script-cmd = "winrm quickconfig -quiet"
  }
  #end
}
