//! The border as it could be: JavaScript's own values, made and read by `serde-wasm-bindgen`. It is only measured.

use dynaboot_core::Policy;
use dynaboot_core::day::Day;
use serde::Serialize;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::policies::{BUILTIN, with};
use crate::{broken, thrown};

/// As `assess`.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen(js_name = assessValue)]
pub fn assess_value(choices: JsValue, today: &str) -> Result<JsValue, JsValue> {
    with(BUILTIN, |policy| write(&dynaboot_core::assess(&read(choices, today, policy)?, policy)))
}

/// As `check`.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen(js_name = checkValue)]
pub fn check_value(choices: JsValue, today: &str) -> Result<JsValue, JsValue> {
    with(BUILTIN, |policy| write(&dynaboot_core::check(&read(choices, today, policy)?, policy)))
}

/// The same strict reader, so that it is the same work.
fn read(choices: JsValue, today: &str, policy: &Policy) -> Result<dynaboot_core::Choices, JsValue> {
    let value: Value = serde_wasm_bindgen::from_value(choices)?;
    let mut choices = policy.read_choices(&value).map_err(thrown)?;
    if choices.today.is_none() {
        choices.today = Some(today.parse::<Day>().map_err(broken)?);
    }
    Ok(choices)
}

fn write<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
