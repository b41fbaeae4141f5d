//! What came by a link: it is named, and nothing is handed out until the reader has accepted it.

use dynaboot_core::{Choices, Field};
use serde_json::Value;

use super::Session;
use crate::link;

/// What came by links since the reader last accepted something.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrival {
    /// Each with what stood there before, which was the reader's own.
    fields: Vec<(Field, Value)>,
    /// How many links it were.
    links: usize,
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

impl Session {
    /// The fields that came by a link, are run, trusted or contacted, and were not accepted. A remedy that changes one does not make it
    /// the reader's own.
    pub(crate) fn unaccepted(&self) -> Vec<&Field> {
        let choices = self.choices();
        let came = self.arrival.fields.iter();
        let came = came.filter(|(field, before)| link::says(field, choices) && field.get(choices) != *before);
        came.map(|(field, _)| field).collect()
    }

    /// What came is the reader's own from now on.
    pub(super) fn accepted(&self) -> Self {
        let mut next = self.clone();
        // What came by an earlier link was not looked at: no way leads back to it but that link.
        if next.arrival.links > 1 {
            next.past.clear();
            next.future.clear();
        }
        next.arrival = Arrival::default();
        next.revision += 1;
        next
    }
}
