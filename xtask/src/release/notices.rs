//! The notices that others ask for whose work is shipped.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use spdx::{LicenseReq, Licensee};

use super::shipped::{self, Crate};
use crate::failure::Failure;
use crate::files;
use crate::process;
use crate::workspace::Workspace;

/// The file's name, wherever it lies.
pub(crate) const NAME: &str = "THIRD-PARTY-NOTICES.txt";

/// Licences whose terms this project keeps, the one that it is under itself first: where there is a choice, its text is
/// there already.
const ACCEPTED: [&str; 6] = ["Apache-2.0", "MIT", "MIT-0", "Zlib", "Unicode-3.0", "BSL-1.0"];
const OUR_OWN: &str = "Apache-2.0";

/// Puts the notices beside the package.
pub(crate) fn add_to(workspace: &Workspace, package: &Path) -> Result<(), Failure> {
    files::write(&package.join(NAME), draw(workspace, shipped::PACKAGE, &[])?)
}

/// The page's: it has a style sheet of others, too.
pub(crate) fn of_page(workspace: &Workspace) -> Result<String, Failure> {
    let text = files::read_text(&workspace.root.join("web/style/vendor/pico.LICENSE.md"))?;
    draw(workspace, shipped::PAGE, &[("Pico CSS".to_owned(), text)])
}

/// What the compiler's makers say of the standard library, which is in every program.
pub(crate) fn of_standard_library(workspace: &Workspace) -> Result<Vec<u8>, Failure> {
    let mut rustc = process::program("rustc");
    let sysroot = process::read(rustc.args(["--print", "sysroot"]).current_dir(&workspace.root), "install Rust")?;
    files::read(&Path::new(sysroot.trim()).join("share/doc/rust/COPYRIGHT-library.html"))
}

fn draw(workspace: &Workspace, ours: &str, others: &[(String, String)]) -> Result<String, Failure> {
    let mut under_ours = Vec::new();
    // One text for all that share it, to the letter.
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in others {
        texts.entry(text.trim().to_owned()).or_default().push(name.clone());
    }
    for part in shipped::crates(workspace)?.iter().filter(|part| part.used_by.contains(ours)) {
        let name = format!("{} {}", part.name, part.version);
        let licenses = chosen(part)?;
        let mut shown = texts_named(part, |file| file.starts_with("NOTICE"))?;
        for license in &licenses {
            match license.license.id().map(|id| id.name) {
                Some(OUR_OWN) => under_ours.push(name.clone()),
                _ => shown.push(text_of(part, license)?),
            }
        }
        for text in shown {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    let mut notices = format!(
        "dynaboot contains work of others, compiled.\n\n\
         Under the Apache License 2.0, whose text is in LICENSE:\n\n  the standard library of Rust\n  {}\n",
        under_ours.join("\n  ")
    );
    let mut texts: Vec<(String, Vec<String>)> = texts.into_iter().collect();
    texts.sort_by(|(_, one), (_, other)| one.cmp(other));
    for (text, names) in texts {
        let rule = "-".repeat(80);
        let _ = write!(notices, "\n{rule}\n{}\n{rule}\n\n{text}\n", names.join(", "));
    }
    Ok(notices)
}

/// The licences that a crate is used under: as few as it takes, ours first.
fn chosen(part: &Crate) -> Result<Vec<LicenseReq>, Failure> {
    let accepted: Vec<Licensee> = ACCEPTED.iter().filter_map(|name| Licensee::parse(name).ok()).collect();
    part.license.minimized_requirements(&accepted).map_err(|cause| {
        Failure::new(format!(
            "{} is under `{}` ({cause}); do without it, or accept its licence",
            part.name, part.license
        ))
    })
}

/// The text of a licence, out of the crate itself: who holds the copyright stands only there.
fn text_of(part: &Crate, license: &LicenseReq) -> Result<String, Failure> {
    let license = license.to_string();
    let word = license.split('-').next().unwrap_or(&license).to_uppercase();
    let named = texts_named(part, |file| is_license(file) && file.contains(&word))?;
    let any = if named.is_empty() { texts_named(part, is_license)? } else { named };
    let [text] = any.as_slice() else {
        return Err(Failure::new(format!(
            "{} has no single text of its licence {license}: look which it is",
            part.name
        )));
    };
    Ok(text.clone())
}

fn is_license(file: &str) -> bool {
    ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].iter().any(|begin| file.starts_with(begin))
}

/// Files at the top of a crate by their names, which are asked in capitals.
fn texts_named(part: &Crate, is_meant: impl Fn(&str) -> bool) -> Result<Vec<String>, Failure> {
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        path.parent() == Some(&part.home) && is_meant(&name)
    };
    let texts = files::list(&part.home)?.into_iter().filter(named).map(|path| files::read_text(&path));
    texts.map(|text| Ok(text?.trim().replace("\r\n", "\n"))).collect()
}
