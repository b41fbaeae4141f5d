//! Policies that ask for as much work as they can. The suite counts what they are given, the bench measures what they take.

use serde_json::{Value, json};

/// A policy that means harm, and choices that it is asked with.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    pub(crate) policy: Value,
    pub(crate) choices: Value,
}

fn source() -> Value {
    json!({ "from": "dynaboot" })
}

fn policy(more: &Value) -> Value {
    let mut value = json!({ "name": "acme", "version": "3" });
    for (key, entry) in more.as_object().into_iter().flatten() {
        value[key] = entry.clone();
    }
    value
}

fn rule(id: &str, severity: &str, when: &Value, require: &Value, message: &str) -> Value {
    json!({ "id": id, "title": "Acme's", "severity": severity, "when": when, "require": require, "message": message,
            "why": "It is so.", "todo": "Do it.", "source": source() })
}

pub(crate) fn ready(store: &str) -> Value {
    json!({
        "cloud": "aws", "system": "debian-12", "today": "2026-11-22",
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./install", "presentPath": "/opt/agent" } },
        "bundleStore": { "url": store }, "answers": { "userDataRuns": true },
    })
}

fn questions(count: usize, question: &Value) -> Value {
    Value::Object((0..count).map(|index| (format!("q{index}"), question.clone())).collect())
}

/// Ten answers that must all differ, with nine words for them: only trying finds out that there is no way, and there are 9! of them.
pub(crate) fn contested() -> Attack {
    let words: Vec<String> = (0..9).map(|index| format!("w{index}")).collect();
    let fact = |index: usize| format!("answers.q{index}");
    let mut rules = Vec::new();
    for one in 0..10 {
        let wants = json!({ fact(one): words });
        rules.push(rule(&format!("wants-{one}"), "error", &json!({ "cloud": ["aws"] }), &wants, "no"));
        for (other, word) in (0..one).flat_map(|other| words.iter().map(move |word| (other, word))) {
            let others: Vec<&String> = words.iter().filter(|another| *another != word).collect();
            let id = format!("differs-{one}-{other}-{word}");
            rules.push(rule(&id, "error", &json!({ fact(one): [word] }), &json!({ fact(other): others }), "no"));
        }
    }
    let questions = questions(10, &json!({ "ask": "Which?", "kind": "choice", "choices": words }));
    let policy = policy(&json!({ "questions": questions, "rules": rules }));
    Attack { name: "contested", policy, choices: ready("https://store.example.com/agent.tar.gz") }
}

/// Each rule compares a long text with texts that nearly fit everywhere.
fn globs() -> Attack {
    let globs = vec![format!("*{}b", "a".repeat(200)); 30];
    let rules = (0..40).map(|index| {
        let require = json!({ "store.url": globs });
        rule(&format!("fits-{index}"), "warning", &json!({ "cloud": ["aws"] }), &require, "no")
    });
    let policy = policy(&json!({ "rules": rules.collect::<Vec<_>>() }));
    Attack { name: "globs", policy, choices: ready(&format!("https://store.example.com/{}", "a".repeat(4_000))) }
}

/// Each message says a long text many times.
pub(crate) fn messages() -> Attack {
    let message = "{store.url} ".repeat(32);
    let rules = (0..800).map(|index| {
        let require = json!({ "store.url": ["ftp:*"] });
        rule(&format!("says-{index}"), "note", &json!({ "cloud": ["aws"] }), &require, message.trim_end())
    });
    let policy = policy(&json!({ "rules": rules.collect::<Vec<_>>() }));
    Attack {
        name: "messages",
        policy,
        choices: ready(&format!("https://store.example.com/{}.tgz", "a".repeat(60_000))),
    }
}

/// The recipe's words name a long setting many times.
fn recipe() -> Attack {
    let mut words = vec!["{note}".repeat(32); 100];
    words.insert(0, "./setup".to_owned());
    let policy = policy(&json!({ "agents": { "acme": {
        "label": "Acme", "table": "mechanics", "packageStore": false, "source": source(),
        "settings": [{ "name": "note", "label": "Note", "ask": "Which?", "form": "command" }],
        "linux": { "present": ["/opt/acme/bin"], "bundle": "{bundleStore}", "install": words, "arches": ["x86_64"] },
    } } }));
    let mut choices = ready("https://store.example.com/agent.tar.gz");
    choices["agent"] = json!({ "id": "acme", "onImage": "absent", "settings": { "note": "a".repeat(500_000) } });
    Attack { name: "recipe", policy, choices }
}

