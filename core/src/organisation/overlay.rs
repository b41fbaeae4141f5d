//! An organisation's policy laid over its base: entry by entry, with every mistake told.
//!
//! Both are JSON here. What comes out is read into types like the built-in policy itself: one reader, one set of code.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::form::{Base, Organisation, RuleChange};
use super::keyed::{Keyed, merge};
use super::limits;
use crate::choices::field::{Field, is_answer_id};
use crate::policy::QuestionText;
use crate::policy::catalog::{Agent, Cell, Cloud, Publisher, SourceEntry, System};
use crate::policy::fact::FactName;
use crate::policy::rule::Rule;
use crate::primitives::strict::ShapeError;
use crate::proof::mistakes::Mistakes;
use crate::proof::scope::{Listed, Scope};

/// A policy of both.
pub(super) struct Laid {
    pub(super) document: Value,
    pub(super) organisation: Organisation,
    /// Where the organisation's cells stand in the document.
    pub(super) cells: Vec<usize>,
    /// Where its rules stand there, in their order in its own.
    pub(super) rules: Vec<usize>,
}

impl Laid {
    /// What of it the organisation gave.
    pub(super) fn given(&self) -> Scope<'_> {
        fn names(catalog: &BTreeMap<String, Value>) -> Vec<&str> {
            catalog.keys().map(String::as_str).collect()
        }
        let listed = |positions: &[usize]| {
            let numbered = positions.iter().enumerate();
            numbered.map(|(index, position)| Listed { index, position: *position }).collect()
        };
        let given = &self.organisation;
        // An altered rule need not do any more what the examples of the base say.
        let own = given.rules.iter().enumerate().filter(|(_, rule)| rule.get("examples").is_some());
        Scope {
            sources: names(&given.sources),
            clouds: names(&given.clouds),
            systems: names(&given.systems),
            publishers: names(&given.publishers),
            agents: names(&given.agents),
            questions: given
                .questions
                .iter()
                .map(|(name, given)| (name.as_str(), given.get("kind").is_some()))
                .collect(),
            cells: listed(&self.cells),
            rules: listed(&self.rules),
            tried: own.map(|(index, _)| index).collect(),
        }
    }
}

/// Lays an organisation's policy over its base.
///
/// # Errors
/// Everything whose shape is wrong, each with its path.
pub(super) fn lay(value: &Value, builtin: Value) -> Result<Laid, Vec<ShapeError>> {
    let mut mistakes = Mistakes::default();
    limits::check_value(value, &mut mistakes);
    if !mistakes.is_empty() {
        return Err(mistakes.into_list());
    }
    let Some(organisation) = mistakes.read::<Organisation>(value.clone(), "") else {
        return Err(mistakes.into_list());
    };
    if !limits::check_given(value, &mut mistakes) {
        return Err(mistakes.into_list());
    }
    let Value::Object(mut document) = builtin else { return Err(mistakes.into_list()) };
    if organisation.base == Base::None {
        keep_guards(&mut document);
        if organisation.default_agent.is_none() {
            mistakes.found("defaultAgent", "nothing", "one of the policy's agents");
        }
    }
    for (key, given) in [("name", &organisation.name), ("version", &organisation.version)] {
        document.insert(key.to_owned(), json!(given));
    }
    for key in ["defaultAgent", "options"] {
        if let Some(given) = value.get(key).filter(|given| !given.is_null()) {
            document.insert(key.to_owned(), given.clone());
        }
    }
    entries::<SourceEntry>("sources", &mut document, value, &mut mistakes);
    moved(value, &mut mistakes);
    entries::<Cloud>("clouds", &mut document, value, &mut mistakes);
    entries::<System>("systems", &mut document, value, &mut mistakes);
    entries::<Publisher>("publishers", &mut document, value, &mut mistakes);
    entries::<Agent>("agents", &mut document, value, &mut mistakes);
    let base_questions = document.get("questions").cloned().unwrap_or_default();
    questions(&mut document, value, &mut mistakes);
    let mut rules = list(&mut document, "rules");
    let mut off = Vec::new();
    for (id, change) in &organisation.change {
        apply(change, id.as_str(), &mut rules, &mut off, &mut mistakes);
    }
    let mut rules = Keyed::new(rules, |rule| [word(rule, "id"), "", ""]);
    let rule_places = lay_rules(&organisation, &base_questions, &mut rules, &off, &mut mistakes);
    let (cells, cell_places) = lay_cells(&organisation, &mut document, &mut mistakes);
    document.insert("rules".to_owned(), Value::Array(rules.items));
    document.insert("cells".to_owned(), Value::Array(cells));
    if !off.is_empty() {
        document.insert("off".to_owned(), Value::Array(off));
    }
    if !mistakes.is_empty() {
        return Err(mistakes.into_list());
    }
    Ok(Laid { document: Value::Object(document), organisation, cells: cell_places, rules: rule_places })
}

fn list(document: &mut Map<String, Value>, key: &str) -> Vec<Value> {
    match document.remove(key) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn word<'a>(entry: &'a Value, key: &str) -> &'a str {
    entry.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn is_guard(rule: &Value) -> bool {
    rule.get("guard") == Some(&Value::Bool(true))
}

