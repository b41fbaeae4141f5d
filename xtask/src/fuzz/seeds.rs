//! Where a fuzzer begins: inputs that are right, made of the built-in policy, and the words of the wire form.

use std::collections::BTreeSet;
use std::path::Path;

use dynaboot_core::policy::fact::{FactKind, FactName, Vocabulary};
use dynaboot_core::{CloudId, Field, Policy, SystemId, schema};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::{files, node};

/// What the probe says of a machine, as it says it.
const PROBE_LINES: [&str; 3] = [
    r#"dynaboot-probe/1 {"os": "centos", "release": "7", "arch": "arm64", "agent": "absent", "python": "2.7.5", "netTools": true, "opensslDevel": false, "downloader": "wget", "certificates": false, "cloudInit": "19.4", "userDataRuns": true, "administratorUser": true}"#,
    "$ sh probe.sh\r\ndynaboot-probe/1 {\"os\": \"debian\", \"release\": \"12\", \"python\": \"none\", \"agent\": \"present\"}\r\n$ ",
    r#"dynaboot-probe/1 {"os": "windows", "release": "2016", "arch": "x86_64", "downloader": null}"#,
];

/// Puts inputs where the fuzzer of this name begins, and words where it finds them.
pub(super) fn plant(name: &str, corpus: &Path, words: &Path) -> Result<(), Failure> {
    let policy = Policy::builtin().map_err(|cause| Failure::new(cause.to_string()))?;
    files::make_directory(corpus)?;
    let inputs: Vec<String> = match name {
        "probe" => PROBE_LINES.map(str::to_owned).into(),
        "policies" => policies(&policy)?.iter().map(Value::to_string).collect(),
        _ => examples(&policy).map(ToString::to_string).collect(),
    };
    for input in inputs {
        files::write(&corpus.join(node::fingerprint(input.as_bytes())), input)?;
    }
    let list = dictionary(&policy);
    let lines = list.iter().fold(String::new(), |lines, word| format!("{lines}\"\\\"{word}\\\"\"\n"));
    files::write(words, lines)
}

/// The choices of the rules' examples.
fn examples(policy: &Policy) -> impl Iterator<Item = &Value> {
    policy.document().rules.iter().flat_map(|rule| &rule.examples).map(|example| &example.choices)
}

/// Policies with one entry each, the like of which the built-in one has; asked for what an example asks.
fn policies(policy: &Policy) -> Result<Vec<Value>, Failure> {
    let document = serde_json::to_value(policy.document())
        .map_err(|cause| Failure::new(format!("cannot write the policy as JSON: {cause}")))?;
    let mut list = Vec::new();
    let mut add = |place: &str, given: Value, choices: &Value| {
        list.push(json!({ "policy": { "name": "acme", "version": "1", place: given }, "choices": choices }));
    };
    for rule in document.get("rules").and_then(Value::as_array).into_iter().flatten() {
        let mut rule = rule.clone();
        let choices = rule.pointer("/examples/0/choices").cloned().unwrap_or_default();
        let id = rule.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        add("change", json!({ &id: { "severity": "warning" } }), &choices);
        if let Some(entry) = rule.get_mut("id") {
            *entry = json!(format!("acme-{id}"));
        }
        add("rules", json!([rule]), &choices);
    }
    let (cloud, system) = ("aws", "centos-7");
    for place in ["clouds", "systems", "publishers", "agents", "sources", "questions"] {
        for (name, entry) in document.get(place).and_then(Value::as_object).into_iter().flatten() {
            let chosen = match place {
                "clouds" => json!({ "cloud": "acme", "system": system }),
                "systems" => json!({ "cloud": cloud, "system": "acme" }),
                _ => json!({ "cloud": cloud, "system": system, "agent": { "id": "acme" } }),
            };
            // An entry that there is already is altered, one of another name is new.
            add(place, json!({ name: entry }), &chosen);
            add(place, json!({ "acme": entry }), &chosen);
        }
    }
    for cell in document.get("cells").and_then(Value::as_array).into_iter().flatten().take(20) {
        add("cells", json!([cell]), &json!({ "cloud": cloud, "system": system }));
    }
    add("base", json!("none"), &json!({}));
    Ok(list)
}

/// Fields, facts' values, ids, and every name that a policy's form has.
fn dictionary(policy: &Policy) -> BTreeSet<String> {
    let document = policy.document();
    let fields = Field::NAMES.iter().flat_map(|name| name.split('.'));
    let values = FactName::ALL.iter().flat_map(|fact| match fact.kind() {
        FactKind::Text(Vocabulary::Words(words)) => words,
        _ => &[],
    });
    let ids = document.clouds.keys().map(CloudId::as_str).chain(document.systems.keys().map(SystemId::as_str));
    let mut list: BTreeSet<String> = fields.chain(values.copied()).chain(ids).map(str::to_owned).collect();
    names(&schema::policy(document), &mut list);
    list
}

/// The names of properties, wherever a schema has them.
fn names(schema: &Value, list: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            let properties = entries.get("properties").and_then(Value::as_object);
            list.extend(properties.into_iter().flat_map(|properties| properties.keys().cloned()));
            entries.values().for_each(|value| names(value, list));
        }
        Value::Array(items) => items.iter().for_each(|value| names(value, list)),
        _ => {}
    }
}
