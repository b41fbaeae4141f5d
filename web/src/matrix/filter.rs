//! What the table shows: whose it is, and which rows of it.

use dynaboot_core::policy::catalog::Support;
use dynaboot_core::{AgentId, CloudId};
use yew::prelude::*;

use super::grid::Filter;
use crate::browser;
use crate::text;

/// What the controls above the table show, and whom they tell.
pub(super) struct FilterBar {
    /// The agents, each with its name.
    pub(super) agents: Vec<(AgentId, String)>,
    /// The clouds, each with its name.
    pub(super) clouds: Vec<(CloudId, String)>,
    /// Whose table it is.
    pub(super) agent: AgentId,
    /// Which rows are wanted.
    pub(super) filter: Filter,
    /// Told whose table is wanted.
    pub(super) on_agent: Callback<AgentId>,
    /// Told which rows are wanted.
    pub(super) on_filter: Callback<Filter>,
}

/// The controls above the table.
pub(super) fn filter_bar(shown: &FilterBar) -> Html {
    let FilterBar { agents, clouds, agent, filter, on_agent, on_filter } = shown;
    let onagent = on_agent.reform(|event: Event| AgentId::from(browser::text_of(&event).as_str()));
    let ontext = {
        let filter = filter.clone();
        on_filter.reform(move |event: InputEvent| Filter { text: browser::text_of(&event), ..filter.clone() })
    };
    let oncloud = {
        let filter = filter.clone();
        on_filter.reform(move |event: Event| {
            let id = browser::text_of(&event);
            Filter { cloud: (!id.is_empty()).then(|| CloudId::from(id.as_str())), ..filter.clone() }
        })
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
                <label for="matrix-agent">{text::TABLE_OF}</label>
                <select id="matrix-agent" onchange={onagent}>
                    { for agents.iter().map(|(id, name)| html! {
                        <option key={id.as_str()} value={id.to_string()} selected={id == agent}>{text::sentence(name)}</option>
                    }) }
                </select>
            </div>
            <div>
                <label for="matrix-text">{text::FIND_SYSTEM}</label>
                <input id="matrix-text" type="search" value={filter.text.clone()} oninput={ontext} autocomplete="off" spellcheck="false" />
            </div>
            <div>
                <label for="matrix-cloud">{text::CLOUD}</label>
                <select id="matrix-cloud" onchange={oncloud}>
                    <option value="" selected={filter.cloud.is_none()}>{text::ALL_CLOUDS}</option>
                    { for clouds.iter().map(|(id, name)| html! {
                        <option key={id.as_str()} value={id.to_string()} selected={filter.cloud.as_ref() == Some(id)}>{name}</option>
                    }) }
                </select>
            </div>
            <div>
                <label for="matrix-support">{text::SUPPORT}</label>
                <select id="matrix-support" onchange={onsupport}>
                    <option value="" selected={filter.support.is_none()}>{text::ANY_SUPPORT}</option>
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
