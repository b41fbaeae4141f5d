$root = "$env:ProgramData\dynaboot"
$log = "$root\dynaboot.log"
#if roomy
# What an earlier run left there may be in use still.
foreach ($number in '', 2, 3, 4) {
    $work = "$root\work$number"
    if (-not (Test-Path -LiteralPath $work)) { break }
}
#end
#unless roomy
$work = "$root\work"
#end
$bundle = "$work\bundle.zip"
$unpacked = "$work\unpacked"
# What the run knows of itself, in one table: a variable that a function sets ends with the function.
$run = @{ step = 'start'; started = ''; ended = ''; code = 0; message = ''; lock = $null; installed = $false; tls12 = $true; trouble = 0; reason = ''; http = 0; restart = ''; logs = $false; said = '' }
#if roomy
$run += @{ inUse = @() }
#end
# A query may hold a signature that opens the store: it is shown nowhere.
$bundleShown = $bundleUrl.Split('?')[0]

function Get-Now { [DateTime]::UtcNow.ToString('s') + 'Z' }

# What an error says itself, without what it was wrapped in.
function Get-Reason($problem) { $problem.Exception.GetBaseException().Message }

function Write-Text($text) {
    if (-not $run.logs) { return }
    try { [IO.File]::AppendAllText($log, $text) } catch { }
}

function Write-Log($text) { Write-Text "$(Get-Now) $text`r`n" }

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

# Replaces a file in one move. What was there is kept for that moment: PowerShell cannot say that it need not be.
function Set-File($file, $text) {
    [IO.File]::WriteAllText("$file.new", "$text`r`n")
    if ([IO.File]::Exists($file)) {
        [IO.File]::Replace("$file.new", $file, "$file.old")
        [IO.File]::Delete("$file.old")
    } else { [IO.File]::Move("$file.new", $file) }
}

