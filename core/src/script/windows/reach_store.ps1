# Waits, within bounds, until the store answers.
function Wait-Store { Send-RequestPatiently 'HEAD' $bundleUrl '' }
