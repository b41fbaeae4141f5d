//! What was chosen, for paper: on the screen the form says it.

use yew::prelude::*;

use crate::session::Session;
use crate::text;

/// All choices under their names; shown in print only.
pub(crate) fn chosen(session: &Session) -> Html {
    let today = session.choices().today.or(session.today());
    let day = today
        .map(|day| (text::label(&dynaboot_core::Field::Today, session.choices(), session.policy()), text::day(day)));
    html! {
        <div class="Part is-print-only">
            <h3>{text::CHOSEN}</h3>
            <dl class="Chosen">
                { for text::chosen(session.choices(), session.policy()).into_iter().chain(day).map(|(name, value)| html! {
                    <div key={name.clone()}><dt>{name}</dt><dd>{text::seen_text(&value)}</dd></div>
                }) }
            </dl>
        </div>
    }
}
