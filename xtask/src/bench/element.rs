//! What the element costs the page around it.

use std::ffi::OsStr;

use super::figures::{figures, told};
use super::size::{row, sum};
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{node, package, page, process};

/// What is loaded with the tag.
const AT_ONCE: [&str; 3] = ["element.js", "element/define.js", "errors.js"];

/// What is loaded when a planner is about to be seen, with the module inside a script.
const LATER: [&str; 2] = ["element/engine.js", "generated/element-inline.js"];

/// Builds page and package, and prints the element's tables.
pub(super) fn run(workspace: &Workspace, path: &OsStr) -> Result<(), Failure> {
    page::build(workspace, path)?;
    package::build(workspace, path)?;
    measure(workspace)
}

/// The tables, of what was built last.
pub(super) fn measure(workspace: &Workspace) -> Result<(), Failure> {
    node::install_packages(workspace, "tests")?;
    let dist = workspace.root.join("wasm-pkg/dist");
    println!("\n| size in bytes | raw | gzip | brotli | budget, brotli |\n|---|--:|--:|--:|--:|");
    let (at_once, later) = (AT_ONCE.map(|name| dist.join(name)), LATER.map(|name| dist.join(name)));
    row("element: what is loaded with the tag", sum(workspace, &at_once)?, "");
    row("all that a host's readers load", sum(workspace, &[at_once.as_slice(), &later].concat())?, "350,000");
    row("the module of it", sum(workspace, &[dist.join("generated/element-inline.js")])?, "");
    let script = workspace.root.join("tests/bench/element.mjs");
    let lines = process::read(
        process::program("node").arg(script),
        "install Chromium, or say in DYNABOOT_CHROMIUM where it is",
    )?;
    let measured = figures(&lines);
    println!("\n| element in Chromium | |\n|---|--:|");
    for (name, key) in [
        ("from the tag to its first verdict, median, ms", "element-first"),
        ("the page's own, from its address to its first verdict, median, ms", "page-first"),
        ("JavaScript's heap for each planner, bytes", "element-heap-each"),
        ("the module's memory for each planner, bytes", "element-module-each"),
        ("JavaScript's heap that 1,000 planners leave behind, bytes", "element-heap-after"),
        ("the module's memory that 1,000 planners leave behind, bytes", "element-module-after"),
    ] {
        println!("| {name} | {} |", told(&measured, key));
    }
    Ok(())
}
