//! Everything that is asked of the browser: nothing else in this crate knows one.

pub(crate) mod files;
pub(crate) mod locale;
pub(crate) mod page;
pub(crate) mod tree;

use dynaboot_core::Day;
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// The text that a control holds when it speaks up.
pub(crate) fn text_of(event: &Event) -> String {
    let target = event.target();
    let input = || target.clone()?.dyn_into::<HtmlInputElement>().ok().map(|input| input.value());
    let area = || target.clone()?.dyn_into::<HtmlTextAreaElement>().ok().map(|area| area.value());
    let select = || target.clone()?.dyn_into::<HtmlSelectElement>().ok().map(|select| select.value());
    input().or_else(area).or_else(select).unwrap_or_default()
}

/// Whether a fold that speaks up is open now.
pub(crate) fn is_unfolded(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|details| details.has_attribute("open"))
}

/// Lets a select show a value: once somebody has chosen, attributes of its options do nothing any more.
pub(crate) fn show_choice(select: &NodeRef, value: &str) {
    if let Some(select) = select.cast::<HtmlSelectElement>() {
        select.set_value(value);
    }
}

/// The day of today in UTC.
pub(crate) fn today() -> Option<Day> {
    let text = String::from(js_sys::Date::new_0().to_iso_string());
    text.get(..10)?.parse().ok()
}

/// Calls back once, after a while, unless what it gives is dropped before.
pub(crate) fn later(milliseconds: u32, callback: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(milliseconds, callback)
}

/// Lets the browser paint, and answer what was pressed, before the next part of long work.
pub(crate) async fn pause() {
    yew::platform::time::sleep(std::time::Duration::ZERO).await;
}

/// Waits until what is to be rendered has been, without a turn of the browser in between: nothing half done is painted.
pub(crate) async fn rendered() {
    let nothing = js_sys::Promise::resolve(&JsValue::UNDEFINED);
    // It cannot be refused.
    let _ = JsFuture::from(nothing).await;
}
