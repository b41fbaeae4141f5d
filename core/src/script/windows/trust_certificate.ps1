# Makes the given certificates trusted ones of this machine.
function Add-Certificate {
    Use-Roots {
        param($store)
        foreach ($found in [regex]::Matches($caCertificate, '-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----')) {
            $bytes = [Convert]::FromBase64String($found.Groups[1].Value)
            $certificate = New-Object Security.Cryptography.X509Certificates.X509Certificate2(, $bytes)
            if ($store.Certificates.Contains($certificate)) { continue }
            if (-not $run.installed) { Add-Mark 'root' $certificate.Thumbprint }
            $store.Add($certificate)
        }
    }
}

# Does something with the machine's trusted certificates.
function Use-Roots($action) {
    $store = New-Object Security.Cryptography.X509Certificates.X509Store('Root', 'LocalMachine')
    try {
        $store.Open('ReadWrite')
        & $action $store
    } catch {
        if ($run.ended) { throw }
        Stop-Failed 12 "the given certificate cannot be read or not be made a trusted one: $(Get-Reason $_)"
    } finally {
        $store.Close()
    }
}

# Takes a certificate away again.
function Remove-Certificate($thumbprint) {
    Use-Roots {
        param($store)
        foreach ($found in $store.Certificates.Find('FindByThumbprint', $thumbprint, $false)) { $store.Remove($found) }
    }
}
