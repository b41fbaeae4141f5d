terraform {
  required_providers {
    openstack = {
      source  = "terraform-provider-openstack/openstack"
      version = ">= 1.40"
    }
  }
}

variable "flavor" {
  description = "The size of the VM, such as m1.small."
  type        = string
}

variable "network" {
  description = "The network of the VM."
  type        = string
}

variable "key_name" {
  description = "The name of your key pair."
  type        = string
}

variable "name" {
  description = "The name of the VM."
  type        = string
}

locals {
  # An image is given by its id, or by its name.
  is_id = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.image))
}

resource "openstack_compute_instance_v2" "vm" {
  name        = var.name
  image_id    = local.is_id ? var.image : null
  image_name  = local.is_id ? null : var.image
  flavor_name = var.flavor
  key_pair    = var.key_name
  user_data   = file(local.payload)

  network {
    name = var.network
  }
}

output "id" {
  value = openstack_compute_instance_v2.vm.id
}
