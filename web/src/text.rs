//! The page's own words, in English, all of them below here. Labels of clouds, systems, agents and settings are the policy's.

mod answers;
mod fields;
mod names;
mod numbers;
mod policy;

pub(crate) use answers::*;
pub(crate) use fields::*;
pub(crate) use names::*;
pub(crate) use numbers::*;
pub(crate) use policy::*;

/// A sentence with a capital at its start.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_stands_there_before_the_program_is_what_the_program_says() {
        let shell = include_str!("../../index.html");
        let names = [super::CLAIM, super::ASK, super::TELL, super::GIVE];
        for words in names.into_iter().chain(super::INTRO) {
            assert!(shell.contains(&format!(">{words}<")), "{words}");
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(super::sentence("émigré"), "Émigré");
        assert_eq!(super::sentence(""), "");
    }
}
