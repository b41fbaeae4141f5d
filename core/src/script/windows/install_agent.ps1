# Installs the agent. The mark names, until the end, what is not whole and was not there before.
function Install-Agent {
    if (Test-Agent) { Stop-Run 'alreadyThere' 0 'the agent is there already; nothing to do' }
    $place = Find-Installer
#if roomy
    Add-Mark 'installer' ''
#if service
    if ((Get-AgentService) -eq $null) { Add-Mark 'service' $serviceName }
#end
#end
    foreach ($path in $present) { Add-Mark 'path' $path }
#if unpackTo
    $place = $place.Replace($unpacked, $unpackTo)
    Copy-Bundle
#end
#if roomy
    # What came out of the bundle says nothing of what the installer did.
    $unseen = @($present | Where-Object { Test-Path -LiteralPath $_ })
#end
    for ($waited = 0; $true; $waited += 15) {
        $code = Invoke-Bounded 900 $place
        if ($code -ne 1618 -or $waited -ge 600) { break }
        Write-Line 'Windows Installer is busy; trying again in 15 s'
        Start-Sleep -Seconds 15
    }
    if ($code -eq $null) { Stop-Failed 40 "the agent's installer did not end within 15 minutes; its last words: $($run.said)" }
    if (0, 1641, 3010 -notcontains $code) {
        Stop-Failed 40 "the agent's installer ended with code $code; its last words: $($run.said)"
    }
    # Some go on in the background for a while.
    for ($waited = 0; $true; $waited += 1) {
#if roomy
        if (Test-Made $unseen) { break }
#end
#unless roomy
        if (Test-Agent) { break }
#end
        if ($waited -ge 60) { Stop-Failed 40 "the agent's installer ended well, but the agent is not there; its last words: $($run.said)" }
        Start-Sleep -Seconds 1
    }
    Complete-Mark
    if ($code -ne 0) {
        $run.restart = ', "restart": true'
        Write-Line "its installer asks for a restart (code $code)"
    }
}

#if roomy
# Whether the installer made the agent: one of its paths that the bundle did not bring, or its service.
function Test-Made($unseen) {
    foreach ($path in $present) {
        if ($unseen -notcontains $path -and (Test-Path -LiteralPath $path)) { return $true }
    }
#if service
    if ((Get-AgentService) -ne $null) { return $true }
#end
    $false
}
#end

