//! Policies as large as they may be, each in one way. The suite holds each bound at its edge, the bench measures what it takes there.

use std::sync::OnceLock;

use dynaboot_core::Policy;
use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::policy::rule::{Leaf, Rule};
use serde_json::{Value, json};

/// A bound: how much there may be, and a policy that has so much of it.
pub(crate) struct Bound {
    pub(crate) name: &'static str,
    pub(crate) most: usize,
    pub(crate) made: fn(usize) -> Value,
}

/// Each of them is taken at its bound.
pub(crate) const BOUNDS: [Bound; 14] = [
    Bound { name: "values", most: 200_000, made: values },
    Bound { name: "bytes of text", most: 4 << 20, made: text },
    Bound { name: "comparisons", most: 10_000, made: terms },
    Bound { name: "bytes to compare with", most: 256 << 10, made: globs },
    Bound { name: "rules", most: 1_000, made: rules },
    Bound { name: "examples", most: 2_000, made: examples },
    Bound { name: "other rules of examples", most: 10_000, made: others },
    Bound { name: "aliases of clouds", most: 2_000, made: cloud_aliases },
    Bound { name: "aliases of systems", most: 2_000, made: system_aliases },
    Bound { name: "places of a table", most: 10_000, made: places },
    Bound { name: "cells", most: 10_000, made: cells },
    Bound { name: "names of publishers", most: 5_000, made: names },
    Bound { name: "questions", most: 200, made: questions },
    Bound { name: "words of a recipe", most: 200, made: recipe },
];

/// What the built-in policy has already, and each policy here is laid over.
fn base() -> &'static PolicyDocument {
    static BASE: OnceLock<Policy> = OnceLock::new();
    BASE.get_or_init(|| Policy::builtin().unwrap_or_else(|unread| panic!("{unread:?}"))).document()
}

fn acme(more: Value) -> Value {
    let mut value = json!({ "name": "acme", "version": "3" });
    if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more) {
        all.extend(more);
    }
    value
}

fn source() -> Value {
    json!({ "from": "dynaboot" })
}

fn rule(index: usize, require: &Value) -> Value {
    json!({ "id": format!("acme-{index}"), "title": "Acme's", "severity": "note", "when": { "cloud": ["aws"] }, "require": require,
            "message": "no", "why": "It is so.", "todo": "Do it.", "source": source() })
}

fn entries(count: usize, entry: impl Fn(usize) -> Value) -> Value {
    Value::Object((0..count).map(|index| (format!("x{index}"), entry(index))).collect())
}

fn listed(count: usize, item: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..count).map(item).collect()
}

/// One rule that compares a text with ever so many.
fn values(count: usize) -> Value {
    let with = |words: usize| acme(json!({ "rules": [rule(0, &json!({ "store.url": vec!["b"; words] }))] }));
    with(count - counted(&with(0)))
}

fn counted(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(counted).sum(),
        Value::Object(entries) => entries.values().map(counted).sum::<usize>(),
        _ => 0,
    }
}

/// Rules with long explanations.
fn text(bytes: usize) -> Value {
    let rules = 900;
    let mut value = self::rules(rules);
    (0..rules).for_each(|index| value["rules"][index]["why"] = json!(""));
    let own = bytes - letters(&value);
    (0..rules).for_each(|index| value["rules"][index]["why"] = json!("a".repeat((own + index) / rules)));
    value
}

fn letters(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(letters).sum(),
        Value::Object(entries) => entries.iter().map(|(key, entry)| key.len() + letters(entry)).sum(),
        _ => 0,
    }
}

/// Rules with a hundred ways each to be kept, none of which is.
fn terms(count: usize) -> Value {
    let here = |rule: &Rule| rule.when.0.len() + rule.require.0.iter().map(|terms| terms.0.len()).sum::<usize>();
    let own = rest(count, base().rules.iter().map(here));
    // Each rule compares the cloud too.
    let ways = |index: usize, ways: usize| {
        rule(index, &json!({ "anyOf": listed(ways, |way| json!({ "store.url": [format!("*{way}")] })) }))
    };
    let (whole, left) = ((own - 2) / 101, (own - 2) % 101);
    let mut rules = listed(whole, |index| ways(index, 100));
    rules.push(ways(whole, left + 1));
    acme(json!({ "rules": rules }))
}

/// Texts to compare with that nearly fit everywhere.
fn globs(bytes: usize) -> Value {
    let document = base();
    let given = document.systems.values().flat_map(|system| system.image_ids.values().flatten());
    let fields = document.clouds.values().flat_map(|cloud| {
        let resets = cloud.resets.iter().flat_map(|reset| &reset.systems);
        cloud.deliveries.iter().flat_map(|delivery| &delivery.systems).chain(resets)
    });
    let leaves = document
        .rules
        .iter()
        .flat_map(|rule| rule.when.0.iter().chain(rule.require.0.iter().flat_map(|terms| &terms.0)));
    let compared =
        leaves.filter_map(|(_, leaf)| if let Leaf::OneOf(globs) = leaf { Some(globs) } else { None }).flatten();
    let own = rest(bytes, given.chain(fields).chain(compared).map(String::len));
    // Each rule compares the cloud too, by three bytes.
    let nearly = |bytes: usize| format!("*{}b", "a".repeat(bytes - 2));
    let each = 3 + 20 * 256;
    let (whole, left) = (own / each, own % each);
    let mut rules = listed(whole, |index| rule(index, &json!({ "store.url": vec![nearly(256); 20] })));
    let mut last = vec![nearly(256); (left - 3) / 256];
    last.push("b".repeat((left - 3) % 256));
    rules.push(rule(whole, &json!({ "store.url": last })));
    acme(json!({ "rules": rules }))
}

