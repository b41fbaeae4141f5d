//! What went wrong, as a sentence for the person at the terminal.

use std::fmt::Display;
use std::path::Path;

/// How many lines a sentence may have below it, and how many letters each.
const MOST_LINES: usize = 40;
const MOST_LETTERS: usize = 300;

/// One sentence: what cannot be done, and the next step.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// The same with a line below it for each of these, as many as one reads.
    pub(crate) fn with(self, lines: &[String]) -> Self {
        let mut text = self.0;
        for line in lines.iter().take(MOST_LINES) {
            text.push_str("\n  ");
            text.extend(line.chars().take(MOST_LETTERS));
        }
        Self(text)
    }

    /// `verb` is what could not be done with the file: "read", "write".
    pub(crate) fn file(verb: &str, path: &Path, cause: impl Display) -> Self {
        Self(format!("cannot {verb} {}: {cause}", path.display()))
    }
}
