//! Reads settings back: assignments of verbatim strings, arrays and tables, by the language's specification and nothing of ours.
//!
//! Windows PowerShell Language Specification 3.0, section 2.3.5.2: a verbatim string stands between single-quote characters, which
//! are U+0027 and U+2018 to U+201B; two of them in a row stand for one.

use std::collections::BTreeMap;

/// What a setting is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Text(String),
    List(Vec<String>),
    Table(Vec<(String, String)>),
}

/// The characters that are a single quote, by the specification.
fn is_quote(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2018}'..='\u{201b}')
}

/// What is left of a text that is read from its beginning.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn next(&mut self) -> Option<char> {
        let letter = self.0.chars().next()?;
        self.0 = &self.0[letter.len_utf8()..];
        Some(letter)
    }

    fn peek(&self) -> Option<char> {
        self.0.chars().next()
    }

    fn take(&mut self, expected: &str) -> Result<(), String> {
        self.0 = self.0.strip_prefix(expected).ok_or_else(|| format!("no {expected:?} before {:?}", self.start()))?;
        Ok(())
    }

    fn start(&self) -> String {
        self.0.chars().take(40).collect()
    }

    /// A verbatim string.
    fn text(&mut self) -> Result<String, String> {
        match self.next() {
            Some(letter) if is_quote(letter) => {}
            _ => return Err(format!("no string before {:?}", self.start())),
        }
        let mut text = String::new();
        loop {
            match self.next() {
                None => return Err("a string without an end".to_owned()),
                Some(letter) if is_quote(letter) => {
                    if !self.peek().is_some_and(is_quote) {
                        return Ok(text);
                    }
                    text.extend(self.next());
                }
                Some(letter) => text.push(letter),
            }
        }
    }

    fn setting(&mut self) -> Result<Setting, String> {
        if self.0.starts_with("@(") {
            self.take("@(")?;
            let mut list = Vec::new();
            while !self.0.starts_with(')') {
                if !list.is_empty() {
                    self.take(", ")?;
                }
                list.push(self.text()?);
            }
            self.take(")")?;
            return Ok(Setting::List(list));
        }
        if self.0.starts_with("@{}") {
            self.take("@{}")?;
            return Ok(Setting::Table(Vec::new()));
        }
        if self.0.starts_with("@{") {
            self.take("@{ ")?;
            let mut table = Vec::new();
            loop {
                let name = self.text()?;
                self.take(" = ")?;
                table.push((name, self.text()?));
                if self.take("; ").is_err() {
                    break;
                }
            }
            self.take(" }")?;
            return Ok(Setting::Table(table));
        }
        self.text().map(Setting::Text)
    }
}

/// A text that is one verbatim string and nothing more.
pub(super) fn read_text(text: &str) -> Result<String, String> {
    let mut rest = Rest(text);
    let read = rest.text()?;
    if rest.0.is_empty() { Ok(read) } else { Err(format!("more than a string: {:?}", rest.start())) }
}

/// A section of settings, one assignment a line. A statement without a variable is passed over.
pub(super) fn read_settings(text: &str) -> Result<BTreeMap<String, Setting>, String> {
    let mut rest = Rest(text);
    let mut settings = BTreeMap::new();
    while !rest.0.is_empty() {
        if rest.0.starts_with('$') {
            let (name, after) = rest.0[1..].split_once(" = ").ok_or("no assignment")?;
            if !name.chars().all(char::is_alphanumeric) {
                return Err(format!("no name of a variable: {name:?}"));
            }
            rest.0 = after;
            let setting = rest.setting()?;
            rest.take("\r\n")?;
            settings.insert(name.to_owned(), setting);
            continue;
        }
        let (line, after) = rest.0.split_once("\r\n").ok_or("a line without an end")?;
        if !line.starts_with("Set-StrictMode") {
            return Err(format!("neither a setting nor known: {line:?}"));
        }
        rest.0 = after;
    }
    Ok(settings)
}
