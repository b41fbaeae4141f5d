//! Other names of what a catalog has. They are read, and never written: every answer names the id.

use std::borrow::Borrow;

use crate::policy::catalog::cloud::Cloud;
use crate::policy::catalog::named::Named;
use crate::policy::catalog::system::System;
use crate::primitives::sorted::Sorted;
use crate::primitives::strict::ShapeError;

/// What people may write in place of an id.
pub trait Aliased {
    /// Its other names.
    fn aliases(&self) -> &[String];
}

impl Aliased for Cloud {
    fn aliases(&self) -> &[String] {
        &self.aliases
    }
}

impl Aliased for System {
    fn aliases(&self) -> &[String] {
        &self.aliases
    }
}

/// The entry of an id, or else the one that has the word as an alias.
pub(crate) fn named<'a, K: Ord + Borrow<str>, V: Aliased>(
    catalog: &'a Sorted<K, V>,
    word: &str,
) -> Option<Named<'a, K, V>> {
    catalog.get_key_value(word).or_else(|| aliased(catalog, word)).map(Named::from)
}

/// The entry that has a word as an alias.
pub(crate) fn aliased<'a, K: Ord, V: Aliased>(catalog: &'a Sorted<K, V>, word: &str) -> Option<(&'a K, &'a V)> {
    catalog.iter().find(|(_, entry)| entry.aliases().iter().any(|alias| alias == word))
}

/// A word that a catalog has neither as an id nor as an alias. What was meant may be either.
pub(crate) fn unknown<K: Ord + Borrow<str>, V: Aliased>(
    catalog: &Sorted<K, V>,
    word: &str,
    at: &str,
    kind: &str,
) -> ShapeError {
    let aliases = catalog.values().flat_map(Aliased::aliases).map(String::as_str);
    ShapeError::unknown_of(at, kind, word, catalog.keys().map(Borrow::borrow), aliases)
}
