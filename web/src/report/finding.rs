//! One finding: what, what to do, and why.

use dynaboot_core::report::Finding;
use yew::prelude::*;

use super::verdict;
use super::why::Why;
use crate::browser;
use crate::form::control_id;
use crate::mark::{Mark, Sign};
use crate::rich::rich;
use crate::session::{Action, Session};
use crate::text;

/// Properties of [`FindingItem`].
#[derive(Properties, PartialEq)]
pub(crate) struct FindingProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The finding.
    pub(crate) finding: Finding,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// A finding with its remedy.
#[component]
pub(crate) fn FindingItem(props: &FindingProps) -> Html {
    let FindingProps { session, finding, on } = props;
    let sign = Sign::from(finding.severity);
    let label = text::label(&finding.at, session.choices(), session.policy());
    let place = control_id(&finding.at);
    let fix = finding.fix.as_ref().map(|fix| {
        let (on, edits) = (on.clone(), fix.edits.clone());
        let onclick = move |_: MouseEvent| {
            on.emit(Action::Apply(edits.clone()));
            // This button is gone then.
            browser::focus(verdict::ID);
        };
        html! { <button type="button" class="Button is-main" {onclick}>{&fix.title}</button> }
    });
    html! {
        <li class={classes!("Finding", sign.class(), session.is_news(finding).then_some("is-news"))}>
            <p class="Finding-what">
                <Mark {sign} />
                <span>
                    <strong class="Finding-severity">{text::severity(finding.severity)}</strong>{" "}
                    {rich(&text::message(finding))}
                    if session.is_news(finding) {
                        <span class="News">{text::NEW}</span>
                    }
                </span>
            </p>
            <p class="Finding-todo">{rich(&finding.todo)}</p>
            <Why finding={finding.clone()}>
                {fix}
                <button type="button" class="Link" onclick={move |_| browser::go_to(&place)}>{text::go_to(&label)}</button>
            </Why>
        </li>
    }
}
