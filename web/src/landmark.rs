//! Landmarks, by which people who hear a page move about in it. A host page has its own, and only one of each.

use crate::session::Session;

const PLAIN: &str = "div";

/// The name of the element that holds a view.
pub(crate) fn main(session: &Session) -> &'static str {
    if session.is_embedded() { PLAIN } else { "main" }
}

/// The name of the element that says what the answers follow from.
pub(crate) fn footer(session: &Session) -> &'static str {
    if session.is_embedded() { PLAIN } else { "footer" }
}
