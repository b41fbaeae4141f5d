# Keeps the store's credentials where the agent looks for them, readable for administrators and the system alone.
function Save-Credentials {
    if (-not $credentialsFile) { return }
    Invoke-Writing $credentialsFile {
        [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($credentialsFile))
        New-GuardedFile $credentialsFile
        [IO.File]::WriteAllText($credentialsFile, "$credentialsLine`r`n", $utf8)
    }
}
