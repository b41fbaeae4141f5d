//! What the element of the npm package needs beside its committed sources: its module, its styles, and its version.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::Value;

use super::module::Module;
use super::packed;
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, types};

const ELEMENT: Module = Module { package: "dynaboot-element", name: "element" };

/// Leaves it beside what else is generated.
pub(super) fn generate(workspace: &Workspace, path: &OsStr, generated: &Path) -> Result<(), Failure> {
    ELEMENT.bind(workspace, path, generated, None)?;
    types::keep_ours(&generated.join("element.d.ts"))?;
    let at = generated.join("element.wasm");
    packed::write(workspace, &at, &generated.join("element-inline.js"))?;
    // It is inside of a script, and nobody asks for it by itself.
    files::remove_file(&at)?;
    let styles = quoted(&styles(workspace)?);
    files::write(&generated.join("styles.js"), format!("export const styles = {styles};\n"))?;
    files::write(&generated.join("version.js"), format!("export const version = {};\n", quoted(&workspace.version)))
}

/// The page's styles, in the order in which the page loads them, without comments.
fn styles(workspace: &Workspace) -> Result<String, Failure> {
    const LINK: &str = "rel=\"css\" href=\"";
    let index = files::read_text(&workspace.root.join("index.html"))?;
    let mut styles = String::new();
    for part in index.split(LINK).skip(1) {
        let name = part.split('"').next().unwrap_or_default();
        styles.push_str(&without_comments(&files::read_text(&workspace.root.join(name))?));
    }
    if styles.is_empty() {
        return Err(Failure::new(format!("index.html has no `{LINK}`: list the style sheets there")));
    }
    Ok(styles)
}

/// Style sheets without comments, indentation and empty lines. None of ours has such a mark in a text.
fn without_comments(css: &str) -> String {
    let (mut text, mut rest) = (String::new(), css);
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A text as JavaScript writes it, which is as JSON does.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
