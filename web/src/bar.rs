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
    let link = link::write(session.choices(), session.today(), session.policy());
    let left_out = link::without_secrets(session.choices(), session.policy()).left_out;
    let copied = text::copied_without(&text::labels(&left_out, session));
    html! {
        <header class="Bar">
            <h1>{"dynaboot"}</h1>
            <Views shown={session.view()} />
            <p class="Bar-claim">{text::CLAIM}</p>
            <div class="Bar-actions">
                if session.view() == View::Plan {
                    if !session.is_blank() {
                        <button type="button" class="Button is-quiet" onclick={press(Action::Open(Box::<Choices>::default()))}>{text::START_OVER}</button>
                    }
                    <button type="button" class="Button is-quiet" aria-disabled={off(session.can_undo())} onclick={press(Action::Undo)}>{text::UNDO}</button>
                    <button type="button" class="Button is-quiet" aria-disabled={off(session.can_redo())} onclick={press(Action::Redo)}>{text::REDO}</button>
                    <CopyButton name={text::COPY_LINK} text={format!("{address}#{link}")} done={copied} />
                }
                <button type="button" class="Button is-quiet" onclick={|_| browser::change_theme()}>{text::THEME}</button>
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
        <nav class="Views" aria-label={text::VIEWS}>
            { for View::ALL.into_iter().map(|view| html! {
                <a key={view.fragment()} href={format!("#{}", view.fragment())} aria-current={(view == props.shown).then_some("page")}>
                    {text::view(view)}
                </a>
            }) }
        </nav>
    }
}
