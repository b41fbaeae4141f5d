//! What each check runs.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::workspace::Workspace;
use crate::{node, process, tools};

/// The package that is a tool: it is compiled only to be installed.
const EXCEPT_TOOLS: [&str; 3] = ["--workspace", "--exclude", "dynaboot-wasm-bindgen"];

pub(crate) fn formatting(workspace: &Workspace) -> Outcome {
    let mut cargo = cargo(workspace);
    process::run(cargo.args(["fmt", "--all", "--check"]), "run `cargo fmt --all`")?;
    Ok(Vec::new())
}

pub(crate) fn clippy(workspace: &Workspace) -> Outcome {
    let mut cargo = cargo(workspace);
    cargo.arg("clippy").args(EXCEPT_TOOLS).args(["--all-targets", "--", "-D", "warnings"]);
    process::run(&mut cargo, "mend what it says above")?;
    Ok(Vec::new())
}

/// The packages that a browser runs, compiled as for one.
pub(crate) fn clippy_wasm(workspace: &Workspace) -> Outcome {
    tools::add_target(workspace)?;
    let mut cargo = cargo(workspace);
    cargo
        .args(["clippy", "--target", "wasm32-unknown-unknown"])
        .args(["-p", "dynaboot-core", "-p", "dynaboot-web", "-p", "dynaboot-wasm"])
        .args(["--features", "dynaboot-core/wasm", "--", "-D", "warnings"]);
    process::run(&mut cargo, "mend what it says above")?;
    Ok(Vec::new())
}

pub(crate) fn native_tests(workspace: &Workspace) -> Outcome {
    let mut cargo = cargo(workspace);
    cargo.args(["test", "--no-fail-fast"]).args(EXCEPT_TOOLS);
    Ok(test(&mut cargo)?)
}

/// The tests of `tests/firstboot`, in each of the root file systems.
pub(crate) fn real_runs(workspace: &Workspace, rootfs: &[PathBuf]) -> Outcome {
    let mut skipped = Vec::new();
    for root in rootfs {
        println!("in {}", root.display());
        let mut cargo = cargo(workspace);
        cargo.args(["test", "-p", "dynaboot-tests", "--test", "firstboot"]).env("DYNABOOT_ROOTFS", root);
        skipped.extend(test(&mut cargo)?);
    }
    Ok(skipped)
}

pub(crate) fn packaging(workspace: &Workspace, chromium: &Path) -> Outcome {
    let variables = [("DYNABOOT_CHROMIUM", chromium.as_os_str())];
    Ok(node::run_suite(workspace, "tests/packaging", &variables)?)
}

pub(crate) fn browser(workspace: &Workspace, chromium: &Path) -> Outcome {
    let variables = [("DYNABOOT_CHROMIUM", chromium.as_os_str())];
    Ok(node::run_suite(workspace, "tests/browser", &variables)?)
}

/// Runs tests, and gives the ignored ones.
fn test(cargo: &mut Command) -> Result<Vec<String>, Failure> {
    let mut ignored = Vec::new();
    process::watch(cargo, "see the tests that failed above", |line| {
        if line.starts_with("test ") && line.contains(" ... ignored") {
            ignored.push(line.to_owned());
        }
    })?;
    Ok(ignored)
}

fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root);
    cargo
}
