//! Words as the one line of text that a Windows program is started with, and takes apart again itself.

use crate::policy::command::{command_switch, is_cmd};

/// The line that gives a program these words, by the rules that the C runtime and `CommandLineToArgvW` share. `cmd.exe` does not
/// know them: what follows its `/c` is one text that it reads as it stands, between quotes that its `/s` takes away.
#[must_use]
pub fn join(program: &str, words: &[String]) -> String {
    let mut line = String::new();
    let switch = words.iter().position(|word| command_switch(word).is_some()).filter(|_| is_cmd(program));
    let Some((before, [switch, after @ ..])) = switch.and_then(|at| words.split_at_checked(at)) else {
        push_words(&mut line, words);
        return line;
    };
    // `/d` and `/s` are what makes the line mean the same on every machine; a switch for the second time changes nothing.
    line.push_str("/d /s ");
    let glued = command_switch(switch).unwrap_or_default();
    let others = switch.get(..switch.len().saturating_sub(glued.len() + 2)).unwrap_or_default();
    for word in before.iter().map(String::as_str).chain([others]) {
        if !word.is_empty() && !["/d", "/s"].iter().any(|ours| word.eq_ignore_ascii_case(ours)) {
            line.extend([word, " "]);
        }
    }
    line.push_str("/c \"");
    match after {
        [command] if glued.is_empty() => line.push_str(command),
        _ => {
            line.push_str(glued);
            if !glued.is_empty() && !after.is_empty() {
                line.push(' ');
            }
            let mut rest = String::new();
            push_words(&mut rest, after);
            line.push_str(&rest);
        }
    }
    line.push('"');
    line
}

fn push_words(line: &mut String, words: &[String]) {
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            line.push(' ');
        }
        push_word(line, word);
    }
}

/// A word of its own: quoted where it has to be. A backslash counts as itself, except before a quote.
fn push_word(line: &mut String, word: &str) {
    if !word.is_empty() && !word.contains([' ', '\t', '\n', '\u{b}', '"']) {
        line.push_str(word);
        return;
    }
    line.push('"');
    let mut backslashes = 0;
    for letter in word.chars() {
        if letter == '"' {
            line.extend(std::iter::repeat_n('\\', backslashes + 1));
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
        line.push(letter);
    }
    line.extend(std::iter::repeat_n('\\', backslashes));
    line.push('"');
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn a_program_gets_its_words_back() {
        let line =
            |program: &str, words: &[&str]| join(program, &words.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(line("x.exe", &["-a", "b c", "", r"d\"]), r#"-a "b c" "" d\"#);
        assert_eq!(line("x.exe", &[r#"a\"b"#, r"c d\"]), r#""a\\\"b" "c d\\""#);
        assert_eq!(
            line("cmd.exe", &["/d", "/s", "/c", r#"msiexec /i "a b.msi""#]),
            r#"/d /s /c "msiexec /i "a b.msi"""#
        );
        // In any spelling, and with as many words as there are.
        for program in ["cmd", "CMD.exe", r"C:\Windows\System32\cmd.exe"] {
            assert_eq!(line(program, &["/C", "a b & c"]), r#"/d /s /c "a b & c""#);
            assert_eq!(line(program, &["/v:on", "/k", "a.exe", "b c"]), r#"/d /s /v:on /c "a.exe "b c"""#);
            assert_eq!(line(program, &["/d/s/c", "a"]), r#"/d /s /d/s /c "a""#);
            assert_eq!(line(program, &["/cdir", "b"]), r#"/d /s /c "dir b""#);
        }
        assert_eq!(line("x.exe", &["/c", "a b"]), r#"/c "a b""#);
    }
}
