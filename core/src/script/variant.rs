//! Variants of a text, in any language whose comments begin with `#`.
//!
//! What stands between `#if PART` or `#unless PART` and `#end`, each on a line of its own, is written only where that part is
//! wanted, or only where it is not. A line that begins with `##` is for whoever reads the file, and never written. To the
//! language these lines are comments, so a file is whole with all of its variants.

/// Writes a text with what is wanted. What a part's name means the caller says; a line with a name that it does not know stays
/// as it is.
pub(crate) fn written(text: &str, wants: &dyn Fn(&str) -> Option<bool>) -> String {
    let mut written = String::with_capacity(text.len());
    // How many directives are open within what is not wanted.
    let mut unwanted = 0_usize;
    for line in text.split_inclusive('\n') {
        let keeps = match Directive::of(line) {
            Some(Directive::If(part)) => wants(part),
            Some(Directive::Unless(part)) => wants(part).map(|wanted| !wanted),
            Some(Directive::End) => {
                unwanted = unwanted.saturating_sub(1);
                continue;
            }
            Some(Directive::Note) => continue,
            None => None,
        };
        match keeps {
            Some(true) if unwanted == 0 => {}
            Some(_) => unwanted += 1,
            None if unwanted == 0 => written.push_str(line),
            None => {}
        }
    }
    written
}

/// How long a text is without the lines that are never written.
pub(crate) const fn length_without_notes(text: &str) -> usize {
    let (mut rest, mut length) = (text.as_bytes(), 0);
    while !rest.is_empty() {
        let (line, is_note) = first_line(rest);
        if !is_note {
            length += line;
        }
        rest = rest.split_at(line).1;
    }
    length
}

/// A text without the lines that are never written, as long as [`length_without_notes`] says.
pub(crate) const fn without_notes<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let (mut rest, mut kept, mut length) = (text.as_bytes(), [0; LENGTH], 0);
    while !rest.is_empty() {
        let (line, is_note) = first_line(rest);
        let (from, tail) = rest.split_at(line);
        if !is_note {
            kept.split_at_mut(length).1.split_at_mut(line).0.copy_from_slice(from);
            length += line;
        }
        rest = tail;
    }
    kept
}

/// How long the first line is, and whether it is a note.
const fn first_line(text: &[u8]) -> (usize, bool) {
    // How many of `##` it begins with, or more where it begins with something else.
    let (mut rest, mut length, mut marks) = (text, 0, 0);
    while let [byte, tail @ ..] = rest {
        length += 1;
        match *byte {
            b'\n' => break,
            b'\t' | b' ' if marks == 0 => {}
            b'#' if marks < 2 => marks += 1,
            _ if marks < 2 => marks = 3,
            _ => {}
        }
        rest = tail;
    }
    (length, marks == 2)
}

/// A line that says something about lines.
enum Directive<'a> {
    If(&'a str),
    Unless(&'a str),
    End,
    Note,
}

impl<'a> Directive<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let directive = line.trim_ascii().strip_prefix('#')?;
        match directive.split_once(' ') {
            _ if directive.starts_with('#') => Some(Self::Note),
            Some(("if", part)) => Some(Self::If(part)),
            Some(("unless", part)) => Some(Self::Unless(part)),
            None if directive == "end" => Some(Self::End),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{Directive, length_without_notes, without_notes, written};

    #[test]
    fn what_is_wanted_is_written() {
        let wants = |part: &str| match part {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        for (text, left) in [
            ("a\nb", "a\nb"),
            ("a\n  #if yes\nb\n  #end\nc\n", "a\nb\nc\n"),
            ("a\n#if no\nb\n#end\nc\n", "a\nc\n"),
            ("#unless yes\na\n#end\n#unless no\nb\n#end\n", "b\n"),
            // What is not wanted is passed over with all that is in it.
            ("#if no\n#if yes\na\n#end\nb\n#unless no\nc\n#end\n#end\nd\n", "d\n"),
            ("#if yes\n#if no\na\n#end\nb\n#end\nc\n", "b\nc\n"),
            ("a\n\t## b\n#if yes\n## c\n#end\n#if no\n## d\n#end\nd ## e\n", "a\nd ## e\n"),
            ("#if\n# if no\n#if other\n#ends\n", "#if\n# if no\n#if other\n#ends\n"),
        ] {
            assert_eq!(written(text, &wants), left, "{text}");
        }
    }

    #[test]
    fn notes_have_no_length() {
        let wants = |_: &str| Some(true);
        for text in ["", "a", "a\n## b\nc", "\t## b\n", "#a\n# ## b\n ## c\na ## b\n", "# b\n##\tc\n"] {
            assert!(length_without_notes(text) >= written(text, &wants).len(), "{text}");
        }
        assert_eq!(length_without_notes("a\n\t## b\nc\n"), 4);
        assert_eq!(without_notes::<12>("a\n\t## b\n# c\n###\n#if d\n## e"), *b"a\n# c\n#if d\n");
    }

    /// In every file: what looks like a directive is one, and what is begun has its end.
    #[test]
    fn directives_are_known_and_balanced() {
        let mut looked_at = 0;
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                let ending = path.extension().and_then(|ending| ending.to_str());
                if path.is_dir() {
                    folders.push(path);
                } else if matches!(ending, Some("hcl" | "ps1" | "sh" | "tf")) {
                    looked_at += 1;
                    check_directives(&fs::read_to_string(&path).unwrap(), &path);
                }
            }
        }
        assert!(looked_at > 50, "{looked_at}");
    }

    #[track_caller]
    fn check_directives(text: &str, path: &Path) {
        let mut open = 0;
        for line in text.lines() {
            let looks_like_one = line.trim_start().strip_prefix('#').is_some_and(|rest| !rest.starts_with([' ', '!']));
            match Directive::of(line) {
                Some(Directive::If(_) | Directive::Unless(_)) => open += 1,
                Some(Directive::End) if open > 0 => open -= 1,
                Some(Directive::Note) => {}
                None if !looks_like_one || line == "\t#step" => {}
                _ => panic!("{}: `{line}`", path.display()),
            }
        }
        assert_eq!(open, 0, "{}", path.display());
    }
}
