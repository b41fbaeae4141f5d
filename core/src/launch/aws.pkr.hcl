packer {
  required_plugins {
    amazon = {
      source  = "github.com/hashicorp/amazon"
      version = ">= 1.2.0"
    }
  }
}

variable "region" {
  description = "The region, such as eu-central-1."
  type        = string
}

variable "instance_type" {
  description = "The size of the VM that builds, such as t3.medium."
  type        = string
}

variable "subnet_id" {
  description = "The subnet of the VM that builds: Packer has to reach it."
  type        = string
}

variable "image_name" {
  description = "The name of the new image."
  type        = string
}

variable "ssh_username" {
  description = "The user that the image lets in, such as ec2-user."
  type        = string
}

source "amazon-ebs" "image" {
  region        = var.region
  source_ami    = var.image
  instance_type = var.instance_type
  subnet_id     = var.subnet_id
  ami_name      = var.image_name
  imds_support  = "v2.0"
  ssh_username  = var.ssh_username

  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}
