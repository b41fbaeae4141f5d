//! What differs between two policies.

use serde::Serialize;
use serde_json::Value;

use crate::primitives::sorted::Sorted;

/// A place at which two policies differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Difference {
    /// The place: dotted; rules by their ids, cells by agent, cloud and system.
    pub at: String,
    /// What stands there in the first one; left out when nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Json"))]
    pub from: Option<Value>,
    /// What stands there in the second one; left out when nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Json"))]
    pub to: Option<Value>,
}

/// Everything in which one document differs from another, in the order of their places.
pub(super) fn compare(one: &Value, other: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    compare_at("", Some(one), Some(other), &mut differences);
    differences
}

fn compare_at(at: &str, one: Option<&Value>, other: Option<&Value>, differences: &mut Vec<Difference>) {
    if one == other {
        return;
    }
    let (Some(left), Some(right)) = (one.and_then(entries), other.and_then(entries)) else {
        differences.push(Difference { at: at.to_owned(), from: one.cloned(), to: other.cloned() });
        return;
    };
    let keys: Sorted<&String, ()> = left.keys().chain(right.keys()).map(|key| (key, ())).collect();
    for key in keys.keys().copied() {
        let at = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
        compare_at(&at, left.get(key).copied(), right.get(key).copied(), differences);
    }
}

/// The entries of a value that has some: of an object by key, of a list of rules or cells by what names them.
fn entries(value: &Value) -> Option<Sorted<String, &Value>> {
    match value {
        Value::Object(entries) => Some(entries.iter().map(|(key, value)| (key.clone(), value)).collect()),
        Value::Array(items) if !items.is_empty() => {
            items.iter().map(|item| name(item).map(|name| (name, item))).collect()
        }
        _ => None,
    }
}

fn name(item: &Value) -> Option<String> {
    let word = |key: &str| item.get(key).and_then(Value::as_str);
    match (word("id"), word("agent"), word("cloud"), word("system"), word("rule")) {
        (Some(id), ..) => Some(id.to_owned()),
        (_, Some(agent), Some(cloud), Some(system), _) => Some(format!("{agent} {cloud} {system}")),
        (.., Some(rule)) if word("reason").is_some() => Some(rule.to_owned()),
        _ => None,
    }
}
