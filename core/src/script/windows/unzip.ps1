#if zipClass
function Expand-Zip {
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [IO.Compression.ZipFile]::ExtractToDirectory($bundle, $unpacked)
}
#end
#unless zipClass
# By the class that .NET has since 4.5, asked for by its name since it may not be there; else by the shell, which copies on
# its own time: it is done when as many files are there as the archive has.
function Expand-Zip {
    [void][Reflection.Assembly]::LoadWithPartialName('System.IO.Compression.FileSystem')
    $class = 'System.IO.Compression.ZipFile' -as [Type]
    if ($class -ne $null) {
        $class::ExtractToDirectory($bundle, $unpacked)
        return
    }
    $shell = New-Object -ComObject Shell.Application
    $from = $shell.NameSpace($bundle)
    $count = Measure-ShellFolder $from
    # 4 + 16 + 512 + 1024: no progress, yes to all, no questions, no message about errors.
    $shell.NameSpace($unpacked).CopyHere($from.Items(), 1556)
    for ($second = 0; $second -lt 300; $second += 1) {
        if ([IO.Directory]::GetFiles($unpacked, '*', 'AllDirectories').Length -ge $count) { return }
        Start-Sleep -Seconds 1
    }
    throw 'not all of it came out'
}

function Measure-ShellFolder($folder) {
    $count = 0
    foreach ($item in $folder.Items()) {
        if ($item.IsFolder) { $count += Measure-ShellFolder $item.GetFolder } else { $count += 1 }
    }
    $count
}
#end
