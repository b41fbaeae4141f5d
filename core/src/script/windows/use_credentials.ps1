#if credentials
# Gives the store, when it asks, the credentials. A redirection to another host takes nothing along.
function Set-Credentials($request) {
    $store = New-Object Uri($request.RequestUri.GetLeftPart('Authority'))
    $request.Credentials = New-Object Net.CredentialCache
    $request.Credentials.Add($store, 'Basic', (New-Object Net.NetworkCredential($storeUser, $storePassword)))
}
#end
#unless credentials
# The store asks nobody who he is.
function Set-Credentials($request) { }
#end
