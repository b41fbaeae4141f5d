//! Text of somebody else's with what nobody would see in it.

use std::fmt::Write as _;

use serde_json::Value;

/// So many blanks in a row push what follows out of sight.
const A_GAP: usize = 4;

/// A value in one text: what cannot be seen by its number, a gap of blanks by its length.
pub(crate) fn seen(value: &Value) -> String {
    match value {
        Value::String(text) => seen_text(text),
        Value::Array(items) => items.iter().map(seen).collect::<Vec<_>>().join(", "),
        other => seen_text(&other.to_string()),
    }
}

/// The same of a text.
pub(crate) fn seen_text(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut blanks = 0;
    for letter in text.chars().map(Some).chain([None]) {
        if letter == Some(' ') {
            blanks += 1;
            continue;
        }
        if blanks >= A_GAP {
            // Writing into a text does not fail.
            let _ = write!(seen, "⟨{blanks} blanks⟩");
        } else {
            seen.extend(std::iter::repeat_n(' ', blanks));
        }
        blanks = 0;
        match letter {
            Some(letter) if letter != '\n' && is_unseen(letter) => seen.push_str(&number(letter)),
            letter => seen.extend(letter),
        }
    }
    seen
}

/// Lines of a script, or of anything else, in which what cannot be seen stands by its number; tabs and blanks stay.
pub(crate) fn seen_lines(line: &str) -> String {
    if !line.contains(|letter| letter != '\n' && letter != '\t' && is_unseen(letter)) {
        return line.to_owned();
    }
    let mut seen = String::with_capacity(line.len());
    for letter in line.chars() {
        match letter {
            '\n' | '\t' => seen.push(letter),
            letter if is_unseen(letter) => seen.push_str(&number(letter)),
            letter => seen.push(letter),
        }
    }
    seen
}

fn number(letter: char) -> String {
    format!("⟨U+{:04X}⟩", u32::from(letter))
}

/// Whether a letter is not seen itself, or changes where others are seen.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace() && letter != ' '
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2800}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{seen, seen_lines};

    #[test]
    fn nothing_hides() {
        assert_eq!(seen(&json!("a\u{202e}b\u{200b}c")), "a⟨U+202E⟩b⟨U+200B⟩c");
        assert_eq!(seen(&json!(format!("./install{};curl evil", " ".repeat(400)))), "./install⟨400 blanks⟩;curl evil");
        assert_eq!(seen(&json!("a   b    ")), "a   b⟨4 blanks⟩");
        assert_eq!(seen(&json!(["git", "a\tb"])), "git, a⟨U+0009⟩b");
        assert_eq!(seen(&json!("a\u{a0}\u{3000}\u{2800}b")), "a⟨U+00A0⟩⟨U+3000⟩⟨U+2800⟩b");
        assert_eq!(seen(&json!("-----BEGIN\nMIIB")), "-----BEGIN\nMIIB");
        assert_eq!(seen_lines("\tx=1 # \u{2066}\n"), "\tx=1 # ⟨U+2066⟩\n");
    }
}
