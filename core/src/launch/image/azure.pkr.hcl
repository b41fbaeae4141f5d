packer {
  required_plugins {
    azure = {
      source  = "github.com/hashicorp/azure"
      version = ">= 2.0.0"
    }
  }
}

variable "subscription_id" {
  description = "The subscription."
  type        = string
}

variable "resource_group_name" {
  description = "The resource group of the new image."
  type        = string
}

variable "location" {
  description = "The location, such as westeurope."
  type        = string
}

variable "vm_size" {
  description = "The size of the VM that builds, such as Standard_B2s."
  type        = string
}

variable "image_name" {
  description = "The name of the new image."
  type        = string
}

locals {
  # An image of the marketplace: publisher:offer:sku:version.
  urn = split(":", var.image)
}

#if linux
source "azure-arm" "image" {
  use_azure_cli_auth                = true
  subscription_id                   = var.subscription_id
  location                          = var.location
  vm_size                           = var.vm_size
  image_publisher                   = local.urn[0]
  image_offer                       = local.urn[1]
  image_sku                         = local.urn[2]
  image_version                     = local.urn[3]
  managed_image_name                = var.image_name
  managed_image_resource_group_name = var.resource_group_name

  os_type = "Linux"
}
#end
#if windows
source "azure-arm" "image" {
  use_azure_cli_auth                = true
  subscription_id                   = var.subscription_id
  location                          = var.location
  vm_size                           = var.vm_size
  image_publisher                   = local.urn[0]
  image_offer                       = local.urn[1]
  image_sku                         = local.urn[2]
  image_version                     = local.urn[3]
  managed_image_name                = var.image_name
  managed_image_resource_group_name = var.resource_group_name

  communicator   = "winrm"
  winrm_use_ntlm = true
  winrm_use_ssl  = true
  # The VM's certificate is its own: nobody signed it.
  winrm_insecure = true

  os_type        = "Windows"
  winrm_username = "dynaboot"
}
#end
