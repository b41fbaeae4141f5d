//! An organisation's policy laid over its base: entry by entry, with every mistake told.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::mistakes::Mistakes;
use super::organisation::{Base, Organisation, RuleChange};
use super::{PolicyDocument, limits, proof};
use crate::catalog::{Branches, Cell};
use crate::ids::SourceId;
use crate::report::RuleOff;
use crate::rule::Rule;
use crate::strict::ShapeError;

/// A policy of both.
pub(super) struct Laid {
    pub(super) document: PolicyDocument,
    pub(super) organisation: Organisation,
    /// Where the rules that the organisation gave stand in the document, in their order there.
    pub(super) rules: Vec<usize>,
}

/// Lays an organisation's policy over its base.
///
/// # Errors
/// Everything that is wrong with it, each with its path. A policy that is wrong somewhere is refused whole.
pub(super) fn lay(value: &Value, builtin: &PolicyDocument) -> Result<Laid, Vec<ShapeError>> {
    let mut mistakes = Mistakes::default();
    limits::check_value(value, &mut mistakes);
    if !mistakes.is_empty() {
        return Err(mistakes.into_list());
    }
    let Some(organisation) = mistakes.read::<Organisation>(value.clone(), "") else {
        return Err(mistakes.into_list());
    };
    let mut document = match organisation.base {
        Base::Builtin => builtin.clone(),
        Base::None => guards(builtin),
    };
    document.name.clone_from(&organisation.name);
    document.version.clone_from(&organisation.version);
    match (&organisation.default_agent, organisation.base) {
        (Some(agent), _) => document.default_agent.clone_from(agent),
        (None, Base::Builtin) => {}
        (None, Base::None) => mistakes.found("defaultAgent", "nothing", "one of the policy's agents"),
    }
    entries("sources", &organisation.sources, &mut document.sources, &mut mistakes);
    entries("clouds", &organisation.clouds, &mut document.clouds, &mut mistakes);
    entries("systems", &organisation.systems, &mut document.systems, &mut mistakes);
    entries("publishers", &organisation.publishers, &mut document.publishers, &mut mistakes);
    entries("agents", &organisation.agents, &mut document.agents, &mut mistakes);
    entries("questions", &organisation.questions, &mut document.questions, &mut mistakes);
    if let Some(options) = &organisation.options {
        document.options.clone_from(options);
    }
    for (id, change) in &organisation.change {
        let at = format!("change.{id}");
        let known = document.rules.iter().map(|rule| rule.id.as_str());
        match document.rules.iter().position(|rule| rule.id == *id) {
            Some(index) => apply(change, index, &at, &mut document, &mut mistakes),
            None => mistakes.add(ShapeError::unknown(&at, "rule", id.as_str(), known)),
        }
    }
    let cells = cells(&organisation, &mut document, &mut mistakes);
    let rules = rules(&organisation, &mut document, &mut mistakes);
    limits::check_document(&document, &mut mistakes);
    if mistakes.is_empty() {
        proof::prove(&organisation, &cells, &rules, &document, &mut mistakes);
    }
    if mistakes.is_empty() { Ok(Laid { document, organisation, rules }) } else { Err(mistakes.into_list()) }
}

/// The policy that holds nothing but what keeps a script whole: its rules, and what these are taken from.
fn guards(builtin: &PolicyDocument) -> PolicyDocument {
    let rules: Vec<Rule> = builtin.rules.iter().filter(|rule| rule.guard).cloned().collect();
    let cited = |id: &SourceId| rules.iter().any(|rule| rule.source.from == *id);
    PolicyDocument {
        sources: builtin
            .sources
            .iter()
            .filter(|(id, _)| cited(id))
            .map(|(id, entry)| (id.clone(), entry.clone()))
            .collect(),
        clouds: BTreeMap::new(),
        systems: BTreeMap::new(),
        publishers: BTreeMap::new(),
        agents: BTreeMap::new(),
        cells: Vec::new(),
        options: Branches::default(),
        rules,
        ..builtin.clone()
    }
}

/// Lays entries of a catalog over those of the base.
fn entries<K, V>(name: &str, given: &BTreeMap<String, Value>, catalog: &mut BTreeMap<K, V>, mistakes: &mut Mistakes)
where
    K: Ord + Borrow<str> + for<'a> From<&'a str>,
    V: Serialize + DeserializeOwned,
{
    for (id, value) in given {
        let at = format!("{name}.{id}");
        let known = catalog.get(id.as_str());
        if value.is_null() {
            if known.is_none() {
                let kind = name.trim_end_matches('s');
                mistakes.add(ShapeError::unknown(&at, kind, id, catalog.keys().map(Borrow::borrow)));
            }
            catalog.remove(id.as_str());
        } else if let Some(entry) = mistakes.read(over(known, value), &at) {
            catalog.insert(K::from(id), entry);
        }
    }
}

