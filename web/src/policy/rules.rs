//! The list of rules, and the search in it.

use dynaboot_core::policy::rule::Rule;
use yew::prelude::*;

use crate::browser;
use crate::letters::small;
use crate::mark::{Sign, mark};
use crate::session::Session;
use crate::text;
use crate::view::Place;
use crate::way::PlaceLink;

/// The rules that are searched for, worst first.
pub(super) fn rules(session: &Session, search: &str, on_search: &Callback<String>) -> Html {
    let all = &session.policy().document().rules;
    let mut found: Vec<&Rule> = all.iter().filter(|rule| is_found(rule, search)).collect();
    found.sort_by(|left, right| right.severity.cmp(&left.severity).then_with(|| left.title.cmp(&right.title)));
    let oninput = on_search.reform(|event: InputEvent| browser::text_of(&event));
    html! {
        <section class="Rules" aria-labelledby="policy-rules">
            <h2 id="policy-rules">{text::RULES}</h2>
            <label for="rule-search">{text::FIND_RULE}</label>
            <input id="rule-search" type="search" value={search.to_owned()} {oninput} autocomplete="off" spellcheck="false" />
            <p class="Muted" aria-live="polite">{text::rules_shown(found.len(), all.len())}</p>
            <ul class="Rules-list" role="list" aria-label={text::RULES}>
                { for found.into_iter().map(|rule| {
                    let current = session.rule() == Some(&rule.id);
                    html! {
                        <li key={rule.id.as_str()}>
                            <PlaceLink class={classes!("Rules-link")} place={Place::rule(rule.id.as_str())} {current}>
                                {mark(Sign::from(rule.severity))}
                                <span><span class="Unseen">{text::severity(rule.severity)}{": "}</span>{&rule.title}</span>
                            </PlaceLink>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

/// Whether all words that are searched for stand in a rule's page.
fn is_found(rule: &Rule, search: &str) -> bool {
    let page = [rule.id.as_str(), text::severity(rule.severity), &rule.title, &rule.message, &rule.why, &rule.todo];
    let page = small(&page.join(" "));
    small(search).split_whitespace().all(|word| page.contains(word))
}
