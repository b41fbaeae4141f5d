# What let the build in: every copy would have its key.
function Remove-BuildCertificate {
    $store = New-Object Security.Cryptography.X509Certificates.X509Store('My', 'LocalMachine')
    $store.Open('ReadWrite')
    foreach ($certificate in $store.Certificates) {
        if ($certificate.Subject -eq 'CN=dynaboot-build') { $store.Remove($certificate) }
    }
    $store.Close()
}
