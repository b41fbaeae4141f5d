//! Launch files in POSIX shell.

use std::fmt::Write;

use crate::launch::Values;
use crate::payload::Encoding;
use crate::script::quote::quote;

/// Writes the parts of a form after the values that they are about.
pub(super) fn write(parts: &[&str], values: &Values<'_>) -> String {
    let payload = values.payload;
    let [purpose, maker] = &values.about;
    let mut text = format!("#!/bin/sh\n# {purpose}\n# {maker}\nset -eu\n");
    let mut set = |name: &str, value: &str| {
        let _ = writeln!(text, "{name}={}", quote(value));
    };
    set("payload", &payload.file_name);
    let uses = |name: &str| parts.iter().any(|part| part.contains(name));
    if uses("$field") {
        set("field", &payload.field);
    }
    if uses("$encoding") {
        set("encoding", payload.encoding.as_str());
    }
    if let Some(image) = values.image {
        set("IMAGE", image);
    }
    let mut sections = vec![include_str!("head.sh")];
    if payload.encoding != Encoding::Raw && !uses("$encoding") {
        sections.push(include_str!("decode.sh"));
    }
    sections.extend(parts);
    for section in sections {
        text.push('\n');
        text.push_str(section);
    }
    text
}