/// Each answer to each of many questions is looked at, and all of them are open.
fn many_questions() -> Attack {
    let words: Vec<String> = (0..20).map(|index| format!("w{index}")).collect();
    let rules = (0..900).map(|index| {
        let fact = format!("answers.q{}", index % 150);
        rule(&format!("asks-{index}"), "error", &json!({ "cloud": ["aws"] }), &json!({ fact: ["w1", "w2"] }), "no")
    });
    let rules: Vec<Value> = rules.collect();
    let questions = questions(150, &json!({ "ask": "Which?", "kind": "choice", "choices": words }));
    let policy = policy(&json!({ "questions": questions, "rules": rules }));
    Attack { name: "questions", policy, choices: ready("https://store.example.com/agent.tar.gz") }
}

/// A remedy for each of many findings, each of which is tried.
fn fixes() -> Attack {
    let rules = (0..900).map(|index| {
        let require = json!({ "store.url": [format!("*nowhere-{index}*")] });
        let mut rule = rule(&format!("mends-{index}"), "warning", &json!({ "cloud": ["aws"] }), &require, "no");
        rule["fix"] = json!({ "title": "Mend it", "edits": [{ "at": "bundleStore.url", "to": format!("https://nowhere-{index}") }] });
        rule
    });
    let policy = policy(&json!({ "rules": rules.collect::<Vec<_>>() }));
    Attack { name: "fixes", policy, choices: ready("https://store.example.com/agent.tar.gz") }
}

/// Policies that load, and ask for more than an answer may take.
pub(crate) fn attacks() -> Vec<Attack> {
    vec![contested(), globs(), messages(), recipe(), many_questions(), fixes()]
}

/// Policies that would take long to load, each with the place at which it is refused; none where it loads.
pub(crate) fn loads() -> Vec<(&'static str, Value, Option<&'static str>)> {
    let cell = |index: usize| {
        json!({ "agent": format!("agent-{index}"), "cloud": "aws", "system": "debian-12", "text": "Yes", "support": "supported",
                "source": source() })
    };
    let kept = |index: usize| {
        let require = json!({ "store.url": [format!("*store-{index}*"), "*store*"] });
        rule(&format!("kept-{index}"), "note", &json!({ "cloud": ["aws"] }), &require, "no")
    };
    let globs = format!("*{}b", "a".repeat(200));
    let compares = |index: usize| {
        let require = json!({ "store.url": vec![globs.clone(); 20] });
        let mut rule = rule(&format!("compares-{index}"), "note", &json!({ "cloud": ["aws"] }), &require, "no");
        let choices = ready(&format!("https://store.example.com/{}", "a".repeat(4_000)));
        rule["examples"] = json!(vec![json!({ "rule": "fires", "choices": choices }); 30]);
        rule
    };
    let unknown = |index: usize| {
        let message = (0..30).map(|place| format!("{{unknown.{index}.{place}}}")).collect::<Vec<_>>().concat();
        rule(&format!("names-{index}"), "note", &json!({ "cloud": ["aws"] }), &json!({ "store.url": ["*"] }), &message)
    };
    let said = rule("says", "note", &json!({ "cloud": ["aws"] }), &json!({ "store.url": ["*"] }), &"{x}".repeat(5_000));
    let listed = |count: usize, item: &dyn Fn(usize) -> Value| (0..count).map(item).collect::<Vec<_>>();
    vec![
        ("too many cells", policy(&json!({ "cells": listed(20_000, &cell) })), Some("cells")),
        ("cells of agents that nobody knows", policy(&json!({ "cells": listed(9_000, &cell) })), Some("cells.0.agent")),
        ("too many rules", policy(&json!({ "rules": listed(5_000, &kept) })), Some("rules")),
        ("a text of placeholders", policy(&json!({ "rules": [said] })), Some("rules.0.message")),
        ("facts that nobody knows", policy(&json!({ "rules": listed(800, &unknown) })), Some("rules.0.message")),
        ("examples that compare", policy(&json!({ "rules": listed(25, &compares) })), Some("rules")),
        ("as many rules as there may be", policy(&json!({ "rules": listed(900, &kept) })), None),
    ]
}
