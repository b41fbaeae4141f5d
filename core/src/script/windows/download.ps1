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

# Copies an answer to a file. What is slower than a kilobyte a second, for a whole minute, would never come to its end.
function Copy-Answer($answer, $file) {
    $block = New-Object byte[] 65536
    $got = $before = 0
#if roomy
    $look = [DateTime]::UtcNow.AddSeconds(60)
#end
    $from = $answer.GetResponseStream()
    $to = [IO.File]::Create($file)
    try {
        while (($count = $from.Read($block, 0, $block.Length)) -gt 0) {
            $to.Write($block, 0, $count)
            $got += $count
#if roomy
            if ([DateTime]::UtcNow -lt $look) { continue }
            if ($got - $before -lt 61440) {
                $run.trouble = 14
                throw 'less than a kilobyte came in a second'
            }
            $before = $got
            $look = [DateTime]::UtcNow.AddSeconds(60)
#end
        }
    } finally { $to.Close() }
    if ($answer.ContentLength -gt $got) { throw 'it ended too early' }
}

# What an error of a request stands for. An answer with another status than 200 is one too, and has no exit code yet.
function Get-Trouble($problem) {
    if ($run.trouble -ne 0) { return $run.trouble }
    $web = $null
    for ($cause = $problem.Exception; $cause -ne $null; $cause = $cause.InnerException) {
        if ($cause -is [Security.Authentication.AuthenticationException]) { return 12 }
        if ($cause -is [Net.WebException]) { $web = $cause }
    }
    if ($web -ne $null -and $web.Response -ne $null) {
        $run.http = [int]$web.Response.StatusCode
        $web.Response.Close()
        return 0
    }
    if ($run.http -ne 0) {
        if (Test-FullDisk $work) { return 50 }
        return 21
    }
    if ($web -eq $null) { return 10 }
    if ('TrustFailure', 'SecureChannelFailure' -contains $web.Status) { return 12 }
    if ($proxy) { return 13 }
    10
}

#if roomy
# Asks for a URL and follows where it is sent, but never out of https.
function Get-Answer($url) {
    for ($hops = 0; $hops -lt 10; $hops += 1) {
        $request = New-Request 'GET' $url
        $request.AllowAutoRedirect = $false
        Set-Credentials $request
        $answer = $request.GetResponse()
        $to = $answer.Headers['Location']
        if ([int]$answer.StatusCode -lt 300 -or -not $to) { return $answer }
        $run.http = [int]$answer.StatusCode
        $answer.Close()
        $next = New-Object Uri($request.RequestUri, $to)
        if ($request.RequestUri.Scheme -eq 'https' -and $next.Scheme -ne 'https') { break }
        $url = $next.AbsoluteUri
    }
    $run.trouble = 11
    throw 'it leads from https to what is not, or round and round'
}
#end
#unless roomy
# Asks for a URL. Who is sent out of https goes no further.
function Get-Answer($url) {
    $request = New-Request 'GET' $url
    Set-Credentials $request
    $request.GetResponse()
}
#end

# One try. Sets trouble to 0 or to an exit code, and reason to a sentence about it.
function Send-Request {
    $run.trouble = $run.http = 0
    $why = ''
    $answer = $null
    try {
        $answer = Get-Answer $bundleUrl
        $run.http = [int]$answer.StatusCode
#unless roomy
        if ("$bundleUrl $($answer.ResponseUri)" -match '^https:.* http:') { throw 'it leads from https to http' }
#end
        if ($run.http -eq 200) { Copy-Answer $answer $bundle }
    } catch {
        $why = Get-Reason $_
        $run.trouble = Get-Trouble $_
    } finally {
        if ($answer -ne $null) { $answer.Close() }
    }
    if ($run.http -eq 407) { $run.trouble = 13 }
    if ($run.trouble -eq 0 -and $run.http -ne 200) { $run.trouble = 11 }
    $run.reason = @{
        10 = "$bundleShown cannot be reached: $why"
        11 = "$bundleShown is answered with HTTP status $($run.http) $why"
        12 = "the TLS certificate of $bundleShown cannot be trusted: $why"
#if proxy
        13 = "the proxy $proxyShown cannot be reached or refuses ${bundleShown}: $why"
#end
#unless proxy
        13 = "a proxy on the way refuses ${bundleShown}: $why"
#end
#if roomy
        14 = "$bundleShown is too slow: $why"
#end
        21 = "the connection was cut while $bundleShown was downloaded: $why"
        50 = "$bundle cannot be written: no space is left"
    }[$run.trouble]
}
