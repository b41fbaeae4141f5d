//! Ways out of a blocked answer, each with what it leads to.

use yew::prelude::*;

use super::verdict;
use crate::browser::tree::Tree;
use crate::mark::{Sign, mark};
use crate::session::{Action, Session};
use crate::text;

/// The nearest choices that are not blocked, of which there are some.
pub(super) fn alternatives(session: &Session, on: &Callback<Action>) -> Html {
    html! {
        <div class="Part">
            <h3>{text::INSTEAD}</h3>
            <ul class="Alternatives" role="list" aria-label={text::ALTERNATIVES}>
                { for session.alternatives().iter().enumerate().map(|(index, way)| {
                    let (on, edits) = (on.clone(), way.edits.clone());
                    let onclick = move |event: MouseEvent| {
                        on.emit(Action::Apply(edits.clone()));
                        // This button is gone then.
                        Tree::of(&event).focus(verdict::ID);
                    };
                    let outcome = format!("outcome-{index}");
                    html! {
                        <li key={index}>
                            <button type="button" class="Button" aria-describedby={outcome.clone()} {onclick}>
                                {text::seen_text(&way.title)}
                            </button>
                            <span class="Alternatives-outcome" id={outcome}>
                                {mark(Sign::from(way.verdict))}{text::verdict_then(way.verdict)}
                            </span>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
