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
