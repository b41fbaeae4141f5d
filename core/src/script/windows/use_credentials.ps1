#if credentials
# Gives the store, when it asks, the credentials. No other host gets them.
function Set-Credentials($request) {
#if roomy
    if ($request.RequestUri.Authority -ne (New-Object Uri($bundleUrl)).Authority) { return }
#end
    $store = New-Object Uri($request.RequestUri.GetLeftPart('Authority'))
    $request.Credentials = New-Object Net.CredentialCache
    $request.Credentials.Add($store, 'Basic', (New-Object Net.NetworkCredential($storeUser, $storePassword)))
}
#end
#unless credentials
# The store asks nobody who he is.
function Set-Credentials($request) { }
#end