/// Leaves of the built-in policy what keeps a script whole: its rules, and what these are taken from.
fn keep_guards(document: &mut Map<String, Value>) {
    let mut rules = list(document, "rules");
    rules.retain(is_guard);
    if let Some(Value::Object(sources)) = document.get_mut("sources") {
        let cites = |rule: &Value, id: &str| rule.get("source").is_some_and(|source| word(source, "from") == id);
        let is_cited = |id: &&String| rules.iter().any(|rule| cites(rule, id));
        for id in sources.keys().filter(|id| !is_cited(id)).cloned().collect::<Vec<_>>() {
            sources.remove(&id);
        }
    }
    for key in ["clouds", "systems", "publishers", "agents"] {
        document.insert(key.to_owned(), json!({}));
    }
    document.insert("cells".to_owned(), json!([]));
    document.insert("options".to_owned(), json!({ "supported": [], "unsupported": [] }));
    document.insert("rules".to_owned(), Value::Array(rules));
}

/// A delivery once said about its field what the field says now.
fn moved(value: &Value, mistakes: &mut Mistakes) {
    for (id, cloud) in value.get("clouds").and_then(Value::as_object).into_iter().flatten() {
        let deliveries = cloud.get("deliveries").and_then(Value::as_array).into_iter().flatten();
        for (index, delivery) in deliveries.enumerate() {
            for key in ["kind", "otherFields", "limit", "countedAs", "encoded"] {
                if delivery.get(key).is_some() {
                    let at = format!("clouds.{id}.deliveries.{index}.{key}");
                    let expected = format!("`{key}` in `clouds.{id}.fields`, in the one that the delivery names");
                    mistakes.found(&at, "what a field says", &expected);
                }
            }
        }
    }
}

/// Lays entries of a catalog over those of the base, each held against its type.
fn entries<T: DeserializeOwned>(name: &str, document: &mut Map<String, Value>, given: &Value, mistakes: &mut Mistakes) {
    let given = given.get(name).and_then(Value::as_object);
    let Some(Value::Object(catalog)) = document.get_mut(name) else { return };
    let kind = name.trim_end_matches('s');
    for (id, value) in given.into_iter().flatten() {
        let at = format!("{name}.{id}");
        let owner = if catalog.contains_key(id) { None } else { owner(catalog, given, id) };
        match (value, owner) {
            (Value::Null, Some(owner)) => mistakes.add(ShapeError::instead(&at, kind, id, owner)),
            (_, Some(owner)) => {
                let found = format!("`{id}`, which is an alias of `{owner}`");
                mistakes.found(&at, &found, &format!("`{owner}`, or an id that is no alias"));
            }
            (Value::Null, None) => {
                if catalog.remove(id).is_none() && mistakes.wants(&at) {
                    mistakes.add(ShapeError::unknown(&at, kind, id, catalog.keys().map(String::as_str)));
                }
            }
            (value, None) => {
                let entry = merge(catalog.remove(id), value);
                mistakes.read::<T>(entry.clone(), &at);
                catalog.insert(id.clone(), entry);
            }
        }
    }
}

/// The entry of the base that has a word as an alias, unless the organisation gives it other ones.
fn owner<'a>(catalog: &'a Map<String, Value>, given: Option<&Map<String, Value>>, word: &str) -> Option<&'a str> {
    let has = |entry: &Value| entry.get("aliases")?.as_array().map(|aliases| aliases.iter().any(|alias| alias == word));
    let own = |id: &str| given?.get(id).filter(|entry| entry.is_null() || entry.get("aliases").is_some());
    let (id, _) = catalog.iter().find(|(id, entry)| has(own(id).unwrap_or(entry)) == Some(true))?;
    Some(id)
}

/// Lays questions over those of the base. An answer may be named by its id alone; how one of the base is given stays.
fn questions(document: &mut Map<String, Value>, given: &Value, mistakes: &mut Mistakes) {
    let given = given.get("questions").and_then(Value::as_object);
    let Some(Value::Object(catalog)) = document.get_mut("questions") else { return };
    for (name, value) in given.into_iter().flatten() {
        let at = format!("questions.{name}");
        let full = question_name(name, value, catalog);
        let known = catalog.remove(&full);
        let fixed = known.as_ref().filter(|known| known.get("kind").is_some()).cloned();
        let changed = |known: &Value, key: &str| value.get(key).is_some_and(|given| Some(given) != known.get(key));
        if let Some(known) = fixed.as_ref().filter(|_| value.is_null()) {
            mistakes.found(&at, "nothing", "a question, which the base asks");
            catalog.insert(full, known.clone());
        } else if value.is_null() {
            if known.is_none() && mistakes.wants(&at) {
                mistakes.add(ShapeError::unknown(&at, "question", name, catalog.keys().map(String::as_str)));
            }
        } else if let Some(key) =
            fixed.as_ref().and_then(|known| ["kind", "choices"].into_iter().find(|key| changed(known, key)))
        {
            mistakes.found(&format!("{at}.{key}"), "something else than in the base", "what the base says, or nothing");
            catalog.extend(known.map(|known| (full, known)));
        } else {
            let entry = merge(known, value);
            mistakes.read::<QuestionText>(entry.clone(), &at);
            catalog.insert(full, entry);
        }
    }
}

