# Does nothing when the agent is there; takes up again what an earlier run began.
function Find-Agent {
    if ([IO.File]::Exists("$root\installing")) {
        Write-Line 'removing what an earlier run left when it was stopped'
        Remove-Remains
    }
    if (-not (Test-Agent)) { return }
    if (-not [IO.File]::Exists("$root\unfinished")) {
        Stop-Run 'alreadyThere' 0 'the agent is there already; nothing to do'
    }
    Write-Line 'taking up what an earlier run began'
    $run.installed = $true
}

function Test-Agent {
    foreach ($path in $present) {
        if (Test-Path -LiteralPath $path) { return $true }
    }
    $false
}
