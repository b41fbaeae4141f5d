//! Launch files in PowerShell.

use std::fmt::Write;

use crate::facts::Facts;
use crate::launch::shell::uses;
use crate::launch::text::{Part, Values, written};
use crate::script::windows::quote::quote;
use crate::script::windows::{checked, crlf};

/// Writes a text after the values that it is about.
pub(super) fn write(template: &str, parts: &[Part], values: &Values<'_>, facts: &Facts<'_>) -> String {
    let [purpose, maker] = &values.about;
    let checked = checked(facts);
    let mut text =
        format!("# {purpose}\n# {maker}\n{checked}$ErrorActionPreference = 'Stop'\nSet-StrictMode -Version 1.0\n");
    for (name, file) in &values.files {
        let _ = writeln!(text, "${name} = {}", quote(file));
    }
    let template = written(&[template], parts);
    for (name, value) in values.texts.iter().filter(|(name, _)| uses(&template, name)) {
        let _ = writeln!(text, "${name} = {}", quote(value));
    }
    text.push_str(&template);
    crlf(&text)
}
