//! A PowerShell script as short as can be without being another one.
//!
//! The settings stay as they are: what looks like a comment or a name there may be part of a value.

use crate::primitives::sorted::Sorted;
use crate::script::Script;
use crate::script::windows::{SETTINGS, STEPS};

/// Variables that are PowerShell's own, wherever they are set.
const AUTOMATIC: [&str; 6] = ["args", "erroractionpreference", "host", "input", "lastexitcode", "matches"];

/// The script without comments and indentation, its lines ended by one character. It still says who made it.
pub(super) fn without_comments(script: &Script) -> String {
    let mut text = head(script);
    text.extend(lines(script).map(|(_, line)| line));
    text
}

/// The same with short names and without blanks, where that is what makes it fit as plain text.
pub(super) fn plain_with_short_names(script: &Script) -> String {
    head(script) + &with_short_names(script)
}

fn head(script: &Script) -> String {
    let made = script.text.lines().find(|line| line.starts_with('#')).unwrap_or_default().trim_end();
    format!("{made}\n# {} has its comments.\n", script.file_name)
}

/// The same, to be packed: without a head, and the names of its functions and variables are short.
pub(super) fn with_short_names(script: &Script) -> String {
    let names = Names::of(script);
    let mut text = String::with_capacity(script.text.len());
    for (place, line) in lines(script) {
        match line.split_once(" '") {
            _ if place == Place::Settings => text.push_str(line),
            // The titles of the steps may be any text.
            Some((function, title)) if place == Place::Steps => {
                names.shorten(function, &mut text);
                text.push_str(" '");
                text.push_str(title);
            }
            _ => names.shorten(line, &mut text),
        }
    }
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Settings,
    Steps,
    Elsewhere,
}

/// The lines that are needed, each with where it stands. Those of the settings keep what they have.
fn lines(script: &Script) -> impl Iterator<Item = (Place, &str)> {
    let place = |number: usize| {
        let holds = |title: &str| {
            script.sections.iter().any(|section| {
                section.title == title && (section.first_line as usize..=section.last_line as usize).contains(&number)
            })
        };
        match (holds(SETTINGS), holds(STEPS)) {
            (true, _) => Place::Settings,
            (_, true) => Place::Steps,
            _ => Place::Elsewhere,
        }
    };
    let whole = script.text.split_inclusive('\n').enumerate().map(move |(index, line)| (place(index + 1), line));
    whole.flat_map(|(place, line)| {
        let code = line.trim_start_matches(' ').trim_end();
        match place {
            Place::Settings => [line, ""],
            _ if code.is_empty() || code.starts_with('#') => ["", ""],
            _ => [code, "\n"],
        }
        .map(move |part| (place, part))
    })
}

/// The names that a script gives itself, in small letters, each with a short one that nothing else has.
struct Names {
    variables: Sorted<String, String>,
    functions: Sorted<String, String>,
}

impl Names {
    fn of(script: &Script) -> Self {
        let mut taken = Sorted::default();
        let mut settled = Sorted::default();
        let mut set = Vec::new();
        let mut functions = Sorted::default();
        // One text for all names in small letters: there are thousands.
        let mut small = String::new();
        for (place, line) in lines(script) {
            let named = line.find(" '").filter(|_| place == Place::Steps).unwrap_or(line.len());
            for (name, after) in variables(line) {
                let name = in_small_letters(name, &mut small);
                insert(&mut taken, name);
                // A step's title stays as it is, and with it what looks like a variable there.
                if place == Place::Settings || line.len() - after.len() > named {
                    insert(&mut settled, name);
                } else if is_set(line, after) {
                    set.push(name.to_owned());
                }
            }
            // Between braces a name stays.
            for (at, _) in line.match_indices("${") {
                let name = line.get(at + 2..).and_then(|rest| rest.split('}').next()).unwrap_or_default();
                insert(&mut settled, in_small_letters(name, &mut small));
            }
            if let Some(head) = line.strip_prefix("function ").filter(|_| place != Place::Settings) {
                let name = head.split([' ', '(']).next().unwrap_or_default().to_ascii_lowercase();
                // No command and no alias has a name of this kind.
                let short = format!("f{}", functions.len());
                functions.insert(name, short);
            }
        }
        let mut shorts = short_names().filter(|short| !taken.contains_key(short));
        let mut short_of = Sorted::default();
        for name in set {
            let ours = !settled.contains_key(&name) && !AUTOMATIC.contains(&name.as_str());
            if ours && !short_of.contains_key(&name) {
                short_of.insert(name, shorts.next().unwrap_or_default());
            }
        }
        Self { variables: short_of, functions }
    }

