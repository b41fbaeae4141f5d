//! What a planner shows.

use yew::prelude::*;

use crate::bar::plan_buttons;
use crate::foot::foot;
use crate::policy::rule_page;
use crate::session::{Action, Session};
use crate::shown::views;
use crate::text;
use crate::view::{Place, View};
use crate::way::{PlaceLink, Way};

/// Properties of [`Root`].
#[derive(Properties, PartialEq)]
pub(super) struct RootProps {
    /// The state; none while the planner rests.
    pub(super) session: Option<Session>,
    /// Which life of the planner it is.
    pub(super) life: u64,
    /// Where changes go.
    pub(super) on: Callback<Action>,
}

/// Nothing while it rests, else the planner.
#[component]
pub(super) fn Root(props: &RootProps) -> Html {
    let RootProps { session, life, on } = props;
    let way = Way(on.reform(Action::Visit));
    let Some(session) = session else { return Html::default() };
    html! {
        <ContextProvider<Way> key={life.to_string()} context={way}>
            {bar(session, on)}
            {views(session, on)}
            if let Some(rule) = session.rule().and_then(|id| session.policy().rule(id)) {
                <div class="Policy"><div class="Policy-main">{rule_page(rule, session, on)}</div></div>
            }
            {foot(session, Html::default())}
        </ContextProvider<Way>>
    }
}

/// The way back to what the host page shows, and the buttons of the plan.
fn bar(session: &Session, on: &Callback<Action>) -> Html {
    let home = Place { view: session.home(), rule: None };
    html! {
        <div class="Bar">
            if session.view() != home.view {
                <PlaceLink class={classes!("Bar-back")} place={home}>{text::BACK}</PlaceLink>
            }
            <div class="Bar-actions">
                if session.view() == View::Plan {
                    {plan_buttons(session, on)}
                }
            </div>
        </div>
    }
}
