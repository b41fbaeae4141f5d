//! `cargo xtask coverage`: which lines of the core the native tests go through.

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{process, tools};

/// In percent of the core's lines.
const LEAST: &str = "95";

/// The core's own tests, and those that go through it from outside.
const PACKAGES: [&str; 4] = ["-p", "dynaboot-core", "-p", "dynaboot-tests"];

/// Runs the tests with every line counted; lists the lines that none went through, and fails when they are too many.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let path = tools::coverage(workspace)?;
    let cargo = || {
        let mut cargo = process::cargo();
        cargo.current_dir(&workspace.root).env("PATH", &path).arg("llvm-cov");
        cargo
    };
    process::run(cargo().args(["test", "--no-report"]).args(PACKAGES), "see the tests that failed above")?;
    process::run(
        cargo().args(["report", "--show-missing-lines", "--fail-under-lines", LEAST]).args(PACKAGES),
        &format!("{LEAST} % are wanted: test the lines that it lists above, or do without them"),
    )
}
