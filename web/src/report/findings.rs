//! What speaks against it, worst first.

use yew::prelude::*;

use super::finding::{Told, finding_item};
use crate::session::{Action, Session};
use crate::text;

/// The findings.
pub(crate) fn findings(session: &Session, on: &Callback<Action>) -> Html {
    let findings = &session.answer().report.findings;
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="Findings" role="list" aria-label={text::FINDINGS}>
            { for findings.iter().map(|finding| {
                let told = Told {
                    finding,
                    label: text::label(&finding.at, session.choices(), session.policy()),
                    has_control: session.has_control(&finding.at),
                    is_allowed: finding.fix.as_ref().is_none_or(|fix| session.allows(&fix.edits)),
                    is_news: session.is_news(finding),
                };
                finding_item(&told, on)
            }) }
        </ul>
    }
}
