//! Where a script will be, or why there is none.

use dynaboot_core::Verdict;
use yew::prelude::*;

use crate::session::Session;
use crate::text;

/// A plain word where there is no script.
pub(crate) fn waiting(session: &Session) -> Html {
    let words = match session.answer().report.verdict {
        Verdict::Incomplete => text::WAITING_OPEN,
        Verdict::Blocked => text::WAITING_BLOCKED,
        Verdict::Ready | Verdict::ReadyWithWarnings => text::WAITING_THERE,
    };
    html! { <p class="Waiting">{words}</p> }
}
