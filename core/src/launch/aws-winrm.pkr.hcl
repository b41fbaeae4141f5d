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
