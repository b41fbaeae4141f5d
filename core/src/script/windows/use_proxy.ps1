#if proxy
# Sends a request through the chosen proxy, with the credentials that stand in its URL.
function Set-Proxy($request) {
    $at = New-Object Uri($proxy)
    $request.Proxy = New-Object Net.WebProxy($at.Host, $at.Port)
    if ($at.UserInfo) {
        $user, $password = $at.UserInfo -split ':', 2
        $request.Proxy.Credentials = New-Object Net.NetworkCredential([Uri]::UnescapeDataString($user), [Uri]::UnescapeDataString($password))
    }
}
#end
#unless proxy
# No proxy was chosen: the system's own setting counts.
function Set-Proxy($request) { }
#end
