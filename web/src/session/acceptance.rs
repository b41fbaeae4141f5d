//! What came by a link is named, and nothing is handed out until the reader has accepted it.

use dynaboot_core::Field;

use super::Session;
use super::arrival::Arrival;
use crate::link;

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
