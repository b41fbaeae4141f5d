//! A rule's page: what it says, why, what to do, what says so, and examples.

use dynaboot_core::rule::Rule;
use yew::prelude::*;

use super::PAGE;
use super::example::ExampleItem;
use crate::mark::{Mark, Sign};
use crate::report::SourceLine;
use crate::rich::rich;
use crate::session::{Action, Session};
use crate::text;

/// Properties of [`RulePage`].
#[derive(Properties)]
pub(super) struct PageProps {
    /// The page's state.
    pub(super) session: Session,
    /// The rule.
    pub(super) rule: Rule,
    /// Where changes go.
    pub(super) on: Callback<Action>,
}

impl PartialEq for PageProps {
    fn eq(&self, other: &Self) -> bool {
        self.rule.id == other.rule.id && self.session == other.session && self.on == other.on
    }
}

/// A rule's page.
#[component]
pub(super) fn RulePage(props: &PageProps) -> Html {
    let PageProps { session, rule, on } = props;
    let sign = Sign::from(rule.severity);
    html! {
        <article class="Card RulePage" id={PAGE} aria-labelledby="rule-title">
            <h2 id="rule-title">{&rule.title}</h2>
            <p class={classes!("RulePage-severity", sign.class())}>
                <Mark {sign} /><strong>{text::severity(rule.severity)}</strong><code>{rule.id.as_str()}</code>
            </p>
            <h3>{text::WHY}</h3>
            <p>{rich(&rule.why)}</p>
            <h3>{text::WHAT_TO_DO}</h3>
            <p>{rich(&rule.todo)}</p>
            if let Some(source) = session.policy().source(&rule.source) {
                <h3>{text::WHAT_SAYS_SO}</h3>
                <SourceLine {source} />
            }
            <h3>{text::EXAMPLES}</h3>
            <ul class="Examples" role="list" aria-label={text::EXAMPLES}>
                { for rule.examples.iter().enumerate().map(|(index, example)| html! {
                    <ExampleItem key={format!("{}-{index}", rule.id)} session={session.clone()} example={example.clone()} {on} />
                }) }
            </ul>
        </article>
    }
}