    /// Writes a line with the short names, and without the blanks that are for its reader alone.
    fn shorten(&self, line: &str, to: &mut String) {
        let line = close_up(line);
        let mut rest = line.as_str();
        let mut before = ' ';
        let mut small = String::new();
        while let Some(letter) = rest.chars().next() {
            let length = match letter {
                '$' => 1 + rest.get(1..).unwrap_or_default().bytes().take_while(|byte| is_name(*byte)).count(),
                _ if letter.is_ascii_alphabetic() => {
                    rest.bytes().take_while(|byte| is_name(*byte) || *byte == b'-').count()
                }
                _ => letter.len_utf8(),
            };
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let short = match word.strip_prefix('$') {
                Some(name) if !is_drive(after) => self.variables.get(in_small_letters(name, &mut small)),
                _ if letter.is_ascii_alphabetic() && !matches!(before, '.' | '-' | '\\' | '\'') => {
                    self.functions.get(in_small_letters(word, &mut small))
                }
                _ => None,
            };
            match short {
                Some(short) if letter == '$' => to.extend(["$", short]),
                Some(short) => to.push_str(short),
                None => to.push_str(word),
            }
            before = word.chars().next_back().unwrap_or(' ');
            rest = after;
        }
    }
}

/// A line without the blanks that PowerShell does not need. In quotes each is part of a text.
fn close_up(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut quote = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let before = text.chars().next_back().unwrap_or(' ');
        let after = letters.peek().copied().unwrap_or(' ');
        let is_idle = match after {
            '(' => ["if", "foreach", "-not", "-and", "-or"].iter().any(|word| text.ends_with(word)),
            '{' => before == ')',
            _ => {
                matches!(before, '=' | ',' | ';' | '|' | '{')
                    || matches!(after, '=' | ',' | ';' | '|' | '}')
                    || (before == '}' && after.is_ascii_alphabetic())
            }
        };
        match quote {
            None if letter == ' ' && is_idle => continue,
            None if matches!(letter, '\'' | '"') => quote = Some(letter),
            // A quote after this one is part of the text.
            Some('"') if letter == '`' => {
                text.push(letter);
                text.extend(letters.next());
                continue;
            }
            Some(open) if open == letter => quote = None,
            _ => {}
        }
        text.push(letter);
    }
    text
}

/// A name in small letters, written where the last one was.
fn in_small_letters<'a>(name: &str, to: &'a mut String) -> &'a str {
    name.clone_into(to);
    to.make_ascii_lowercase();
    to
}

fn insert(names: &mut Sorted<String, ()>, name: &str) {
    if !names.contains_key(name) {
        names.insert(name.to_owned(), ());
    }
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The variables that a line names, each with what follows it.
fn variables(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.match_indices('$').filter_map(|(at, _)| {
        let from = line.get(at + 1..)?;
        let length = from.bytes().take_while(|byte| is_name(*byte)).count();
        from.split_at_checked(length).filter(|(name, after)| !name.is_empty() && !is_drive(after))
    })
}

/// Whether what was before is no variable but a drive of them, such as `$env:`.
fn is_drive(after: &str) -> bool {
    after.starts_with(':') && !after.starts_with("::")
}

/// Whether a variable is set on a line, by what follows it there: an assignment, a loop, or a parameter.
fn is_set(line: &str, after: &str) -> bool {
    after.starts_with(" = ")
        || after.starts_with(" += ")
        || (line.contains("foreach (") && after.starts_with(" in "))
        || ((line.starts_with("function ") || line.starts_with("param(")) && after.starts_with([',', ')']))
}

/// `a` to `z`, then `aa` and so on.
fn short_names() -> impl Iterator<Item = String> {
    let letters = || 'a'..='z';
    let pairs = letters().flat_map(move |first| letters().map(move |second| format!("{first}{second}")));
    letters().map(String::from).chain(pairs)
}
