# The store asks nobody who he is.
function Set-Credentials($request) { }
