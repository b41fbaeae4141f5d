//! The only place where a value enters a PowerShell script.

/// The characters that PowerShell takes for a single quote: the straight one and four curly ones.
const QUOTES: [char; 5] = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];

/// A text as a verbatim string of PowerShell: between single quotes nothing has a meaning, and a quote itself is written twice.
///
/// A NUL cannot stand in a script; choices that have one are blocked before a script is made.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for letter in text.chars() {
        quoted.push(letter);
        if QUOTES.contains(&letter) {
            quoted.push(letter);
        }
    }
    quoted.push('\'');
    quoted
}

/// Several texts as an array.
#[must_use]
pub fn quote_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("@({})", texts.into_iter().map(quote).collect::<Vec<_>>().join(", "))
}

/// Names and their values as a table.
#[must_use]
pub fn quote_table<'a>(entries: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> =
        entries.into_iter().map(|(name, value)| format!("{} = {}", quote(name), quote(&value))).collect();
    if entries.is_empty() { "@{}".to_owned() } else { format!("@{{ {} }}", entries.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::{quote, quote_all, quote_table};

    #[test]
    fn nothing_has_a_meaning() {
        assert_eq!(quote(""), "''");
        assert_eq!(quote("$(id) `n \"x\" %PATH%\r\n"), "'$(id) `n \"x\" %PATH%\r\n'");
        assert_eq!(quote("it's ‘so’ ‚or‛"), "'it''s ‘‘so’’ ‚‚or‛‛'");
        assert_eq!(quote_all(["a b", ""]), "@('a b', '')");
        assert_eq!(quote_table([("A", "b'c".to_owned())]), "@{ 'A' = 'b''c' }");
        assert_eq!(quote_table([]), "@{}");
    }
}
