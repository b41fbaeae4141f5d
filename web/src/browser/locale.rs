//! Days and numbers as the reader's language writes them.

use dynaboot_core::Day;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::window;

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
    window()?.navigator().language().filter(|language| !language.to_ascii_lowercase().starts_with("en"))
}
