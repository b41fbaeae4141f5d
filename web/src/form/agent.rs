//! The agent: which one, whether it is there, and the settings of its recipe.

use std::rc::Rc;

use dynaboot_core::{Field, Presence};
use yew::prelude::*;

use super::entry::{Entry, entry};
use super::select::{Item, select};
use crate::session::{Action, Session};
use crate::text;

/// The agent and its settings.
pub(super) fn agent_fields(session: &Session, on: &Callback<Action>) -> Html {
    let document = session.policy().document();
    let mut agents: Vec<Item> =
        document.agents.iter().map(|(id, agent)| Item::new(id.to_string(), text::sentence(&agent.label))).collect();
    agents.sort_by(|left, right| left.label.cmp(&right.label));
    let assumed = document.agents.get(&document.default_agent).map(|agent| text::default_is(&agent.label));
    let presences: Rc<[Item]> = [Presence::Present, Presence::Absent]
        .iter()
        .map(|word| Item::new(word.as_str(), text::presence(*word)))
        .collect();
    let settings =
        session.policy().agent(session.choices()).map(|agent| agent.entry.settings.as_slice()).unwrap_or_default();
    html! {
        <div class="Form-group">
            {select(&session.field(Field::AgentId), &Rc::from(agents), assumed.unwrap_or_default(), on)}
            {select(&session.field(Field::AgentOnImage), &presences, text::UNKNOWN, on)}
            <div class="Form-pair">
                { for settings.iter().map(|setting| {
                    let view = session.field(Field::AgentSetting(setting.name.clone()));
                    let control = entry(&view, &Entry::default().like(setting.default.clone().unwrap_or_default()), on);
                    html! { <key={setting.name.clone()}>{control}</> }
                }) }
            </div>
        </div>
    }
}
