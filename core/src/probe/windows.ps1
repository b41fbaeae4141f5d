# Adds a word to the line, of letters that need no escape. What is not known is left out.
function Add-Word($Name, $Value) {
    $word = [regex]::Replace([string]$Value, '[^A-Za-z0-9._-]', '')
    if ($word.Length -gt 64) { $word = $word.Substring(0, 64) }
    if ($word) { $script:seen += ('"' + $Name + '": "' + $word + '"') }
}

# Adds true or false to the line, and nothing for anything else.
function Add-Flag($Name, $Value) {
    if ($Value -is [bool]) { $script:seen += ('"' + $Name + '": ' + $Value.ToString().ToLower()) }
}

function Watch-System {
    $system = Get-WmiObject -Class Win32_OperatingSystem
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
    if ($agentPaths.Count -eq 0) { return }
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
        $request.GetResponse().Close()
        Add-Flag 'certificates' $true
    } catch {
        # What a method throws comes wrapped.
        $problem = $_.Exception
        if ($problem.InnerException) { $problem = $problem.InnerException }
        if ($problem.Status -eq 'TrustFailure') { Add-Flag 'certificates' $false }
        if ($problem.Response) { Add-Flag 'certificates' $true }
    }
}

function Read-Text($Path) {
    if (Test-Path -LiteralPath $Path) { [IO.File]::ReadAllText($Path) } else { '' }
}

# Whether user data is run as a script at first boot: by cloudbase-init, by EC2's launchers, or by Google's agent.
function Watch-UserData {
    $programs = $env:ProgramFiles
    $service = Get-WmiObject -Class Win32_Service -Filter "Name = 'cloudbase-init'"
    if ($service) {
        $settings = Read-Text "$programs\Cloudbase Solutions\Cloudbase-Init\conf\cloudbase-init.conf"
        $chosen = $settings -match '(?m)^plugins\s*='
        Add-Flag 'userDataRuns' (($service.StartMode -ne 'Disabled') -and ((-not $chosen) -or ($settings -match 'UserDataPlugin')))
        return
    }
    $settings = Read-Text "$programs\Amazon\Ec2ConfigService\Settings\Config.xml"
    if ($settings -match '<Name>Ec2HandleUserData</Name>\s*<State>(\w+)</State>') {
        Add-Flag 'userDataRuns' ($matches[1] -eq 'Enabled')
        return
    }
    $settings = Read-Text "$env:ProgramData\Amazon\EC2-Windows\Launch\Config\LaunchConfig.json"
    if ($settings -match '"handleUserData"\s*:\s*(true|false)') {
        Add-Flag 'userDataRuns' ($matches[1] -eq 'true')
        return
    }
    # The second EC2Launch is told in tasks what to do: nobody can say without running them.
    if (Get-WmiObject -Class Win32_Service -Filter "Name = 'Amazon EC2Launch'") { return }
    Add-Flag 'userDataRuns' (Test-Path -LiteralPath "$programs\Google\Compute Engine\metadata_scripts\GCEMetadataScripts.exe")
}

$seen = @()
Watch-System
Watch-Agent
Watch-Administrator
Watch-Certificate
Watch-UserData
Write-Output ('dynaboot-probe/1 {' + [string]::Join(', ', $seen) + '}')
