//! Why a finding matters and what says so, folded.

use dynaboot_core::Finding;
use yew::prelude::*;

use super::source::source_line;
use crate::rich::rich;
use crate::text;
use crate::view::Place;
use crate::way::use_way;

/// Properties of [`Why`].
#[derive(Properties, PartialEq)]
pub(crate) struct WhyProps {
    /// The finding.
    pub(crate) finding: Finding,
    /// The buttons beside it.
    pub(crate) children: Html,
}

/// A row of buttons whose last one unfolds the reason.
#[component]
pub(crate) fn Why(props: &WhyProps) -> Html {
    let WhyProps { finding, children } = props;
    let open = use_state_eq(|| false);
    let id = format!("why-{}", finding.rule);
    let visit = {
        let page = Place::rule(&finding.rule);
        use_way().reform(move |_: MouseEvent| page.clone())
    };
    let onclick = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <>
            <div class="Finding-actions">
                {children.clone()}
                <button type="button" class="Link" aria-expanded={open.to_string()} aria-controls={id.clone()} {onclick}>
                    {text::WHY_BUTTON}
                </button>
            </div>
            <div class="Why" {id} hidden={!*open}>
                <p>{rich(&finding.why)}</p>
                {source_line(&finding.source)}
                <p class="Muted"><button type="button" class="Link" onclick={visit}>{text::RULE_PAGE}</button>{" "}<code>{&finding.rule}</code></p>
            </div>
        </>
    }
}
