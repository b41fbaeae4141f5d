# Downloads the bundle into the run's private directory.
function Get-Bundle { Send-RequestPatiently 'GET' $bundleUrl $bundle }
