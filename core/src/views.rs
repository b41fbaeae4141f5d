//! Other ways to ask the same policy: what else would work, what changes when, a table, a rule's page, a look at an image.

pub(crate) mod alternatives;
pub(crate) mod calendar;
pub(crate) mod explain;
pub(crate) mod matrix;
pub(crate) mod probe;
