//! The page's own words, in English, all of them below here. Labels of clouds, systems, agents and settings are the policy's.

mod answers;
mod fields;
mod names;
mod numbers;
mod policy;
mod seen;

pub(crate) use answers::*;
pub(crate) use fields::*;
pub(crate) use names::*;
pub(crate) use numbers::*;
pub(crate) use policy::*;
pub(crate) use seen::*;

use crate::letters::capital;

/// A sentence with a capital at its start.
pub(crate) fn sentence(text: &str) -> String {
    let first = text.chars().next().map_or(0, char::len_utf8);
    text.split_at_checked(first).map(|(first, rest)| capital(first) + rest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    #[test]
    fn what_stands_there_before_the_program_is_what_the_program_says() {
        let shell = include_str!("../../index.html");
        assert!(shell.contains(&format!(">{}<", super::CLAIM)));
    }

    /// Words that a component writes itself: a text in braces, or an attribute that is read out.
    fn own_words(line: &str) -> bool {
        let texts = line
            .split("{\"")
            .skip(1)
            .chain(["aria-label=\"", "title=\"", "alt=\""].iter().flat_map(|name| line.split(name).skip(1)));
        let mut texts = texts.filter_map(|rest| rest.split('"').next());
        texts.any(|text| text.matches(char::is_alphabetic).count() > 1 && text != "dynaboot")
    }

    #[test]
    fn components_have_no_words_of_their_own() {
        assert!(own_words(r#"<p>{"Some words"}</p>"#) && own_words(r#"<p aria-label="Words">"#));
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.extend(Some(path).filter(|path| !path.ends_with("tests")));
                } else if !["views.rs", "text.rs", "tests.rs"].iter().any(|name| path.ends_with(name)) {
                    seen += 1;
                    let source = fs::read_to_string(&path).unwrap();
                    let shown = source.split("#[cfg(test)]").next().unwrap();
                    let found: Vec<&str> = shown.lines().filter(|line| own_words(line)).collect();
                    assert!(found.is_empty(), "{}: {found:?}", path.display());
                }
            }
        }
        assert!(seen > 50);
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(super::sentence("émigré"), "Émigré");
        assert_eq!(super::sentence(""), "");
    }
}
