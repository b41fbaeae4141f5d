//! What the table shows: whose it is, and which rows of it.

use dynaboot_core::catalog::Support;
use dynaboot_core::ids::AgentId;
use yew::prelude::*;

use super::grid::Filter;
use crate::browser;
use crate::text;

/// Properties of [`FilterBar`].
#[derive(Properties, PartialEq)]
pub(super) struct FilterProps {
    /// The agents, each with its name.
    pub(super) agents: Vec<(AgentId, String)>,
    /// Whose table it is.
    pub(super) agent: AgentId,
    /// Which rows are wanted.
    pub(super) filter: Filter,
    /// Told whose table is wanted.
    pub(super) on_agent: Callback<AgentId>,
    /// Told which rows are wanted.
    pub(super) on_filter: Callback<Filter>,
}

/// Three controls above the table.
#[component]
pub(super) fn FilterBar(props: &FilterProps) -> Html {
    let FilterProps { agents, agent, filter, on_agent, on_filter } = props;
    let onagent = on_agent.reform(|event: Event| AgentId::from(browser::text_of(&event).as_str()));
    let ontext = {
        let filter = filter.clone();
        on_filter.reform(move |event: InputEvent| Filter { text: browser::text_of(&event), ..filter.clone() })
    };
    let onsupport = {
        let filter = filter.clone();
        on_filter.reform(move |event: Event| {
            let word = browser::text_of(&event);
            Filter { support: text::SUPPORTS.into_iter().find(|support| support.as_str() == word), ..filter.clone() }
        })
    };
    html! {
        <div class="Matrix-filter">
            <div>
                <label for="matrix-agent">{"Table of"}</label>
                <select id="matrix-agent" onchange={onagent}>
                    { for agents.iter().map(|(id, name)| html! {
                        <option key={id.as_str()} value={id.to_string()} selected={id == agent}>{text::sentence(name)}</option>
                    }) }
                </select>
            </div>
            <div>
                <label for="matrix-text">{"Find a system"}</label>
                <input id="matrix-text" type="search" value={filter.text.clone()} oninput={ontext} autocomplete="off" spellcheck="false" />
            </div>
            <div>
                <label for="matrix-support">{"Support"}</label>
                <select id="matrix-support" onchange={onsupport}>
                    <option value="" selected={filter.support.is_none()}>{"Any"}</option>
                    { for text::SUPPORTS.into_iter().map(|support: Support| html! {
                        <option key={support.as_str()} value={support.as_str()} selected={filter.support == Some(support)}>
                            {text::sentence(text::support_short(support))}
                        </option>
                    }) }
                </select>
            </div>
        </div>
    }
}
