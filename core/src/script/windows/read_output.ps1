#if roomy
# Bytes as letters, one for each: what a program prints is looked at like this before its encoding is known.
$latin = [Text.Encoding]::GetEncoding(28591)

# Gives the whole lines that have come through a pipe, and keeps the rest. In UTF-16 a line ends with a NUL. What ends no line for
# long is a progress bar.
function Select-Lines($pipe, $letters) {
    $parts = [regex]::Match($pipe.rest + $letters, '(?s)^(.*\n\0|[^\0]*\n|.{65536,}|)(.*)$').Groups
    $pipe.rest = $parts[2].Value
    $parts[1].Value
}

# UTF-16 where there is a NUL, as some programs of Windows print; else UTF-8 where it is that, else the encoding of this system's
# console.
function ConvertTo-Text($letters) {
    # The lines of others may stand between.
    if ($letters.IndexOf([char]0) -ge 0) {
        $letters = [regex]::Replace($letters, '(^|\n\0?)((?:[^\0\n]*\r\n(?!\0))+)', {
            $args[0].Groups[1].Value + $latin.GetString([Text.Encoding]::Unicode.GetBytes((ConvertTo-Text $args[0].Groups[2].Value)))
        })
        return [Text.Encoding]::Unicode.GetString($latin.GetBytes($letters))
    }
    $bytes = $latin.GetBytes($letters)
    try { return (New-Object Text.UTF8Encoding($false, $true)).GetString($bytes) } catch { }
    # Each line may be another program's.
    $lines = $letters.Split("`n")
    if ($lines.Length -gt 1) { return @($lines | ForEach-Object { ConvertTo-Text $_ }) -join "`n" }
    [Text.Encoding]::GetEncoding([int](Get-Item HKLM:\SYSTEM\CurrentControlSet\Control\Nls\CodePage).GetValue('OEMCP')).GetString($bytes)
}

# Writes what a program printed to the log, without what moves a cursor or colours a console.
function Write-Heard($letters) {
    if (-not $letters) { return }
    $text = (ConvertTo-Text $letters) -replace '\r+\n?', "`n" -replace '\x1b\[[\d;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f\ufeff]'
    Write-Log ($text.TrimEnd() -replace '\n', "`r`n$(Get-Now) ")
    $run.said = "$($run.said)`n$text" -replace '(?s)^.*(?=.{600})'
}

# Writes what is left, and keeps the last lines for whoever does not see the log.
function Complete-Output($pipes) {
    foreach ($pipe in $pipes) { Write-Heard $pipe.rest }
    $run.said = @($run.said -split '\s*\n\s*' | Where-Object { $_ } | Select-Object -Last 3) -join ' / '
}
#end
