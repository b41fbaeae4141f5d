# A request that gives up after 20 seconds of silence. TLS is verified, as the system does it.
function New-Request($method, $url) {
    $request = [Net.WebRequest]::Create($url)
    $request.Method = $method
    $request.UserAgent = "dynaboot/$version"
    $request.Timeout = 20000
    $request.ReadWriteTimeout = 20000
    Set-Proxy $request
    $request
}

# Copies an answer to a file, within five minutes.
function Copy-Answer($answer, $file) {
    $deadline = [DateTime]::UtcNow.AddMinutes(5)
    $block = New-Object byte[] 65536
    $got = 0
    $from = $answer.GetResponseStream()
    $to = [IO.File]::Create($file)
    try {
        while (($count = $from.Read($block, 0, $block.Length)) -gt 0) {
            $to.Write($block, 0, $count)
            $got += $count
            if ([DateTime]::UtcNow -gt $deadline) { throw 'it took longer than five minutes' }
        }
    } finally { $to.Close() }
    if ($answer.ContentLength -gt $got) { throw 'it ended too early' }
}

# What an error of a request stands for. An answer with another status than 200 is one too, and has no exit code yet.
function Get-Trouble($problem) {
    $web = $null
    for ($cause = $problem.Exception; $cause -ne $null; $cause = $cause.InnerException) {
        if ($cause -is [Security.Authentication.AuthenticationException]) { return 12 }
        if ($cause -is [Net.WebException]) { $web = $cause }
    }
    if (Test-FullDisk) { return 50 }
    if ($run.http -ne 0) { return 21 }
    if ($web -eq $null) { return 10 }
    if ($web.Response -ne $null) {
        $run.http = [int]$web.Response.StatusCode
        $web.Response.Close()
        return 0
    }
    if ('TrustFailure', 'SecureChannelFailure' -contains $web.Status) { return 12 }
    if ($proxy) { return 13 }
    10
}

# Send-Request METHOD URL FILE: one try. Sets trouble to 0 or to an exit code, and reason to a sentence about it.
function Send-Request($method, $url, $file) {
    $run.trouble = 0
    $run.http = 0
    $why = ''
    $answer = $null
    try {
        $request = New-Request $method $url
        Set-Credentials $request
        $answer = $request.GetResponse()
        $run.http = [int]$answer.StatusCode
        if ($method -eq 'GET') { Copy-Answer $answer $file }
    } catch {
        $why = Get-Reason $_
        $run.trouble = Get-Trouble $_
    } finally {
        if ($answer -ne $null) { $answer.Close() }
    }
    # A store that answers at all is reached; only the bundle itself must be there.
    if ($run.http -eq 407) { $run.trouble = 13 }
    if ($run.trouble -eq 0 -and $run.http -ne 200 -and $method -eq 'GET') { $run.trouble = 11 }
    $run.reason = @{
        10 = "$url cannot be reached: $why"
        11 = "$url is answered with HTTP status $($run.http)"
        12 = "the TLS certificate of $url cannot be trusted: $why"
        13 = "the proxy $proxyShown cannot be reached or refuses ${url}: $why"
        21 = "the connection was cut while $url was downloaded: $why"
        50 = "$file cannot be written: no space is left"
    }[$run.trouble]
}

# Tries again while that may help, half a minute of waiting in all.
function Send-RequestPatiently($method, $url, $file) {
    foreach ($pause in 1, 2, 4, 8, 15, 0) {
        Send-Request $method $url $file
        if (0, 12, 50 -contains $run.trouble) { break }
        if ($run.trouble -eq 11 -and $run.http -lt 500) { break }
        if ($pause -gt 0) { Write-Line "$($run.reason); trying again in $pause s" }
        Start-Sleep -Seconds $pause
    }
    if ($run.trouble -ne 0) { Stop-Failed $run.trouble $run.reason }
}
