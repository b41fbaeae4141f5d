//! The policy: its rules with their pages, and the documents that it rests on.

mod example;
mod page;
mod rules;
mod sources;
mod stamp;

use dynaboot_core::policy::rule::Rule;
use yew::prelude::*;

use crate::browser;
use crate::report::ReportProps;
use crate::text;
use crate::view::View;

/// Where the page goes when a rule is opened.
const PAGE: &str = "rule-page";

/// The view. While another is shown, it keeps what was searched for here and shows nothing.
#[component]
pub(crate) fn PolicyView(props: &ReportProps) -> Html {
    let ReportProps { session, on } = props;
    let search = use_state_eq(String::new);
    let rule = session.rule().cloned();
    use_effect_with(rule.clone(), |rule| {
        if rule.is_some() {
            browser::show(PAGE);
        }
    });
    if session.view() != View::Policy {
        return Html::default();
    }
    let on_search = {
        let set = search.setter();
        Callback::from(move |text| set.set(text))
    };
    let known = rule.as_ref().and_then(|id| session.policy().rule(id));
    html! {
        <main class="Policy">
            <div class="Policy-side">
                {stamp::stamp(session)}
                {rules::rules(session, &search, &on_search)}
            </div>
            <div class="Policy-main">
                if let Some(rule) = known {
                    {page::rule_page(rule, session, on)}
                } else if let Some(id) = rule {
                    <p class="Notice" id={PAGE}>{text::no_such_rule(id.as_str())}</p>
                }
                {sources::sources(session)}
            </div>
        </main>
    }
}

/// Whether all words that are searched for stand in a rule's page.
fn is_found(rule: &Rule, search: &str) -> bool {
    let page = [rule.id.as_str(), text::severity(rule.severity), &rule.title, &rule.message, &rule.why, &rule.todo];
    let page = page.join(" ").to_lowercase();
    search.to_lowercase().split_whitespace().all(|word| page.contains(word))
}
