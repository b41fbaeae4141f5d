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

source "amazon-ebs" "image" {
  region        = var.region
  source_ami    = var.image
  instance_type = var.instance_type
  subnet_id     = var.subnet_id
  ami_name      = var.image_name
  imds_support  = local.tokens == "required" ? "v2.0" : null

  # A cloud-init older than 19.4 cannot ask for its key with a token: for it they have to be optional.
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = local.tokens
    http_put_response_hop_limit = 1
  }
