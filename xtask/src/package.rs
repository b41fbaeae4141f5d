//! The npm package: the committed sources, and what is generated from Rust, side by side.

mod element;
pub(crate) mod module;

use std::ffi::OsStr;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, release, types};

/// Leaves the package, ready to be packed, in `wasm-pkg/dist/`.
pub(crate) fn build(workspace: &Workspace, path: &OsStr) -> Result<(), Failure> {
    let dist = workspace.root.join("wasm-pkg").join("dist");
    let generated = dist.join("generated");
    files::empty_directory(&dist)?;
    generate(workspace, path, &generated)?;
    files::copy_tree(&workspace.root.join("wasm-pkg").join("npm"), &dist)?;
    files::copy(&workspace.root.join("LICENSE"), &dist.join("LICENSE"))?;
    release::add_notices(workspace, &dist)?;
    set_version(&dist.join("package.json"), &workspace.version)
}

fn generate(workspace: &Workspace, path: &OsStr, generated: &Path) -> Result<(), Failure> {
    module::HEADLESS.bind(workspace, path, generated, None)?;
    types::keep_ours(&generated.join("dynaboot.d.ts"))?;
    let text = STANDARD.encode(files::read(&generated.join("dynaboot.wasm"))?);
    files::write(&generated.join("inline.js"), format!("export const wasm = \"{text}\";\n"))?;
    element::generate(workspace, path, generated)
}

/// One line is replaced, so that the rest stays as it is written.
fn set_version(path: &Path, version: &str) -> Result<(), Failure> {
    let text = files::read_text(path)?;
    let manifest: Value = serde_json::from_str(&text).map_err(|cause| Failure::file("understand", path, cause))?;
    let Some(written) = manifest.get("version").and_then(Value::as_str) else {
        let todo = "give wasm-pkg/npm/package.json a `version`; the workspace's takes its place";
        return Err(Failure::new(todo));
    };
    let from = format!("\"version\": \"{written}\"");
    files::write(path, text.replacen(&from, &format!("\"version\": \"{version}\""), 1))
}
