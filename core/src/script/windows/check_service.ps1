# Sees that the agent's service is up, and starts it when it is not; it is given half a minute.
function Test-Service {
    foreach ($pause in 0, 1, 2, 4, 8, 15) {
        Start-Sleep -Seconds $pause
        $service = Get-Service -Name $serviceName -ErrorAction SilentlyContinue
        if ($service -ne $null) {
            if ($service.Status -eq 'Running') { return }
            try { $service.Start() } catch { Write-Log "$serviceName does not start: $(Get-Reason $_)" }
        }
    }
    Stop-Failed 41 "the agent is installed, but its service $serviceName did not come up or is not there"
}
