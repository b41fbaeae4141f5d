# Installs the agent. The mark names, until the end, what is not whole and was not there before.
function Install-Agent {
    if (Test-Agent) { Stop-Run 'alreadyThere' 0 'the agent is there already; nothing to do' }
    $place = Find-Installer
    $moves = @{}
    if ($unpackTo) {
        $place = $place.Replace($unpacked, $unpackTo)
        foreach ($item in [IO.Directory]::GetFileSystemEntries($unpacked)) { $moves[$item] = $item.Replace($unpacked, $unpackTo) }
    }
    $absent = @(@($moves.Values) + $unpackTo + $present | Where-Object { $_ -and -not (Test-Path -LiteralPath $_) })
    foreach ($path in $moves.Values) {
        if ($absent -notcontains $path) { Stop-Failed 70 "$path is there and is not ours: move it away on the image" }
    }
    Invoke-Writing "$root\installing" { Set-File "$root\installing" ($absent -join "`r`n") }
    foreach ($item in $moves.Keys) {
        Invoke-Writing $moves[$item] {
            [void][IO.Directory]::CreateDirectory($unpackTo)
            [IO.Directory]::Move($item, $moves[$item])
        }
    }
    $code = Invoke-Bounded 900 $place
    if ($code -eq $null) { Stop-Failed 40 "the agent's own install command did not end within 15 minutes" }
    if ($code -eq 3010) {
        Write-Line 'its installer asks for a restart'
    } elseif ($code -ne 0) {
        Stop-Failed 40 "the agent's own install command ended with code $code; what it printed is in the log"
    }
    if (-not (Test-Agent)) { Stop-Failed 40 "the agent's own install command said that all is well, but the agent is not there" }
    Invoke-Writing $root { Set-File "$root\unfinished" '' }
    [IO.File]::Delete("$root\installing")
}

# Where the install command is run: beside the installer, wherever that stands in the bundle.
function Find-Installer {
    if (-not $installer) { return $unpacked }
    $found = @([IO.Directory]::GetFiles($unpacked, $installer, 'AllDirectories') | Sort-Object { $_.Length })
    if ($found.Length -eq 0) { Stop-Failed 21 "the bundle holds no $installer" }
    [IO.Path]::GetDirectoryName($found[0])
}

# Runs the install command, and ends it after so many seconds. Gives its exit code, or $null when it had to be ended. What it
# prints is read beside it and goes to the log afterwards.
function Invoke-Bounded($seconds, $place) {
    $info = New-Object Diagnostics.ProcessStartInfo($installProgram, $installArguments)
    $info.WorkingDirectory = $place
    $info.UseShellExecute = $false
    $info.RedirectStandardInput = $info.RedirectStandardOutput = $info.RedirectStandardError = $true
    foreach ($name in $environment.Keys) { $info.EnvironmentVariables[$name] = $environment[$name] }
    try { $process = [Diagnostics.Process]::Start($info) } catch { Stop-Failed 40 "the agent's own install command cannot be started: $(Get-Reason $_)" }
    $process.StandardInput.Close()
    $copies = @((Start-Copy $process.StandardOutput "$work\output"), (Start-Copy $process.StandardError "$work\errors"))
    $code = $null
    if ($process.WaitForExit($seconds * 1000)) { $code = $process.ExitCode } else { taskkill.exe /T /F /PID $process.Id | Out-Null }
    # What the installer started may hold its output open for ever: it is not waited for.
    foreach ($copy in $copies) { [void]$copy.AsyncWaitHandle.WaitOne(10000, $false) }
    foreach ($line in Get-Content -Path "$work\output", "$work\errors" -ErrorAction SilentlyContinue) { Write-Log $line }
    $code
}

# Copies what a program prints to a file, in a runspace of its own.
function Start-Copy($from, $file) {
    $copy = {
        param($from, $file)
        while (($line = $from.ReadLine()) -ne $null) { [IO.File]::AppendAllText($file, "$line`r`n") }
    }
    [Management.Automation.PowerShell]::Create().AddScript($copy.ToString()).AddArgument($from).AddArgument($file).BeginInvoke()
}
