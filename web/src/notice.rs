//! What there is to say about how the choices came here: by a link, or from before a reload.

use dynaboot_core::{Day, Edit, Field};
use serde_json::Value;
use yew::prelude::*;

use crate::link::Unreadable;
use crate::session::{Action, Session};
use crate::text;

/// Something to say about how the choices came here.
#[derive(Debug, PartialEq)]
pub(crate) enum Notice {
    /// The link cannot be opened.
    Unreadable(Unreadable),
    /// The link's answer is for another day.
    OtherDay(Day),
    /// The link was made with another policy, whose digest begins like this.
    OtherPolicy(String),
    /// These fields were not kept over the reload.
    NotKept(Vec<Field>),
}

/// All that there is to say, each with what can be done about it.
pub(crate) fn notices(session: &Session, on: &Callback<Action>) -> Html {
    let today = on.reform(|_: MouseEvent| Action::Choose(Edit::new(Field::Today, Value::Null)));
    html! {
        { for session.notices().iter().map(|notice| html! {
            <div class="Notice">
                <p>{text::notice(notice, session)}</p>
                if let Notice::OtherDay(_) = notice {
                    <button type="button" class="Button" onclick={today.clone()}>{text::ANSWER_FOR_TODAY}</button>
                }
            </div>
        }) }
    }
}
