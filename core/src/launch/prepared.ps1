Wait-Sysprep
[Console]::Out.WriteLine('dynaboot: the agent is installed; shut this machine down and capture it, without starting it again')
exit 0
