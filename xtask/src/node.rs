//! Node.js: its version, the packages that the suites use, and its test runner.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process};

const LEAST: u32 = 20;

pub(crate) fn check_version() -> Result<(), Failure> {
    let todo = format!("install Node.js {LEAST} or later");
    let text = process::read(process::program("node").arg("--version"), &todo)?;
    let major = text.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= LEAST => Ok(()),
        _ => Err(Failure::new(format!("Node.js here is {}; {todo}", text.trim()))),
    }
}

/// Installs the packages of a directory such as `tests`, unless those of the same lock file are there.
pub(crate) fn install_packages(workspace: &Workspace, name: &str) -> Result<(), Failure> {
    let directory = workspace.root.join(name);
    let wanted = fingerprint(&files::read(&directory.join("package-lock.json"))?);
    let mark = directory.join("node_modules").join(".dynaboot-lock");
    if mark.is_file() && files::read_text(&mark)? == wanted {
        return Ok(());
    }
    // `npm ci` would insist on what other machines' processors need, which not every registry has.
    let install = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
    process::run_quietly(
        process::program("npm").args(install).current_dir(&directory),
        &format!("make {name}/package-lock.json agree with {name}/package.json: run `npm install` in {name}/"),
    )?;
    files::write(&mark, wanted)
}

/// Installs the packages of a directory outside of the checkout, once for each lock file, and gives the place: they are too many to be
/// installed for each checkout.
pub(crate) fn install_beside(workspace: &Workspace, name: &str) -> Result<PathBuf, Failure> {
    let directory = workspace.root.join(name);
    let lock = fingerprint(&files::read(&directory.join("package-lock.json"))?);
    let title = directory.file_name().unwrap_or_default().to_string_lossy();
    let home = workspace.cache.join("tools").join(format!("{title}-{lock}"));
    let mark = home.join("node_modules").join(".dynaboot-lock");
    if mark.is_file() {
        return Ok(home);
    }
    println!("installing the packages of {name} into {}", home.display());
    files::make_directory(&home)?;
    for file in ["package.json", "package-lock.json", ".npmrc"] {
        files::copy(&directory.join(file), &home.join(file))?;
    }
    let install = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"];
    process::run_quietly(
        process::program("npm").args(install).current_dir(&home),
        &format!(
            "make {name}/package-lock.json agree with {name}/package.json: run `npm install --package-lock-only` in {name}/"
        ),
    )?;
    files::write(&mark, lock)?;
    Ok(home)
}

/// Runs a program of the packages of `tests/`, for the whole workspace.
pub(crate) fn run_tool(workspace: &Workspace, program: &str, arguments: &[&str], todo: &str) -> Result<(), Failure> {
    let script = workspace.root.join("tests").join("node_modules").join(program);
    process::run(process::program("node").arg(script).args(arguments).current_dir(&workspace.root), todo)
}

/// Runs every `*.test.js` and `*.test.mjs` under a directory, and gives the tests it skipped.
pub(crate) fn run_suite(
    workspace: &Workspace,
    directory: &str,
    variables: &[(&str, &OsStr)],
) -> Result<Vec<String>, Failure> {
    let tests = test_files(&workspace.root.join(directory))?;
    let report = workspace.target.join("xtask").join(format!("{}.tap", directory.replace('/', "-")));
    if let Some(parent) = report.parent() {
        files::make_directory(parent)?;
    }
    let outcome = process::run(
        process::program("node")
            .args(["--test", "--test-reporter=spec", "--test-reporter-destination=stdout"])
            .arg("--test-reporter=tap")
            .arg(format!("--test-reporter-destination={}", report.display()))
            .args(tests)
            .envs(variables.iter().copied())
            .current_dir(&workspace.root),
        "see the tests that failed above",
    );
    let told = files::read_text(&report);
    outcome.map_err(|failure| failure.with(&told.as_deref().map(failed).unwrap_or_default()))?;
    Ok(skipped(&told?))
}

fn test_files(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let is_test = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".test.mjs") || name.ends_with(".test.js")
    };
    let tests: Vec<PathBuf> = files::list(directory)?.into_iter().filter(is_test).collect();
    if tests.is_empty() {
        let place = directory.display();
        return Err(Failure::new(format!("{place} has no test; name them `*.test.mjs`")));
    }
    Ok(tests)
}

/// The lines of a TAP report like `ok 3 - reads a file # SKIP no file here`.
fn skipped(report: &str) -> Vec<String> {
    report.lines().filter(|line| line.contains(" # SKIP")).map(|line| line.trim().into()).collect()
}

/// The lines of a TAP report like `not ok 4 - refuses a link`, and the reason below each.
fn failed(report: &str) -> Vec<String> {
    let tells = |line: &&str| line.starts_with("not ok ") || line.starts_with("error: ");
    report.lines().map(str::trim).filter(tells).map(str::to_owned).collect()
}

/// A name for a content.
pub(crate) fn fingerprint(content: &[u8]) -> String {
    Sha256::digest(content).iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{failed, skipped};

    #[test]
    fn a_report_names_what_failed_and_why() {
        let report = "ok 1 - good\nok 2 - later # SKIP no browser\nnot ok 3 - refuses a link\n  ---\n  error: '1 == 2'\n  code: 'E'\n  ...\n";
        assert_eq!(failed(report), ["not ok 3 - refuses a link", "error: '1 == 2'"]);
        assert_eq!(skipped(report), ["ok 2 - later # SKIP no browser"]);
    }
}
