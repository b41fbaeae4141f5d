//! Ways out of a blocked answer, each with what it leads to.

use yew::prelude::*;

use super::verdict;
use crate::browser::tree::Tree;
use crate::mark::{Sign, mark};
use crate::props::PageProps;
use crate::session::Action;
use crate::text;

/// How many ways are shown at first: the reasons come after them.
const FIRST: usize = 6;

/// The nearest choices that are not blocked, of which there are some.
#[component]
pub(crate) fn Alternatives(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    let all = use_state_eq(|| false);
    let alternatives = session.alternatives();
    let shown = if *all { alternatives.len() } else { FIRST };
    let more = alternatives.len().saturating_sub(shown);
    let show_all = {
        let all = all.setter();
        move |event: MouseEvent| {
            all.set(true);
            // This button is gone then.
            Tree::of(&event).focus(&way_id(FIRST.saturating_sub(1)));
        }
    };
    html! {
        <div class="Part">
            <h3>{text::INSTEAD}</h3>
            <ul class="Alternatives" role="list" aria-label={text::ALTERNATIVES}>
                { for alternatives.iter().take(shown).enumerate().map(|(index, way)| {
                    let (on, edits) = (on.clone(), way.edits.clone());
                    let onclick = move |event: MouseEvent| {
                        on.emit(Action::Apply(edits.clone()));
                        // This button is gone then.
                        Tree::of(&event).focus(verdict::ID);
                    };
                    let outcome = format!("outcome-{index}");
                    html! {
                        <li key={index}>
                            <button type="button" id={way_id(index)} class="Button" aria-describedby={outcome.clone()} {onclick}>
                                {text::seen_text(&way.title)}
                            </button>
                            <span class="Alternatives-outcome" id={outcome}>
                                {mark(Sign::from(way.verdict))}{text::verdict_then(way.verdict)}
                            </span>
                        </li>
                    }
                }) }
            </ul>
            if more > 0 {
                <button type="button" class="Link Alternatives-more" onclick={show_all}>{text::more_ways(more)}</button>
            }
        </div>
    }
}

/// The id of a way's button.
fn way_id(index: usize) -> String {
    format!("way-{index}")
}
