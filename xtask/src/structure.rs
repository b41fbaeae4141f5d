//! `cargo xtask structure`: no files that import each other in a circle, and none in the core that imports from a later stage.

mod graph;
mod javascript;
mod rust;
mod sources;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::graph::Arrow;
use self::sources::Sources;
use crate::failure::Failure;
use crate::files;
use crate::workspace::Workspace;

/// The files in which the crates begin.
const CRATES: [&str; 8] = [
    "core/src/lib.rs",
    "web/src/lib.rs",
    "wasm-pkg/src/lib.rs",
    "xtask/src/main.rs",
    "tests/suite/main.rs",
    "tests/checkers/main.rs",
    "tests/firstboot/main.rs",
    "tests/launch/main.rs",
];

/// The document with the table of the core's stages, and the heading above it.
const STAGES_IN: &str = "ARCHITECTURE.md";
const STAGES_UNDER: &str = "## The stages of the core";

/// Prints the counts and what is wrong; fails when something is.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let stages = stages(&files::read_text(&workspace.root.join(STAGES_IN))?);
    let found = examine(&sources::read(workspace)?, &stages)?;
    println!("{}", found.counts);
    for complaint in &found.complaints {
        println!("{complaint}");
    }
    match found.complaints.len() {
        0 => Ok(()),
        _ => Err(Failure::new("the files do not hang together as they should: mend what it says above")),
    }
}

/// What the check finds.
struct Found {
    counts: String,
    complaints: Vec<String>,
}

fn examine(sources: &Sources, stages: &[String]) -> Result<Found, Failure> {
    let mut arrows = javascript::arrows(sources);
    for root in CRATES.into_iter().filter(|root| sources.contains_key(*root)) {
        arrows.extend(rust::arrows(root, sources)?);
    }
    let pairs: BTreeSet<_> = arrows.iter().map(|arrow| (&arrow.from, &arrow.to)).collect();
    let circles = graph::circles(&arrows);
    let back: Vec<&Arrow> = arrows.iter().filter(|arrow| runs_back(arrow, stages)).collect();
    let counts = format!(
        "{} files, {} arrows, {} circles, {} imports that run back up",
        sources.len(),
        pairs.len(),
        circles.len(),
        back.len()
    );
    let mut complaints = unlike(sources, stages);
    complaints.extend(circles.iter().map(|circle| graph::describe(circle, &arrows)));
    complaints.extend(back.into_iter().map(|arrow| format!("an import runs back up the stages: {arrow}")));
    Ok(Found { counts, complaints })
}

/// The stages, first to last, from rows like "| `choices` | what it is |".
fn stages(document: &str) -> Vec<String> {
    let (_, below) = document.split_once(STAGES_UNDER).unwrap_or_default();
    let list = below.split("\n## ").next().unwrap_or_default();
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned())).collect()
}

/// The stage that a file of the core belongs to: the folder in `core/src`, or the file.
fn stage(file: &str) -> Option<&str> {
    let entry = file.strip_prefix("core/src/")?.split('/').next()?;
    Some(entry.strip_suffix(".rs").unwrap_or(entry))
}

fn runs_back(arrow: &Arrow, stages: &[String]) -> bool {
    let place = |file| stage(file).and_then(|stage| stages.iter().position(|listed| listed == stage));
    matches!((place(&arrow.from), place(&arrow.to)), (Some(from), Some(to)) if from < to)
}

/// How the list of stages differs from what there is.
fn unlike(sources: &Sources, stages: &[String]) -> Vec<String> {
    let there: BTreeSet<&str> = sources.keys().filter_map(|file| stage(file)).collect();
    let listed: BTreeSet<&str> = stages.iter().map(String::as_str).collect();
    let place = format!("{STAGES_IN}, “{}”", STAGES_UNDER.trim_start_matches("## "));
    let new = there
        .difference(&listed)
        .map(|entry| format!("core/src has `{entry}`, which is not among the stages: add it in {place}"));
    let gone = listed
        .difference(&there)
        .map(|entry| format!("`{entry}` is among the stages and no longer in core/src: take it out of {place}"));
    new.chain(gone).collect()
}
