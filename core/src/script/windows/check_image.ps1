# Looks for what the script needs: https works with TLS 1.2 or not at all.
function Test-Image {
    if (-not $run.tls12 -and $bundleUrl -like 'https:*') {
        Stop-Failed 12 'the .NET of this image knows no TLS 1.2, which https needs: update it'
    }
}
