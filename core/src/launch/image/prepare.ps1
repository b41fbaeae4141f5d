$me = $MyInvocation.MyCommand.Path
$folder = [IO.Path]::GetDirectoryName($me)
$payload = [IO.Path]::Combine($folder, $payload)
if (-not [IO.File]::Exists($payload)) { throw "$payload is not there: it has to lie beside this script" }

# The agent first: where it cannot be installed, nothing is reset and there is nothing to capture. The script is read as UTF-8,
# which PowerShell itself would not do.
$env:dynabootScript = $payload
powershell.exe -NoProfile -Command '& ([ScriptBlock]::Create([IO.File]::ReadAllText($env:dynabootScript)))'
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
#if beforeCapture

# What the agent has made for this machine alone. cmd takes the command from a variable, in which quotes stay as they are.
$env:dynabootBeforeCapture = $before_capture
cmd.exe /d /s /c '%dynabootBeforeCapture%'
if ($LASTEXITCODE -ne 0) { throw "the command before the capture ended with code $LASTEXITCODE" }
#end

[Console]::Out.WriteLine('dynaboot: resetting what is this machine alone')

function Assert-Done($program) {
    if ($LASTEXITCODE -ne 0) { throw "$program ended with code $LASTEXITCODE" }
}

# What let the build in: its key, its listener and its rule of the firewall would be in every copy. The build is told the outcome through
# them, so a task of the system takes them away a little later, and then itself.
function Close-BuildAccess {
    $store = New-Object Security.Cryptography.X509Certificates.X509Store('My', 'LocalMachine')
    $store.Open('ReadOnly')
    $built = @($store.Certificates | Where-Object { $_.Subject -eq 'CN=dynaboot-build' })
    $store.Close()
    if ($built.Length -eq 0) { return }
    $close = "$env:ProgramData\dynaboot\close.ps1"
    [IO.File]::WriteAllText($close, [string]::Join("`r`n", @(
        'Start-Sleep -Seconds 5',
        'winrm.cmd delete winrm/config/Listener?Address=*+Transport=HTTPS',
        'netsh.exe advfirewall firewall delete rule name=dynaboot-build',
        'Get-ChildItem Cert:\LocalMachine\My | Where-Object { $_.Subject -eq "CN=dynaboot-build" } | Remove-Item -DeleteKey',
        'schtasks.exe /delete /f /tn dynaboot-build',
        'Remove-Item -LiteralPath $MyInvocation.MyCommand.Path'
    )))
    schtasks.exe /create /f /tn dynaboot-build /ru SYSTEM /sc once /st 00:00 /tr "powershell.exe -NoProfile -ExecutionPolicy Bypass -File $close" | Out-Null
    Assert-Done 'schtasks.exe'
    schtasks.exe /run /tn dynaboot-build | Out-Null
    Assert-Done 'schtasks.exe'
}

# Its status and log are those of the machine that the image is made on, and the script may hold a password. They go when nothing
# can fail any more: until then all of this can be run again.
function Remove-Run {
    foreach ($file in "$env:ProgramData\dynaboot\dynaboot.log", "$env:ProgramData\dynaboot\status.json", $payload, $me) {
        [IO.File]::Delete($file)
    }
}
#unless ec2Config

# What sysprep says of its own error.
function Get-SysprepError {
    $file = "$env:SystemRoot\System32\Sysprep\Panther\setuperr.log"
    "see ${file}: " + (@(Get-Content -Path $file -ErrorAction SilentlyContinue | Select-Object -Last 3) -join ' / ')
}

