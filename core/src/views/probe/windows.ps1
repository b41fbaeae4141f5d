# Adds a word to the line, of letters that need no escape. What is not known is left out.
function Add-Word($name, $value) {
    $word = [regex]::Replace([string]$value, '[^A-Za-z0-9._-]', '')
    if ($word.Length -gt 64) { $word = $word.Substring(0, 64) }
    if ($word) { $script:seen += ('"' + $name + '": "' + $word + '"') }
}

# Adds true or false to the line, and nothing for anything else.
function Add-Flag($name, $value) {
    if ($value -is [bool]) { $script:seen += ('"' + $name + '": ' + $value.ToString().ToLower()) }
}

function Watch-System {
    # 1 is a workstation, whose versions are numbered like those of servers.
    if ($system -and $system.ProductType -ne 1) {
        Add-Word 'os' 'windows'
        Add-Word 'release' $system.Version
    }
    # A 32-bit shell on a 64-bit system is told its own.
    $processor = $env:PROCESSOR_ARCHITEW6432
    if (-not $processor) { $processor = $env:PROCESSOR_ARCHITECTURE }
    if ($processor -eq 'AMD64') { Add-Word 'arch' 'x86_64' }
    if ($processor -eq 'ARM64') { Add-Word 'arch' 'arm64' }
}

function Watch-Agent {
    if ($agentPaths.Length -eq 0) { return }
    $presence = 'absent'
    foreach ($path in $agentPaths) {
        if (Test-Path -LiteralPath $path) { $presence = 'present' }
    }
    Add-Word 'agent' $presence
}

# The built-in administrator. When it is switched off there may be another one, so that says nothing.
function Watch-Administrator {
    $account = Get-WmiObject -Class Win32_UserAccount -Filter "LocalAccount = TRUE AND SID LIKE 'S-1-5-21-%-500'"
    if ($account -and -not $account.Disabled) { Add-Flag 'administratorUser' $true }
}

# Whether the image trusts the chain of the store. A store that does not answer says nothing about that.
function Watch-Certificate {
    if ($storeUrl -notmatch '^https:') { return }
    try { [Net.ServicePointManager]::SecurityProtocol = [Enum]::ToObject([Net.SecurityProtocolType], 3072) } catch { return }
    try {
        $request = [Net.WebRequest]::Create($storeUrl)
        $request.Method = 'HEAD'
        $request.Timeout = 20000
        Set-Proxy $request
        $request.GetResponse().Close()
        Add-Flag 'certificates' $true
    } catch {
        # What a method throws comes wrapped.
        $problem = $_.Exception
        if ($problem.InnerException) { $problem = $problem.InnerException }
        if ($problem.Status -eq 'TrustFailure') { Add-Flag 'certificates' $false }
        # The proxy's own refusal comes before any certificate.
        if ($problem.Response -and [int]$problem.Response.StatusCode -ne 407) { Add-Flag 'certificates' $true }
    }
}

# A program's file below one of the folders for programs: its text, or nothing.
function Read-Program($file) {
    foreach ($programs in $env:ProgramFiles, ${env:ProgramFiles(x86)}) {
        if ([IO.File]::Exists("$programs\$file")) { return [IO.File]::ReadAllText("$programs\$file") }
    }
}

# Whether user data is run as a script at first boot, as far as a VM shows that it was, or that nothing here does it.
function Watch-UserData {
    $service = Get-WmiObject -Class Win32_Service -Filter "Name = 'cloudbase-init'"
    if ($service) {
        $settings = [regex]::Replace([string](Read-Program 'Cloudbase Solutions\Cloudbase-Init\conf\cloudbase-init.conf'), '(?m)^\s*[#;].*$', '')
        $runs = $settings -notmatch '(?m)^\s*plugins\s*=' -or $settings -match 'UserDataPlugin'
        if ($service.StartMode -eq 'Disabled') { Add-Flag 'userDataRuns' $false }
        if ($service.StartMode -eq 'Auto' -and $settings) { Add-Flag 'userDataRuns' $runs }
        return
    }
    # EC2Config switches user data off once it was run; only that it is on says something.
    $settings = Read-Program 'Amazon\Ec2ConfigService\Settings\Config.xml'
    if ($settings) {
        if ($settings -match '<Name>Ec2HandleUserData</Name>\s*<State>Enabled') { Add-Flag 'userDataRuns' $true }
        return
    }
    # EC2Launch v2 leaves this file once it has done what is done once: after this boot, when the image lets it.
    $mark = "$env:ProgramData\Amazon\EC2Launch\state\.run-once"
    if ([IO.File]::Exists($mark) -and $system) {
        if ([IO.File]::GetCreationTime($mark) -gt $system.ConvertToDateTime($system.LastBootUpTime)) { Add-Flag 'userDataRuns' $true }
    }
    # The EC2Launch before it leaves nothing that could be told apart from what the image brought. Alibaba's tools are not known.
    foreach ($launcher in 'EC2Launch', 'EC2-Windows') {
        if ([IO.Directory]::Exists("$env:ProgramData\Amazon\$launcher")) { return }
    }
    if ((Get-WmiObject -Class Win32_ComputerSystem).Manufacturer -match 'Alibaba') { return }
    if ([IO.File]::Exists("$env:ProgramFiles\Google\Compute Engine\metadata_scripts\GCEMetadataScripts.exe")) {
        schtasks.exe /query /tn GCEStartup | Out-Null
        if ($LASTEXITCODE -eq 0) { Add-Flag 'userDataRuns' $true }
        return
    }
    Add-Flag 'userDataRuns' $false
}

$seen = @()
$system = Get-WmiObject -Class Win32_OperatingSystem
Watch-System
Watch-Agent
Watch-Administrator
Watch-Certificate
Watch-UserData
Write-Output ('dynaboot-probe/1 {' + [string]::Join(', ', $seen) + '}')
