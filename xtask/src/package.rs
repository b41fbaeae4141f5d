//! The npm package: the committed sources, and what is generated from Rust, side by side.

mod element;
pub(crate) mod module;
mod names;
mod packed;

use std::ffi::OsStr;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process, release, types};

/// What a browser loads of the package, beside what is long already.
const BROWSERS_LOAD: [&str; 6] =
    ["element.js", "errors.js", "face.js", "generated/dynaboot.js", "input/file.js", "input/plain.js"];

/// What a page loads with the tag is one script: each further one is a request, and is compressed by itself.
const IN_DEFINE: [&str; 3] = ["element/policy.js", "element/settings.js", "generated/version.js"];

/// What only the element's engine needs: it is put into it, and compressed with it.
const IN_ENGINE: [&str; 5] =
    ["element/expand.js", "element/unpack.js", "generated/element.d.ts", "generated/element.js", "generated/styles.js"];

/// Leaves the package, ready to be packed, in `wasm-pkg/dist/`.
pub(crate) fn build(workspace: &Workspace, path: &OsStr) -> Result<(), Failure> {
    let dist = workspace.root.join("wasm-pkg").join("dist");
    let generated = dist.join("generated");
    files::empty_directory(&dist)?;
    generate(workspace, path, &generated)?;
    files::copy_tree(&workspace.root.join("wasm-pkg").join("npm"), &dist)?;
    shorten(path, &dist)?;
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

/// What a browser loads goes without comments and long names, as a bundler would leave it: not every host has one. What only
/// Node loads stays readable.
fn shorten(path: &OsStr, dist: &Path) -> Result<(), Failure> {
    let out = format!("--outdir={}", dist.display());
    let base = format!("--outbase={}", dist.display());
    let esbuild = || {
        let mut esbuild = process::program("esbuild");
        esbuild
            .args(["--minify", "--format=esm", "--target=es2022", "--allow-overwrite", "--log-level=warning"])
            .args([&out, &base])
            .env("PATH", path);
        esbuild
    };
    let todo = "mend what it says above";
    process::run(esbuild().args(BROWSERS_LOAD.map(|name| dist.join(name))), todo)?;
    // These are loaded by others too, come later, or are watched by those who test how often they are loaded. There is one class of
    // errors, whoever throws one.
    let apart =
        ["--bundle", "--external:../errors.js", "--external:./engine.js", "--external:../generated/element-inline.js"];
    process::run(
        esbuild().args(apart).args(["element/define.js", "element/engine.js"].map(|name| dist.join(name))),
        todo,
    )?;
    IN_DEFINE.iter().chain(&IN_ENGINE).try_for_each(|name| files::remove_file(&dist.join(name)))
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
