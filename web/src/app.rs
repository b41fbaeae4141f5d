//! The page as a whole: a bar, and a view below it.

use dynaboot_core::report::PolicyStamp;
use yew::prelude::*;

use crate::bar::Bar;
use crate::browser;
use crate::form::Form;
use crate::matrix::Matrix;
use crate::report::Report;
use crate::script::Give;
use crate::session::{Action, Session};
use crate::text;
use crate::view::View;

/// Shows the page.
pub(crate) fn render(session: Session, address: String) {
    yew::Renderer::<App>::with_props(AppProps { session, address: address.into() }).render();
}

/// Shows why there is no page.
pub(crate) fn render_apology(reason: &str) {
    yew::Renderer::<Apology>::with_props(ApologyProps { reason: reason.to_owned().into() }).render();
}

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
struct AppProps {
    /// The state that it begins with.
    session: Session,
    /// The page's own address.
    address: AttrValue,
}

/// The page.
#[component]
fn App(props: &AppProps) -> Html {
    let session = {
        let first = props.session.clone();
        use_reducer(move || first)
    };
    let on = {
        let dispatcher = session.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    use_effect_with(on.clone(), |on| {
        let listener = browser::on_other_link(on.reform(Action::OpenLink));
        move || drop(listener)
    });
    let session = (*session).clone();
    html! {
        <>
            <Bar session={session.clone()} address={&props.address} on={on.clone()} />
            <main class="Columns" hidden={session.view() != View::Plan}>
                <Form session={session.clone()} on={on.clone()} />
                <Report session={session.clone()} on={on.clone()} />
                <Give session={session.clone()} on={on.clone()} />
            </main>
            <Matrix session={session.clone()} {on} />
            <Foot policy={session.policy().stamp().clone()} />
        </>
    }
}

/// Properties of [`Foot`].
#[derive(Properties, PartialEq)]
struct FootProps {
    /// Which policy it is.
    policy: PolicyStamp,
}

/// What the answers follow from.
#[component]
fn Foot(props: &FootProps) -> Html {
    let stamp = &props.policy;
    let digest = stamp.digest.get(..12).unwrap_or(&stamp.digest);
    html! {
        <footer class="Foot">
            <p>
                {format!("dynaboot {}, policy {} {}, ", env!("CARGO_PKG_VERSION"), stamp.name, stamp.version)}
                <code title={stamp.digest.clone()}>{digest.to_owned()}</code>
            </p>
            <p>{text::PRIVACY}</p>
        </footer>
    }
}

/// Properties of [`Apology`].
#[derive(Properties, PartialEq)]
struct ApologyProps {
    /// What went wrong.
    reason: AttrValue,
}

/// What is shown when the policy that was built in cannot be read.
#[component]
fn Apology(props: &ApologyProps) -> Html {
    html! { <main class="Columns"><p class="Notice">{"dynaboot cannot start: "}{&props.reason}</p></main> }
}
