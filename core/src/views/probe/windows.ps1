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

# What the registry has, or nothing.
function Read-Registry($key, $name) { [Microsoft.Win32.Registry]::GetValue("HKEY_LOCAL_MACHINE\$key", $name, $null) }

# What WMI has, or nothing. PowerShell 7 asks for it by another name.
function Read-Wmi($class, $filter) {
    $ask = 'Get-WmiObject'
    if ($PSVersionTable.PSVersion.Major -gt 5) { $ask = 'Get-CimInstance' }
    try { & $ask -Class $class -Filter $filter } catch { }
}

function Watch-System {
    # WinNT is a workstation, whose versions are numbered like those of servers.
    $kind = Read-Registry 'SYSTEM\CurrentControlSet\Control\ProductOptions' 'ProductType'
    $windows = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $version = Read-Registry $windows 'CurrentVersion'
    # Since 10 that is 6.3 for ever.
    $major = Read-Registry $windows 'CurrentMajorVersionNumber'
    if ($major) { $version = "$major.$(Read-Registry $windows 'CurrentMinorVersionNumber')" }
    if ($kind -and $kind -ne 'WinNT' -and $version) {
        Add-Word 'os' 'windows'
        Add-Word 'release' "$version.$(Read-Registry $windows 'CurrentBuildNumber')"
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
    $account = Read-Wmi 'Win32_UserAccount' "LocalAccount = TRUE AND SID LIKE 'S-1-5-21-%-500'"
    if ($account -and $account.Disabled -eq $false) { Add-Flag 'administratorUser' $true }
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

# How a service starts: 2 by itself, 3 when it is asked to, 4 never. Nothing where there is no such service.
function Read-Start($service) { Read-Registry "SYSTEM\CurrentControlSet\Services\$service" 'Start' }

# Whether a task that runs at start is there and switched on. Nothing where that cannot be seen.
function Read-Task($name) {
    try {
        $scheduler = New-Object -ComObject Schedule.Service
        $scheduler.Connect()
        $scheduler.GetFolder('\').GetTask($name).Enabled
    } catch { }
}

# Whether user data is run as a script at a copy's first boot: what does it is armed for the next boot, or this very VM shows that
# the image had it armed. It says false only of what was seen switched off; that nothing was found says nothing.
function Watch-UserData {
    $start = Read-Start 'cloudbase-init'
    if ($start) {
        $settings = [regex]::Replace([string](Read-Program 'Cloudbase Solutions\Cloudbase-Init\conf\cloudbase-init.conf'), '(?m)^\s*[#;].*$', '')
        $runs = $settings -notmatch '(?m)^\s*plugins\s*=' -or $settings -match 'UserDataPlugin'
        # Before a capture it is held back until Windows has set itself up.
        $later = "$env:SystemRoot\Setup\Scripts\SetupComplete.cmd"
        $isArmed = $start -eq 2 -or ([IO.File]::Exists($later) -and [IO.File]::ReadAllText($later) -match 'cloudbase-init')
        if ($start -eq 4) { Add-Flag 'userDataRuns' $false } elseif ($settings -and $isArmed) { Add-Flag 'userDataRuns' $runs }
        return
    }
    # EC2Config switches user data off once it was run; only that it is on says something.
    $settings = Read-Program 'Amazon\Ec2ConfigService\Settings\Config.xml'
    if ($settings) {
        if ($settings -match '<Name>Ec2HandleUserData</Name>\s*<State>Enabled') { Add-Flag 'userDataRuns' $true }
        return
    }
    $start = Read-Start 'Amazon EC2Launch'
    if ($start) {
        if ($start -eq 4) { Add-Flag 'userDataRuns' $false }
        if ($start -ne 2) { return }
        # EC2Launch v2 leaves this file once it has done what is done once. Resetting it takes the file away.
        $mark = "$env:ProgramData\Amazon\EC2Launch\state\.run-once"
        if (-not [IO.File]::Exists($mark)) {
            Add-Flag 'userDataRuns' $true
            return
        }
        # After this boot, when the image lets it.
        $boot = Read-Wmi 'Win32_OperatingSystem' ''
        if (-not $boot) { return }
        $since = $boot.LastBootUpTime
        if ($since -is [string]) { $since = $boot.ConvertToDateTime($since) }
        if ($since -and [IO.File]::GetCreationTime($mark) -gt $since) { Add-Flag 'userDataRuns' $true }
        return
    }
    # The EC2Launch before it switches its task off once it was run; only that it is on says something.
    if ([IO.Directory]::Exists("$env:ProgramData\Amazon\EC2-Windows")) {
        if (Read-Task 'Amazon Ec2 Launch - Instance Initialization') { Add-Flag 'userDataRuns' $true }
        return
    }
    # Google's task runs at every boot. Alibaba's tools are not known.
    if ([IO.File]::Exists("$env:ProgramFiles\Google\Compute Engine\metadata_scripts\GCEMetadataScripts.exe")) {
        if (Read-Task 'GCEStartup') { Add-Flag 'userDataRuns' $true }
    }
}

$seen = @()
Watch-System
Watch-Agent
Watch-Administrator
Watch-Certificate
Watch-UserData
Write-Output ('dynaboot-probe/1 {' + [string]::Join(', ', $seen) + '}')
