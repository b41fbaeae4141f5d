# Compares the bundle's SHA-256 with the given one.
function Test-Bundle {
    $file = [IO.File]::OpenRead($bundle)
    try { $hash = [Security.Cryptography.SHA256]::Create().ComputeHash($file) } finally { $file.Close() }
    $found = [BitConverter]::ToString($hash).Replace('-', '').ToLowerInvariant()
    if ($found -ne $bundleSha256) {
        Stop-Failed 20 "the bundle's SHA-256 is $found and should be ${bundleSha256}: the bundle was changed or the wrong one was given"
    }
}