# Sysprep may go on after its command has come back. When it is gone and Windows is not ready, it failed.
function Wait-Sysprep {
    for ($second = 0; $second -lt 1800; $second += 5) {
        $state = [Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State', 'ImageState', '')
        if ($state -eq 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE') { return }
        if ($second -ge 30 -and -not (Get-Process -Name sysprep -ErrorAction SilentlyContinue)) { throw "sysprep failed: $(Get-SysprepError)" }
        Start-Sleep -Seconds 5
    }
    throw "sysprep did not end within half an hour: $(Get-SysprepError)"
}
#end
#if azureSysprep

# The agents of the cloud take part in it, and have to be up.
foreach ($service in Get-Service -Name RdAgent, WindowsAzureGuestAgent -ErrorAction SilentlyContinue) {
    $service.WaitForStatus('Running', '00:10:00')
}
#end
#if sysprep

$arguments = '/generalize /oobe /quiet /quit'
# cloudbase-init brings the answers to what Windows asks at a copy's first boot, and must not be started before they are given.
$answers = foreach ($programs in $env:ProgramFiles, ${env:ProgramFiles(x86)}) {
    $file = "$programs\Cloudbase Solutions\Cloudbase-Init\conf\Unattend.xml"
    if ([IO.File]::Exists($file)) {
        $file
        break
    }
}
if ($answers) {
    $arguments = "$arguments /unattend:`"$answers`""
    sc.exe config cloudbase-init start= demand | Out-Null
    Assert-Done 'sc.exe'
    [void][IO.Directory]::CreateDirectory("$env:SystemRoot\Setup\Scripts")
    $later = "$env:SystemRoot\Setup\Scripts\SetupComplete.cmd"
    if (-not [IO.File]::Exists($later) -or -not [IO.File]::ReadAllText($later).Contains('cloudbase-init')) {
        [IO.File]::AppendAllText($later, "sc config cloudbase-init start= auto && net start cloudbase-init`r`n")
    }
}
$process = [Diagnostics.Process]::Start("$env:SystemRoot\System32\Sysprep\sysprep.exe", $arguments)
$process.WaitForExit()
if ($process.ExitCode -ne 0) {
    # This machine goes on as it was: it can be mended, and all of this be run again.
    if ($answers) { sc.exe config cloudbase-init start= auto | Out-Null }
    throw "sysprep ended with code $($process.ExitCode): $(Get-SysprepError)"
}
#end
#if ec2Launch

# Either generation then takes a copy's first boot for a first one: it sets a password and runs user data.
$launcher = "$env:ProgramFiles\Amazon\EC2Launch\EC2Launch.exe"
$scripts = "$env:ProgramData\Amazon\EC2-Windows\Launch\Scripts"
if ([IO.File]::Exists($launcher)) {
    & $launcher reset --clean --block
    Assert-Done "$launcher reset"
    & $launcher sysprep --clean --block
    Assert-Done "$launcher sysprep"
} else {
    powershell.exe -NoProfile -ExecutionPolicy Bypass -File "$scripts\InitializeInstance.ps1" -Schedule
    Assert-Done 'InitializeInstance.ps1'
    powershell.exe -NoProfile -ExecutionPolicy Bypass -File "$scripts\SysprepInstance.ps1" -NoShutdown
    Assert-Done 'SysprepInstance.ps1'
}
#end
#if gceSysprep

gcesysprep.bat -NoShutdown
Assert-Done 'GCESysprep'
#end
#unless ec2Config

Wait-Sysprep
Remove-Run
Close-BuildAccess
[Console]::Out.WriteLine('dynaboot: the agent is installed; shut this machine down and capture it, without starting it again')
exit 0
#end
#if ec2Config

$launcher = "$env:ProgramFiles\Amazon\Ec2ConfigService\Ec2Config.exe"
if (-not [IO.File]::Exists($launcher)) { throw 'EC2Config is not on this machine: nothing else here resets it' }
$kept = @{}
foreach ($file in $payload, $me) { $kept[$file] = [IO.File]::ReadAllText($file) }
Remove-Run
Close-BuildAccess
[Console]::Out.WriteLine('dynaboot: the agent is installed; EC2Config shuts this machine down: capture it then, without starting it again')
& $launcher -sysprep
if ($LASTEXITCODE) {
    # All of this can be run again.
    foreach ($file in $kept.psbase.Keys) { [IO.File]::WriteAllText($file, $kept[$file]) }
    throw "EC2Config ended with code $LASTEXITCODE"
}
exit 0
#end
