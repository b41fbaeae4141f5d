//! Choices that show a rule at work, and the way to their plan.

use dynaboot_core::rule::{Example, Shows};
use yew::prelude::*;

use crate::browser;
use crate::mark::{Mark, Sign};
use crate::report::VERDICT;
use crate::session::{Action, Session};
use crate::text;
use crate::view::View;

/// Properties of [`ExampleItem`].
#[derive(Properties, PartialEq)]
pub(super) struct ExampleProps {
    /// The page's state.
    pub(super) session: Session,
    /// The example.
    pub(super) example: Example,
    /// Where changes go.
    pub(super) on: Callback<Action>,
}

/// What is chosen, what the rule says to it, and a button that opens it.
#[component]
pub(super) fn ExampleItem(props: &ExampleProps) -> Html {
    let ExampleProps { session, example, on } = props;
    let Ok(choices) = session.policy().read_choices(&example.choices) else { return Html::default() };
    let sign = match example.rule {
        Shows::Fires => Sign::Error,
        Shows::Passes => Sign::Good,
        Shows::Asks => Sign::Open,
    };
    let chosen = text::chosen(&choices, session.policy());
    let onclick = {
        let on = on.clone();
        move |_: MouseEvent| {
            on.emit(Action::Open(Box::new(choices.clone())));
            browser::open(View::Plan.fragment());
            // The verdict can take the focus only when it is shown again.
            browser::later(0, || browser::go_to(VERDICT)).forget();
        }
    };
    html! {
        <li class="Example">
            <p class="Example-shows"><Mark {sign} /><strong>{text::shows(example.rule)}</strong></p>
            <dl class="Chosen">
                { for chosen.into_iter().map(|(name, value)| html! {
                    <div key={name.clone()}><dt>{name}</dt><dd>{value}</dd></div>
                }) }
            </dl>
            <button type="button" class="Button" {onclick}>{text::OPEN_IN_PLAN}</button>
        </li>
    }
}
