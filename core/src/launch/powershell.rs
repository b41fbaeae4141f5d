//! Launch files in PowerShell.

use std::fmt::Write;

use crate::facts::Facts;
use crate::launch::Values;
use crate::script::windows::quote::quote;
use crate::script::windows::{checked, crlf};

/// Writes the parts of a form after the values that they are about.
pub(super) fn write(parts: &[&str], values: &Values<'_>, facts: &Facts<'_>) -> String {
    let [purpose, maker] = &values.about;
    let checked = checked(facts);
    let mut text =
        format!("# {purpose}\n# {maker}\n{checked}$ErrorActionPreference = 'Stop'\nSet-StrictMode -Version 1.0\n");
    for (name, file) in &values.files {
        let _ = writeln!(text, "${name} = {}", quote(file));
    }
    for part in parts {
        text.push('\n');
        text.push_str(part);
    }
    crlf(&text)
}
