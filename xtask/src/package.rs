//! The npm package: the committed sources, and what is generated from Rust, side by side.

mod element;

use std::ffi::OsStr;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process, release, shipping, types};

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
    HEADLESS.bind(workspace, path, generated, None)?;
    types::keep_ours(&generated.join("dynaboot.d.ts"))?;
    let text = STANDARD.encode(files::read(&generated.join("dynaboot.wasm"))?);
    files::write(&generated.join("inline.js"), format!("export const wasm = \"{text}\";\n"))?;
    element::generate(workspace, path, generated)
}

/// A module of the package, and the crate that it is made from.
pub(crate) struct Module {
    package: &'static str,
    /// What its files are called.
    name: &'static str,
}

/// What answers without a page.
pub(crate) const HEADLESS: Module = Module { package: "dynaboot-wasm", name: "dynaboot" };

impl Module {
    /// Compiles it, and leaves its module and the glue around it in a directory.
    pub(crate) fn bind(
        &self,
        workspace: &Workspace,
        path: &OsStr,
        generated: &Path,
        feature: Option<&str>,
    ) -> Result<(), Failure> {
        let todo = "mend what it says above";
        let mut cargo = process::cargo();
        cargo.args(["build", "--release", "--package", self.package, "--target", "wasm32-unknown-unknown"]);
        cargo.args(feature.iter().flat_map(|feature| ["--features", feature]));
        shipping::reproducible(cargo.current_dir(&workspace.root), workspace)?;
        process::run(&mut cargo, todo)?;
        let compiled = format!("wasm32-unknown-unknown/release/{}.wasm", self.package.replace('-', "_"));
        let compiled = workspace.target.join(compiled);
        let bound = generated.join(format!("{}_bg.wasm", self.name));
        process::run(
            // A module path in the glue makes bundlers look for the file, or ship it twice.
            process::program("wasm-bindgen")
                .args(["--target", "web", "--omit-default-module-path", "--out-name", self.name])
                .arg("--out-dir")
                .arg(generated)
                .arg(compiled)
                .env("PATH", path),
            todo,
        )?;
        let module = generated.join(format!("{}.wasm", self.name));
        process::run(
            // It learns the module's features from the section that it strips at the end. A function with one caller stays one:
            // functions grown together compress worse, and a browser compiles all of such a function to run a part of it. With a
            // bound of 20 it would be 3 % smaller again, and a tenth slower.
            process::program("wasm-opt")
                .args([
                    "-Oz",
                    "--one-caller-inline-max-function-size=100",
                    "--strip-debug",
                    "--strip-producers",
                    "--strip-target-features",
                ])
                .arg(&bound)
                .arg("-o")
                .arg(&module)
                .env("PATH", path),
            todo,
        )?;
        remove_file(&bound)?;
        remove_file(&generated.join(format!("{}_bg.wasm.d.ts", self.name)))
    }
}

fn remove_file(path: &Path) -> Result<(), Failure> {
    std::fs::remove_file(path).map_err(|cause| Failure::file("remove", path, cause))
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
