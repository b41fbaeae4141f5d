# Tells the agent where its stores are: by variables of the machine, and by files.
function Send-Stores {
#if machineVariables
    # A variable may be named `Keys` too.
    foreach ($name in $machineEnvironment.psbase.Keys) {
#if roomy
        if (-not $run.installed -and [Environment]::GetEnvironmentVariable($name, 'Machine') -eq $null) { Add-Mark 'variable' $name }
#end
        [Environment]::SetEnvironmentVariable($name, $machineEnvironment[$name], 'Machine')
    }
#end
#if handoverFiles
    foreach ($file in $handoverFiles.Keys) {
#if roomy
        if (Test-Link $file) { Stop-Failed 70 "$file is a link or lies behind one: make it a file on the image" }
#end
        if (-not $run.installed -and -not [IO.File]::Exists($file)) { Add-Mark 'path' $file }
        Invoke-Writing $file {
            [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($file))
            Set-File $file $handoverFiles[$file]
        }
    }
#end
}
