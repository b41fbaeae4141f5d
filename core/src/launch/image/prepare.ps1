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

# The run is over: its status and log are those of the machine that the image is made on. The script may hold a password.
foreach ($file in "$env:ProgramData\dynaboot\dynaboot.log", "$env:ProgramData\dynaboot\status.json", $payload, $me) {
    [IO.File]::Delete($file)
}

[Console]::Out.WriteLine('dynaboot: resetting what is this machine alone')

# What let the build in: every copy would have its key.
function Remove-BuildCertificate {
    $store = New-Object Security.Cryptography.X509Certificates.X509Store('My', 'LocalMachine')
    $store.Open('ReadWrite')
    foreach ($certificate in $store.Certificates) {
        if ($certificate.Subject -eq 'CN=dynaboot-build') { $store.Remove($certificate) }
    }
    $store.Close()
}
#unless ec2Config

function Assert-Done($program) {
    if ($LASTEXITCODE -ne 0) { throw "$program ended with code $LASTEXITCODE" }
}

# Sysprep goes on after its command has come back.
function Wait-Sysprep {
    for ($second = 0; $second -lt 1800; $second += 5) {
        $state = [Microsoft.Win32.Registry]::GetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State', 'ImageState', '')
        if ($state -eq 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE') { return }
        Start-Sleep -Seconds 5
    }
    throw "sysprep did not end within half an hour: see $env:SystemRoot\System32\Sysprep\Panther\setuperr.log"
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
Remove-BuildCertificate
[Console]::Out.WriteLine('dynaboot: the agent is installed; shut this machine down and capture it, without starting it again')
exit 0
#end
#if ec2Config

$launcher = "$env:ProgramFiles\Amazon\Ec2ConfigService\Ec2Config.exe"
if (-not [IO.File]::Exists($launcher)) { throw 'EC2Config is not on this machine: nothing else here resets it' }
Remove-BuildCertificate
[Console]::Out.WriteLine('dynaboot: the agent is installed; EC2Config shuts this machine down: capture it then, without starting it again')
& $launcher -sysprep
exit 0
#end
