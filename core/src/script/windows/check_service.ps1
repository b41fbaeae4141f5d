# Sees that the agent's service is up, and starts it when it is not; it is given half a minute.
function Test-Service {
#if roomy
#if machineVariables
    Send-StoresToService
#end
#end
    foreach ($pause in 0, 1, 2, 4, 8, 15) {
        Start-Sleep -Seconds $pause
        $service = Get-AgentService
        if ("$($service.Status)" -eq 'Running') { return }
        if ("$($service.Status)" -eq 'Stopped') { try { $service.Start() } catch { Write-Log "$serviceName does not start: $(Get-Reason $_)" } }
    }
    Stop-Failed 41 "the agent is installed, but its service $serviceName did not come up or is not there"
}
#if roomy
#if machineVariables

# Services see the machine's variables as they were when Windows started: this one gets them as its own, and starts again.
function Send-StoresToService {
    $service = Get-AgentService
    if ($service -eq $null) { return }
    $key = "HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\$serviceName"
    $old = @([Microsoft.Win32.Registry]::GetValue($key, 'Environment', $null) | Where-Object { $_ -and -not $machineEnvironment.ContainsKey($_.Split('=')[0]) })
    foreach ($name in $machineEnvironment.psbase.Keys) { $old += "$name=$($machineEnvironment[$name])" }
    [Microsoft.Win32.Registry]::SetValue($key, 'Environment', [string[]]$old, 'MultiString')
    if ($service.Status -eq 'Running') { Stop-AgentService }
}
#end
#end
