//! What an installer prints is read in whatever encoding it is, comes to the log as it comes, and its last words are told.

use serde_json::json;

use crate::bundle::zip;
use crate::installs::generic;
use crate::machine::{Machine, script};
use crate::store::{Answer, Store};

/// Prints the files of the bundle as they are, byte by byte, and fails.
const SAY: &[u8] = b"$out = [Console]::OpenStandardOutput()
foreach ($name in 'utf8', 'oem', 'utf16', 'mixed') {
    $bytes = [IO.File]::ReadAllBytes(\"$pwd\\$name.txt\")
    $out.Write($bytes, 0, $bytes.Length)
    $out.Flush()
}
exit 5
";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn an_installer_is_heard_in_any_encoding() {
    let Some(machine) = Machine::new() else { return };
    // In code page 437; in 1252 and 850 these bytes are other letters.
    let oem = b"gr\x94\xe1er\r\nna\x8bve\r\n";
    let wide = utf16("Fehler: größer\r\nОшибка\r\n上海上\r\n");
    let mut mixed = b"plain\r\n".to_vec();
    mixed.extend(utf16("\u{feff}wide 上\r\n"));
    mixed.extend(b"plain again\r\n\x1b[31mlast: no licence\x1b[0m");
    let files: [(&str, &[u8]); 5] = [
        ("say.ps1", SAY),
        ("utf8.txt", "größe ✓\r\n".as_bytes()),
        ("oem.txt", oem),
        ("utf16.txt", &wide),
        ("mixed.txt", &mixed),
    ];
    let store = Store::start(zip(&files), |_, _| Answer::Bundle);
    let command = "powershell.exe -NoProfile -ExecutionPolicy Bypass -File say.ps1";
    let run = machine.run_quickly(&script(&generic(&store.url, command)));
    assert_eq!(run.code, Some(40), "{}\n{}", run.console, machine.log());
    let log = machine.log();
    for line in ["größe ✓", "größer", "naïve", "Fehler: größer", "Ошибка", "上海上", "plain", "wide 上", "plain again"]
    {
        assert!(log.lines().any(|logged| logged.ends_with(&format!("Z {line}"))), "no `{line}` in\n{log}");
    }
    assert!(!log.contains(['\0', '\u{1b}', '\u{fffd}']), "{log}");
    let status = machine.status();
    let message = status["message"].as_str().unwrap();
    assert_eq!(status["exitCode"], json!(40));
    for told in [message, run.console.as_str()] {
        assert!(
            told.contains("ended with code 5; its last words: ") && told.contains("plain again / last: no licence"),
            "{told}"
        );
    }
    machine.tell(
        "powershell",
        "output in UTF-8, UTF-16 and the console's encoding",
        "readable in the log, its end told",
    );
}

/// Azure's command line has no room for all of that: UTF-16 is readable there as far as it is ASCII, and the end is told.
#[test]
fn a_short_script_tells_the_end_too() {
    let Some(machine) = Machine::new() else { return };
    let say = b"$bytes = [Text.Encoding]::Unicode.GetBytes(\"no licence\")
[Console]::OpenStandardOutput().Write($bytes, 0, $bytes.Length)
exit 5
";
    let store = Store::start(zip(&[("say.ps1", say)]), |_, _| Answer::Bundle);
    let command = "powershell.exe -NoProfile -ExecutionPolicy Bypass -File say.ps1";
    let mut choices = generic(&store.url, command);
    choices["cloud"] = json!("azure");
    let run = machine.run_quickly(&script(&choices));
    assert_eq!(run.code, Some(40), "{}\n{}", run.console, machine.log());
    let status = machine.status();
    for told in [status["message"].as_str().unwrap(), &run.console, &machine.log()] {
        assert!(told.contains("ended with code 5; its last words: no licence") && !told.contains('\0'), "{told}");
    }
    machine.tell("powershell", "output in UTF-16, by Azure's short script", "readable in the log, its end told");
}
