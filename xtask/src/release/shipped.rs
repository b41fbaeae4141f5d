//! The crates that are compiled into what is shipped, as Cargo resolves them for it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Deserialize;

use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// The packages of this workspace that something is made of.
pub(crate) const OURS: [&str; 2] = [PACKAGE, PAGE];
pub(crate) const PACKAGE: &str = "dynaboot-wasm";
pub(crate) const PAGE: &str = "dynaboot-web";

/// A crate of somebody else's, and where it is used.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) version: String,
    /// As its manifest says it, in SPDX's form.
    pub(crate) license: spdx::Expression,
    pub(crate) about: String,
    /// The directory with its sources.
    pub(crate) home: PathBuf,
    /// SHA-256 of its archive.
    pub(crate) checksum: Option<String>,
    /// Those of [`OURS`] that it is compiled into.
    pub(crate) used_by: BTreeSet<&'static str>,
}

/// All of them, by name and version.
pub(crate) fn crates(workspace: &Workspace) -> Result<Vec<Crate>, Failure> {
    let mut used: BTreeMap<(String, String), BTreeSet<&'static str>> = BTreeMap::new();
    for ours in OURS {
        for package in resolved(workspace, ours)? {
            used.entry(package).or_default().insert(ours);
        }
    }
    let packages = known(workspace)?;
    let locked = workspace.lock()?;
    used.into_iter()
        .map(|((name, version), used_by)| {
            let package = packages.get(&(name.clone(), version.clone()));
            let package = package.ok_or_else(|| Failure::new(format!("`cargo metadata` knows no {name} {version}")))?;
            let checksum = locked.iter().find(|locked| locked.name == name && locked.version == version);
            Ok(Crate {
                license: license(&name, package.license.as_deref())?,
                about: package
                    .description
                    .as_deref()
                    .unwrap_or_default()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                home: package.manifest_path.parent().map(PathBuf::from).unwrap_or_default(),
                name,
                version,
                checksum: checksum.and_then(|locked| locked.checksum.clone()),
                used_by,
            })
        })
        .collect()
}

/// Name and version of what is compiled for the target, without what runs while compiling and without this workspace.
fn resolved(workspace: &Workspace, ours: &str) -> Result<BTreeSet<(String, String)>, Failure> {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root).args(["tree", "--locked", "--package", ours]);
    cargo.args(["--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown", "--prefix", "none"]);
    let lines = process::read(cargo.args(["--format", "{p}"]), "mend what it says above")?;
    // `name v1.2.3`; a path follows for a package of this workspace, and `(*)` for one that was named before.
    let package = |line: &str| {
        let mut words = line.split(' ');
        let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
        words.next().is_none_or(|rest| rest == "(*)").then(|| (name.to_owned(), version.to_owned()))
    };
    Ok(lines.lines().filter_map(package).collect())
}

fn known(workspace: &Workspace) -> Result<BTreeMap<(String, String), Package>, Failure> {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root).args([
        "metadata",
        "--locked",
        "--format-version",
        "1",
        "--filter-platform",
        "wasm32-unknown-unknown",
    ]);
    let json = process::read(&mut cargo, "mend what it says above")?;
    let metadata: Metadata = serde_json::from_str(&json)
        .map_err(|cause| Failure::new(format!("cannot read what `cargo metadata` says: {cause}")))?;
    let key = |package: &Package| (package.name.clone(), package.version.clone());
    Ok(metadata.packages.into_iter().map(|package| (key(&package), package)).collect())
}

/// Some manifests still write `MIT/Apache-2.0`.
fn license(name: &str, text: Option<&str>) -> Result<spdx::Expression, Failure> {
    let text =
        text.ok_or_else(|| Failure::new(format!("{name} does not say its licence: look it up, or do without")))?;
    spdx::Expression::parse_mode(text, spdx::ParseMode::LAX)
        .map_err(|cause| Failure::new(format!("cannot understand the licence of {name}: {cause}")))
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    description: Option<String>,
    manifest_path: PathBuf,
}
