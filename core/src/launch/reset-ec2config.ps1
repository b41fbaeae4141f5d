$launcher = "$env:ProgramFiles\Amazon\Ec2ConfigService\Ec2Config.exe"
if (-not [IO.File]::Exists($launcher)) { throw 'EC2Config is not on this machine: nothing else here resets it' }
Remove-BuildCertificate
[Console]::Out.WriteLine('dynaboot: the agent is installed; EC2Config shuts this machine down: capture it then, without starting it again')
& $launcher -sysprep
exit 0
