  # The image has to let WinRM in by TLS already: its PowerShell cannot make the certificate.
