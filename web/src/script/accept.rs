//! What came by a link, as it is, before anything is handed out.

use yew::prelude::*;

use crate::session::{Action, Session};
use crate::text;

/// What is run, trusted or contacted, with its values, and the button that accepts it.
pub(super) fn accept(session: &Session, on: &Callback<Action>) -> Html {
    let accept = on.reform(|_: MouseEvent| Action::Accept);
    let (choices, policy) = (session.choices(), session.policy());
    html! {
        <div class="Notice" role="group" aria-label={text::CAME_BY_LINK}>
            <p>{text::CAME_BY_LINK_DETAIL}</p>
            <dl class="Came">
                { for session.unaccepted().into_iter().map(|field| html! {
                    <>
                        <dt>{text::label(field, choices, policy)}</dt>
                        <dd><code>{text::seen(&field.get(choices))}</code></dd>
                    </>
                }) }
            </dl>
            <button type="button" class="Button" onclick={accept}>{text::ACCEPT}</button>
        </div>
    }
}
