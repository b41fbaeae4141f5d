//! What the element of the npm package needs beside its committed sources: its module, its styles, and its version.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::Value;

use super::module::Module;
use super::packed;
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process, types};

const ELEMENT: Module = Module { package: "dynaboot-element", name: "element" };

/// Leaves it beside what else is generated.
pub(super) fn generate(workspace: &Workspace, path: &OsStr, generated: &Path) -> Result<(), Failure> {
    ELEMENT.bind(workspace, path, generated, None)?;
    types::keep_ours(&generated.join("element.d.ts"))?;
    let at = generated.join("element.wasm");
    packed::write(workspace, &at, &generated.join("element-inline.js"))?;
    // It is inside of a script, and nobody asks for it by itself.
    files::remove_file(&at)?;
    let styles = quoted(styles(workspace, path, generated)?.trim_end());
    files::write(&generated.join("styles.js"), format!("export const styles = {styles};\n"))?;
    files::write(&generated.join("version.js"), format!("export const version = {};\n", quoted(&workspace.version)))
}

/// The page's styles, in the order in which the page loads them, as short as they can be said.
fn styles(workspace: &Workspace, path: &OsStr, generated: &Path) -> Result<String, Failure> {
    const LINK: &str = "rel=\"css\" href=\"";
    let index = files::read_text(&workspace.root.join("index.html"))?;
    let mut styles = String::new();
    for part in index.split(LINK).skip(1) {
        let name = part.split('"').next().unwrap_or_default();
        styles.push_str(&files::read_text(&workspace.root.join(name))?);
    }
    if styles.is_empty() {
        return Err(Failure::new(format!("index.html has no `{LINK}`: list the style sheets there")));
    }
    let at = generated.join("styles.css");
    files::write(&at, styles)?;
    let mut esbuild = process::program("esbuild");
    esbuild.args(["--minify", "--allow-overwrite", "--log-level=warning"]).arg(&at).env("PATH", path);
    process::run(esbuild.arg(format!("--outfile={}", at.display())), "mend what it says above")?;
    let styles = files::read_text(&at)?;
    files::remove_file(&at)?;
    Ok(styles)
}

/// A text as JavaScript writes it, which is as JSON does.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
