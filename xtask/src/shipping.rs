//! How what is shipped is compiled: the same bytes wherever the checkout, Cargo's home and the toolchain lie.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// What Cargo puts between the flags of one variable.
const BETWEEN: &str = "\u{1f}";

/// Has a command, or the Cargo that it starts, compile so. Flags that somebody has set for themselves are passed over.
pub(crate) fn reproducible(command: &mut Command, workspace: &Workspace) -> Result<(), Failure> {
    let mut rustc = process::program("rustc");
    let said = |text: &str, name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
    rustc.current_dir(&workspace.root);
    let about = process::read(rustc.args(["--version", "--verbose", "--print", "sysroot"]), "install Rust")?;
    let commit = said(&about, "commit-hash: ").unwrap_or_default();
    let sysroot = PathBuf::from(about.lines().last().unwrap_or_default());
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let remapped = [
        // Where the sources of the standard library are installed, their own name for themselves is not used.
        (sysroot.join("lib/rustlib/src/rust"), format!("/rustc/{commit}")),
        (cargo_home.unwrap_or_default(), "/cargo".to_owned()),
        (workspace.root.clone(), "/dynaboot".to_owned()),
    ];
    let flags = remapped.map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()));
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join(BETWEEN)).env("CARGO_TARGET_DIR", &workspace.target);
    Ok(())
}
