//! Where the workspace is, and what its files say.

use std::env;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;
use crate::{files, process};

/// The places that the commands work in.
pub(crate) struct Workspace {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// Cargo's target directory.
    pub(crate) target: PathBuf,
    /// Kept between checkouts: tools and root file systems.
    pub(crate) cache: PathBuf,
    /// The version of every package here.
    pub(crate) version: String,
}

/// Asks cargo; so every command works from any directory.
pub(crate) fn find() -> Result<Workspace, Failure> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(directory) => Path::new(&directory).join("Cargo.toml"),
        None => manifest,
    };
    let json = process::read(
        process::cargo().args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"]).arg(manifest),
        "mend the manifest that it names",
    )?;
    let metadata: Metadata = serde_json::from_str(&json)
        .map_err(|cause| Failure::new(format!("cannot read what `cargo metadata` says: {cause}")))?;
    let version = metadata.packages.into_iter().find(|package| package.name == "dynaboot-xtask");
    Ok(Workspace {
        root: metadata.workspace_root,
        target: metadata.target_directory,
        cache: cache()?,
        version: version.map(|package| package.version).unwrap_or_default(),
    })
}

impl Workspace {
    /// The version of a package that `Cargo.lock` settles.
    pub(crate) fn locked_version(&self, name: &str) -> Result<String, Failure> {
        let locked = self.lock()?.into_iter().find(|package| package.name == name);
        locked
            .map(|package| package.version)
            .ok_or_else(|| Failure::new(format!("Cargo.lock has no `{name}`; run `cargo generate-lockfile`")))
    }

    /// Every package that `Cargo.lock` settles.
    pub(crate) fn lock(&self) -> Result<Vec<Package>, Failure> {
        read_lock(&self.root.join("Cargo.lock"))
    }
}

/// Every package that a lock file of Cargo's settles.
pub(crate) fn read_lock(path: &Path) -> Result<Vec<Package>, Failure> {
    let lock: Lock =
        toml::from_str(&files::read_text(path)?).map_err(|cause| Failure::file("understand", path, cause))?;
    Ok(lock.package)
}

fn cache() -> Result<PathBuf, Failure> {
    let home = || env::home_dir().map(|home| home.join(".cache"));
    let base = match env::var_os("XDG_CACHE_HOME") {
        Some(directory) if Path::new(&directory).is_absolute() => Some(PathBuf::from(directory)),
        _ => home(),
    };
    let base = base.ok_or_else(|| Failure::new("there is no home directory to keep tools in; set XDG_CACHE_HOME"))?;
    Ok(base.join("dynaboot"))
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

/// A package, as Cargo names it.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    /// SHA-256 of its archive, where `Cargo.lock` names a package that is fetched.
    pub(crate) checksum: Option<String>,
}
