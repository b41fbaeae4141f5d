//! The bar: the name, the views, and what is about all of the page.

use yew::prelude::*;

use crate::brand::Brand;
use crate::browser;
use crate::browser::tree::Tree;
use crate::button::{Said, use_clipboard};
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
    /// Whose page it is.
    pub(crate) brand: Brand,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// The name, and what is about all of the page.
#[component]
pub(crate) fn Bar(props: &BarProps) -> Html {
    let BarProps { session, address, brand, on } = props;
    html! {
        <header class="Bar">
            <h1>{&brand.name}</h1>
            {views(session.view())}
            <p class="Bar-claim">{&brand.claim}</p>
            <button type="button" id="theme" class="Button is-quiet Bar-theme" onclick={|_| browser::page::change_theme()}>{text::THEME}</button>
            <div class="Bar-actions">
                if session.view() == View::Plan {
                    {plan_buttons(session, on)}
                    <LinkButton session={session.clone()} {address} />
                }
            </div>
        </header>
    }
}

/// Starts the plan over, takes the last change back, and does it again.
pub(crate) fn plan_buttons(session: &Session, on: &Callback<Action>) -> Html {
    let press = |action: Action| on.reform(move |_: MouseEvent| action.clone());
    let off = |can: bool| (!can).then_some("true");
    html! {
        <>
            if session.is_begun() {
                <button type="button" id="start-over" class="Button is-quiet" onclick={press(Action::Open(Box::new(session.first())))}>{text::START_OVER}</button>
            }
            <button type="button" id="undo" class="Button is-quiet" aria-disabled={off(session.can_undo())} onclick={press(Action::Undo)}>{text::UNDO}</button>
            <button type="button" id="redo" class="Button is-quiet" aria-disabled={off(session.can_redo())} onclick={press(Action::Redo)}>{text::REDO}</button>
        </>
    }
}

/// Properties of [`LinkButton`].
#[derive(Properties, PartialEq)]
struct LinkProps {
    /// The page's state.
    session: Session,
    /// The page's own address.
    address: AttrValue,
}

/// Puts a link to these choices on the clipboard, and says what is not in it. The link is made when somebody wants it.
#[component]
fn LinkButton(props: &LinkProps) -> Html {
    let (said, copy) = use_clipboard();
    let LinkProps { session, address } = props;
    let onclick = {
        let (session, address) = (session.clone(), address.clone());
        copy.reform(move |event: MouseEvent| {
            let link = link::write(session.choices(), session.today(), session.policy());
            (format!("{address}#{link}"), Tree::of(&event))
        })
    };
    let words = match said {
        Said::Nothing => text::COPY_LINK.to_owned(),
        Said::Done => {
            let left_out = link::without_secrets(session.choices(), session.policy()).left_out;
            text::copied_without(&text::labels(&left_out, session.choices(), session.policy()))
        }
        Said::Failed => text::NOT_COPIED.to_owned(),
    };
    html! { <button type="button" id="copy-link" class="Button" {onclick}>{words}</button> }
}

/// Links to the views.
fn views(shown: View) -> Html {
    html! {
        <nav class="Views" aria-label={text::VIEWS}>
            { for View::ALL.into_iter().map(|view| html! {
                <a key={view.fragment()} href={format!("#{}", view.fragment())} aria-current={(view == shown).then_some("page")}>
                    {text::view(view)}
                </a>
            }) }
        </nav>
    }
}
