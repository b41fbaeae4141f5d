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
Wait-Sysprep
Remove-BuildCertificate
