//! Give: what to paste, and what each part of it is for.

mod accept;
mod because;
mod launch;
mod lines;
mod listing;
mod note;
mod part;
mod payload;
mod section;
mod steps;
mod waiting;

use yew::prelude::*;

use crate::props::PageProps;
use crate::session::Session;
use crate::text;

/// What the page gives.
#[component]
pub(crate) fn Give(props: &PageProps) -> Html {
    let session = &props.session;
    html! {
        <section class="Give" aria-labelledby="give">
            <h2 id="give" class="Column-title">{text::GIVE}</h2>
            <div class="Give-inside">
                if session.unaccepted().is_empty() {
                    {given(session)}
                } else {
                    {accept::accept(session, &props.on)}
                }
            </div>
        </section>
    }
}

/// Payload, launch files and script, or why there are none.
fn given(session: &Session) -> Html {
    let answer = session.answer();
    html! {
        <>
            if let Some(payload) = &answer.payload {
                {payload::payload_part(payload, answer.script.as_ref().is_some_and(|script| script.text == payload.content))}
            }
            if !answer.launch.is_empty() {
                {launch::launch_part(&answer.launch, answer.payload.as_ref())}
            }
            if let Some(script) = &answer.script {
                <part::ScriptPart session={session.clone()} script={script.clone()} />
            } else {
                {waiting::waiting(session)}
            }
        </>
    }
}
