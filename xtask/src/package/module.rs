//! The modules of the npm package: how one is compiled, bound and made small.

use std::ffi::OsStr;
use std::path::Path;

use super::names;
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process, shipping};

/// A module of the package, and the crate that it is made from.
pub(crate) struct Module {
    pub(super) package: &'static str,
    /// What its files are called.
    pub(super) name: &'static str,
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
        names::shorten(&bound, &generated.join(format!("{}.js", self.name)))?;
        let module = generated.join(format!("{}.wasm", self.name));
        process::run(
            // It learns the module's features from the section that it strips at the end. A function with one caller stays one:
            // functions grown together compress worse, and a browser compiles all of such a function to run a part of it. With a
            // bound of 20 it would be 3 % smaller again, and a tenth slower.
            process::program("wasm-opt")
                .args([
                    "-Oz",
                    "--converge",
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
        files::remove_file(&bound)?;
        files::remove_file(&generated.join(format!("{}_bg.wasm.d.ts", self.name)))
    }
}
