//! The border as it could be: answers as JSON text, to be parsed on the other side. It is only measured.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::policies::with;
use crate::read_choices;
use crate::values::broken;

/// As `assess`.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen(js_name = assessText)]
pub fn assess_text(policy: u32, choices: &str, today: &str) -> Result<String, JsValue> {
    with(policy, |policy| write(&dynaboot_core::assess(&read_choices(choices, today, policy)?, policy)))
}

/// As `check`.
///
/// # Errors
/// Choices whose shape is wrong.
#[wasm_bindgen(js_name = checkText)]
pub fn check_text(policy: u32, choices: &str, today: &str) -> Result<String, JsValue> {
    with(policy, |policy| write(&dynaboot_core::check(&read_choices(choices, today, policy)?, policy)))
}

fn write<T: Serialize>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value).map_err(broken)
}
