//! Buttons that hand something over, and say in themselves that they have.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser;
use crate::browser::tree::Tree;
use crate::text;

const SHOWN_FOR: u32 = 2_500;

/// What a button says about its last press.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Said {
    /// The name of the button.
    Nothing,
    /// It was done.
    Done,
    /// It could not be done.
    Failed,
}

/// What a button says that puts something on the clipboard, and the way to put it there: a text, and where it was pressed.
#[hook]
pub(crate) fn use_clipboard() -> (Said, Callback<(String, Tree)>) {
    let said = use_state_eq(|| Said::Nothing);
    let timer: Rc<RefCell<Option<Timeout>>> = use_mut_ref(|| None);
    let copy = {
        let said = said.setter();
        use_callback((), move |(text, tree): (String, Tree), ()| {
            let (said, timer) = (said.clone(), Rc::clone(&timer));
            let done = Callback::from(move |copied| {
                said.set(if copied { Said::Done } else { Said::Failed });
                let said = said.clone();
                *timer.borrow_mut() = Some(browser::later(SHOWN_FOR, move || said.set(Said::Nothing)));
            });
            browser::files::copy(text, tree, done);
        })
    };
    (*said, copy)
}

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct CopyProps {
    /// The button's name.
    pub(crate) name: AttrValue,
    /// What it puts on the clipboard.
    pub(crate) text: AttrValue,
}

/// Puts a text on the clipboard.
#[component]
pub(crate) fn CopyButton(props: &CopyProps) -> Html {
    let (said, copy) = use_clipboard();
    let text = props.text.clone();
    let onclick = copy.reform(move |event: MouseEvent| (text.to_string(), Tree::of(&event)));
    let words = match said {
        Said::Nothing => props.name.clone(),
        Said::Done => AttrValue::Static(text::COPIED),
        Said::Failed => AttrValue::Static(text::NOT_COPIED),
    };
    html! { <button type="button" class="Button" {onclick}>{words}</button> }
}

/// A button that saves a text as a file.
pub(crate) fn download_button(name: impl Into<AttrValue>, file_name: &str, text: impl Into<AttrValue>) -> Html {
    let (name, title) = (name.into(), AttrValue::from(file_name.to_owned()));
    let (file_name, text) = (title.clone(), text.into());
    let onclick = Callback::from(move |_: MouseEvent| browser::files::download(&file_name, &text));
    html! { <button type="button" class="Button" {title} {onclick}>{name}</button> }
}
