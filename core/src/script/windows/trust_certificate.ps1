# Makes the given certificates trusted ones of this machine.
function Add-Certificate {
    $store = New-Object Security.Cryptography.X509Certificates.X509Store('Root', 'LocalMachine')
    try {
        $store.Open('ReadWrite')
        foreach ($found in [regex]::Matches($caCertificate, '-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----')) {
            $bytes = [Convert]::FromBase64String($found.Groups[1].Value)
            $store.Add((New-Object Security.Cryptography.X509Certificates.X509Certificate2(, $bytes)))
        }
    } catch {
        Stop-Failed 12 "the given certificate cannot be read or not be made a trusted one: $(Get-Reason $_)"
    } finally {
        $store.Close()
    }
}
