#if linux
variable "ssh_username" {
  description = "The user that lets the build in: the image's own, such as ec2-user or debian; on Google any name."
  type        = string
}

#end
#if windows
variable "winrm_password" {
  description = "The password of that administrator: give it as PKR_VAR_winrm_password, never on a command line."
  type        = string
  sensitive   = true
}

#end
packer {
  required_plugins {
    alicloud = {
      source  = "github.com/hashicorp/alicloud"
      version = ">= 1.1.0"
    }
  }
}

variable "region" {
  description = "The region, such as eu-central-1."
  type        = string
}

variable "instance_type" {
  description = "The size of the VM that builds, such as ecs.g6.large."
  type        = string
}

variable "vpc_id" {
  description = "The VPC of the VM that builds."
  type        = string
}

variable "vswitch_id" {
  description = "The virtual switch of the VM that builds: Packer has to reach it."
  type        = string
}

variable "image_name" {
  description = "The name of the new image."
  type        = string
}

# As whom is taken from ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY.
source "alicloud-ecs" "image" {
  region               = var.region
  source_image         = var.image
  instance_type        = var.instance_type
  vpc_id               = var.vpc_id
  vswitch_id           = var.vswitch_id
  internet_charge_type = "PayByTraffic"
  image_name           = var.image_name

  #if linux
  ssh_username = var.ssh_username
  #end
  #if windows
  communicator   = "winrm"
  winrm_use_ntlm = true
  winrm_use_ssl  = true
  # The VM's certificate is its own: nobody signed it.
  winrm_insecure = true

  winrm_username = "Administrator"

  winrm_password = var.winrm_password

  #if makesCertificate
  # Lets the build in by TLS. Its certificate is gone before the image is captured.
  user_data = <<-EOF
    [powershell]
    $ErrorActionPreference = 'Stop'
    winrm.cmd quickconfig -quiet
    $certificate = New-SelfSignedCertificate -DnsName dynaboot-build -CertStoreLocation Cert:\LocalMachine\My
    New-Item -Path WSMan:\localhost\Listener -Transport HTTPS -Address * -CertificateThumbPrint $certificate.Thumbprint -Force
    netsh.exe advfirewall firewall add rule name=dynaboot-build dir=in action=allow protocol=TCP localport=5986
  EOF
  #end
  #unless makesCertificate
  # The image has to let WinRM in by TLS already: its PowerShell cannot make the certificate.
  #end
  #end
}
