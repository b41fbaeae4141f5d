//! Choices as JavaScript gives them.

use dynaboot_core::choices::Choices;
use dynaboot_core::day::Day;
use dynaboot_core::policy::Policy;
use dynaboot_core::strict::ShapeError;
use wasm_bindgen::JsValue;

use crate::plain::{self, Plain};

/// Reads choices; `today` takes the place of a day that they do not name.
pub(crate) fn read(value: &JsValue, today: &str, policy: &Policy) -> Result<Choices, ShapeError> {
    let Plain { value, odd } = plain::read(value);
    let mut choices = match (policy.read_choices(&value), odd) {
        (Ok(choices), None) => choices,
        // The types know best what was expected where the odd thing stands.
        (Err(error), Some(odd)) if error.path == odd.path && error.did_you_mean.is_none() => {
            return Err(odd.refused(&error.expected));
        }
        (Err(error), _) => return Err(error),
        (Ok(_), Some(odd)) => return Err(odd.refused(plain::EXPECTED)),
    };
    if choices.today.is_none() {
        choices.today = Some(day(today)?);
    }
    Ok(choices)
}

fn day(text: &str) -> Result<Day, ShapeError> {
    text.parse().map_err(|_| plain::refused("today", &format!("`{text}`"), "a date like 2026-11-22"))
}
