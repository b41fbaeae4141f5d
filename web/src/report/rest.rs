//! What follows from an answer: the source's options, the next change, and what was assumed.

use dynaboot_core::RuleId;
use dynaboot_core::policy::catalog::Support;
use yew::prelude::*;

use crate::form::field_link;
use crate::session::Session;
use crate::text;

/// The options that the source offers on this branch.
pub(crate) fn options(session: &Session) -> Html {
    let report = &session.answer().report;
    if report.options.is_empty() {
        return Html::default();
    }
    let unsupported = report.cell.as_ref().is_some_and(|cell| cell.support == Support::Unsupported);
    html! {
        <div class="Part">
            <h3>{if unsupported { text::WAYS_AROUND } else { text::WAYS }}</h3>
            <ul class="Options">
                { for report.options.iter().map(|option| html! {
                    <li key={option.title.clone()}>
                        <strong>{text::sentence(&option.title)}</strong>
                        <span class="Muted">{text::sentence(&option.detail)}{"."}</span>
                    </li>
                }) }
            </ul>
        </div>
    }
}

/// The first day on which this answer changes.
pub(crate) fn changes(session: &Session) -> Html {
    let Some(change) = &session.answer().report.changes_on else { return Html::default() };
    let rule =
        session.policy().rule(&RuleId::from(change.rule.as_str())).map_or(change.rule.as_str(), |rule| &rule.title);
    html! {
        <div class="Part">
            <h3>{text::CHANGES}</h3>
            <p>{text::change(change, rule)}</p>
        </div>
    }
}

/// What was assumed where nothing was said.
pub(crate) fn assumptions(session: &Session) -> Html {
    let assumptions = &session.answer().report.assumptions;
    if assumptions.is_empty() {
        return Html::default();
    }
    html! {
        <div class="Part">
            <h3>{text::ASSUMED}</h3>
            <ul class="Pairs">
                { for assumptions.iter().map(|assumption| {
                    let label = text::label(&assumption.at, session.choices(), session.policy());
                    html! {
                        <li key={assumption.at.to_string()}>
                            {field_link(session, &assumption.at, label)}
                            <span>{text::value(&assumption.at, &assumption.value, session.policy())}</span>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
