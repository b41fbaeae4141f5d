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
writes this from what the tests print; a run of all checks holds that it has the same rows. What was fuzzed, \
and for how long, is in [proofs.md](proofs.md#fuzzing).
";

/// How the headings of what ran on Windows begin.
const WINDOWS: &str = "Windows scripts";

/// Form, case and result, by system.
type Rows = BTreeMap<String, BTreeSet<[String; 3]>>;

/// The rows so far.
#[derive(Default)]
pub(crate) struct Evidence(RefCell<Rows>);

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

    /// Whether the document has the rows of this run.
    pub(crate) fn check(&self, workspace: &Workspace) -> Outcome {
        compare(&written(workspace)?, &self.0.borrow())
    }

    /// The same for a run in which nobody asked for Windows: what the document says of it is left alone.
    pub(crate) fn check_without_windows(&self, workspace: &Workspace) -> Outcome {
        let document = written(workspace)?;
        let mut rows = self.0.borrow().clone();
        rows.extend(read(&document).into_iter().filter(|(system, _)| system.starts_with(WINDOWS)));
        compare(&document, &rows)
    }

    /// Writes the document of this run.
    pub(crate) fn write(&self, workspace: &Workspace) -> Result<(), Failure> {
        files::write(&workspace.root.join(DOCUMENT), draw(&self.0.borrow()))
    }

    /// Writes the document with what this run showed of Windows; the rest stays.
    pub(crate) fn write_windows(&self, workspace: &Workspace) -> Result<(), Failure> {
        let mut rows = read(&written(workspace)?);
        rows.retain(|system, _| !system.starts_with(WINDOWS));
        rows.extend(self.0.borrow().clone());
        files::write(&workspace.root.join(DOCUMENT), draw(&rows))
    }
}

fn compare(document: &str, rows: &Rows) -> Outcome {
    if document == draw(rows) {
        return Ok(Vec::new());
    }
    Err(Failure::new(format!("{DOCUMENT} is not what the runs showed: run `cargo xtask evidence` and commit it"))
        .into())
}

fn written(workspace: &Workspace) -> Result<String, Failure> {
    files::read_text(&workspace.root.join(DOCUMENT))
}

/// The rows of a document.
fn read(document: &str) -> Rows {
    let mut rows = Rows::new();
    let mut system = None;
    for line in document.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            system = Some(heading.to_owned());
        }
        let words = line.strip_prefix("| ").and_then(|line| line.strip_suffix(" |")).unwrap_or_default();
        let words: Vec<String> = words.split(" | ").map(str::to_owned).collect();
        if let (Some(system), Ok(row)) = (&system, <[String; 3]>::try_from(words))
            && row != ["form", "case", "result"]
        {
            rows.entry(system.clone()).or_default().insert(row);
        }
    }
    rows
}

fn draw(rows: &Rows) -> String {
    let mut text = HEAD.to_owned();
    for (system, rows) in rows {
        let _ = writeln!(text, "\n## {system}\n\n| form | case | result |\n|---|---|---|");
        for [form, case, result] in rows {
            let _ = writeln!(text, "| {form} | {case} | {result} |");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Evidence, draw, read};

    #[test]
    fn a_document_is_read_as_it_was_drawn() {
        let evidence = Evidence::default();
        for line in ["evidence: Windows scripts | a | b | exit 0", "evidence: Debian | c | d | e", "other"] {
            evidence.note(line);
        }
        let rows = evidence.0.into_inner();
        assert_eq!(rows.len(), 2);
        assert_eq!(read(&draw(&rows)), rows);
    }
}
