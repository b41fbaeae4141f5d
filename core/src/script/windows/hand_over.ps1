# Tells the agent where its stores are: by variables of the machine, and by files.
function Send-Stores {
    foreach ($name in $machineEnvironment.Keys) {
        [Environment]::SetEnvironmentVariable($name, $machineEnvironment[$name], 'Machine')
    }
    foreach ($file in $handoverFiles.Keys) {
        Invoke-Writing $file { Set-File $file $handoverFiles[$file] }
    }
}