/// The name under which a question stands: a field's, of which an answer's may be its id alone.
pub(super) fn question_name(name: &str, question: &Value, catalog: &Map<String, Value>) -> String {
    let full = format!("answers.{name}");
    let is_answer = question.get("kind").is_some() || catalog.contains_key(&full);
    if name.parse::<Field>().is_err() && is_answer_id(name) && is_answer { full } else { name.to_owned() }
}

/// A rule with the answers of the base named in full: what rules called them before they were a list goes on.
fn in_full(rule: &Value, questions: &Value) -> Value {
    let name = |key: String| {
        let full = format!("answers.{key}");
        if FactName::named(&key).is_none() && questions.get(&full).is_some() { full } else { key }
    };
    let terms = |terms: &mut Value| {
        if let Value::Object(entries) = terms {
            // One by one: to collect a tree brings the code in that sorts its entries first.
            for (key, value) in std::mem::take(entries) {
                entries.insert(name(key), value);
            }
        }
    };
    let mut rule = rule.clone();
    for key in ["when", "require"] {
        let Some(condition) = rule.get_mut(key) else { continue };
        terms(condition);
        condition.get_mut("anyOf").and_then(Value::as_array_mut).into_iter().flatten().for_each(terms);
    }
    rule
}

/// The cells, each laid over the one of the same place; gives where each went.
fn lay_cells(
    organisation: &Organisation,
    document: &mut Map<String, Value>,
    mistakes: &mut Mistakes,
) -> (Vec<Value>, Vec<usize>) {
    let mut cells = list(document, "cells");
    let has = |catalog: &str, id: &str| document.get(catalog).is_some_and(|catalog| catalog.get(id).is_some());
    // With a cloud, a system or an agent that was taken away, its cells go.
    cells.retain(|cell| {
        let row = word(cell, "system") == "*" || has("systems", word(cell, "system"));
        row && has("agents", word(cell, "agent")) && has("clouds", word(cell, "cloud"))
    });
    let mut cells = Keyed::new(cells, |cell| ["agent", "cloud", "system"].map(|key| word(cell, key)));
    let mut places = Vec::new();
    for (index, given) in organisation.cells.iter().enumerate() {
        places.push(cells.lay::<Cell>(given, &format!("cells.{index}"), mistakes));
    }
    (cells.items, places)
}

/// The rules, each laid over the one of the same id; gives where each went.
fn lay_rules(
    organisation: &Organisation,
    questions: &Value,
    rules: &mut Keyed,
    off: &[Value],
    mistakes: &mut Mistakes,
) -> Vec<usize> {
    let mut places = Vec::new();
    for (index, given) in organisation.rules.iter().enumerate() {
        let at = format!("rules.{index}");
        let id = word(given, "id");
        if rules.get([id, "", ""]).is_some_and(is_guard) {
            mistakes.found(
                &format!("{at}.id"),
                &format!("`{id}`, which guards the script"),
                "a rule that may be altered",
            );
        } else if off.iter().any(|off| word(off, "rule") == id) {
            mistakes.found(&format!("{at}.id"), &format!("`{id}`, which `change` switches off"), "a rule that is on");
        } else if given.get("guard").is_some() {
            mistakes.found(&format!("{at}.guard"), "something", "nothing: only the built-in policy has guards");
        } else {
            places.push(rules.lay::<Rule>(&in_full(given, questions), &at, mistakes));
        }
    }
    places
}

fn apply(change: &RuleChange, id: &str, rules: &mut Vec<Value>, off: &mut Vec<Value>, mistakes: &mut Mistakes) {
    let at = format!("change.{id}");
    let Some(index) = rules.iter().position(|rule| word(rule, "id") == id) else {
        if mistakes.wants(&at) {
            mistakes.add(ShapeError::unknown(&at, "rule", id, rules.iter().map(|rule| word(rule, "id"))));
        }
        return;
    };
    let Some(rule) = rules.get_mut(index) else { return };
    match (change.severity, change.off.as_deref().map(str::trim)) {
        _ if is_guard(rule) => mistakes.found(&at, "a rule that guards the script", "a rule that may be changed"),
        (Some(_), Some(_)) => mistakes.found(&at, "both", "`severity` or `off`"),
        // What could not be read is told already, and is missing here.
        (None, None) if ["severity", "off"].iter().any(|key| mistakes.has(&format!("{at}.{key}"))) => {}
        (None, None) => mistakes.found(&at, "nothing", "`severity` or `off`"),
        (None, Some("")) => mistakes.found(&format!("{at}.off"), "no reason", "the reason, which every answer shows"),
        (Some(severity), None) => {
            *rule = merge(Some(rule.take()), &json!({ "severity": severity.as_str() }));
        }
        (None, Some(reason)) => {
            off.push(json!({ "rule": id, "reason": reason }));
            rules.remove(index);
        }
    }
}
