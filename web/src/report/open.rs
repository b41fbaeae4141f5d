//! What is still open, each with the way to its field.

use yew::prelude::*;

use crate::form::field_link;
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
                    let label = text::label(&question.at, session.choices(), session.policy());
                    html! {
                        <li key={question.at.to_string()}>
                            {field_link(session, &question.at, label)}
                            <span>{&question.ask}</span>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
