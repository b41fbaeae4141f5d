//! The whole policy as one document for people: tables, rules, and where each sentence of the seed went.

use std::fmt::Write;

use dynaboot_core::policy::action::Action;
use dynaboot_core::policy::catalog::{Aliased, Cell, CountedAs, Provenance, Table};
use dynaboot_core::policy::fact::{FactKind, FactName, Vocabulary};
use dynaboot_core::policy::rule::Rule;
use dynaboot_core::policy::{AnswerKind, PolicyDocument};
use dynaboot_core::{Policy, matrix};
use serde_json::Value;

use crate::failure::Failure;

/// Draws the document. What answers to a sentence must be there: a rule or a step that is not is a failure.
pub(super) fn draw(document: &PolicyDocument, seed: &Value) -> Result<String, Failure> {
    let policy = Policy::from_document(document.clone()).map_err(|cause| Failure::new(cause.to_string()))?;
    let mut text = format!(
        "# The policy {} {}\n\nDrawn by `cargo xtask policy` from core/policy; change it there.\n",
        document.name, document.version
    );
    tables(&mut text, &policy)?;
    fields(&mut text, document);
    aliases(&mut text, document);
    sentences(&mut text, document, seed)?;
    rules(&mut text, document);
    facts(&mut text);
    answers(&mut text, document);
    publishers(&mut text, document);
    sources(&mut text, document);
    Ok(text)
}

fn tables(text: &mut String, policy: &Policy) -> Result<(), Failure> {
    let document = policy.document();
    for (id, agent) in &document.agents {
        let table = matrix(id, policy).map_err(|error| Failure::new(error.message))?;
        let origin = match agent.table {
            Table::Cells => "As it was printed; * where the source can be read in more than one way",
            Table::Mechanics => "As it follows from how each cloud delivers a script",
        };
        let heads: Vec<&str> = document.clouds.values().map(|cloud| cloud.label.as_str()).collect();
        let _ = write!(
            text,
            "\n## Support table of the {}\n\n{origin}.\n\n| system | {} |\n|---|",
            agent.label,
            heads.join(" | ")
        );
        let _ = writeln!(text, "{}", "---|".repeat(heads.len()));
        for (system_id, system) in &document.systems {
            let row = table.cells.iter().filter(|cell| cell.system == *system_id);
            let cells: Vec<String> = row
                .map(|cell| match (cell.cell.text.as_str(), cell.cell.provenance) {
                    ("", _) => "not listed".to_owned(),
                    (text, Provenance::Printed) => text.to_owned(),
                    (text, _) => format!("{text} *"),
                })
                .collect();
            let _ = writeln!(text, "| {} | {} |", system.label, cells.join(" | "));
        }
    }
    Ok(())
}

/// What takes the script on each cloud, and who runs it from there.
fn fields(text: &mut String, document: &PolicyDocument) {
    text.push_str(
        "\n## Fields that take the script\n\n| cloud | field | takes | run by | source |\n|---|---|---|---|---|\n",
    );
    for cloud in document.clouds.values() {
        for (name, field) in &cloud.fields {
            let deliveries = cloud.deliveries.iter().filter(|delivery| delivery.field == *name);
            let mut runners: Vec<&str> = deliveries.map(|delivery| delivery.runner.as_str()).collect();
            runners.dedup();
            let counted = match field.counted_as {
                CountedAs::AsIs => "as they are",
                CountedAs::BeforeBase64 => "before base64",
                CountedAs::AfterBase64 => "after base64",
                CountedAs::CommandLine => "as a command line",
            };
            let source = document.sources.get(&field.source.from).map(|source| source.title.as_str());
            let _ = writeln!(
                text,
                "| {} | `{}` | {} bytes, {counted} | {} | {} |",
                cloud.label,
                field.name,
                field.limit,
                runners.join(", "),
                source.unwrap_or_default()
            );
        }
    }
}

/// What people may write in place of an id.
fn aliases(text: &mut String, document: &PolicyDocument) {
    text.push_str("\n## Other names of clouds and systems\n\n| id | also |\n|---|---|\n");
    let clouds = document.clouds.iter().map(|(id, cloud)| (id.as_str(), cloud.aliases()));
    let systems = document.systems.iter().map(|(id, system)| (id.as_str(), system.aliases()));
    for (id, aliases) in clouds.chain(systems).filter(|(_, aliases)| !aliases.is_empty()) {
        let _ = writeln!(text, "| `{id}` | `{}` |", aliases.join("`, `"));
    }
}

/// Each sentence with what answers to it. A cell of the printed table that no sentence names is a failure.
fn sentences(text: &mut String, document: &PolicyDocument, seed: &Value) -> Result<(), Failure> {
    let mut named = Vec::new();
    text.push_str("\n## The seed, sentence by sentence\n\n| sentence | what answers to it |\n|---|---|\n");
    for sentence in seed.as_array().into_iter().flatten() {
        let answers: Vec<&str> =
            sentence.get("by").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let words = sentence.get("text").and_then(Value::as_str).unwrap_or_default();
        let links = answers.iter().map(|answer| link(answer, document)).collect::<Result<Vec<_>, _>>()?;
        if links.is_empty() {
            return Err(Failure::new(format!("core/policy/seed.toml: nothing answers to `{words}`")));
        }
        named.extend(answers.into_iter().filter_map(|answer| answer.strip_prefix("row ")));
        let _ = writeln!(text, "| {words} | {} |", links.join(", "));
    }
    let row = |cell: &&Cell| named.contains(&format!("{} {}", cell.source.from, cell.system).as_str());
    match document.cells.iter().find(|cell| !row(cell)) {
        None => Ok(()),
        Some(cell) => {
            let place = format!("{} on {}", cell.system, cell.cloud);
            Err(Failure::new(format!("core/policy/seed.toml: no sentence names the cell of {place}")))
        }
    }
}

