//! The bill of materials: what is in a release, in the form of `CycloneDX` 1.6.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::shipped::{self, Crate};
use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process};

/// Draws it. No time and no random number is in it.
pub(crate) fn of_release(workspace: &Workspace) -> Result<String, Failure> {
    let root = reference("npm", "dynaboot", &workspace.version);
    let crates = shipped::crates(workspace)?;
    let mut components: Vec<Value> = crates.iter().map(of_crate).collect();
    components.push(standard_library(workspace)?);
    components.push(pico(workspace)?);
    components.extend(of_npm(workspace)?);
    let all: Vec<&Value> = components.iter().filter_map(|component| component.get("bom-ref")).collect();
    let bill = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "dynaboot",
                "version": workspace.version,
                "licenses": [{ "license": { "id": "Apache-2.0" } }],
                "purl": root,
            }
        },
        "dependencies": [{ "ref": root, "dependsOn": all }],
        "components": components,
    });
    let text = serde_json::to_string_pretty(&bill)
        .map_err(|cause| Failure::new(format!("cannot write the bill of materials: {cause}")))?;
    Ok(text + "\n")
}

fn reference(kind: &str, name: &str, version: &str) -> String {
    format!("pkg:{kind}/{name}@{version}")
}

fn of_crate(part: &Crate) -> Value {
    let reference = reference("cargo", &part.name, &part.version);
    let place = |ours: &&str| if *ours == shipped::PAGE { "page" } else { "npm package" };
    let mut component = json!({
        "type": "library",
        "bom-ref": reference,
        "name": part.name,
        "version": part.version,
        "description": part.about,
        "scope": "required",
        "licenses": [{ "expression": part.license.to_string() }],
        "purl": reference,
        "properties": part.used_by.iter().map(place).map(|place| json!({ "name": "dynaboot:in", "value": place })).collect::<Vec<_>>(),
    });
    if let (Some(checksum), Some(fields)) = (&part.checksum, component.as_object_mut()) {
        fields.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    component
}

/// It comes with the compiler and is in every program.
fn standard_library(workspace: &Workspace) -> Result<Value, Failure> {
    let mut rustc = process::program("rustc");
    let said = process::read(rustc.args(["--version", "--verbose"]).current_dir(&workspace.root), "install Rust")?;
    let line = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
    let version = line("release: ");
    Ok(json!({
        "type": "library",
        "bom-ref": format!("rust-standard-library@{version}"),
        "name": "rust-standard-library",
        "version": version,
        "description": "The standard library of Rust and the crates in it",
        "scope": "required",
        "licenses": [{ "expression": "Apache-2.0 OR MIT" }],
        "properties": [
            { "name": "dynaboot:commit", "value": line("commit-hash: ") },
            { "name": "dynaboot:in", "value": "npm package" },
            { "name": "dynaboot:in", "value": "page" },
        ],
    }))
}

/// The style sheet that is copied into the repository, with its version at its top.
fn pico(workspace: &Workspace) -> Result<Value, Failure> {
    let path = workspace.root.join("web/style/vendor/pico.css");
    let text = files::read_text(&path)?;
    let version = text.split_once(" v").and_then(|(_, rest)| rest.split(' ').next());
    let version = version.ok_or_else(|| Failure::file("understand", &path, "there is no version at its top"))?;
    let reference = reference("npm", "%40picocss/pico", version);
    Ok(json!({
        "type": "library",
        "bom-ref": reference,
        "name": "@picocss/pico",
        "version": version,
        "scope": "required",
        "licenses": [{ "license": { "id": "MIT" } }],
        "purl": reference,
        "properties": [{ "name": "dynaboot:in", "value": "page" }],
    }))
}

/// What the npm package has installed beside it. It does not carry these; the suites use the same versions of them.
fn of_npm(workspace: &Workspace) -> Result<Vec<Value>, Failure> {
    let manifest: Manifest = read(workspace, "wasm-pkg/npm/package.json")?;
    let lock: Lock = read(workspace, "tests/package-lock.json")?;
    let component = |(name, version): (String, String)| {
        let locked = lock.packages.get(&format!("node_modules/{name}")).filter(|locked| locked.version == version);
        let todo = format!("let tests/package.json name {name} {version}, as wasm-pkg/npm/package.json does");
        let license = &locked.ok_or_else(|| Failure::new(todo))?.license;
        let reference = reference("npm", &name, &version);
        Ok(json!({
            "type": "library",
            "bom-ref": reference,
            "name": name,
            "version": version,
            "scope": "required",
            "licenses": [{ "expression": license }],
            "purl": reference,
            "properties": [{ "name": "dynaboot:in", "value": "beside the npm package" }],
        }))
    };
    manifest.dependencies.into_iter().map(component).collect()
}

fn read<T: for<'de> Deserialize<'de>>(workspace: &Workspace, name: &str) -> Result<T, Failure> {
    let path = workspace.root.join(name);
    serde_json::from_str(&files::read_text(&path)?).map_err(|cause| Failure::file("understand", &path, cause))
}

#[derive(Deserialize)]
struct Manifest {
    dependencies: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, Locked>,
}

#[derive(Deserialize)]
struct Locked {
    #[serde(default)]
    version: String,
    #[serde(default)]
    license: String,
}