# Write-Status STATE EXIT-CODE FINISHED MESSAGE. Somebody may be reading the file just now, so it is tried again.
function Write-Status($state, $code, $finished, $message) {
    $text = '{{ "state": "{0}", "step": {1}, "exitCode": {2}, "message": {3}, "started": "{4}", "finished": {5}, "policy": {6}, "version": "{7}"{8} }}' -f
        $state, (Format-Json $run.step), $code, (Format-Json $message), $run.started, $finished, (Format-Json $policy), $version, $run.restart
    foreach ($pause in 0, 1, 3) {
        Start-Sleep -Seconds $pause
        try {
            Set-File "$root\status.json" $text
            return
        } catch { Write-Log "the status cannot be written: $(Get-Reason $_)" }
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
    throw 'ended'
}

# Stop-Failed EXIT-CODE MESSAGE
function Stop-Failed($code, $message) {
    Stop-Run 'failed' $code "$message (exit code $code, step: $($run.step), log: $log)"
}

# An error that no step expected.
function Set-Unexpected($problem) {
    Write-Log $problem.InvocationInfo.PositionMessage
    $run.code = 70
    if (Test-FullDisk $root) { $run.code = 50 }
    $run.ended = 'failed'
    $run.message = "stopped unexpectedly: $(Get-Reason $problem) (exit code $($run.code), step: $($run.step), log: $log)"
}

# Invoke-Writing PLACE ACTION: an action that writes there, and fails for nothing but that.
function Invoke-Writing($place, $action) {
    try { & $action } catch {
        if ($run.ended) { throw }
        $code = 70
        if (Test-FullDisk $place) { $code = 50 }
        Stop-Failed $code "$place cannot be written: $(Get-Reason $_)"
    }
}

# Whether the disk is full: what an error says about it is said in the system's own language.
function Test-FullDisk($place) { (New-Object IO.DriveInfo($place)).AvailableFreeSpace -lt 1048576 }

#if roomy
# Whether a path is a link, or lies behind one: whoever made it says where it leads.
function Test-Link($path) {
    for (; $path; $path = [IO.Path]::GetDirectoryName($path)) {
        if ((Test-Path -LiteralPath $path) -and ([int][IO.File]::GetAttributes($path) -band 1024)) { return $true }
    }
    $false
}

# Removes a file, a folder with all that is in it, and of a link the link alone. What is in use is passed over and noted.
function Remove-Tree($path) {
    if (-not (Test-Path -LiteralPath $path)) { return }
    $kind = [int][IO.File]::GetAttributes($path)
    try {
        if ($kind -band 16) {
            if (-not ($kind -band 1024)) { foreach ($item in [IO.Directory]::GetFileSystemEntries($path)) { Remove-Tree $item } }
            [IO.Directory]::Delete($path)
        } else {
            [IO.File]::SetAttributes($path, 'Normal')
            [IO.File]::Delete($path)
        }
    } catch {
        Write-Log "$path cannot be removed: $(Get-Reason $_)"
        $run.inUse += "\??\$path", ''
    }
}

# Says what could not be removed, and has Windows do it when it starts again.
function Clear-InUse {
    if ($run.inUse.Length -eq 0) { return }
    Write-Line "$($run.inUse[0].Substring(4)) is in use until Windows restarts"
    $manager = 'HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\Session Manager'
    $all = @([Microsoft.Win32.Registry]::GetValue($manager, 'PendingFileRenameOperations', $null) | Where-Object { $_ -ne $null })
    [Microsoft.Win32.Registry]::SetValue($manager, 'PendingFileRenameOperations', [string[]]($all + $run.inUse), 'MultiString')
    $run.inUse = @()
}
#end
#unless roomy
function Remove-Tree($path) {
    if (Test-Path -LiteralPath $path) { Remove-Item -LiteralPath $path -Recurse -Force }
}
#end

# Add-Mark KIND WHAT: notes what was not there and is brought now, before it is: it goes again when the run fails.
function Add-Mark($kind, $what) {
    Invoke-Writing "$root\installing" { [IO.File]::AppendAllText("$root\installing", "$kind $what`r`n") }
}

# Takes away what a run brought that came to no good end, as far as it is a thing of this script.
function Remove-Remains($marks) {
    foreach ($mark in [IO.File]::ReadAllLines($marks)) {
        $kind, $what = $mark -split ' ', 2
#if certificate
        if ($kind -eq 'root') { Remove-Certificate $what }
#end
#if roomy
#if machineVariables
        if ($kind -eq 'variable' -and $machineEnvironment.ContainsKey($what)) { [Environment]::SetEnvironmentVariable($what, $null, 'Machine') }
#end
        if ($kind -eq 'installer') {
            foreach ($product in @(Get-Products)) {
                Write-Line "Windows Installer removes $product"
                [void](Start-Process msiexec.exe "/x $product /qn /norestart" -PassThru).WaitForExit(600000)
            }
        }
#if service
        if ("$kind $what" -eq "service $serviceName") { Remove-Service }
#end
#end
        if ($kind -eq 'path' -and (Test-Place $what)) { Remove-Tree $what }
    }
    [IO.File]::Delete($marks)
}

# Whether a path is one that this script may have made.
function Test-Place($path) {
    $places = @($present)
#if keptCredentials
    $places += $credentialsFile
#end
#if handoverFiles
    $places += @($handoverFiles.Keys)
#end
#if unpackTo
    if ($path.StartsWith("$unpackTo\", 'OrdinalIgnoreCase') -and $path -notlike '*..*') { return $true }
    $places += $unpackTo
#end
    $places -contains $path
}

#if roomy
# The products that Windows Installer has from this script's own places.
function Get-Products {
    foreach ($node in 'SOFTWARE', 'SOFTWARE\WOW6432Node') {
        foreach ($key in @(Get-ChildItem "HKLM:\$node\Microsoft\Windows\CurrentVersion\Uninstall" -ErrorAction SilentlyContinue)) {
            $from = "$($key.GetValue('InstallSource'))"
            $isOurs = $from.StartsWith("$root\work", 'OrdinalIgnoreCase')
#if unpackTo
            $isOurs = $isOurs -or $from.StartsWith("$unpackTo\", 'OrdinalIgnoreCase')
#end
            if ($isOurs -and $key.PSChildName -like '{*}') { $key.PSChildName }
        }
    }
}
#if service

function Stop-AgentService {
    try {
        $service = Get-AgentService
        $service.Stop()
        $service.WaitForStatus('Stopped', '00:00:30')
    } catch { Write-Log "$serviceName does not stop: $(Get-Reason $_)" }
}

function Remove-Service {
    if ((Get-AgentService) -eq $null) { return }
    Stop-AgentService
    sc.exe delete $serviceName | Out-Null
}
#end
#end
#if service

# The agent's service, by exactly its name.
function Get-AgentService { Get-Service | Where-Object { $_.Name -eq $serviceName } }
#end

# However the run ends, nothing half-done is left, and the outcome is told. Without the lock nothing here is this run's own.
function Complete-Run {
    if ($run.lock -ne $null) {
        try {
            if ([IO.File]::Exists("$root\installing")) { Remove-Remains "$root\installing" }
#if roomy
            foreach ($folder in [IO.Directory]::GetDirectories($root, 'work*')) { Remove-Tree $folder }
            Clear-InUse
#end
#unless roomy
            Remove-Tree $work
#end
        } catch { Write-Line "what the run left cannot be removed: $(Get-Reason $_)" }
    }
    Write-Line $run.message
    if ($run.lock -ne $null) {
        Write-Status $run.ended $run.code ('"' + (Get-Now) + '"') $run.message
        Send-Outcome
        $run.lock.Close()
    }
}

# Where access rules are kept: .NET Framework has it with files and folders, what PowerShell 7 runs on in a class of its own.
$files = [IO.File]
$folders = [IO.Directory]
if (-not $files.GetMethod('SetAccessControl')) { $files = $folders = 'IO.FileSystemAclExtensions' -as [Type] }

# Only administrators and the system may change what is there; $others says what everybody else may do.
function New-GuardedDirectory($path, $others) {
    $guard = New-Object Security.AccessControl.DirectorySecurity
    $guard.SetSecurityDescriptorSddlForm("O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)$others", 'Owner, Access')
    [void]$(if ($files -eq $folders) { $folders::CreateDirectory($guard, $path) } else { $folders::CreateDirectory($path, $guard) })
    $folders::SetAccessControl([IO.DirectoryInfo]$path, $guard)
}

# A file that only administrators and the system may open.
function New-GuardedFile($path) {
    $guard = New-Object Security.AccessControl.FileSecurity
    $guard.SetSecurityDescriptorSddlForm('O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)', 'Owner, Access')
    $file = [IO.FileInfo]$path
    if (-not $file.Exists) {
        $(if ($files -eq $folders) { $files::Create($file, 'CreateNew', 'FullControl', 'None', 1, 'None', $guard) } else { $files::Create($path, 1, 'None', $guard) }).Close()
    }
    $files::SetAccessControl($file, $guard)
}

#if roomy
# Whether nobody but administrators, the system and who runs this owns a folder, or may change what is in it.
function Test-Trusted($path, $me) {
    if (Test-Link $path) { return $false }
    $who = "(SY|BA|LA|$me)"
    $folders::GetAccessControl([IO.DirectoryInfo]$path, 'Owner, Access').GetSecurityDescriptorSddlForm('Owner, Access') -match "^O:${who}D:\w*(\(A;\w*;(\w+;;;$who|0x1200a9;;;[^)]+)\))+`$"
}
#end
#unless roomy
# Whether administrators, the system or who runs this made a folder.
function Test-Trusted($path, $me) {
    $folders::GetAccessControl([IO.DirectoryInfo]$path, 'Owner').GetSecurityDescriptorSddlForm('Owner') -match "^O:(SY|BA|LA|$me)`$"
}
#end

# Makes the run's own places. What somebody else made there is moved away: nothing in it can be trusted. The lock is a file held
# open, which the system closes however the run ends. TLS 1.2 has to be asked for, by its number because older versions of .NET
# have no name for it.
function Start-Run {
    $me = [Security.Principal.WindowsIdentity]::GetCurrent()
    if (-not (New-Object Security.Principal.WindowsPrincipal($me)).IsInRole(544)) {
        Stop-Run 'failed' 70 'this script must be run as an administrator (exit code 70)'
    }
    Invoke-Writing $root {
        if ((Test-Path -LiteralPath $root) -and -not (Test-Trusted $root $me.User.Value)) {
            [IO.Directory]::Move($root, "$root.$([DateTime]::UtcNow.Ticks)")
        }
        New-GuardedDirectory $root '(A;OICI;0x1200a9;;;BU)'
    }
#if roomy
    foreach ($name in 'dynaboot.log', 'lock', 'status.json', 'installing', 'unfinished') {
        if ([IO.Directory]::Exists("$root\$name") -or (Test-Link "$root\$name")) {
            Stop-Run 'failed' 70 "$root\$name is a folder or a link: move it away (exit code 70)"
        }
    }
#end
    Invoke-Writing $log { New-GuardedFile $log }
    $run.logs = $true
    try {
        New-GuardedFile "$root\lock"
        $run.lock = [IO.File]::Open("$root\lock", 'OpenOrCreate', 'ReadWrite', 'None')
    } catch [IO.IOException] {
        Stop-Run 'failed' 60 "another run is at work and holds $root\lock (exit code 60)"
    }
    $run.started = Get-Now
    Invoke-Writing $work {
        Remove-Tree $work
        New-GuardedDirectory $work ''
    }
    try { [Net.ServicePointManager]::SecurityProtocol = [Enum]::ToObject([Net.SecurityProtocolType], 3072) } catch { $run.tls12 = $false }
}
