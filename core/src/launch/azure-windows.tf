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
