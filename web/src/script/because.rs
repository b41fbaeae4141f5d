//! Who asked for a part of the script: a choice, a rule or the agent's recipe.

use dynaboot_core::field::Field;
use dynaboot_core::ids::RuleId;
use yew::prelude::*;

use crate::browser;
use crate::form::control_id;
use crate::session::Session;
use crate::text;

/// A reason in words; a choice leads to its field.
pub(crate) fn because(reason: &str, session: &Session) -> Html {
    let policy = session.policy();
    if let Some(id) = reason.strip_prefix("rule ") {
        let title = policy.rule(&RuleId::from(id)).map_or(id, |rule| rule.title.as_str());
        return html! { <span title={reason.to_owned()}>{format!("“{title}”")}</span> };
    }
    if let Some(id) = reason.strip_prefix("agent ") {
        let label = policy.document().agents.get(id).map_or(id, |agent| agent.label.as_str());
        return html! { <span>{format!("the recipe of the {label}")}</span> };
    }
    let Ok(field) = reason.parse::<Field>() else { return html! { <span>{reason.to_owned()}</span> } };
    let place = control_id(&field);
    let label = text::label(&field, session.choices(), policy);
    html! { <button type="button" class="Link" onclick={move |_| browser::go_to(&place)}>{label}</button> }
}
