//! The views that the page and a planner in a host page have in common: a plan, its report alone, and the support table.

use yew::prelude::*;

use crate::form::{Form, Questions};
use crate::landmark::Main;
use crate::matrix::Matrix;
use crate::props::PageProps;
use crate::report::Report;
use crate::script::Give;
use crate::view::View;

/// The views, of which one is shown at most. Those that are not keep what was entered in them.
#[component]
pub(crate) fn Views(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    html! {
        <>
            if session.view() == View::Check {
                <Main is_embedded={session.is_embedded()} class={classes!("Columns", "is-report")}>
                    <Report session={session.clone()} {on} />
                    <section class="Ask"><Questions session={session.clone()} {on} /></section>
                </Main>
            } else {
                <Main is_embedded={session.is_embedded()} class={classes!("Columns")} hidden={session.view() != View::Plan}>
                    <Form session={session.clone()} {on} />
                    <Report session={session.clone()} {on} />
                    <Give session={session.clone()} {on} />
                </Main>
            }
            <Matrix session={session.clone()} {on} />
        </>
    }
}
