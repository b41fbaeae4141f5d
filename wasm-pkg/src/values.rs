//! What crosses the border: texts that are read, values that are written, and what is thrown.

use dynaboot_core::RefusedPolicy;
use dynaboot_core::ShapeError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What `plain.js` wrote.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, JsValue> {
    serde_json::from_str(text).map_err(broken)
}

/// What JSON could hold, as JavaScript's own values.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

/// What the caller gave and cannot be.
#[expect(clippy::needless_pass_by_value, reason = "it ends a chain that hands over what went wrong")]
pub(crate) fn thrown(error: ShapeError) -> JsValue {
    write(&error).unwrap_or_else(|broken| broken)
}

/// All that is wrong with a policy.
#[expect(clippy::needless_pass_by_value, reason = "it ends a chain that hands over what went wrong")]
pub(crate) fn refused(policy: RefusedPolicy) -> JsValue {
    write(&policy.mistakes).unwrap_or_else(|broken| broken)
}

/// A promise of our own that is not kept.
pub(crate) fn broken(error: impl std::error::Error) -> JsValue {
    JsError::new(&error.to_string()).into()
}
