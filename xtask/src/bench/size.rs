//! Sizes of files, as a browser that fetches them sees them.

use std::path::{Path, PathBuf};

use super::figures::grouped;
use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// A size in bytes: as it is, and as two compressors make it.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    pub(super) raw: u64,
    pub(super) gzip: u64,
    pub(super) brotli: u64,
}

/// A line of the table of sizes.
pub(super) fn row(name: &str, size: Size, budget: &str) {
    println!("| {name} | {} | {} | {} | {budget} |", grouped(size.raw), grouped(size.gzip), grouped(size.brotli));
}

/// The sizes of files, added up: a browser fetches each by itself.
pub(super) fn sum(workspace: &Workspace, paths: &[PathBuf]) -> Result<Size, Failure> {
    let script = workspace.root.join("tests/bench/sizes.mjs");
    let lines = process::read(
        process::program("node").arg(script).args(paths.iter().map(|path| -> &Path { path })),
        "see what it says above",
    )?;
    Ok(lines.lines().fold(Size::default(), |sum, line| {
        let mut numbers = line.split(' ').map(|word| word.parse::<u64>().unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        Size { raw: sum.raw + next(), gzip: sum.gzip + next(), brotli: sum.brotli + next() }
    }))
}
