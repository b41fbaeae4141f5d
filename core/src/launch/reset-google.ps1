gcesysprep.bat -NoShutdown
Assert-Done 'GCESysprep'
