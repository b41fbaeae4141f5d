terraform {
  required_providers {
    vsphere = {
      source  = "hashicorp/vsphere"
      version = ">= 2.0"
    }
  }
}

variable "datacenter" {
  description = "The datacenter."
  type        = string
}

variable "datastore" {
  description = "The datastore of the VM."
  type        = string
}

variable "resource_pool" {
  description = "The resource pool of the VM, such as cluster1/Resources."
  type        = string
}

variable "network" {
  description = "The network of the VM."
  type        = string
}

variable "name" {
  description = "The name of the VM."
  type        = string
}

data "vsphere_datacenter" "vm" {
  name = var.datacenter
}

data "vsphere_datastore" "vm" {
  name          = var.datastore
  datacenter_id = data.vsphere_datacenter.vm.id
}

data "vsphere_resource_pool" "vm" {
  name          = var.resource_pool
  datacenter_id = data.vsphere_datacenter.vm.id
}

data "vsphere_network" "vm" {
  name          = var.network
  datacenter_id = data.vsphere_datacenter.vm.id
}

data "vsphere_virtual_machine" "image" {
  name          = var.image
  datacenter_id = data.vsphere_datacenter.vm.id
}

resource "vsphere_virtual_machine" "vm" {
  name             = var.name
  datastore_id     = data.vsphere_datastore.vm.id
  resource_pool_id = data.vsphere_resource_pool.vm.id
  num_cpus         = data.vsphere_virtual_machine.image.num_cpus
  memory           = data.vsphere_virtual_machine.image.memory
  guest_id         = data.vsphere_virtual_machine.image.guest_id
  firmware         = data.vsphere_virtual_machine.image.firmware
  scsi_type        = data.vsphere_virtual_machine.image.scsi_type

  network_interface {
    network_id   = data.vsphere_network.vm.id
    adapter_type = data.vsphere_virtual_machine.image.network_interface_types[0]
  }

  disk {
    label            = "disk0"
    size             = data.vsphere_virtual_machine.image.disks[0].size
    thin_provisioned = data.vsphere_virtual_machine.image.disks[0].thin_provisioned
  }

  clone {
    template_uuid = data.vsphere_virtual_machine.image.id
  }

  # The user data is blanked once it was read: every user of the VM could ask for it.
  extra_config = {
    "guestinfo.userdata"          = file(local.payload)
    "guestinfo.userdata.encoding" = local.encoding
    "guestinfo.metadata"          = jsonencode({ redact = ["userdata"] })
  }
}

output "id" {
  value = vsphere_virtual_machine.vm.id
}