/// The cells that a source prints for a system, each with its cloud.
fn row(source: &str, system: &str, document: &PolicyDocument) -> Option<String> {
    let cells =
        document.cells.iter().filter(|cell| cell.source.from.as_str() == source && cell.system.as_str() == system);
    let cloud = |cell: &Cell| document.clouds.get(&cell.cloud).map(|cloud| cloud.label.clone());
    let cells: Vec<String> = cells.filter_map(|cell| Some(format!("{}: {}", cloud(cell)?, cell.text))).collect();
    let label = document.systems.iter().find(|(id, _)| id.as_str() == system);
    let label = label.map_or("any system", |(_, system)| system.label.as_str());
    (!cells.is_empty()).then(|| format!("cells of {label} ({})", cells.join(", ")))
}

/// A rule becomes a link to its page, a row its cells; a step must be one.
fn link(answer: &str, document: &PolicyDocument) -> Result<String, Failure> {
    let missing = || Failure::new(format!("core/policy/seed.toml: there is no {answer}"));
    match answer.split_once(' ') {
        Some(("rule", id)) => {
            let known = document.rules.iter().any(|rule| rule.id.as_str() == id);
            known.then(|| format!("[{id}]({})", page(id))).ok_or_else(missing)
        }
        Some(("row", place)) => {
            let (source, system) = place.split_once(' ').ok_or_else(missing)?;
            row(source, system, document).ok_or_else(missing)
        }
        Some(("step", name)) if !Action::WORDS.contains(&name) => Err(missing()),
        _ => Ok(answer.to_owned()),
    }
}

fn page(id: &str) -> String {
    format!("../core/policy/rules/{id}.md")
}

fn rules(text: &mut String, document: &PolicyDocument) {
    text.push_str("\n## Rules\n\n| rule | severity | what it defends | source |\n|---|---|---|---|\n");
    let mut rules: Vec<&Rule> = document.rules.iter().collect();
    rules.sort_by_key(|rule| (std::cmp::Reverse(rule.severity), rule.id.clone()));
    for rule in rules {
        let title = document.sources.get(&rule.source.from).map(|source| source.title.as_str()).unwrap_or_default();
        let _ = writeln!(
            text,
            "| [{}]({}) | {} | {} | {title} |",
            rule.id,
            page(rule.id.as_str()),
            rule.severity.as_str(),
            rule.title
        );
    }
}

/// What rules can compare, the built-in ones and an organisation's own.
fn facts(text: &mut String) {
    text.push_str("\n## Facts\n\nWhat `when` and `require` of a rule compare.\n\n| fact | values | what it says |\n|---|---|---|\n");
    for fact in FactName::ALL {
        let values = match fact.kind() {
            FactKind::Text(Vocabulary::Words(words)) => format!("`{}`", words.join("`, `")),
            FactKind::Text(Vocabulary::Free) => "any text".to_owned(),
            FactKind::Text(Vocabulary::Clouds) => "a cloud's id".to_owned(),
            FactKind::Text(Vocabulary::Systems) => "a system's id".to_owned(),
            FactKind::Text(Vocabulary::Agents) => "an agent's id".to_owned(),
            FactKind::Text(Vocabulary::Rules) => "a rule's id, or `none`".to_owned(),
            FactKind::Flag => "`true`, `false`".to_owned(),
            FactKind::Version => "a version".to_owned(),
            FactKind::Date => "a day".to_owned(),
            FactKind::Number => "a number".to_owned(),
            FactKind::Answer => "`true`, `false`, or a word".to_owned(),
        };
        let _ = writeln!(text, "| `{}` | {values} | {} |", fact.as_str(), fact.meaning().trim());
    }
}

/// What `answers` may hold, and the facts that follow.
fn answers(text: &mut String, document: &PolicyDocument) {
    text.push_str("\n## Answers\n\nWhat `answers` may hold. An organisation's policy adds to the list, and its rules compare `answers.ID`.\n\n| fact | values | what it says | asked by |\n|---|---|---|---|\n");
    for (id, question) in document.answers() {
        let values = match question.kind {
            Some(AnswerKind::Choice) => format!("`{}`", question.choices.join("`, `")),
            Some(AnswerKind::Number) => "a whole number".to_owned(),
            Some(AnswerKind::Version) => "a version, or `none`".to_owned(),
            Some(AnswerKind::YesNo) | None => "`true`, `false`".to_owned(),
        };
        let meaning = question.meaning.as_deref().unwrap_or_default();
        let _ = writeln!(text, "| `answers.{id}` | {values} | {meaning} | {} |", question.ask);
    }
}

fn publishers(text: &mut String, document: &PolicyDocument) {
    text.push_str("\n## Publishers of images\n\n| publisher | goes by |\n|---|---|\n");
    for publisher in document.publishers.values() {
        let names: Vec<String> = publisher
            .names
            .iter()
            .map(|(cloud, names)| {
                let cloud = document.clouds.get(cloud).map_or(cloud.as_str(), |cloud| cloud.label.as_str());
                format!("{cloud}: `{}`", names.join("`, `"))
            })
            .collect();
        let _ = writeln!(text, "| {} | {} |", publisher.label, names.join("; "));
    }
}

fn sources(text: &mut String, document: &PolicyDocument) {
    text.push_str("\n## Sources\n\n| source | last read |\n|---|---|\n");
    for source in document.sources.values() {
        let _ = writeln!(text, "| [{}]({}) | {} |", source.title, source.url, source.checked_on);
    }
}
