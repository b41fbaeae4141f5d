//! What speaks against it, worst first.

use yew::prelude::*;

use super::ReportProps;
use super::finding::FindingItem;
use crate::text;

/// The findings.
#[component]
pub(crate) fn Findings(props: &ReportProps) -> Html {
    let ReportProps { session, on } = props;
    let findings = &session.answer().report.findings;
    if findings.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="Findings" role="list" aria-label={text::FINDINGS}>
            { for findings.iter().map(|finding| html! {
                <FindingItem key={finding.rule.clone()} session={session.clone()} finding={finding.clone()} {on} />
            }) }
        </ul>
    }
}
