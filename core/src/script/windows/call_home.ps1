#if callHome
# Tells the portal how the run ended. That it cannot be told changes nothing.
function Send-Outcome {
    $body = [Text.Encoding]::UTF8.GetBytes('{ "state": "' + $run.ended + '", "exitCode": ' + $run.code + ', "message": ' + (Format-Json $run.message) + $run.restart + ' }')
    try {
        $request = New-Request 'POST' $callHomeUrl
        $request.ContentType = 'application/json'
        $request.ContentLength = $body.Length
        $to = $request.GetRequestStream()
        $to.Write($body, 0, $body.Length)
        $to.Close()
        $request.GetResponse().Close()
    } catch { Write-Line "$callHomeShown could not be told: $(Get-Reason $_)" }
}
#end
#unless callHome
# Nobody asked to be told.
function Send-Outcome { }
#end
