//! Plain JSON out of whatever a script passes: bounded, and safe against getters, proxies and cycles.
//!
//! `serde_wasm_bindgen` would follow a cycle until the stack ends, and let a getter's exception through Rust's frames.
//! Every call here that can run foreign code is one that catches.

use dynaboot_core::strict::ShapeError;
use js_sys::{Array, JsString, Reflect};
use serde_json::{Map, Number, Value};
use wasm_bindgen::prelude::*;

/// Choices are three levels deep; beyond this, nobody means it.
const DEEPEST: usize = 16;
/// How many values there may be in all.
const MOST_VALUES: u32 = 10_000;
/// How long all texts together may be, in UTF-16 units.
const LONGEST: u32 = 1 << 20;
/// How many rows a list of choices may have.
const MOST_ROWS: u32 = 100_000;
/// Whole numbers up to here are exact in JavaScript.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// What a value must be when its place says no more.
pub(crate) const EXPECTED: &str = "text, true, false, null, a list or a plain object";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Object, js_name = getPrototypeOf)]
    fn prototype(value: &JsValue) -> Result<JsValue, JsValue>;

    /// `[object Date]` and the like.
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn tag(value: &JsValue) -> Result<String, JsValue>;
}

/// A value that is plain, but for the first odd thing in it: a number, which no choice is, stands in its place.
pub(crate) struct Plain {
    pub(crate) value: Value,
    pub(crate) odd: Option<Odd>,
}

/// Something that is not plain, or that goes beyond a limit, and where.
pub(crate) struct Odd {
    pub(crate) path: String,
    found: String,
    limit: Option<String>,
}

impl Odd {
    /// `expected` is what belongs there; a limit knows better.
    pub(crate) fn refused(&self, expected: &str) -> ShapeError {
        refused(&self.path, &self.found, self.limit.as_deref().unwrap_or(expected))
    }
}

pub(crate) fn refused(path: &str, found: &str, expected: &str) -> ShapeError {
    let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
    ShapeError {
        path: path.to_owned(),
        expected: expected.to_owned(),
        did_you_mean: None,
        message: format!("{place}found {found}, expected {expected}"),
    }
}

/// Reads a value.
pub(crate) fn read(js: &JsValue) -> Plain {
    let mut walk = Walk { path: Vec::new(), odd: None, values: 0, units: 0, full: false };
    let value = walk.value(js);
    Plain { value, odd: walk.odd }
}

/// The rows of a list, each read when it is asked for.
///
/// # Errors
/// Something that is no list, or a list that is too long.
pub(crate) fn rows(list: &JsValue) -> Result<impl Iterator<Item = Result<JsValue, ShapeError>>, ShapeError> {
    let expected = format!("a list of at most {MOST_ROWS} choices");
    if !is_array(list).unwrap_or(false) {
        return Err(refused("", &describe(list), &expected));
    }
    let length = length(list).filter(|length| *length <= MOST_ROWS);
    let length = length.ok_or_else(|| refused("", "a longer one", &expected))?;
    Ok((0..length)
        .map(|index| Reflect::get_u32(list, index).map_err(|_| refused("", UNREADABLE, "an object of choices"))))
}

const UNREADABLE: &str = "something that cannot be read";

struct Walk {
    path: Vec<String>,
    odd: Option<Odd>,
    values: u32,
    units: u32,
    /// A limit is reached: nothing more is read.
    full: bool,
}

impl Walk {
    fn value(&mut self, js: &JsValue) -> Value {
        self.values += 1;
        if self.values > MOST_VALUES {
            return self.full("too many values", format!("at most {MOST_VALUES} in all"));
        }
        if let Some(text) = js.dyn_ref::<JsString>() {
            return self.text(text);
        }
        if js.is_null() {
            return Value::Null;
        }
        if let Some(value) = js.as_bool() {
            return Value::Bool(value);
        }
        if let Some(number) = js.as_f64() {
            return self.number(number);
        }
        if !js.is_object() {
            return self.odd(&describe(js));
        }
        if self.path.len() >= DEEPEST {
            return self.odd(&format!("something nested more than {DEEPEST} levels deep"));
        }
        match is_array(js) {
            Ok(true) => self.list(js),
            Ok(false) if is_plain(js) => self.object(js),
            Ok(false) => self.odd(&describe(js)),
            Err(_) => self.odd(UNREADABLE),
        }
    }

