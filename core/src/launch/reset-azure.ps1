# The agents of the cloud take part in it, and have to be up.
foreach ($service in Get-Service -Name RdAgent, WindowsAzureGuestAgent -ErrorAction SilentlyContinue) {
    $service.WaitForStatus('Running', '00:10:00')
}
