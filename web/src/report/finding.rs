//! One finding: what, what to do, and why.

use dynaboot_core::Finding;
use yew::prelude::*;

use super::verdict;
use super::why::Why;
use crate::browser::tree::Tree;
use crate::form::control_id;
use crate::mark::{Sign, mark};
use crate::rich::rich;
use crate::session::Action;
use crate::text;

/// A finding, and what the page knows of it.
pub(crate) struct Told<'a> {
    /// The finding.
    pub(crate) finding: &'a Finding,
    /// The name of the field that it is about.
    pub(crate) label: String,
    /// Whether there is a control that it is about.
    pub(crate) has_control: bool,
    /// Whether its remedy may be applied.
    pub(crate) is_allowed: bool,
    /// Whether the last change brought it up.
    pub(crate) is_news: bool,
}

/// A finding with its remedy.
pub(crate) fn finding_item(told: &Told, on: &Callback<Action>) -> Html {
    let Told { finding, label, has_control, is_allowed, is_news } = told;
    let sign = Sign::from(finding.severity);
    let place = control_id(&finding.at);
    let fix = finding.fix.as_ref().filter(|_| *is_allowed).map(|fix| {
        let (on, edits) = (on.clone(), fix.edits.clone());
        let onclick = move |event: MouseEvent| {
            on.emit(Action::Apply(edits.clone()));
            // This button is gone then.
            Tree::of(&event).focus(verdict::ID);
        };
        html! { <button type="button" class="Button is-main" {onclick}>{text::seen_text(&fix.title)}</button> }
    });
    html! {
        <li key={finding.rule.clone()} class={classes!("Finding", sign.class(), is_news.then_some("is-news"))}>
            <p class="Finding-what">
                {mark(sign)}
                <span>
                    <strong class="Finding-severity">{text::severity(finding.severity)}</strong>{" "}
                    {rich(&text::message(finding))}
                    if *is_news {
                        <span class="News">{text::NEW}</span>
                    }
                </span>
            </p>
            <p class="Finding-todo">{rich(&finding.todo)}</p>
            <Why finding={(*finding).clone()}>
                {fix}
                if *has_control {
                    <button type="button" class="Link" onclick={move |event: MouseEvent| Tree::of(&event).go_to(&place)}>{text::go_to(label)}</button>
                }
            </Why>
        </li>
    }
}
