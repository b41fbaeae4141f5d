//! `cargo xtask policy`: lowers the authors' tables and pages to the one file that is embedded.

mod document;
mod page;
mod verdicts;

use std::path::Path;

use dynaboot_core::policy::{self, PolicyDocument};
use dynaboot_core::{Policy, prove, schema, strict};
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::files;
use crate::workspace::Workspace;

/// What to do with the lowered policy.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    /// Put it where it is embedded from.
    Write,
    /// Compare it with what is there.
    Check,
}

/// Lowers `core/policy/`, holds it to its laws, and puts it into `core/policy.json`, with its digest beside it, which is then known without reading; draws the
/// document of it all, and what it answers; and describes to editors what an organisation may write over it.
pub(crate) fn run(workspace: &Workspace, mode: Mode) -> Result<(), Failure> {
    let folder = workspace.root.join("core/policy");
    let document = lower(&folder)?;
    check_laws(&document)?;
    let digest = policy::digest(&document).map_err(|cause| Failure::new(cause.to_string()))?;
    let seed = table(&folder.join("seed.toml"))?.remove("sentences").unwrap_or_default();
    let files = [
        ("core/policy.json", text(&document)?),
        ("core/policy.digest", digest + "\n"),
        ("docs/policy.md", document::draw(&document, &seed)?),
        ("docs/verdicts.txt", verdicts::draw(&document)?),
        ("wasm-pkg/npm/policy.schema.json", pretty(&schema::policy(&document))),
        ("wasm-pkg/npm/choices.schema.json", pretty(&schema::choices(&document))),
    ];
    for (name, content) in files {
        let path = workspace.root.join(name);
        match mode {
            Mode::Write => files::write(&path, content)?,
            Mode::Check if files::read_text(&path)? == content => {}
            Mode::Check => {
                let todo = "run `cargo xtask policy` and commit what it writes";
                return Err(Failure::new(format!("{name} is not what core/policy/ says: {todo}")));
            }
        }
    }
    Ok(())
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// The tables and pages as a document of the core's own types: what is embedded can be read.
pub(crate) fn lower(folder: &Path) -> Result<PolicyDocument, Failure> {
    let mut document = table(&folder.join("policy.toml"))?;
    for name in ["sources", "clouds", "systems", "publishers", "agents", "questions"] {
        document.insert(name.to_owned(), Value::Object(table(&folder.join(format!("{name}.toml")))?));
    }
    document.insert("cells".to_owned(), cells(&folder.join("cells.toml"))?);
    document.insert("rules".to_owned(), rules(&folder.join("rules"))?);
    strict::read(&Value::Object(document)).map_err(|error| Failure::new(format!("core/policy: {error}")))
}

/// Everything that is wrong with what was lowered, a line each: an author sees it at once, and nothing is written.
fn check_laws(document: &PolicyDocument) -> Result<(), Failure> {
    let policy = Policy::from_document(document.clone()).map_err(|cause| Failure::new(cause.to_string()))?;
    let lines: Vec<String> = prove(&policy)
        .iter()
        .map(|mistake| format!("{}: {}", page_of(&mistake.path, document), mistake.message))
        .collect();
    if lines.is_empty() { Ok(()) } else { Err(Failure::new(lines.join("\n"))) }
}

/// The file to mend: a rule's own, or the folder.
fn page_of(path: &str, document: &PolicyDocument) -> String {
    let index = path.strip_prefix("rules.").and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
    let rule = index.and_then(|index| document.rules.get(index));
    rule.map_or_else(|| "core/policy".to_owned(), |rule| format!("core/policy/rules/{}.md", rule.id))
}

/// A line for each cloud, system, cell and rule: small enough to embed, and a review sees what changed.
fn text(document: &PolicyDocument) -> Result<String, Failure> {
    let value = serde_json::to_value(document).map_err(|cause| Failure::new(cause.to_string()))?;
    let lines = value.as_object().into_iter().flatten().map(|(key, value)| {
        let entries: Vec<String> = match value {
            Value::Object(entries) => entries.iter().map(|(key, value)| format!("{}:{value}", json!(key))).collect(),
            Value::Array(items) => items.iter().map(Value::to_string).collect(),
            plain => return format!("{}:{plain}", json!(key)),
        };
        let (open, close) = if value.is_object() { ('{', '}') } else { ('[', ']') };
        format!("{}:{open}\n{}\n{close}", json!(key), entries.join(",\n"))
    });
    Ok(format!("{{\n{}\n}}\n", lines.collect::<Vec<_>>().join(",\n")))
}

/// The rows and columns of a line, multiplied out to cells.
fn cells(path: &Path) -> Result<Value, Failure> {
    let mut file = table(path)?;
    let lines = file.remove("cells").unwrap_or_default();
    let mut cells = Vec::new();
    for line in lines.as_array().into_iter().flatten() {
        let mut cell = line.as_object().cloned().unwrap_or_default();
        let clouds = cell.remove("clouds").unwrap_or_default();
        let systems = cell.remove("systems").unwrap_or_default();
        for system in systems.as_array().into_iter().flatten() {
            for cloud in clouds.as_array().into_iter().flatten() {
                let mut cell = cell.clone();
                cell.insert("cloud".to_owned(), cloud.clone());
                cell.insert("system".to_owned(), system.clone());
                cells.push(Value::Object(cell));
            }
        }
    }
    Ok(Value::Array(cells))
}

/// Every page, in the order of their names.
fn rules(folder: &Path) -> Result<Value, Failure> {
    let mut rules = Vec::new();
    for path in files::list(folder)? {
        let rule = page::read(&files::read_text(&path)?).map_err(|cause| Failure::file("read", &path, cause))?;
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        if rule.get("id") != Some(&json!(name)) {
            return Err(Failure::file("take", &path, "its id is not its file's name"));
        }
        rules.push(Value::Object(rule));
    }
    Ok(Value::Array(rules))
}

fn table(path: &Path) -> Result<Map<String, Value>, Failure> {
    page::toml(&files::read_text(path)?).map_err(|cause| Failure::file("read", path, cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_author_is_told_what_is_wrong_and_in_which_file() {
        let mut document = Policy::builtin().unwrap().document().clone();
        assert!(check_laws(&document).is_ok());
        let rule = document.rules.iter_mut().find(|rule| rule.id.as_str() == "http-store").unwrap();
        rule.message = "{store.shceme} is not HTTPS".to_owned();
        document.default_agent = "cloudcentre".into();
        let told = check_laws(&document).unwrap_err().to_string();
        let lines: Vec<&str> = told.lines().collect();
        assert!(lines[0].starts_with("core/policy: defaultAgent: unknown agent `cloudcentre`"), "{told}");
        assert!(lines[1].starts_with("core/policy/rules/http-store.md: rules."), "{told}");
        assert!(lines[1].ends_with("message: unknown fact `store.shceme`, did you mean `store.scheme`?"), "{told}");
        assert_eq!(lines.len(), 2);
    }
}
