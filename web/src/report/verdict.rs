//! The answer in one line.

use yew::prelude::*;

use crate::mark::{Sign, mark};
use crate::session::Session;
use crate::text;

/// Where the focus goes when what was pressed is gone.
pub(crate) const ID: &str = "verdict";

/// The verdict; it stays in sight.
pub(crate) fn verdict_line(session: &Session) -> Html {
    let report = &session.answer().report;
    let sign = Sign::from(report.verdict);
    let detail = if session.is_blank() { text::BEGIN.to_owned() } else { text::verdict_detail(report) };
    html! {
        <div class={classes!("Verdict", sign.class())} id={ID} part="verdict" role="status" aria-label={text::VERDICT} tabindex="-1">
            <p class="Verdict-word">{mark(sign)}{text::verdict(report)}</p>
            <p class="Verdict-detail">
                {detail}
                if let Some(before) = session.verdict_before() {
                    {" "}<span class="News">{text::was(before)}</span>
                }
                if let Some(change) = &report.changes_on {
                    {" "}<span class="Verdict-change">{text::changes_on(change)}</span>
                }
            </p>
        </div>
    }
}
