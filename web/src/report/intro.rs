//! What a first visit sees: what this is, and three examples.

use yew::prelude::*;

use super::verdict;
use crate::browser;
use crate::examples::examples;
use crate::session::{Action, Session};
use crate::text;

/// What the page does, and examples to open.
pub(crate) fn intro(session: &Session, on: &Callback<Action>) -> Html {
    html! {
        <div class="Intro">
            { for text::INTRO.iter().map(|sentence| html! { <p>{*sentence}</p> }) }
            <h3>{text::EXAMPLES_TITLE}</h3>
            <ul class="Intro-examples">
                { for examples(session.policy()).into_iter().enumerate().map(|(index, (name, choices))| {
                    let on = on.clone();
                    let onclick = move |_: MouseEvent| {
                        on.emit(Action::Open(Box::new(choices.clone())));
                        browser::focus(verdict::ID);
                    };
                    let id = format!("example-{index}");
                    html! { <li key={name.clone()}><button type="button" {id} class="Button" {onclick}>{name}</button></li> }
                }) }
            </ul>
            <p class="Muted">{text::PRIVACY}</p>
        </div>
    }
}
