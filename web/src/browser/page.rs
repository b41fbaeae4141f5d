//! What belongs to the whole page: its address, what is kept of a visit, its theme, and a newer version of it.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsValue;
use web_sys::{Storage, window};
use yew::prelude::*;

const THEME: &str = "dynaboot-theme";
const WORK: &str = "dynaboot-work";
/// How `web/start.js` says that a newer version waits, and is told to use it.
const NEWER: &str = "dynaboot-newer";
const USE_NEWER: &str = "dynaboot-use-newer";
const DARK: &str = "dark";
const LIGHT: &str = "light";

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

/// What `index.html` says of the page by a `meta` of this name.
pub(crate) fn meta(name: &str) -> Option<String> {
    let found = window()?.document()?.query_selector(&format!("meta[name={name}]")).ok().flatten();
    found?.get_attribute("content")
}

/// Calls back whenever another link to this page is opened in its place, until what it gives is dropped.
pub(crate) fn on_other_link(callback: Callback<String>) -> Option<EventListener> {
    Some(EventListener::new(&window()?.into(), "hashchange", move |_| callback.emit(fragment())))
}

/// Calls back before anything is clicked, such as a link to another view, until what it gives is dropped.
pub(crate) fn before_clicks(callback: Callback<()>) -> Option<EventListener> {
    let first = EventListenerOptions::run_in_capture_phase();
    Some(EventListener::new_with_options(&window()?.into(), "click", first, move |_| callback.emit(())))
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

/// The browser may have none, or keep it from the page.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

fn tab_storage() -> Option<Storage> {
    window()?.session_storage().ok().flatten()
}

fn root() -> Option<web_sys::Element> {
    window()?.document()?.document_element()
}
