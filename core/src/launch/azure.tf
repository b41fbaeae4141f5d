terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 3.0"
    }
  }
}

variable "subscription_id" {
  description = "The subscription."
  type        = string
}

variable "resource_group_name" {
  description = "The resource group."
  type        = string
}

variable "location" {
  description = "The location, such as westeurope."
  type        = string
}

variable "subnet_id" {
  description = "The resource id of the VM's subnet."
  type        = string
}

variable "name" {
  description = "The name of the VM."
  type        = string
}

variable "size" {
  description = "The size of the VM, such as Standard_B2s."
  type        = string
}

variable "admin_username" {
  description = "The name of the administrator."
  type        = string
}

provider "azurerm" {
  features {}
  subscription_id = var.subscription_id
}

locals {
  # An image of the marketplace is publisher:offer:sku:version, any other one a resource id.
  urn = split(":", var.image)
}

resource "azurerm_network_interface" "vm" {
  name                = var.name
  resource_group_name = var.resource_group_name
  location            = var.location

  ip_configuration {
    name                          = "internal"
    subnet_id                     = var.subnet_id
    private_ip_address_allocation = "Dynamic"
  }
}
