//! What real runs showed: the rows that tests print, and the document that is made of them.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::failure::Failure;
use crate::files;
use crate::outcome::Outcome;
use crate::workspace::Workspace;

const DOCUMENT: &str = "docs/evidence.md";

const HEAD: &str = "\
# Evidence

What generated payloads did when they were run, unchanged: in which system, from which cloud's form, what was tried, and how it ended. `cargo xtask evidence` \
writes this from what the tests print; a run of all checks holds that it has the same rows.
";

/// The rows so far: form, case and result, by system.
#[derive(Default)]
pub(crate) struct Evidence(RefCell<BTreeMap<String, BTreeSet<[String; 3]>>>);

impl Evidence {
    /// Takes note of a line like `evidence: system | form | case | result`; others are passed over.
    pub(crate) fn note(&self, line: &str) {
        let words = line.strip_prefix("evidence: ").unwrap_or_default().split(" | ").map(str::to_owned);
        if let [system, row @ ..] = words.collect::<Vec<_>>().as_slice()
            && let Ok(row) = <[String; 3]>::try_from(row.to_vec())
        {
            self.0.borrow_mut().entry(system.clone()).or_default().insert(row);
        }
    }

    fn draw(&self) -> String {
        let mut text = HEAD.to_owned();
        for (system, rows) in &*self.0.borrow() {
            let _ = writeln!(text, "\n## {system}\n\n| form | case | result |\n|---|---|---|");
            for [form, case, result] in rows {
                let _ = writeln!(text, "| {form} | {case} | {result} |");
            }
        }
        text
    }

    /// Whether the document has the rows of this run.
    pub(crate) fn check(&self, workspace: &Workspace) -> Outcome {
        if files::read_text(&workspace.root.join(DOCUMENT))? == self.draw() {
            return Ok(Vec::new());
        }
        Err(Failure::new(format!("{DOCUMENT} is not what the runs showed: run `cargo xtask evidence` and commit it"))
            .into())
    }

    /// Writes the document of this run.
    pub(crate) fn write(&self, workspace: &Workspace) -> Result<(), Failure> {
        files::write(&workspace.root.join(DOCUMENT), self.draw())
    }
}
