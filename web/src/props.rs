//! What every view is given, and a part of one that renders by itself.

use yew::prelude::*;

use crate::session::{Action, Session};

/// The page's state, and the way to change it.
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct PageProps {
    /// The page's state.
    pub(crate) session: Session,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}
