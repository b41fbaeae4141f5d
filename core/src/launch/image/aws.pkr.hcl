#if linux
variable "ssh_username" {
  description = "The user that lets the build in: the image's own, such as ec2-user or debian; on Google any name."
  type        = string
}

#end
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

  #if ec2Config
  # EC2Config resets the VM and shuts it down itself.
  disable_stop_instance = true

  #end
  #if makesCertificate
  # Lets the build in by TLS. Its certificate is gone before the image is captured.
  user_data = <<-EOF
    <powershell>
    $ErrorActionPreference = 'Stop'
    winrm.cmd quickconfig -quiet
    $certificate = New-SelfSignedCertificate -DnsName dynaboot-build -CertStoreLocation Cert:\LocalMachine\My
    New-Item -Path WSMan:\localhost\Listener -Transport HTTPS -Address * -CertificateThumbPrint $certificate.Thumbprint -Force
    netsh.exe advfirewall firewall add rule name=dynaboot-build dir=in action=allow protocol=TCP localport=5986
    </powershell>
  EOF
  #end
  #unless makesCertificate
  # The image has to let WinRM in by TLS already: its PowerShell cannot make the certificate.
  #end
  #end
}
