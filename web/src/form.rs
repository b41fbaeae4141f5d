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

pub(crate) use field::{control_id, field_link};
pub(crate) use questions::Questions;

use yew::prelude::*;

use crate::props::PageProps;
use crate::text;

/// What the page asks.
#[component]
pub(crate) fn Form(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    html! {
        <section class="Ask" part="form" aria-labelledby="ask">
            <h2 id="ask" class="Column-title">{text::ASK}</h2>
            <place::PlaceFields session={session.clone()} {on} />
            {agent::agent_fields(session, on)}
            {stores::store_fields(session, on)}
            {extras::extra_fields(session, on)}
            <Questions session={session.clone()} {on} />
        </section>
    }
}