/// Rules that all find something.
fn rules(count: usize) -> Value {
    acme(json!({ "rules": listed(count, |index| rule(index, &json!({ "store.url": ["ftp:*"] }))) }))
}

/// Rules that many examples break, the choices of each written out.
fn examples(count: usize) -> Value {
    let own = rest(count, base().rules.iter().map(|rule| rule.examples.len()));
    with_examples(100, |index| listed((own + index) / 100, |_| json!({ "rule": "fires", "choices": over_http() })))
}

/// Rules that one example breaks together with all others.
fn others(count: usize) -> Value {
    let named = base().rules.iter().flat_map(|rule| &rule.examples);
    let own = rest(count, named.map(|example| example.also.len()));
    let rules = 150;
    with_examples(rules, |index| {
        let also =
            (0..rules).filter(|other| *other != index).take((own + index) / rules).map(|other| format!("acme-{other}"));
        vec![json!({ "rule": "fires", "also": also.collect::<Vec<_>>(), "choices": over_http() })]
    })
}

fn with_examples(count: usize, shown: impl Fn(usize) -> Vec<Value>) -> Value {
    let mut value = rules(count);
    (0..count).for_each(|index| value["rules"][index]["examples"] = shown(index).into());
    value
}

fn cloud_aliases(count: usize) -> Value {
    let own = rest(count, base().clouds.values().map(|cloud| cloud.aliases.len()));
    acme(json!({ "clouds": { "acme-cloud": { "label": "Acme", "aliases": numbered("also", own) } } }))
}

fn system_aliases(count: usize) -> Value {
    let own = rest(count, base().systems.values().map(|system| system.aliases.len()));
    let mut system = system(0);
    system["aliases"] = json!(numbered("also", own));
    acme(json!({ "systems": { "acme-linux": system } }))
}

/// As many clouds and systems as have so many places together.
fn places(count: usize) -> Value {
    let (clouds, systems) = (base().clouds.len(), base().systems.len());
    let divides = |all: &usize| count.is_multiple_of(*all) && (systems..=500).contains(&(count / all));
    let all = (clouds..=100).find(divides).unwrap_or_else(|| panic!("{count} places are no table"));
    acme(json!({
        "clouds": entries(all - clouds, |index| json!({ "label": format!("Cloud {index}") })),
        "systems": entries(count / all - systems, system),
    }))
}

fn cells(count: usize) -> Value {
    let own = rest(count, [base().cells.len()].into_iter());
    let (clouds, systems): (Vec<_>, Vec<_>) = (base().clouds.keys().collect(), base().systems.keys().collect());
    let table = clouds.len() * systems.len();
    let cell = |index: usize| {
        let (cloud, system) = (clouds[index % table / systems.len()], systems[index % systems.len()]);
        json!({ "agent": format!("x{}", index / table), "cloud": cloud, "system": system, "text": "Yes", "support": "supported",
                "source": { "from": "dynaboot", "sentence": "a".repeat(200) } })
    };
    acme(json!({ "agents": entries(own / table + 1, |_| agent(1, "cells")), "cells": listed(own, cell) }))
}

fn names(count: usize) -> Value {
    let own = rest(count, base().publishers.values().flat_map(|publisher| publisher.names.values()).map(Vec::len));
    acme(json!({ "publishers": { "acme": {
        "label": "Acme", "names": { "aws": numbered("acme", own) }, "systems": ["debian-*"], "source": source(),
    } } }))
}

/// Questions that contest each other: how one is answered says how the next has to be.
fn questions(count: usize) -> Value {
    let own = rest(count, [base().questions.len()].into_iter());
    let fact = |index: usize| format!("answers.x{}", index % own);
    let mut rules = listed(2 * own, |index| {
        let mut rule = rule(index, &json!({ fact(index / 2 + 1): index % 2 == 1 }));
        rule["when"] = json!({ fact(index / 2): index % 2 == 0 });
        rule
    });
    for rule in &mut rules {
        rule["severity"] = json!("error");
    }
    acme(
        json!({ "questions": entries(own, |index| json!({ "kind": "yesNo", "ask": format!("Question {index}?") })), "rules": rules }),
    )
}

/// As many agents as there may be, with as many words each.
fn recipe(count: usize) -> Value {
    let agents = 100 - base().agents.len();
    // Beside its words a recipe has a path, a bundle and a service.
    acme(json!({ "agents": entries(agents, |_| agent(count - 3, "mechanics")) }))
}

fn agent(words: usize, table: &str) -> Value {
    json!({ "label": "Acme", "table": table, "packageStore": false, "settings": [], "source": source(),
            "linux": { "present": ["/opt/acme/bin"], "bundle": "{bundleStore}", "install": vec!["x"; words], "arches": ["x86_64"] } })
}

fn system(index: usize) -> Value {
    json!({ "label": format!("Acme Linux {index}"), "family": "linux", "source": source() })
}

fn numbered(name: &str, count: usize) -> Vec<String> {
    (0..count).map(|index| format!("{name}-{index}")).collect()
}

/// Choices that are ready, with a store that no rule here likes.
fn over_http() -> Value {
    json!({
        "cloud": "aws", "system": "debian-12", "today": "2026-11-22",
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./install", "presentPath": "/opt/agent" } },
        "bundleStore": { "url": "http://store.example.com/agent.tar.gz" }, "answers": { "userDataRuns": true },
    })
}

/// What may be added to what the built-in policy has.
fn rest(most: usize, here: impl Iterator<Item = usize>) -> usize {
    most - here.sum::<usize>()
}
