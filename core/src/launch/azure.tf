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
#unless command

variable "ssh_public_key" {
  description = "The public key of the administrator: its text, not its file."
  type        = string
}

resource "azurerm_linux_virtual_machine" "vm" {
  name                  = var.name
  resource_group_name   = var.resource_group_name
  location              = var.location
  size                  = var.size
  network_interface_ids = [azurerm_network_interface.vm.id]
  admin_username        = var.admin_username
  source_image_id       = length(local.urn) == 4 ? null : var.image
  #unless script

  custom_data = local.encoding == "raw" ? filebase64(local.payload) : file(local.payload)
  #end

  admin_ssh_key {
    username   = var.admin_username
    public_key = var.ssh_public_key
  }

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "StandardSSD_LRS"
  }

  dynamic "source_image_reference" {
    for_each = length(local.urn) == 4 ? [local.urn] : []
    content {
      publisher = source_image_reference.value[0]
      offer     = source_image_reference.value[1]
      sku       = source_image_reference.value[2]
      version   = source_image_reference.value[3]
    }
  }
}

#if script
# One VM takes one extension of this kind. Protected settings are encrypted to the VM.
resource "azurerm_virtual_machine_extension" "agent" {
  name                 = "CustomScript"
  virtual_machine_id   = azurerm_linux_virtual_machine.vm.id
  publisher            = "Microsoft.Azure.Extensions"
  type                 = "CustomScript"
  type_handler_version = "2.1"
  protected_settings   = file(local.payload)
}

#end
output "id" {
  value = azurerm_linux_virtual_machine.vm.id
}
#end
#if command

variable "admin_password" {
  description = "The password of the administrator: give it as TF_VAR_admin_password, never on a command line."
  type        = string
  sensitive   = true
}

resource "azurerm_windows_virtual_machine" "vm" {
  name                  = var.name
  resource_group_name   = var.resource_group_name
  location              = var.location
  size                  = var.size
  network_interface_ids = [azurerm_network_interface.vm.id]
  admin_username        = var.admin_username
  admin_password        = var.admin_password
  source_image_id       = length(local.urn) == 4 ? null : var.image

  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "StandardSSD_LRS"
  }

  dynamic "source_image_reference" {
    for_each = length(local.urn) == 4 ? [local.urn] : []
    content {
      publisher = source_image_reference.value[0]
      offer     = source_image_reference.value[1]
      sku       = source_image_reference.value[2]
      version   = source_image_reference.value[3]
    }
  }
}

# One VM takes one extension of this kind. Protected settings are encrypted to the VM.
resource "azurerm_virtual_machine_extension" "agent" {
  name                 = "CustomScriptExtension"
  virtual_machine_id   = azurerm_windows_virtual_machine.vm.id
  publisher            = "Microsoft.Compute"
  type                 = "CustomScriptExtension"
  type_handler_version = "1.10"
  protected_settings   = file(local.payload)
}

output "id" {
  value = azurerm_windows_virtual_machine.vm.id
}
#end
