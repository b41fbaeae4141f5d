terraform {
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 4.0"
    }
  }
}

variable "project" {
  description = "The project."
  type        = string
}

variable "zone" {
  description = "The zone, such as europe-west3-a."
  type        = string
}

variable "network" {
  description = "The network of the VM, such as default."
  type        = string
}

variable "name" {
  description = "The name of the VM."
  type        = string
}

variable "machine_type" {
  description = "The size of the VM, such as e2-medium."
  type        = string
}

provider "google" {
  project = var.project
  zone    = var.zone
}

resource "google_compute_instance" "vm" {
  name         = var.name
  machine_type = var.machine_type

  boot_disk {
    initialize_params {
      image = var.image
    }
  }

  network_interface {
    network = var.network
  }

  metadata = {
    (local.field) = file(local.payload)
  }
}

output "id" {
  value = google_compute_instance.vm.id
}
