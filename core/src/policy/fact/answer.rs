//! The name of a fact that is an answer of the policy's list.

use std::fmt;

use crate::choices::field::{LONGEST_ANSWER_ID, is_answer_id};

const PREFIX: &str = "answers.";
const LONGEST: usize = PREFIX.len() + LONGEST_ANSWER_ID;

/// An answer that only rules read, by its name: `answers.` and its id. It is copied like the facts that have names in Rust.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnswerFact {
    /// The name's bytes, and zeros behind them.
    bytes: [u8; LONGEST],
    length: u8,
}

impl AnswerFact {
    /// The fact of an answer; nothing where no answer may have that id.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        if !is_answer_id(id) {
            return None;
        }
        let mut bytes = [0; LONGEST];
        let length = PREFIX.len() + id.len();
        for (place, byte) in bytes.iter_mut().zip(PREFIX.bytes().chain(id.bytes())) {
            *place = byte;
        }
        Some(Self { bytes, length: u8::try_from(length).ok()? })
    }

    /// Its name, as rules write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The answer's id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.as_str().strip_prefix(PREFIX).unwrap_or_default()
    }
}

impl fmt::Debug for AnswerFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::AnswerFact;

    #[test]
    fn an_id_is_kept_whole_or_refused() {
        for id in ["a", "securityApproved", "imageAfterJuly2016", &"x".repeat(40)] {
            let fact = AnswerFact::new(id).unwrap();
            assert_eq!((fact.id(), fact.as_str()), (id, format!("answers.{id}").as_str()));
        }
        for id in ["", "A", "9a", "a b", "a.b", "a-b", "\u{e4}", &"x".repeat(41)] {
            assert_eq!(AnswerFact::new(id), None, "{id}");
        }
    }
}
