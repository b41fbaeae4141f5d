terraform {
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = ">= 1.200"
    }
  }
}

variable "region" {
  description = "The region, such as eu-central-1."
  type        = string
}

variable "instance_type" {
  description = "The size of the VM, such as ecs.g6.large."
  type        = string
}

variable "vswitch_id" {
  description = "The virtual switch of the VM: user data is for VMs in a VPC alone."
  type        = string
}

variable "security_group_id" {
  description = "The security group of the VM."
  type        = string
}

provider "alicloud" {
  region = var.region
}

resource "alicloud_instance" "vm" {
  image_id        = var.image
  instance_type   = var.instance_type
  vswitch_id      = var.vswitch_id
  security_groups = [var.security_group_id]
  user_data       = local.encoding == "raw" ? filebase64(local.payload) : file(local.payload)
}

output "id" {
  value = alicloud_instance.vm.id
}
