//! What the text of a launch file is made from: values, and parts that some variants have.

use crate::script::variant;

/// A part that some variants of a text have, by its name, and whether it is wanted.
pub(super) type Part = (&'static str, bool);

/// What a text is about.
pub(super) struct Values<'a> {
    /// What the file is for, and who made it: a line each.
    pub(super) about: [String; 2],
    /// The files that have to lie beside it, by their names in the text.
    pub(super) files: Vec<(&'static str, &'a str)>,
    /// Texts by their names, for the files that ask for them.
    pub(super) texts: Vec<(&'static str, &'a str)>,
    /// The image, when it is chosen.
    pub(super) image: Option<&'a str>,
}

/// Texts with the parts that are wanted, an empty line before each.
pub(super) fn written(texts: &[&str], parts: &[Part]) -> String {
    let wants = |name: &str| parts.iter().find(|(part, _)| *part == name).map(|(_, wanted)| *wanted);
    texts.iter().fold(String::new(), |all, text| all + "\n" + &variant::written(text, &wants))
}
