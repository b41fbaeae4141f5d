//! The bar: the name, the views, and what is about all of the page.

use dynaboot_core::Choices;
use yew::prelude::*;

use crate::browser;
use crate::button::CopyButton;
use crate::link;
use crate::session::{Action, Session};
use crate::text;
use crate::view::View;

/// Properties of [`Bar`].
#[derive(Properties, PartialEq)]
pub(crate) struct BarProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The page's own address.
    pub(crate) address: AttrValue,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// The name, and what is about all of the page.
#[component]
pub(crate) fn Bar(props: &BarProps) -> Html {
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
            <Views shown={session.view()} />
            <p class="Bar-claim">{text::CLAIM}</p>
            <div class="Bar-actions">
                if session.view() == View::Plan {
                    if !session.is_blank() {
                        <button type="button" class="Button is-quiet" onclick={press(Action::Open(Box::<Choices>::default()))}>{"Start over"}</button>
                    }
                    <button type="button" class="Button is-quiet" aria-disabled={off(session.can_undo())} onclick={press(Action::Undo)}>{"Undo"}</button>
                    <button type="button" class="Button is-quiet" aria-disabled={off(session.can_redo())} onclick={press(Action::Redo)}>{"Redo"}</button>
                    <CopyButton name="Copy link" text={format!("{}#{}", address, link.fragment)} done={copied} />
                }
                <button type="button" class="Button is-quiet" onclick={|_| browser::change_theme()}>{"Theme"}</button>
            </div>
        </header>
    }
}

/// Properties of [`Views`].
#[derive(Properties, PartialEq)]
struct ViewsProps {
    /// The view that is shown.
    shown: View,
}

/// Links to the views.
#[component]
fn Views(props: &ViewsProps) -> Html {
    html! {
        <nav class="Views" aria-label="Views">
            { for View::ALL.into_iter().map(|view| html! {
                <a key={view.name()} href={format!("#{}", view.fragment())} aria-current={(view == props.shown).then_some("page")}>
                    {view.name()}
                </a>
            }) }
        </nav>
    }
}
