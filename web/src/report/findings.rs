//! What speaks against it, worst first.

use yew::prelude::*;

use super::finding::FindingItem;
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
            { for findings.iter().map(|finding| html! {
                <FindingItem
                    key={finding.rule.clone()} finding={finding.clone()} is_news={session.is_news(finding)}
                    has_control={session.has_control(&finding.at)}
                    is_allowed={finding.fix.as_ref().is_none_or(|fix| session.allows(&fix.edits))}
                    label={text::label(&finding.at, session.choices(), session.policy())} {on}
                />
            }) }
        </ul>
    }
}
