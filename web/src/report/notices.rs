//! What there is to say about how the choices came here, above everything else.

use dynaboot_core::{Edit, Field};
use serde_json::Value;
use yew::prelude::*;

use crate::notice::Notice;
use crate::rich::rich;
use crate::session::{Action, Session};
use crate::text;

/// All that there is to say, each with what can be done about it.
pub(super) fn notices(session: &Session, on: &Callback<Action>) -> Html {
    let today = on.reform(|_: MouseEvent| Action::Choose(Edit::new(Field::Today, Value::Null)));
    html! {
        { for session.notices().iter().map(|notice| html! {
            <div class="Notice">
                <p>{rich(&text::notice(notice, session.choices(), session.policy()))}</p>
                if let Notice::OtherDay(_) = notice {
                    <button type="button" class="Button" onclick={today.clone()}>{text::ANSWER_FOR_TODAY}</button>
                }
            </div>
        }) }
    }
}