/// The cells, each laid over the one of the same place; gives where each went.
fn cells(organisation: &Organisation, document: &mut PolicyDocument, mistakes: &mut Mistakes) -> Vec<usize> {
    let PolicyDocument { cells, agents, clouds, systems, .. } = document;
    // With a cloud, a system or an agent that was taken away, its cells go.
    cells.retain(|cell| {
        let row = cell.system.as_str() == "*" || systems.contains_key(&cell.system);
        row && agents.contains_key(&cell.agent) && clouds.contains_key(&cell.cloud)
    });
    let mut places = Vec::new();
    for (index, value) in organisation.cells.iter().enumerate() {
        let named = |key: &str| value.get(key).and_then(Value::as_str);
        let is_it = |cell: &Cell| {
            named("agent") == Some(cell.agent.as_str())
                && named("cloud") == Some(cell.cloud.as_str())
                && named("system") == Some(cell.system.as_str())
        };
        places.extend(lay_item(value, &format!("cells.{index}"), cells, is_it, mistakes));
    }
    places
}

/// The rules, each laid over the one of the same id; gives where each went.
fn rules(organisation: &Organisation, document: &mut PolicyDocument, mistakes: &mut Mistakes) -> Vec<usize> {
    let mut places = Vec::new();
    for (index, value) in organisation.rules.iter().enumerate() {
        let at = format!("rules.{index}");
        let id = value.get("id").and_then(Value::as_str).unwrap_or_default();
        if let Some(guard) = document.rules.iter().find(|rule| rule.guard && rule.id.as_str() == id) {
            mistakes.found(
                &format!("{at}.id"),
                &format!("`{}`, which guards the script", guard.id),
                "a rule that may be altered",
            );
        } else if document.off.iter().any(|off| off.rule == id) {
            mistakes.found(&format!("{at}.id"), &format!("`{id}`, which `change` switches off"), "a rule that is on");
        } else if value.get("guard").is_some() {
            mistakes.found(&format!("{at}.guard"), "something", "nothing: only the built-in policy has guards");
        } else {
            places.extend(lay_item(value, &at, &mut document.rules, |rule: &Rule| rule.id.as_str() == id, mistakes));
        }
    }
    places
}

/// Lays an item over the one that it means, or adds it; gives its place in the list.
fn lay_item<T: Serialize + DeserializeOwned>(
    value: &Value,
    at: &str,
    list: &mut Vec<T>,
    is_it: impl Fn(&T) -> bool,
    mistakes: &mut Mistakes,
) -> Option<usize> {
    let place = list.iter().position(is_it);
    let known = place.and_then(|place| list.get_mut(place));
    let laid = over(known.as_deref(), value);
    let item = mistakes.read(laid, at)?;
    if let (Some(place), Some(known)) = (place, known) {
        *known = item;
        Some(place)
    } else {
        list.push(item);
        Some(list.len() - 1)
    }
}

fn apply(change: &RuleChange, index: usize, at: &str, document: &mut PolicyDocument, mistakes: &mut Mistakes) {
    let Some(rule) = document.rules.get_mut(index) else { return };
    let reason = change.off.as_deref().map(str::trim);
    match (change.severity, reason) {
        _ if rule.guard => mistakes.found(at, "a rule that guards the script", "a rule that may be changed"),
        (Some(_), Some(_)) => mistakes.found(at, "both", "`severity` or `off`"),
        (None, None) => mistakes.found(at, "nothing", "`severity` or `off`"),
        (None, Some("")) => mistakes.found(&format!("{at}.off"), "no reason", "the reason, which every answer shows"),
        (Some(severity), None) => rule.severity = severity,
        (None, Some(reason)) => {
            let off = RuleOff { rule: rule.id.to_string(), reason: reason.to_owned() };
            document.off.push(off);
            document.rules.remove(index);
        }
    }
}

/// A value laid over what is there: objects key by key, `null` takes away, everything else takes its place. This is
/// JSON Merge Patch (RFC 7396). A term of a rule is one comparison, so it is taken as a whole.
fn over<T: Serialize>(known: Option<&T>, value: &Value) -> Value {
    let known = known.and_then(|known| serde_json::to_value(known).ok());
    merge(known.unwrap_or_default(), value, &[])
}

fn merge(known: Value, value: &Value, path: &[&str]) -> Value {
    let (Value::Object(changes), false) = (value, matches!(path, ["when" | "require"])) else { return value.clone() };
    let mut entries = match known {
        Value::Object(entries) => entries,
        _ => serde_json::Map::new(),
    };
    for (key, change) in changes {
        if change.is_null() {
            entries.remove(key);
            continue;
        }
        let inner = entries.remove(key).unwrap_or_default();
        let path: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
        entries.insert(key.clone(), merge(inner, change, &path));
    }
    Value::Object(entries)
}
