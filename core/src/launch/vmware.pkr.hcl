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
