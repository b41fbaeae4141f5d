//! How what is shipped is compiled: small, and the same bytes wherever the checkout, Cargo's home and the toolchain lie.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{process, tools};

/// What Cargo puts between the flags of one variable.
const BETWEEN: &str = "\u{1f}";

/// The standard library is compiled with what is shipped, for size too, and a panic stops at once. The one that comes with the
/// toolchain carries the texts of panics and what prints them, and nobody reads those in a browser: it makes a module a twelfth
/// longer. Cargo calls this unstable, so the pinned toolchain is told that it is meant.
const SMALL: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
];

/// Fetches what is compiled, the crates of the standard library among it: Trunk compiles offline.
pub(crate) fn fetch(workspace: &Workspace) -> Result<(), Failure> {
    let mut cargo = process::cargo();
    cargo.args(["fetch", "--quiet", "--locked", "--target", tools::TARGET]).envs(SMALL).current_dir(&workspace.root);
    process::run(&mut cargo, "see what it says above")
}

/// Has a command, or the Cargo that it starts, compile so for browsers. Flags that somebody has set for themselves are passed over.
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
    command.envs(SMALL);
    Ok(())
}
