//! The words of a command that a shell, or another program that takes code, reads as code: what is filled in there could be any code.

use super::words::placeholders;
use crate::policy::command::{is_batch, is_cmd};
use crate::primitives::glob;

/// Programs that take code, and the letters of the options before it. Without any, all of their words may be code.
const READERS: [(&str, &str); 12] = [
    ("*sh", "c"),
    ("su", ""),
    ("runuser", ""),
    ("env", "S"),
    ("python*", "c"),
    ("perl*", "eE"),
    ("ruby*", "e"),
    ("node", "ep"),
    ("php*", "r"),
    ("*awk", ""),
    ("watch", ""),
    ("parallel", ""),
];

/// How the words go on.
#[derive(Clone, Copy)]
enum Reading {
    /// As words of a program.
    Words,
    /// As options, up to the one with such a letter, and then as code.
    Options(&'static str),
    /// As code, up to the first word that is no option.
    Code,
    /// As code until PowerShell is given a file.
    Powershell,
    /// As one text for `cmd`.
    Cmd,
    /// As code to the end.
    All,
}

/// The first word in which something is filled into code. One setting that is a command may be the whole of a shell's code.
pub(super) fn first(words: &[String], is_command: impl Fn(&str) -> bool) -> Option<usize> {
    let mut reading = Reading::Words;
    let mut before = "";
    words.iter().position(|word| {
        let places = placeholders(word);
        let alone = matches!(places.as_slice(), [name] if word.len() == name.len() + 2 && is_command(name));
        let is_option = word.starts_with(['-', '+']);
        let mut is_code = match reading {
            Reading::Words => false,
            Reading::Options(letters) => is_option && word.contains(|letter| letters.contains(letter)),
            Reading::Code => !alone,
            Reading::Powershell | Reading::All => true,
            Reading::Cmd => !(alone && ["/c", "/k"].iter().any(|switch| before.eq_ignore_ascii_case(switch))),
        };
        reading = match reading {
            Reading::Options(letters) if is_option && word.contains(|letter| letters.contains(letter)) => Reading::Code,
            Reading::Code | Reading::Options(_) if !is_option => Reading::Words,
            Reading::Powershell if is_file_switch(word) => Reading::Words,
            other => other,
        };
        if let Reading::Words = reading {
            reading = reader(word);
            is_code |= matches!(reading, Reading::All);
        }
        before = word;
        is_code && !places.is_empty()
    })
}

/// How the words after a program go on.
fn reader(program: &str) -> Reading {
    let name = program.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let name = name.trim_end_matches(".exe");
    if matches!(name, "powershell" | "pwsh") {
        return Reading::Powershell;
    }
    if is_cmd(name) {
        return Reading::Cmd;
    }
    // `cmd` runs such a file, whatever program it is given to.
    if is_batch(name) {
        return Reading::All;
    }
    // `install.sh` is a file of code, whose words are its own.
    let known = READERS.iter().find(|(pattern, _)| glob::matches(pattern, name) && !glob::matches("*.*sh", name));
    known.map_or(
        Reading::Words,
        |(_, letters)| if letters.is_empty() { Reading::All } else { Reading::Options(letters) },
    )
}

fn is_file_switch(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    word.strip_prefix(['-', '/']).is_some_and(|name| !name.is_empty() && "file".starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::first;

    fn spoken(words: &[&str]) -> Option<usize> {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        first(&words, |name| name == "command")
    }

    #[test]
    fn code_takes_nothing() {
        for (words, place) in [
            (&["sh", "-c", "./install --dir {dir}"][..], 2),
            (&["/bin/bash", "-ec", "{dir}"], 2),
            (&["bash", "-c", "-x", "cd {dir}"], 3),
            (&["bash", "-o", "-c", "{command} now"], 3),
            (&["sudo", "sh", "-c", "{command}; true"], 3),
            (&["busybox", "sh", "-c", "{dir}"], 3),
            (&["su", "-", "acme", "-c", "{dir}"], 4),
            (&["env", "-S", "sh {dir}"], 2),
            (&["python3", "-c{dir}"], 1),
            (&["perl", "-we", "{dir}"], 2),
            (&["gawk", "{dir}"], 1),
            (&["install.bat", "/dir", "{dir}"], 2),
            (&["{dir}\\install.cmd"], 0),
            (&[r"C:\a\install.CMD", "{command}"], 1),
            (&["cmd", "/c", "install {dir}"], 2),
            (&["cmd.exe", "/c", "{command}", "{dir}"], 3),
            (&["cmd.exe", "/c", "cd", "{command}"], 3),
            (&["cmd.exe", "/c", "{dir}"], 2),
            (&["powershell.exe", "-NoProfile", "{dir}"], 2),
            (&["pwsh", "-Command", "{command}"], 2),
        ] {
            assert_eq!(spoken(words), Some(place), "{words:?}");
        }
    }

    #[test]
    fn words_take_what_they_like() {
        for words in [
            &["./install", "-c", "{dir}"][..],
            &["agentlite/bin/install", "-bh", "{dir}"],
            &["sh", "-c", "{command}"],
            &["sh", "-c", "./install --dir \"$1\"", "sh", "{dir}"],
            &["sh", "install.sh", "-c", "{dir}"],
            &["./install.sh", "-c", "{dir}"],
            &["env", "DIR={dir}", "./install"],
            &["cmd.exe", "/d", "/s", "/c", "{command}"],
            &["powershell.exe", "-NoProfile", "-File", "install.ps1", "-dir", "{dir}"],
            &["msiexec.exe", "/i", "a.msi", "DIR={dir}"],
        ] {
            assert_eq!(spoken(words), None, "{words:?}");
        }
    }
}
