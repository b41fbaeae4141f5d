$root = "$env:ProgramData\dynaboot"
$log = "$root\dynaboot.log"
$work = "$root\work"
$bundle = "$work\bundle.zip"
$unpacked = "$work\unpacked"
$utf8 = New-Object Text.UTF8Encoding($false)
# What the run knows of itself, in one table: a variable that a function sets ends with the function.
$run = @{ step = 'start'; started = ''; ended = ''; code = 0; message = ''; lock = $null; installed = $false; tls12 = $true; trouble = 0; reason = ''; http = 0 }

function Get-Now { [DateTime]::UtcNow.ToString('s') + 'Z' }

# What an error says itself, without what it was wrapped in.
function Get-Reason($problem) { $problem.Exception.GetBaseException().Message }

function Write-Log($text) {
    try { [IO.File]::AppendAllText($log, "$(Get-Now) $text`r`n", $utf8) } catch { }
}

# Says something on the console and in the log. That it cannot be said changes nothing.
function Write-Line($text) {
    try { [Console]::Out.WriteLine("dynaboot: $text") } catch { }
    Write-Log $text
}

# A text as JSON has it.
function Format-Json($text) {
    $text = $text -replace '[\x00-\x1f\x7f]', ' '
    '"' + $text.Replace('\', '\\').Replace('"', '\"') + '"'
}

# Replaces a file in one move. Called like this because PowerShell would make an empty text of the $null at the end.
function Set-File($file, $text) {
    [IO.File]::WriteAllText("$file.new", "$text`r`n", $utf8)
    if ([IO.File]::Exists($file)) {
        $replace = [IO.File].GetMethod('Replace', [Type[]]@([string], [string], [string]))
        [void]$replace.Invoke($null, [object[]]@("$file.new", "$file", $null))
    } else {
        [IO.File]::Move("$file.new", $file)
    }
}

# Write-Status STATE EXIT-CODE FINISHED MESSAGE. Somebody may be reading the file just now, so it is tried again.
function Write-Status($state, $code, $finished, $message) {
    $text = '{{ "state": "{0}", "step": {1}, "exitCode": {2}, "message": {3}, "started": "{4}", "finished": {5}, "policy": {6}, "version": "{7}" }}' -f
        $state, (Format-Json $run.step), $code, (Format-Json $message), $run.started, $finished, (Format-Json $policy), $version
    foreach ($pause in 0, 1, 3) {
        Start-Sleep -Seconds $pause
        try {
            Set-File "$root\status.json" $text
            return
        } catch { Write-Log "the status file cannot be written: $(Get-Reason $_)" }
    }
}

# Announces a step.
function Start-Step($title) {
    $run.step = $title
    Write-Line $title
    Write-Status 'running' 'null' 'null' $title
}

# Stop-Run STATE EXIT-CODE MESSAGE: the end. What is thrown ends the steps; Complete-Run tells the rest.
function Stop-Run($state, $code, $message) {
    $run.ended = $state
    $run.code = $code
    $run.message = $message
    throw 'the run has ended'
}

# Stop-Failed EXIT-CODE MESSAGE
function Stop-Failed($code, $message) {
    Stop-Run 'failed' $code "$message (exit code $code, step: $($run.step), log: $log)"
}

# An error that no step expected.
function Set-Unexpected($problem) {
    Write-Log $problem.InvocationInfo.PositionMessage
    $run.code = 70
    if (Test-FullDisk) { $run.code = 50 }
    $run.ended = 'failed'
    $run.message = "stopped unexpectedly: $(Get-Reason $problem) (exit code $($run.code), step: $($run.step), log: $log)"
}

# Invoke-Writing PLACE ACTION: an action that writes there, and fails for nothing but that.
function Invoke-Writing($place, $action) {
    try { & $action } catch { Stop-Failed 50 "$place cannot be written: $(Get-Reason $_)" }
}

# Whether the disk is full: what an error says about it is said in the system's own language.
function Test-FullDisk { (New-Object IO.DriveInfo($root)).AvailableFreeSpace -lt 1048576 }

function Remove-Tree($path) {
    if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Recurse -Force }
}

# What an unfinished installation left: the paths in its mark, none of which was there before.
function Remove-Remains {
    if (-not [IO.File]::Exists("$root\installing")) { return }
    foreach ($path in [IO.File]::ReadAllLines("$root\installing")) { Remove-Tree $path }
    [IO.File]::Delete("$root\installing")
}

# However the run ends, nothing half-done is left, and the outcome is told. Without the lock nothing here is this run's own.
function Complete-Run {
    if ($run.lock -ne $null) {
        try {
            Remove-Remains
            Remove-Tree $work
        } catch { Write-Line "what the run left cannot be removed: $(Get-Reason $_)" }
    }
    Write-Line $run.message
    if ($run.lock -ne $null) {
        Write-Status $run.ended $run.code ('"' + (Get-Now) + '"') $run.message
        Send-Outcome
        $run.lock.Close()
    }
}

# Only administrators and the system may change what is there; $others says what everybody else may do.
function New-GuardedDirectory($path, $others) {
    $guard = New-Object Security.AccessControl.DirectorySecurity
    $guard.SetSecurityDescriptorSddlForm("O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)$others", 'Owner, Access')
    [void][IO.Directory]::CreateDirectory($path, $guard)
    [IO.Directory]::SetAccessControl($path, $guard)
}

# A file that only administrators and the system may open.
function New-GuardedFile($path) {
    $guard = New-Object Security.AccessControl.FileSecurity
    $guard.SetSecurityDescriptorSddlForm('O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)', 'Owner, Access')
    if (-not [IO.File]::Exists($path)) { [IO.File]::Create($path, 1, 'None', $guard).Close() }
    [IO.File]::SetAccessControl($path, $guard)
}

# Makes the run's own places. The lock is a file held open, which the system closes however the run ends. TLS 1.2 has to be
# asked for, by its number because older versions of .NET have no name for it.
function Start-Run {
    $me = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
    if (-not $me.IsInRole(544)) {
        Stop-Run 'failed' 70 'this script must be run as an administrator (exit code 70)'
    }
    Invoke-Writing $root {
        New-GuardedDirectory $root '(A;OICI;0x1200a9;;;BU)'
        New-GuardedFile $log
    }
    try { $run.lock = [IO.File]::Open("$root\lock", 'OpenOrCreate', 'ReadWrite', 'None') } catch [IO.IOException] {
        Stop-Run 'failed' 60 "another run is at work and holds $root\lock (exit code 60)"
    }
    $run.started = Get-Now
    Invoke-Writing $work {
        Remove-Tree $work
        New-GuardedDirectory $work ''
    }
    try { [Net.ServicePointManager]::SecurityProtocol = [Enum]::ToObject([Net.SecurityProtocolType], 3072) } catch { $run.tls12 = $false }
}