    fn got(&mut self, got: Result<JsValue, JsValue>) -> Value {
        match got {
            Ok(value) => self.value(&value),
            Err(_) => self.odd(UNREADABLE),
        }
    }

    fn text(&mut self, js: &JsString) -> Value {
        self.units = self.units.saturating_add(js.length());
        if self.units > LONGEST {
            return self.full("too much text", format!("at most {LONGEST} characters in all"));
        }
        let text = String::from(js);
        // Half a surrogate pair becomes a replacement character, and so does nothing else.
        if text.contains('\u{fffd}') && !js.is_valid_utf16() {
            return self.odd("text that is not Unicode");
        }
        Value::String(text)
    }

    fn number(&mut self, number: f64) -> Value {
        if number.fract() == 0.0 && number.abs() <= LARGEST_WHOLE {
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
            return Value::from(number as i64);
        }
        match Number::from_f64(number) {
            Some(number) => Value::Number(number),
            None => self.odd(&format!("the number `{number}`")),
        }
    }

    fn list(&mut self, js: &JsValue) -> Value {
        let Some(length) = length(js) else { return self.odd(UNREADABLE) };
        let mut items = Vec::new();
        for index in 0..length {
            if self.full {
                break;
            }
            self.path.push(index.to_string());
            items.push(self.got(Reflect::get_u32(js, index)));
            self.path.pop();
        }
        Value::Array(items)
    }

    fn object(&mut self, js: &JsValue) -> Value {
        let Ok(keys) = keys(js) else { return self.odd(UNREADABLE) };
        let mut entries = Map::new();
        for key in keys.iter() {
            let Some(Value::String(name)) = key.dyn_ref::<JsString>().map(|key| self.text(key)) else { break };
            self.path.push(name.clone());
            match Reflect::get(js, &key) {
                Ok(value) if value.is_undefined() => {} // Left out.
                value => {
                    entries.insert(name, self.got(value));
                }
            }
            self.path.pop();
            if self.full {
                break;
            }
        }
        Value::Object(entries)
    }

    fn odd(&mut self, found: &str) -> Value {
        self.stands_in(found, None)
    }

    fn full(&mut self, found: &str, limit: String) -> Value {
        self.full = true;
        self.stands_in(found, Some(limit))
    }

    fn stands_in(&mut self, found: &str, limit: Option<String>) -> Value {
        let path = self.path();
        self.odd.get_or_insert_with(|| Odd { path, found: found.to_owned(), limit });
        Value::from(0)
    }

    fn path(&self) -> String {
        self.path.join(".")
    }
}

/// The length of a list; nothing when it cannot be told, which only a proxy can bring about.
fn length(list: &JsValue) -> Option<u32> {
    let length = Reflect::get(list, &JsValue::from_str("length")).ok()?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and in range")]
    (length.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&length)).then_some(length as u32)
}

/// An object of no class, of this realm or another.
fn is_plain(js: &JsValue) -> bool {
    match prototype(js) {
        Ok(parent) => parent.is_null() || prototype(&parent).is_ok_and(|grandparent| grandparent.is_null()),
        Err(_) => false,
    }
}

/// What something is, in words that repeat nothing of its content.
fn describe(js: &JsValue) -> String {
    if js.is_undefined() {
        return "undefined".to_owned();
    }
    if js.is_null() {
        return "null".to_owned();
    }
    if js.is_object() {
        let tag = tag(js).unwrap_or_default();
        let class = tag.trim_start_matches("[object ").trim_end_matches(']');
        return match class {
            "Object" => "an object of a class".to_owned(),
            "Array" => "a list".to_owned(),
            class if is_short_word(class) && class.starts_with(['A', 'E', 'I', 'O', 'U']) => format!("an {class}"),
            class if is_short_word(class) => format!("a {class}"),
            _ => UNREADABLE.to_owned(),
        };
    }
    format!("a {}", js.js_typeof().as_string().unwrap_or_default())
}

fn is_short_word(text: &str) -> bool {
    (1..=30).contains(&text.len()) && text.chars().all(|letter| letter.is_ascii_alphanumeric())
}
