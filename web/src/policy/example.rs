//! Choices that show a rule at work, and the way to their plan.

use dynaboot_core::policy::rule::{Example, Shows};
use yew::prelude::*;

use crate::browser::tree::Tree;
use crate::mark::{Sign, mark};
use crate::report::VERDICT;
use crate::session::{Action, Session};
use crate::text;
use crate::view::Place;

/// What is chosen, what the rule says to it, and a button that opens it.
pub(super) fn example_item(key: usize, example: &Example, session: &Session, on: &Callback<Action>) -> Html {
    let Ok(choices) = session.policy().read_choices(&example.choices) else { return Html::default() };
    let sign = match example.rule {
        Shows::Fires => Sign::Error,
        Shows::Passes => Sign::Good,
        Shows::Asks => Sign::Open,
    };
    let chosen = text::chosen(&choices, session.policy());
    let onclick = {
        let on = on.clone();
        move |event: MouseEvent| {
            let tree = Tree::of(&event);
            on.emit(Action::Open(Box::new(choices.clone())));
            on.emit(Action::Visit(Place::default()));
            tree.go_to_when_shown(VERDICT);
        }
    };
    html! {
        <li class="Example" {key}>
            <p class="Example-shows">{mark(sign)}<strong>{text::shows(example.rule)}</strong></p>
            <dl class="Chosen">
                { for chosen.into_iter().map(|(name, value)| html! {
                    <div key={name.clone()}><dt>{name}</dt><dd>{value}</dd></div>
                }) }
            </dl>
            if !session.is_embedded() {
                <button type="button" class="Button" {onclick}>{text::OPEN_IN_PLAN}</button>
            }
        </li>
    }
}
