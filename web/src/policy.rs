//! The policy: its rules with their pages, and the documents that it rests on.

mod example;
mod page;
mod rules;
mod sources;
mod stamp;
mod trial;

pub(crate) use page::rule_page;
pub(crate) use trial::trial_notice;
use yew::prelude::*;

use crate::browser::files;
use crate::browser::tree::Tree;
use crate::props::PageProps;
use crate::text;
use crate::view::View;

/// The view. While another is shown, it keeps what was searched for here and shows nothing.
#[component]
pub(crate) fn PolicyView(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    let search = use_state_eq(String::new);
    let rule = session.rule().cloned();
    let view = use_node_ref();
    let (rejected, take) = trial::use_trial(on);
    use_effect_with((rule.clone(), view.clone()), |(rule, view)| {
        if rule.is_some() {
            Tree::of_component(view).show(page::ID);
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
    let ondragover = |event: DragEvent| event.prevent_default();
    let ondrop = trial::handing(&take, files::dropped);
    html! {
        <main class="Policy" ref={view} {ondragover} {ondrop}>
            <div class="Policy-side">
                {stamp::stamp(session)}
                {trial::trial(session, (*rejected).as_ref(), &take)}
                {rules::rules(session, &search, &on_search)}
            </div>
            <div class="Policy-main">
                if let Some(rule) = known {
                    {page::rule_page(rule, session, on)}
                } else if let Some(id) = rule {
                    <p class="Notice" id={page::ID}>{text::no_such_rule(id.as_str())}</p>
                }
                {sources::sources(session)}
            </div>
        </main>
    }
}
