//! Everything that the page asks of the browser: nothing else in this crate knows one.

use dynaboot_core::Day;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, FocusOptions, HtmlAnchorElement, HtmlDocument, HtmlElement, HtmlInputElement,
    HtmlSelectElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition, Storage, Url, Window, window,
};
use yew::prelude::*;

const THEME: &str = "dynaboot-theme";
const WORK: &str = "dynaboot-work";
/// How `web/start.js` says that a newer version waits, and is told to use it.
const NEWER: &str = "dynaboot-newer";
const USE_NEWER: &str = "dynaboot-use-newer";
const DARK: &str = "dark";
const LIGHT: &str = "light";

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

/// Moves the focus to an element, and unfolds what hides it.
pub(crate) fn go_to(id: &str) {
    let Some(element) = element(id) else { return };
    let mut folded = element.closest("details").ok().flatten();
    while let Some(details) = folded {
        // Setting an attribute fails only for names that are none.
        let _ = details.set_attribute("open", "");
        folded = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
    focus_quietly(&element);
    scroll_to(&element);
}

/// Moves the focus to an element without moving the page.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        focus_quietly(&element);
    }
}

/// Moves the page, or the box that scrolls, until an element can be seen.
pub(crate) fn show(id: &str) {
    if let Some(element) = element(id) {
        scroll_to(&element);
    }
}

/// Puts a text on the clipboard, and says later whether that worked.
pub(crate) fn copy(text: String, done: Callback<bool>) {
    let Some(window) = window() else { return done.emit(false) };
    let navigator = window.navigator();
    // Outside of a secure context there is no such object, whatever its type says.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok().filter(JsValue::is_object);
    if clipboard.is_none() {
        return done.emit(copy_by_selection(&text).is_some());
    }
    let promise = navigator.clipboard().write_text(&text);
    yew::platform::spawn_local(async move {
        let copied = JsFuture::from(promise).await.is_ok() || copy_by_selection(&text).is_some();
        done.emit(copied);
    });
}

/// Saves a text as a file.
pub(crate) fn download(file_name: &str, text: &str) {
    // What cannot be saved can still be copied.
    let _ = try_download(file_name, text);
}

/// What stands in the address behind the `#`.
pub(crate) fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Puts another text behind the `#`; the way back leads to the one before.
pub(crate) fn open(fragment: &str) {
    if let Some(window) = window() {
        // What cannot be put there is only missing from the way back.
        let _ = window.location().set_hash(fragment);
    }
}

/// Puts another text behind the `#` in the place of the one there.
pub(crate) fn rename(fragment: &str) {
    let history = window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Some browsers refuse to do that very often: the address then catches up at the next change.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// The page's address without what stands behind the `#`.
pub(crate) fn address() -> String {
    let address = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}

/// Calls back whenever another link to this page is opened in its place, until what it gives is dropped.
pub(crate) fn on_other_link(callback: Callback<String>) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), "hashchange", move |_| callback.emit(fragment())))
}

/// Calls back when the page is left, or put out of sight, until what it gives is dropped.
pub(crate) fn on_leaving(callback: Callback<()>) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), "pagehide", move |_| callback.emit(())))
}

/// Calls back when a newer version of the page is there to be used, until what it gives is dropped.
pub(crate) fn on_newer_version(callback: Callback<()>) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), NEWER, move |_| callback.emit(())))
}

/// Changes over to the newer version.
pub(crate) fn use_newer_version() {
    if let (Some(window), Ok(event)) = (window(), Event::new(USE_NEWER)) {
        // An event that nobody listens to changes nothing.
        let _ = window.dispatch_event(&event);
    }
}

/// The work in progress that was kept in this tab.
pub(crate) fn kept_work() -> Option<String> {
    tab_storage()?.get_item(WORK).ok().flatten()
}

/// Keeps the work in progress in this tab, or forgets it. A browser may refuse: then it is only not there after a reload.
pub(crate) fn keep_work(work: Option<&str>) {
    let Some(storage) = tab_storage() else { return };
    let _ = match work {
        Some(work) => storage.set_item(WORK, work),
        None => storage.remove_item(WORK),
    };
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

/// Shows the page in the theme that was chosen on an earlier visit.
pub(crate) fn restore_theme() {
    let kept = storage().and_then(|storage| storage.get_item(THEME).ok().flatten());
    if let Some(theme) = kept.filter(|theme| theme == DARK || theme == LIGHT) {
        set_theme(Some(&theme));
    }
}

/// Changes between light and dark; back at the system's own theme, the page follows the system again.
pub(crate) fn change_theme() {
    let system = if prefers_dark() { DARK } else { LIGHT };
    let chosen = root().and_then(|root| root.get_attribute("data-theme"));
    let shown = chosen.as_deref().unwrap_or(system);
    let next = if shown == DARK { LIGHT } else { DARK };
    set_theme(Some(next).filter(|next| *next != system));
}

fn set_theme(theme: Option<&str>) {
    let Some(root) = root() else { return };
    // A theme that cannot be kept is still shown.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
    if let Some(storage) = storage() {
        let _ = match theme {
            Some(theme) => storage.set_item(THEME, theme),
            None => storage.remove_item(THEME),
        };
    }
}

fn prefers_dark() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

fn prefers_stillness() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// The browser may have none, or keep it from the page.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// A day as the reader's language writes it. English is the page's own: `None`, as where there is no browser.
pub(crate) fn day_by_locale(day: Day) -> Option<String> {
    let language = foreign_language()?;
    let options = js_sys::Object::new();
    for (name, value) in [("day", "numeric"), ("month", "long"), ("year", "numeric"), ("timeZone", "UTC")] {
        js_sys::Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    by_locale(&js_sys::Date::new(&day.to_string().into()), "toLocaleDateString", &language, &options)
}

/// A number as the reader's language writes it. English is the page's own: `None`, as where there is no browser.
pub(crate) fn number_by_locale(number: i64) -> Option<String> {
    let language = foreign_language()?;
    #[expect(clippy::cast_precision_loss, reason = "sizes of files are far from where a double loses bytes")]
    let number = js_sys::Number::from(number as f64);
    by_locale(&number, "toLocaleString", &language, &JsValue::UNDEFINED)
}

/// Calls a method that throws for a language it does not know, such as the `C` of some systems.
fn by_locale(value: &JsValue, method: &str, language: &str, options: &JsValue) -> Option<String> {
    let method: js_sys::Function = js_sys::Reflect::get(value, &method.into()).ok()?.dyn_into().ok()?;
    method.call2(value, &language.into(), options).ok()?.as_string()
}

/// The reader's language, when it is not English.
fn foreign_language() -> Option<String> {
    // Natively there is no window to ask, and asking for one would not come back.
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    window()?.navigator().language().filter(|language| !language.to_lowercase().starts_with("en"))
}

fn tab_storage() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

fn document() -> Option<Document> {
    window().as_ref().and_then(Window::document)
}

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // What cannot take the focus leaves it where it was.
    let _ = element.focus_with_options(&options);
}

fn scroll_to(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(if prefers_stillness() {
        web_sys::ScrollBehavior::Instant
    } else {
        web_sys::ScrollBehavior::Smooth
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn try_download(file_name: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type("application/octet-stream");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
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
fn copy_by_selection(text: &str) -> Option<()> {
    let document: HtmlDocument = document()?.dyn_into().ok()?;
    let before = document.active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("Copy-source");
    area.set_value(text);
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(element) = before {
        focus_quietly(&element);
    }
    copied.then_some(())
}
