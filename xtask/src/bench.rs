//! The benchmark. Placeholder.

use crate::failure::Failure;
use crate::workspace::Workspace;

pub(crate) fn run(_workspace: &Workspace, _words: &[&str]) -> Result<(), Failure> {
    Err(Failure::new("nothing is measured yet; fill in xtask/src/bench.rs"))
}
