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
  custom_data           = local.encoding == "raw" ? filebase64(local.payload) : file(local.payload)

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

output "id" {
  value = azurerm_linux_virtual_machine.vm.id
}
