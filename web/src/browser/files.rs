//! What is handed over: texts by the clipboard or as a file, and files of the reader's.

use std::path::Path;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, HtmlAnchorElement, HtmlDocument, HtmlInputElement, HtmlTextAreaElement, Url, window,
};
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

/// A script as a file has it. Without a mark at its beginning, Windows PowerShell would read it in an encoding of the machine's own.
pub(crate) fn marked(file_name: &str, text: &str) -> String {
    let is_powershell = Path::new(file_name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ps1"));
    if is_powershell { format!("\u{feff}{text}") } else { text.to_owned() }
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

/// A file that the reader hands over.
pub(crate) type Handed = web_sys::File;

/// The file that was dropped. What is none goes its own way.
pub(crate) fn dropped(event: &DragEvent) -> Option<Handed> {
    let file = event.data_transfer()?.files()?.get(0)?;
    event.prevent_default();
    Some(file)
}

/// The file that was picked. The same one can be picked again, once it was mended.
pub(crate) fn picked(event: &Event) -> Option<Handed> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// Reads a file, but not much more than the most that is any use.
pub(crate) fn read(file: &Handed, most: usize, done: impl FnOnce(Vec<u8>) + 'static) {
    let end = i32::try_from(most).unwrap_or(i32::MAX).saturating_add(1);
    let Ok(part) = file.slice_with_i32_and_i32(0, end) else { return };
    let promise = part.array_buffer();
    yew::platform::spawn_local(async move {
        // A file that is gone meanwhile has nothing in it.
        let read = JsFuture::from(promise).await;
        done(read.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec()).unwrap_or_default());
    });
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
