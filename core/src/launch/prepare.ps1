$me = $MyInvocation.MyCommand.Path
$folder = [IO.Path]::GetDirectoryName($me)
$payload = [IO.Path]::Combine($folder, $payload)
if (-not [IO.File]::Exists($payload)) { throw "$payload is not there: it has to lie beside this script" }

# The agent first: where it cannot be installed, nothing is reset and there is nothing to capture. The script is read as UTF-8,
# which PowerShell itself would not do.
$env:dynabootScript = $payload
powershell.exe -NoProfile -Command '& ([ScriptBlock]::Create([IO.File]::ReadAllText($env:dynabootScript)))'
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

# The run is over: its status and log are those of the machine that the image is made on. The script may hold a password.
foreach ($file in "$env:ProgramData\dynaboot\dynaboot.log", "$env:ProgramData\dynaboot\status.json", $payload, $me) {
    [IO.File]::Delete($file)
}

[Console]::Out.WriteLine('dynaboot: resetting what is this machine alone')
