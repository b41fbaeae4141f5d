packer {
  required_plugins {
    alicloud = {
      source  = "github.com/hashicorp/alicloud"
      version = ">= 1.1.0"
    }
  }
}

variable "region" {
  description = "The region, such as eu-central-1."
  type        = string
}

variable "instance_type" {
  description = "The size of the VM that builds, such as ecs.g6.large."
  type        = string
}

variable "vpc_id" {
  description = "The VPC of the VM that builds."
  type        = string
}

variable "vswitch_id" {
  description = "The virtual switch of the VM that builds: Packer has to reach it."
  type        = string
}

variable "image_name" {
  description = "The name of the new image."
  type        = string
}

# As whom is taken from ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY.
source "alicloud-ecs" "image" {
  region               = var.region
  source_image         = var.image
  instance_type        = var.instance_type
  vpc_id               = var.vpc_id
  vswitch_id           = var.vswitch_id
  internet_charge_type = "PayByTraffic"
  image_name           = var.image_name
