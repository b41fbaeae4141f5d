# Does nothing when the agent is there; takes up again what an earlier run began.
function Find-Agent {
    # Killed at the very end of the installation, it left an agent that is whole.
    if ([IO.File]::Exists("$root\installing") -and (Test-Agent) -and (Test-Whole)) { Complete-Mark }
    if ([IO.File]::Exists("$root\unfinished") -and (Test-Agent)) {
#if roomy
        Write-Line 'taking up what an earlier run began'
#end
        $run.installed = $true
        return
    }
    foreach ($marks in "$root\installing", "$root\unfinished") {
        if (-not [IO.File]::Exists($marks)) { continue }
#if roomy
        Write-Line 'removing what an earlier run left when it was stopped'
#end
        Remove-Remains $marks
    }
    if (Test-Agent) { Stop-Run 'alreadyThere' 0 'the agent is there already; nothing to do' }
}

function Test-Agent {
    foreach ($path in $present) {
        if (Test-Path -LiteralPath $path) { return $true }
    }
    $false
}

# Whether what is there was installed to its end: Windows Installer has it, or its service runs.
function Test-Whole {
#if service
    if ("$((Get-AgentService).Status)" -eq 'Running') { return $true }
#end
#if roomy
    if (@(Get-Products).Length -gt 0) { return $true }
#end
    $false
}

# From here on the agent is whole, and a run that is stopped is taken up.
function Complete-Mark {
    [IO.File]::Move("$root\installing", "$root\unfinished")
}
