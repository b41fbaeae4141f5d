//! The ids of images: the forms in which clouds write them, and what they tell.

mod cloud;
mod form;
mod told;

use crate::policy::catalog::ImageIdForm;
pub use cloud::cloud_of;
pub(crate) use told::{Told, known};

/// No cloud writes an id of more bytes; comparing longer ones would only take time.
pub(crate) const LONGEST: usize = 1_024;

/// The form of an id, out of those that its cloud writes; nothing where it has none of them.
#[must_use]
pub(crate) fn form(id: &str, forms: &[ImageIdForm]) -> Option<ImageIdForm> {
    let found = || forms.iter().copied().find(|form| form::has_form(id, *form));
    if (1..=LONGEST).contains(&id.len()) { found() } else { None }
}

/// Whether an id is one that its cloud writes; any short text is, where no forms are known.
#[must_use]
pub(crate) fn is_well_formed(id: &str, forms: &[ImageIdForm]) -> bool {
    if forms.is_empty() { id.len() <= LONGEST } else { form(id, forms).is_some() }
}
