//! Launch files in HCL, the language of Terraform and Packer.

use std::fmt::Write;

use crate::launch::text::{Part, Values, written};

/// Writes texts after the values that they are about.
pub(super) fn write(texts: &[&str], parts: &[Part], values: &Values<'_>) -> String {
    let written = written(texts, parts);
    let [purpose, maker] = &values.about;
    let files = values.files.iter().map(|(name, file)| (*name, beside(file)));
    let uses = |name: &str| written.contains(&format!("local.{name}"));
    let texts = values.texts.iter().filter(|(name, _)| uses(name)).map(|(name, text)| (*name, quote(text)));
    let image = values.image.map(|image| format!("  default     = {}\n", quote(image))).unwrap_or_default();
    format!(
        "# {purpose}\n# {maker}\n\n{}\n\nvariable \"image\" {{\n  description = \"The id of the image.\"\n  type        = string\n{image}}}\n{written}",
        locals(&files.chain(texts).collect::<Vec<_>>()),
    )
}

/// Values by their names, lined up.
fn locals(values: &[(&str, String)]) -> String {
    let width = values.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut text = String::from("locals {\n");
    for (name, value) in values {
        let _ = writeln!(text, "  {name:width$} = {value}");
    }
    text.push('}');
    text
}

/// A file in the folder of this one.
fn beside(file: &str) -> String {
    format!("\"${{path.root}}/{}", quote(file).trim_start_matches('"'))
}

/// A text as a string of HCL: nothing in it is a template.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // Before a brace these two begin a template.
            '$' | '%' if letters.peek() == Some(&'{') => escape(&mut quoted, letter),
            _ if letter.is_control() || is_line_end(letter) => escape(&mut quoted, letter),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Line ends beyond the control characters.
const fn is_line_end(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}')
}

fn escape(quoted: &mut String, letter: char) {
    let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn nothing_is_a_template() {
        assert_eq!(quote(""), r#""""#);
        assert_eq!(quote("a \"b\" \\"), r#""a \"b\" \\""#);
        assert_eq!(quote("${x} $${x} %{if} $ {"), r#""\u0024{x} $\u0024{x} \u0025{if} $ {""#);
        assert_eq!(quote("a\nb"), r#""a\u000ab""#);
    }
}
