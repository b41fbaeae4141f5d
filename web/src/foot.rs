//! What the answers follow from, below everything.

use yew::prelude::*;

use crate::landmark::footer;
use crate::link;
use crate::session::Session;
use crate::text;
use crate::view::View;

/// What the answers follow from. `more` is what else there is to say.
pub(crate) fn foot(session: &Session, more: Html) -> Html {
    let stamp = session.policy().stamp();
    let checked_on = text::last_checked(session.policy().document());
    let digest = html! { <code title={stamp.digest.clone()}>{link::short(&stamp.digest).to_owned()}</code> };
    let inside = html! {
        <>
            <p>
                {text::made_by(stamp)}
                if session.is_embedded() {
                    {digest}
                } else {
                    <a href={format!("#{}", View::Policy.fragment())}>{digest}</a>
                }
                {checked_on.map(text::checked_on)}
            </p>
            {more}
            <p>{text::privacy(session.is_embedded())}</p>
        </>
    };
    footer(session.is_embedded(), inside)
}