#if unpackTo
# Copies the bundle to the place that it is installed from: copies get the access rules of that place, on any disk.
function Copy-Bundle {
#if roomy
    if (Test-Link $unpackTo) { Stop-Failed 70 "$unpackTo is a link or lies behind one: make it a folder on the image" }
#end
    if (-not (Test-Path -LiteralPath $unpackTo)) { Add-Mark 'path' $unpackTo }
    Invoke-Writing $unpackTo {
        [void][IO.Directory]::CreateDirectory($unpackTo)
        foreach ($item in @(Get-ChildItem -LiteralPath $unpacked -Force)) {
            $to = "$unpackTo\$($item.Name)"
            if (Test-Path -LiteralPath $to) { Stop-Failed 70 "$to is there and is not ours: move it away on the image" }
            Add-Mark 'path' $to
            Copy-Item -LiteralPath $item.FullName -Destination $to -Recurse -Force
        }
    }
}
#end
# Where the install command is run: beside the installer, wherever that stands in the bundle.
function Find-Installer {
#if ownProgram
    # A program in the bundle is meant before one of the system.
    if (-not $installer -and $installProgram -notmatch '[\\/]') { $installer = Find-Name }
#end
    if (-not $installer) { return $unpacked }
    $found = @([IO.Directory]::GetFiles($unpacked, $installer, 'AllDirectories') | Sort-Object { $_.Split('\').Length })
    if ($found.Length -eq 0) { Stop-Failed 21 "the bundle holds no $installer" }
#if roomy
    if ($found.Length -gt 1) {
        $all = "more than one ${installer} in the bundle: $found"
        if ($found[0].Split('\').Length -eq $found[1].Split('\').Length) { Stop-Failed 21 $all }
        Write-Line "$all; the first is run"
    }
#end
    [IO.Path]::GetDirectoryName($found[0])
}

#if ownProgram
# What the program to start is called in the bundle, if it is there.
function Find-Name {
    foreach ($ending in '', '.exe', '.cmd', '.bat') {
        $name = "$installProgram$ending"
        if ([IO.Directory]::GetFiles($unpacked, $name, 'AllDirectories').Length -gt 0) { return $name }
    }
}

# The program to start: beside the installer, with the ending that it needs, or one of the system.
function Find-Program($place) {
    foreach ($ending in '', '.exe', '.cmd', '.bat') {
        $own = [IO.Path]::Combine($place, "$installProgram$ending")
        if ([IO.File]::Exists($own)) { return $own }
    }
    $installProgram
}
#end

# Runs the install command, and ends it after so many seconds. Gives its exit code, or $null when it had to be ended. What it
# prints goes to the log as it comes. What it started may hold its output open for ever: that is not waited for.
function Invoke-Bounded($seconds, $place) {
#if ownProgram
    $program = Find-Program $place
    $info = New-Object Diagnostics.ProcessStartInfo($program, $installArguments)
    if ($program -match '\.(cmd|bat)$') {
        # cmd reads no value: the path comes by a variable, and the words are the recipe's own.
        $info = New-Object Diagnostics.ProcessStartInfo('cmd.exe', "/d /s /c `"`"%dynabootProgram%`" $installArguments`"")
        $info.EnvironmentVariables['dynabootProgram'] = $program
    }
#end
#unless ownProgram
    $info = New-Object Diagnostics.ProcessStartInfo($installProgram, $installArguments)
#end
    $info.WorkingDirectory = $place
    $info.UseShellExecute = $false
    $info.RedirectStandardInput = $info.RedirectStandardOutput = $info.RedirectStandardError = $true
    foreach ($name in $environment.psbase.Keys) { $info.EnvironmentVariables[$name] = $environment[$name] }
    try { $process = [Diagnostics.Process]::Start($info) } catch { Stop-Failed 40 "the agent's installer cannot be started: $(Get-Reason $_)" }
    $process.StandardInput.Close()
#unless roomy
    $letters = $process.StandardOutput.CurrentEncoding
#end
    $pipes = @(foreach ($reader in $process.StandardOutput, $process.StandardError) {
#if roomy
        @{ from = $reader.BaseStream; block = New-Object byte[] 65536; read = $null; rest = '' }
#end
#unless roomy
        @{ from = $reader.BaseStream; block = New-Object byte[] 65536; read = $null }
#end
    })
    $end = [DateTime]::UtcNow.AddSeconds($seconds)
    for ($quiet = 0; -not $process.HasExited -or ($quiet -lt 40 -and ($pipes[0].from -or $pipes[1].from)); $quiet += 1) {
        if ([DateTime]::UtcNow -gt $end) {
            taskkill.exe /T /F /PID $process.Id | Out-Null
#if roomy
            Complete-Output $pipes
#end
            return
        }
        foreach ($pipe in $pipes) { if (Copy-Output $pipe) { $quiet = 0 } }
        if ($quiet) { [Threading.Thread]::Sleep(50) }
    }
#if roomy
    Complete-Output $pipes
#end
#unless roomy
    Write-Text "`r`n"
#end
    $process.ExitCode
}

# Copies what has come through a pipe to the log. Whether something came.
function Copy-Output($pipe) {
    if (-not $pipe.from) { return }
    if (-not $pipe.read) { $pipe.read = $pipe.from.BeginRead($pipe.block, 0, 65536, $null, $null) }
    if (-not $pipe.read.IsCompleted) { return }
    $count = $pipe.from.EndRead($pipe.read)
    $pipe.read = $null
    if ($count -eq 0) {
        $pipe.from = $null
        return
    }
#if roomy
    Write-Heard (Select-Lines $pipe ($latin.GetString($pipe.block, 0, $count)))
#end
#unless roomy
    # Without its NULs, UTF-16 is readable too.
    $run.said = $letters.GetString($pipe.block, 0, $count) -replace '\0'
    Write-Text $run.said
#end
    $true
}
