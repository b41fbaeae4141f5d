# No proxy was chosen: the system's own setting counts.
function Set-Proxy($request) { }
