function Assert-Done($program) {
    if ($LASTEXITCODE -ne 0) { throw "$program ended with code $LASTEXITCODE" }
}

# Sysprep goes on after its command has come back.
function Wait-Sysprep {
    for ($second = 0; $second -lt 1800; $second += 5) {
        $state = [Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State', 'ImageState', '')
        if ($state -eq 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE') { return }
        Start-Sleep -Seconds 5
    }
    throw "sysprep did not end within half an hour: see $env:SystemRoot\System32\Sysprep\Panther\setuperr.log"
}
