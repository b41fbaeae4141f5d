//! Launch files in PowerShell.

use std::fmt::Write;

use crate::launch::Values;
use crate::script::windows::crlf;
use crate::script::windows::quote::quote;

/// Writes the parts of a form after the values that they are about.
pub(super) fn write(parts: &[&str], values: &Values<'_>) -> String {
    let [purpose, maker] = &values.about;
    let mut text = format!("# {purpose}\n# {maker}\n$ErrorActionPreference = 'Stop'\nSet-StrictMode -Version 1.0\n");
    for (name, file) in &values.files {
        let _ = writeln!(text, "${name} = {}", quote(file));
    }
    for part in parts {
        text.push('\n');
        text.push_str(part);
    }
    crlf(&text)
}
