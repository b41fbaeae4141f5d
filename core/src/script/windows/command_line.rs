//! Words as the one line of text that a Windows program is started with, and takes apart again itself.

/// The line that gives a program these words, by the rules that the C runtime and `CommandLineToArgvW` share. `cmd.exe` does not
/// know them: what follows its `/c` is one text that it reads as it stands, between quotes that its `/s` takes away.
#[must_use]
pub fn join(program: &str, words: &[String]) -> String {
    let mut line = String::new();
    let command = program.eq_ignore_ascii_case("cmd.exe").then_some("/c");
    let mut verbatim = false;
    for word in words {
        if !line.is_empty() {
            line.push(' ');
        }
        if verbatim {
            line.push('"');
            line.push_str(word);
            line.push('"');
        } else {
            push_word(&mut line, word);
        }
        verbatim = command.is_some_and(|switch| word.eq_ignore_ascii_case(switch));
    }
    line
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
    }
}
