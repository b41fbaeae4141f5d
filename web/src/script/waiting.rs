//! Where a script will be, or why there is none.

use dynaboot_core::choices::Route;
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
    let report = &props.session.answer().report;
    let words = match report.verdict {
        Verdict::Incomplete => text::WAITING_OPEN,
        Verdict::Blocked => text::WAITING_BLOCKED,
        _ if report.route == Route::AlreadyThere => text::WAITING_THERE,
        _ => text::WAITING_UNWRITTEN,
    };
    html! { <p class="Waiting">{words}</p> }
}
