//! Ask: the form, in the order in which people know things.

mod agent;
mod entry;
mod extras;
mod field;
mod fold;
mod place;
mod question;
mod questions;
mod select;
mod stores;

pub(crate) use field::control_id;

use yew::prelude::*;

use crate::session::{Action, Session};
use crate::text;

/// Properties of [`Form`] and its parts.
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct FormProps {
    /// The page's state.
    pub(crate) session: Session,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// What the page asks.
#[component]
pub(crate) fn Form(props: &FormProps) -> Html {
    let FormProps { session, on } = props;
    html! {
        <section class="Ask" aria-labelledby="ask">
            <h2 id="ask" class="Column-title">{text::ASK}</h2>
            <place::PlaceFields session={session.clone()} {on} />
            {agent::agent_fields(session, on)}
            {stores::store_fields(session, on)}
            {extras::extra_fields(session, on)}
            <questions::Questions session={session.clone()} {on} />
        </section>
    }
}
