//! Each bound of a policy, at its edge: as much as there may be is taken, one more is refused, or left unfinished, with the number.

use dynaboot_core::{Choices, Policy, Verdict, check};
use serde_json::{Map, Value, json};

use super::largest::BOUNDS;
use super::{acme, ask, cited, handbook, over_http, policy};

/// What is said against a policy at a place; nothing where nothing is.
fn told(policy: &Value, place: &str) -> Option<String> {
    let refused = Policy::of_organisation(policy).err()?;
    refused.mistakes.iter().find(|mistake| mistake.path == place).map(ToString::to_string)
}

/// Holds a bound: what is made so large as it may be is not refused for that, one more is, with the number.
#[track_caller]
fn is_bound(most: usize, place: &str, made: impl Fn(usize) -> Value) {
    let number = format!("at most {most}");
    let at_bound = told(&acme(&made(most)), place);
    assert!(at_bound.as_deref().is_none_or(|told| !told.contains(&number)), "{place}: {at_bound:?}");
    let over = told(&acme(&made(most + 1)), place).unwrap_or_else(|| panic!("{place}: {} is taken", most + 1));
    assert!(over.contains(&number), "{over}");
}

fn entries(count: usize) -> Value {
    Value::Object((0..count).map(|index| (format!("x{index}"), json!({}))).collect())
}

#[test]
fn lists_and_catalogs() {
    for (name, most) in [
        ("sources", 2_000),
        ("clouds", 100),
        ("systems", 500),
        ("publishers", 500),
        ("agents", 100),
        ("change", 1_000),
        ("questions", 200),
    ] {
        is_bound(most, name, |count| json!({ name: entries(count) }));
    }
    for (name, most) in [("cells", 10_000), ("rules", 1_000)] {
        is_bound(most, name, |count| json!({ name: vec![json!({}); count] }));
    }
}

/// As large as it may be in one way, a policy loads and is answered by; with one more it is refused, and says how much there may be.
#[test]
fn what_a_policy_has_in_all() {
    for bound in &BOUNDS {
        let at_bound = (bound.made)(bound.most);
        assert_ne!(check(&Choices::default(), &policy(&at_bound)).verdict, Verdict::Ready, "{}", bound.name);
        let refused = Policy::of_organisation(&(bound.made)(bound.most + 1)).map(drop).unwrap_err();
        let number = format!("at most {}", bound.most);
        let told: Vec<String> = refused.mistakes.iter().map(ToString::to_string).collect();
        assert!(
            told.iter().all(|told| told.contains(&number)),
            "{}: nothing else is wrong with it: {told:?}",
            bound.name
        );
    }
}

#[test]
fn texts_and_depth() {
    is_bound(16 << 10, "", |count| json!({ "description": "a".repeat(count) }));
    let nested = |levels: usize| (0..levels).fold(json!("x"), |inner, _| json!([inner]));
    let refused = |levels: usize| {
        let refused = Policy::of_organisation(&acme(&json!({ "rules": nested(levels) }))).unwrap_err();
        refused.mistakes.iter().any(|mistake| mistake.to_string().contains("at most 16 levels"))
    };
    assert!(!refused(14) && refused(17));
}

fn rule(id: &str, require: &Value, message: &str) -> Value {
    json!({ "id": id, "title": "Acme's", "severity": "note", "when": { "cloud": ["aws"] }, "require": require, "message": message,
            "why": "It is so.", "todo": "Do it.", "source": { "from": "dynaboot" } })
}

#[test]
fn what_a_rule_compares_and_fills_in() {
    is_bound(
        32,
        "rules.0.message",
        |count| json!({ "rules": [rule("says", &json!({ "store.scheme": ["https"] }), &"{cloud}".repeat(count))] }),
    );
    is_bound(
        256,
        "rules",
        |count| json!({ "rules": [rule("compares", &json!({ "store.url": ["a".repeat(count)] }), "no")] }),
    );
}

#[test]
fn what_a_recipe_has() {
    let agent = |settings: usize, words: usize| {
        let setting = |index: usize| json!({ "name": format!("s{index}"), "label": "S", "ask": "S?", "form": "name" });
        json!({ "sources": handbook(), "agents": { "acme": {
            "label": "Acme", "table": "mechanics", "packageStore": false, "source": cited(),
            "settings": (0..settings).map(setting).collect::<Vec<_>>(),
            "linux": { "present": ["/opt/acme/bin"], "bundle": "{bundleStore}", "install": vec!["x"; words], "arches": ["x86_64"] },
        } } })
    };
    is_bound(64, "agents.acme.settings", |count| agent(count, 1));
    // Beside the words there are the path, the bundle and the service.
    is_bound(200, "agents.acme.linux", |count| agent(0, count - 3));
}

/// A text of an answer is filled as long as there is room for all of them, and what does not fit is said.
#[test]
fn what_an_answer_fills_in() {
    let mut choices = over_http();
    let url = "https://store.example.com/";
    choices["bundleStore"]["url"] = json!(format!("{url}{}.tgz", "a".repeat(1_000 - url.len() - 4)));
    let answered = |count: usize| {
        let says = |index: usize| rule(&format!("says-{index}"), &json!({ "store.url": ["ftp:*"] }), "{store.url}");
        let mut more = Map::new();
        more.insert("rules".to_owned(), (0..count).map(says).collect());
        let policy = Policy::of_organisation(&acme(&Value::Object(more))).unwrap();
        let report = ask(&policy, &choices);
        let own = report.findings.iter().filter(|finding| finding.rule.starts_with("says-"));
        (own.filter(|finding| finding.message.len() == 1_000).count(), report.unfinished, report.verdict)
    };
    // Each takes the URL twice, and its name: of 1 MiB there are 521 of them.
    let (filled, unfinished, verdict) = answered(500);
    assert_eq!((filled, unfinished), (500, None));
    assert_ne!(verdict, Verdict::Blocked);
    let (filled, unfinished, verdict) = answered(530);
    assert!((500..530).contains(&filled), "{filled}");
    assert!(unfinished.is_some() && verdict == Verdict::Incomplete);
}
