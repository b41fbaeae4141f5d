//! The views, of which one is shown: the same in the page and in a planner in a host page.

use yew::prelude::*;

use crate::form::{Form, Questions};
use crate::landmark::main;
use crate::matrix::Matrix;
use crate::policy::PolicyView;
use crate::probe::ProbeView;
use crate::props::PageProps;
use crate::report::Report;
use crate::script::Give;
use crate::session::Action;
use crate::text;
use crate::view::View;

/// All views. Those that are not shown keep what was entered in them.
#[component]
pub(crate) fn Views(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    html! {
        <>
            if let Some(own) = session.own_policy() {
                <div class="Notice Trying" role="status">
                    <p>{text::trying(session.policy().stamp(), own)}</p>
                    <button type="button" id="end-trial" class="Button" onclick={on.reform(|_: MouseEvent| Action::EndTrial)}>{text::END_TRIAL}</button>
                </div>
            }
            if session.view() == View::Check {
                <@{main(session)} class="Columns is-report">
                    <Report session={session.clone()} {on} />
                    <section class="Ask"><Questions session={session.clone()} {on} /></section>
                </@>
            } else {
                <@{main(session)} class="Columns" hidden={session.view() != View::Plan}>
                    <Form session={session.clone()} {on} />
                    <Report session={session.clone()} {on} />
                    <Give session={session.clone()} {on} />
                </@>
            }
            <Matrix session={session.clone()} {on} />
            <PolicyView session={session.clone()} {on} />
            <ProbeView session={session.clone()} {on} />
        </>
    }
}
