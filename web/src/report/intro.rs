//! What a first visit sees: what this is, and three examples.

use dynaboot_core::Choices;
use yew::prelude::*;

use super::verdict;
use crate::browser::tree::Tree;
use crate::examples::examples;
use crate::session::{Action, Session};
use crate::text;

/// What the page does, and examples to open. In a host page it is known what is asked, and examples would be in the way.
pub(crate) fn intro(session: &Session, on: &Callback<Action>) -> Html {
    html! {
        <div class="Intro">
            { for text::INTRO.iter().map(|sentence| html! { <p>{*sentence}</p> }) }
            if !session.is_embedded() {
                <h3>{text::EXAMPLES_TITLE}</h3>
                <ul class="Intro-examples">{ for examples(session.policy()).into_iter().enumerate().map(|example| item(example, on)) }</ul>
            }
            <p class="Muted">{text::privacy(session.is_embedded())}</p>
        </div>
    }
}

fn item((index, (name, choices)): (usize, (String, Choices)), on: &Callback<Action>) -> Html {
    let on = on.clone();
    let onclick = move |event: MouseEvent| {
        on.emit(Action::Open(Box::new(choices.clone())));
        Tree::of(&event).focus(verdict::ID);
    };
    let id = format!("example-{index}");
    html! { <li key={name.clone()}><button type="button" {id} class="Button" {onclick}>{name}</button></li> }
}
