//! Launch files in POSIX shell.

use std::fmt::Write;

use crate::launch::text::{Part, Values, written};
use crate::script::quote::quote;

/// Writes texts after the values that they are about.
pub(super) fn write(texts: &[&str], parts: &[Part], values: &Values<'_>) -> String {
    let written = written(texts, parts);
    let [purpose, maker] = &values.about;
    let mut text = format!("#!/bin/sh\n# {purpose}\n# {maker}\nset -eu\n");
    let mut set = |name: &str, value: &str| {
        let _ = writeln!(text, "{name}={}", quote(value));
    };
    for (name, file) in &values.files {
        set(name, file);
    }
    for (name, value) in values.texts.iter().filter(|(name, _)| uses(&written, name)) {
        set(name, value);
    }
    if let Some(image) = values.image {
        set("IMAGE", image);
    }
    text.push_str(&written);
    text
}

/// Whether a text asks for a value.
pub(super) fn uses(text: &str, name: &str) -> bool {
    text.contains(&format!("${name}"))
}
