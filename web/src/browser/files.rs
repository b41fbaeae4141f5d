//! Texts that are handed over: by the clipboard, or as a file.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlDocument, HtmlTextAreaElement, Url, window};
use yew::prelude::*;

use super::later;
use super::tree::Tree;

/// Puts a text on the clipboard, and says later whether that worked.
pub(crate) fn copy(text: String, tree: Tree, done: Callback<bool>) {
    let Some(window) = window() else { return done.emit(false) };
    let navigator = window.navigator();
    // Outside of a secure context there is no such object, whatever its type says.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok().filter(JsValue::is_object);
    if clipboard.is_none() {
        return done.emit(copy_by_selection(&text, &tree).is_some());
    }
    let promise = navigator.clipboard().write_text(&text);
    yew::platform::spawn_local(async move {
        let copied = JsFuture::from(promise).await.is_ok() || copy_by_selection(&text, &tree).is_some();
        done.emit(copied);
    });
}

/// Saves a text as a file.
pub(crate) fn download(file_name: &str, text: &str) {
    // What cannot be saved can still be copied.
    let _ = try_download(file_name, text);
}

fn try_download(file_name: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor: HtmlAnchorElement = window()?.document()?.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(file_name);
    anchor.click();
    // Some browsers read the URL only after the click.
    later(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

/// The old way, which also works where the page did not come over HTTPS.
fn copy_by_selection(text: &str, tree: &Tree) -> Option<()> {
    let document: HtmlDocument = window()?.document()?.dyn_into().ok()?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("Copy-source");
    area.set_value(text);
    let copied = tree.with_guest(&area, || {
        area.select();
        document.exec_command("copy").unwrap_or(false)
    });
    copied?.then_some(())
}
