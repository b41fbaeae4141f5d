//! An entry of a catalog together with its id.

use std::ops::Deref;

/// An entry of a catalog, and the id that it stands under. It reads as the entry.
#[derive(Debug)]
pub struct Named<'a, I, E> {
    /// The id.
    pub id: &'a I,
    /// The entry.
    pub entry: &'a E,
}

impl<I, E> Clone for Named<'_, I, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, E> Copy for Named<'_, I, E> {}

impl<I, E> Deref for Named<'_, I, E> {
    type Target = E;

    fn deref(&self) -> &E {
        self.entry
    }
}

impl<'a, I, E> From<(&'a I, &'a E)> for Named<'a, I, E> {
    fn from((id, entry): (&'a I, &'a E)) -> Self {
        Self { id, entry }
    }
}
