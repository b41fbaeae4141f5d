//! Where a script will be, or why there is none.

use dynaboot_core::report::Verdict;
use yew::prelude::*;

use crate::session::Session;
use crate::text;

/// Properties of [`Waiting`].
#[derive(Properties, PartialEq)]
pub(crate) struct WaitingProps {
    /// The page's state.
    pub(crate) session: Session,
}

/// A plain word where there is no script.
#[component]
pub(crate) fn Waiting(props: &WaitingProps) -> Html {
    let words = match props.session.answer().report.verdict {
        Verdict::Incomplete => text::WAITING_OPEN,
        Verdict::Blocked => text::WAITING_BLOCKED,
        Verdict::Ready | Verdict::ReadyWithWarnings => text::WAITING_THERE,
    };
    html! { <p class="Waiting">{words}</p> }
}
