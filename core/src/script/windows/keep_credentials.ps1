# Keeps the store's credentials where the agent looks for them, readable for administrators and the system alone. What is there
# goes first: it may be a link, or be held open.
function Save-Credentials {
    if (-not $credentialsFile) { return }
#if roomy
    $folder = [IO.Path]::GetDirectoryName($credentialsFile)
    if (Test-Link $folder) { Stop-Failed 70 "$folder is a link or lies behind one: make it a folder on the image" }
#end
    if (-not $run.installed) { Add-Mark 'path' $credentialsFile }
    Invoke-Writing $credentialsFile {
        [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($credentialsFile))
        [IO.File]::Delete($credentialsFile)
        New-GuardedFile $credentialsFile
        [IO.File]::WriteAllText($credentialsFile, "$credentialsLine`r`n")
    }
}
