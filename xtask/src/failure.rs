//! What went wrong, as a sentence for the person at the terminal.

use std::fmt::Display;
use std::path::Path;

/// One sentence: what cannot be done, and the next step.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// `verb` is what could not be done with the file: "read", "write".
    pub(crate) fn file(verb: &str, path: &Path, cause: impl Display) -> Self {
        Self(format!("cannot {verb} {}: {cause}", path.display()))
    }
}
