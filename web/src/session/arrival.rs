//! What came by links, and what stood there before.

use dynaboot_core::{Choices, Field};
use serde_json::Value;

use crate::link;

/// What came by links since the reader last accepted something.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrival {
    /// Each with what stood there before, which was the reader's own.
    pub(super) fields: Vec<(Field, Value)>,
    /// How many links it were.
    pub(super) links: usize,
}

impl Arrival {
    /// With one more link, which puts other choices in the place of those that stand.
    pub(super) fn with(&self, opened: &Choices, stand: &Choices) -> Self {
        let mut next = Self { links: self.links + 1, ..self.clone() };
        for field in link::telling(opened) {
            if !next.fields.iter().any(|(known, _)| *known == field) {
                let before = field.get(stand);
                next.fields.push((field, before));
            }
        }
        next
    }
}
