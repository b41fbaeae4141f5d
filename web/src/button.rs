//! Buttons that hand something over, and say in themselves that they have.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::browser;
use crate::text;

const SHOWN_FOR: u32 = 2_500;

/// What a button says about its last press.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Nothing,
    Done,
    Failed,
}

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct CopyProps {
    /// The button's name.
    pub(crate) name: AttrValue,
    /// What it puts on the clipboard.
    pub(crate) text: AttrValue,
    /// What it says when it has.
    #[prop_or(AttrValue::Static(text::COPIED))]
    pub(crate) done: AttrValue,
}

/// Puts a text on the clipboard.
#[component]
pub(crate) fn CopyButton(props: &CopyProps) -> Html {
    let said = use_state_eq(|| Said::Nothing);
    let timer: Rc<RefCell<Option<Timeout>>> = use_mut_ref(|| None);
    let onclick = {
        let (said, text) = (said.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (said, timer) = (said.clone(), Rc::clone(&timer));
            let done = Callback::from(move |copied| {
                said.set(if copied { Said::Done } else { Said::Failed });
                let said = said.clone();
                *timer.borrow_mut() = Some(browser::later(SHOWN_FOR, move || said.set(Said::Nothing)));
            });
            browser::copy(text.to_string(), done);
        })
    };
    let words = match *said {
        Said::Nothing => props.name.clone(),
        Said::Done => props.done.clone(),
        Said::Failed => AttrValue::Static(text::NOT_COPIED),
    };
    html! { <button type="button" class="Button" {onclick}>{words}</button> }
}

/// Properties of [`DownloadButton`].
#[derive(Properties, PartialEq)]
pub(crate) struct DownloadProps {
    /// The button's name.
    pub(crate) name: AttrValue,
    /// The name that the file gets.
    pub(crate) file_name: AttrValue,
    /// What is in it.
    pub(crate) text: AttrValue,
}

/// Saves a text as a file.
#[component]
pub(crate) fn DownloadButton(props: &DownloadProps) -> Html {
    let (file_name, text) = (props.file_name.clone(), props.text.clone());
    let onclick = Callback::from(move |_: MouseEvent| browser::download(&file_name, &text));
    html! { <button type="button" class="Button" title={props.file_name.clone()} {onclick}>{props.name.clone()}</button> }
}
