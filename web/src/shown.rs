//! The views that the page and a planner in a host page have in common: a plan, its report alone, and the support table.

use yew::prelude::*;

use crate::form::{Form, Questions};
use crate::landmark::main;
use crate::matrix::Matrix;
use crate::report::Report;
use crate::script::Give;
use crate::session::{Action, Session};
use crate::view::View;

/// The views, of which one is shown at most. Those that are not keep what was entered in them.
pub(crate) fn views(session: &Session, on: &Callback<Action>) -> Html {
    let view = |class: Classes, hidden: bool, parts: Html| {
        main(session.is_embedded(), class, hidden, &NodeRef::default(), parts)
    };
    html! {
        <>
            if session.view() == View::Check {
                {view(classes!("Columns", "is-report"), false, html! {
                    <>
                        <Report session={session.clone()} {on} />
                        <section class="Ask"><Questions session={session.clone()} {on} /></section>
                    </>
                })}
            } else {
                {view(classes!("Columns"), session.view() != View::Plan, html! {
                    <>
                        <Form session={session.clone()} {on} />
                        <Report session={session.clone()} {on} />
                        <Give session={session.clone()} {on} />
                    </>
                })}
            }
            <Matrix session={session.clone()} {on} />
        </>
    }
}
