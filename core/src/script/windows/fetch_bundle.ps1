# Downloads the bundle into the run's private directory. It tries again while that may help, for some six minutes: a store may be
# launched together with those who want something of it.
function Get-Bundle {
    foreach ($pause in 1, 2, 4, 8, 15, 30, 60, 60, 60, 60, 60, 0) {
        Send-Request
        if (0, 12, 14, 50 -contains $run.trouble -or $pause -eq 0) { break }
        # Too early, too many and too long are passing states; other refusals are not.
        if ($run.trouble -eq 11 -and $run.http -lt 500 -and 408, 425, 429 -notcontains $run.http) { break }
#if roomy
        # Many machines that are launched together do not ask together.
        $pause += Get-Random -Maximum 5
#end
        Write-Line "$($run.reason); trying again in $pause s"
        Start-Sleep -Seconds $pause
    }
    if ($run.trouble -ne 0) { Stop-Failed $run.trouble $run.reason }
}
