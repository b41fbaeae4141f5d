//! Launch files in POSIX shell.

use std::fmt::Write;

use crate::launch::Values;
use crate::script::quote::quote;

/// Writes the parts of a form after the values that they are about.
pub(super) fn write(parts: &[&str], values: &Values<'_>) -> String {
    let [purpose, maker] = &values.about;
    let mut text = format!("#!/bin/sh\n# {purpose}\n# {maker}\nset -eu\n");
    let mut set = |name: &str, value: &str| {
        let _ = writeln!(text, "{name}={}", quote(value));
    };
    for (name, file) in &values.files {
        set(name, file);
    }
    for (name, value) in values.texts.iter().filter(|(name, _)| uses(parts, name)) {
        set(name, value);
    }
    if let Some(image) = values.image {
        set("IMAGE", image);
    }
    for part in parts {
        text.push('\n');
        text.push_str(part);
    }
    text
}

/// Whether a part asks for a value.
pub(super) fn uses(parts: &[&str], name: &str) -> bool {
    parts.iter().any(|part| part.contains(&format!("${name}")))
}
