//! A rule's page: what it says, why, what to do, what says so, and examples.

use dynaboot_core::policy::rule::Rule;
use yew::prelude::*;

use super::example::example_item;
use crate::mark::{Sign, mark};
use crate::report::source_line;
use crate::rich::rich;
use crate::session::{Action, Session};
use crate::text;

/// Where the view goes when a rule is opened.
pub(super) const ID: &str = "rule-page";

/// A rule's page.
pub(crate) fn rule_page(rule: &Rule, session: &Session, on: &Callback<Action>) -> Html {
    let sign = Sign::from(rule.severity);
    html! {
        <article class="Card RulePage" id={ID} aria-labelledby="rule-title">
            <h2 id="rule-title">{&rule.title}</h2>
            <p class={classes!("RulePage-severity", sign.class())}>
                {mark(sign)}<strong>{text::severity(rule.severity)}</strong><code>{rule.id.as_str()}</code>
            </p>
            <h3>{text::WHY}</h3>
            <p>{rich(&rule.why)}</p>
            <h3>{text::WHAT_TO_DO}</h3>
            <p>{rich(&rule.todo)}</p>
            if let Some(source) = session.policy().source(&rule.source) {
                <h3>{text::WHAT_SAYS_SO}</h3>
                {source_line(&source)}
            }
            <h3>{text::EXAMPLES}</h3>
            <ul class="Examples" role="list" aria-label={text::EXAMPLES}>
                { for rule.examples.iter().enumerate().map(|(index, example)| example_item(index, example, session, on)) }
            </ul>
        </article>
    }
}
