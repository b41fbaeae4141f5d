//! What is still open, each with the way to its field.

use yew::prelude::*;

use crate::browser;
use crate::form::control_id;
use crate::session::Session;
use crate::text;

/// The questions that can still change the answer.
pub(crate) fn open(session: &Session) -> Html {
    let mut decisive = session.answer().report.questions.iter().filter(|question| question.decisive).peekable();
    if decisive.peek().is_none() {
        return Html::default();
    }
    html! {
        <div class="Part">
            <h3>{text::STILL_OPEN}</h3>
            <ul class="Pairs">
                { for decisive.map(|question| {
                    let place = control_id(&question.at);
                    let label = text::label(&question.at, session.choices(), session.policy());
                    html! {
                        <li key={place.clone()}>
                            <button type="button" class="Link" onclick={move |_| browser::go_to(&place)}>{label}</button>
                            <span>{&question.ask}</span>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
