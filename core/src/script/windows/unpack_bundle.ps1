# Unpacks the bundle beside everything else, so that a broken one touches nothing.
function Expand-Bundle {
    [void][IO.Directory]::CreateDirectory($unpacked)
    try { Expand-Zip } catch {
        if (Test-FullDisk $work) { Stop-Failed 50 'the bundle cannot be unpacked: no space is left' }
        Stop-Failed 21 "what $bundleShown gives is no whole zip archive: $(Get-Reason $_)"
    }
}
