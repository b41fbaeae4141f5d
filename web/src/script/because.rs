//! Who asked for a part of the script: choices, rules or the agent's recipe.

use dynaboot_core::{Field, RuleId};
use yew::prelude::*;

use crate::form::field_link;
use crate::session::Session;
use crate::text;
use crate::view::Place;
use crate::way::PlaceLink;

/// Reasons in words: a choice leads to its field, a rule to its page.
pub(super) fn because(session: &Session, reasons: &[String]) -> Html {
    if reasons.is_empty() {
        return Html::default();
    }
    let reasons = reasons.iter().enumerate().map(|(index, reason)| {
        html! { <>{if index > 0 { ", " } else { text::ASKED_FOR_BY }}{one(reason, session)}</> }
    });
    html! { <span class="Steps-because">{ for reasons }</span> }
}

fn one(reason: &str, session: &Session) -> Html {
    let policy = session.policy();
    if let Some(id) = reason.strip_prefix("rule ") {
        let title = policy.rule(&RuleId::from(id)).map_or(id, |rule| rule.title.as_str());
        return html! { <PlaceLink place={Place::rule(id)}>{text::rule_named(title)}</PlaceLink> };
    }
    if let Some(id) = reason.strip_prefix("agent ") {
        let label = policy.document().agents.get(id).map_or(id, |agent| agent.label.as_str());
        return html! { <span>{text::recipe_of(label)}</span> };
    }
    let Ok(field) = reason.parse::<Field>() else { return html! { <span>{reason.to_owned()}</span> } };
    field_link(session, &field, text::label(&field, session.choices(), policy))
}
