//! Names as JavaScript gives them.

use dynaboot_core::ids::AgentId;
use dynaboot_core::policy::Policy;
use dynaboot_core::strict::{self, ShapeError};
use wasm_bindgen::JsValue;

use crate::plain::{self, Plain};

/// Reads a name.
pub(crate) fn read(value: &JsValue) -> Result<String, ShapeError> {
    match plain::read(value) {
        Plain { odd: Some(odd), .. } if odd.path.is_empty() => Err(odd.refused("a string")),
        Plain { value, .. } => strict::read(&value),
    }
}

/// Finds an agent by its name; left out, it is the default one.
pub(crate) fn agent<'a>(value: &JsValue, policy: &'a Policy) -> Result<&'a AgentId, ShapeError> {
    let document = policy.document();
    if value.is_null() || value.is_undefined() {
        return Ok(&document.default_agent);
    }
    let name = read(value)?;
    let known = document.agents.get_key_value(name.as_str()).map(|(id, _)| id);
    // The name is the whole of what was given, so it has no path.
    known.ok_or_else(|| ShapeError::unknown("", "agent", &name, document.agents.keys().map(AgentId::as_str)))
}
