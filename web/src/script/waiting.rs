//! Where a script will be, or why there is none.

use dynaboot_core::choices::Route;
use dynaboot_core::report::Verdict;
use yew::prelude::*;

use crate::session::Session;

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
        Verdict::Incomplete => "The script will stand here as soon as nothing is open that can change the answer.",
        Verdict::Blocked => {
            "There is no script: it would not be run, or would not work. What to do about that stands below the verdict."
        }
        _ if report.route == Route::AlreadyThere => "There is nothing to paste: the image brings the agent.",
        _ => {
            "Your choices are ready, but this version of dynaboot does not write the script for this system yet: it writes \
             POSIX shell for Linux, and PowerShell for Windows is still to come."
        }
    };
    html! { <p class="Waiting">{words}</p> }
}
