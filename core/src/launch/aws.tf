terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 4.39"
    }
  }
}

variable "region" {
  description = "The region, such as eu-central-1."
  type        = string
}

variable "instance_type" {
  description = "The size of the VM, such as t3.medium."
  type        = string
}

variable "subnet_id" {
  description = "The subnet of the VM, such as subnet-0123456789abcdef0."
  type        = string
}

provider "aws" {
  region = var.region
}

locals {
  # The name of a public parameter, when the image is given as one.
  parameter = trimsuffix(trimprefix(trimprefix(var.image, "resolve:ssm:"), "{{ssm:"), "}}")
}

data "aws_ssm_parameter" "image" {
  count = startswith(local.parameter, "/") ? 1 : 0
  name  = local.parameter
}

resource "aws_instance" "vm" {
  ami                         = startswith(local.parameter, "/") ? data.aws_ssm_parameter.image[0].insecure_value : var.image
  instance_type               = var.instance_type
  subnet_id                   = var.subnet_id
  user_data_base64            = local.encoding == "raw" ? filebase64(local.payload) : file(local.payload)
  user_data_replace_on_change = true

  # Where tokens are required metadata, and the user data with it, is given only to whom asks with a session token (IMDSv2). An
  # image with a cloud-init older than 19.4, or an EC2Launch older than 1.3.2002730, does not: it needs "optional".
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = local.tokens
    http_put_response_hop_limit = 1
  }
}

output "id" {
  value = aws_instance.vm.id
}
