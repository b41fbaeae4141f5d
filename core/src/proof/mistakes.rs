//! Everything that is wrong with a policy, gathered: whoever mends one mistake wants to see the next one too.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::primitives::strict::{self, ShapeError};

/// More are no help, and would cost time.
const MOST: usize = 50;

/// What is wrong with a policy; empty when nothing is.
#[derive(Debug, Default)]
pub(crate) struct Mistakes(Vec<ShapeError>);

impl Mistakes {
    /// Adds one, unless its place is wrong already.
    pub(crate) fn add(&mut self, mistake: ShapeError) {
        if self.wants(&mistake.path) {
            self.0.push(mistake);
        }
    }

    /// Whether one more would be kept at this place: asked before it takes work to find out what was meant.
    pub(crate) fn wants(&self, path: &str) -> bool {
        !self.is_full() && !self.has(path)
    }

    /// Whether no more are kept.
    pub(crate) const fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    pub(crate) fn found(&mut self, at: &str, found: &str, expected: &str) {
        if self.wants(at) {
            self.add(ShapeError::found(at, found, expected));
        }
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.iter().any(|known| known.path == path)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn into_list(self) -> Vec<ShapeError> {
        self.0
    }

    /// Reads a value that stands at a place, as far as it can be read: what is wrong is noted and left out, so that the rest
    /// is looked at too.
    pub(crate) fn read<T: DeserializeOwned>(&mut self, value: Value, at: &str) -> Option<T> {
        let mut value = value;
        while !self.is_full() {
            match strict::read(&value) {
                Ok(read) => return Some(read),
                Err(error) => {
                    let inner = error.path.clone();
                    let error = error.within(at);
                    // What was left out is missing now: that is no news.
                    if self.has(&error.path) {
                        return None;
                    }
                    self.add(error);
                    if !take(&mut value, &inner) {
                        return None;
                    }
                }
            }
        }
        None
    }
}

/// Takes what stands at a path out of a value; `false` when that would move something else. Keys may have dots in them.
fn take(value: &mut Value, path: &str) -> bool {
    let Value::Object(entries) = value else { return false };
    if entries.remove(path).is_some() {
        return true;
    }
    let inner = entries
        .iter_mut()
        .find_map(|(key, inner)| Some((path.strip_prefix(key.as_str())?.strip_prefix('.')?.to_owned(), inner)));
    inner.is_some_and(|(rest, inner)| take(inner, &rest))
}
