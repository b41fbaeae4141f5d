//! The page as a whole: a bar, and three columns that ask, tell and give.

use dynaboot_core::Choices;
use dynaboot_core::report::PolicyStamp;
use yew::prelude::*;

use crate::browser;
use crate::button::CopyButton;
use crate::form::Form;
use crate::link;
use crate::report::Report;
use crate::script::Give;
use crate::session::{Action, Session};
use crate::text;

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
            <main class="Columns">
                <Form session={session.clone()} on={on.clone()} />
                <Report session={session.clone()} on={on.clone()} />
                <Give session={session.clone()} {on} />
            </main>
            <Foot policy={session.policy().stamp().clone()} />
        </>
    }
}

/// Properties of [`Bar`].
#[derive(Properties, PartialEq)]
struct BarProps {
    /// The page's state.
    session: Session,
    /// The page's own address.
    address: AttrValue,
    /// Where changes go.
    on: Callback<Action>,
}

/// The name, and what is about all of the page.
#[component]
fn Bar(props: &BarProps) -> Html {
    let BarProps { session, address, on } = props;
    let press = |action: Action| {
        let on = on.clone();
        move |_: MouseEvent| on.emit(action.clone())
    };
    let off = |can: bool| (!can).then_some("true");
    let link = link::write(session.choices(), session.policy());
    let left_out: Vec<String> =
        link.left_out.iter().map(|field| text::label(field, session.choices(), session.policy())).collect();
    let copied =
        if left_out.is_empty() { "Copied".to_owned() } else { format!("Copied, without {}", left_out.join(", ")) };
    html! {
        <header class="Bar">
            <h1>{"dynaboot"}</h1>
            <p class="Bar-claim">{text::CLAIM}</p>
            <div class="Bar-actions">
                if !session.is_blank() {
                    <button type="button" class="Button is-quiet" onclick={press(Action::Open(Box::<Choices>::default()))}>{"Start over"}</button>
                }
                <button type="button" class="Button is-quiet" aria-disabled={off(session.can_undo())} onclick={press(Action::Undo)}>{"Undo"}</button>
                <button type="button" class="Button is-quiet" aria-disabled={off(session.can_redo())} onclick={press(Action::Redo)}>{"Redo"}</button>
                <CopyButton name="Copy link" text={format!("{}#{}", address, link.fragment)} done={copied} />
                <button type="button" class="Button is-quiet" onclick={|_| browser::change_theme()}>{"Theme"}</button>
            </div>
        </header>
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
