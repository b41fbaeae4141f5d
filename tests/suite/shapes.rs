//! What has the wrong shape is refused with its place, what was found there and what was expected; nothing is guessed.

use dynaboot_core::{Choices, Edit, Field, Policy, explain};
use serde_json::{Value, json};

#[track_caller]
fn check_refused(choices: &Value, path: &str, words: &[&str]) {
    let refused = Policy::builtin().unwrap().read_choices(choices).unwrap_err();
    assert_eq!(refused.path, path, "{refused}");
    for word in words {
        assert!(refused.message.contains(word), "`{word}` is not in: {}", refused.message);
    }
}

#[test]
fn every_kind_of_value_is_named_where_it_is_none() {
    for (wrong, found) in [
        (json!(true), "`true`"),
        (json!(7), "the number `7`"),
        (json!(-7), "the number `-7`"),
        (json!(1.5), "the number `1.5`"),
        (json!([]), "a list"),
        (json!({}), "an object"),
    ] {
        check_refused(&json!({ "cloud": wrong }), "cloud", &[found]);
        check_refused(&json!({ "proxy": wrong }), "proxy", &[found]);
        check_refused(&json!({ "answers": { "downloader": wrong } }), "answers.downloader", &[found, "`curl`"]);
        check_refused(&json!({ "today": wrong }), "today", &[found]);
        if !wrong.is_boolean() {
            check_refused(&json!({ "answers": { "netTools": wrong } }), "answers.netTools", &[found]);
        }
        if !wrong.is_object() {
            check_refused(&json!({ "image": wrong }), "image", &[found, "an object"]);
            check_refused(&json!({ "agent": { "settings": wrong } }), "agent.settings", &[found]);
        }
        if !wrong.is_array() {
            check_refused(&json!({ "software": { "packages": wrong } }), "software.packages", &[found]);
        }
    }
    check_refused(&json!("aws"), "", &["a text", "an object"]);
}

/// Whoever takes a group for a text may have written a secret there.
#[test]
fn a_text_in_the_place_of_several_is_not_repeated() {
    let choices = json!({ "bundleStore": "https://me:s3cret@store.example.com" });
    let refused = Policy::builtin().unwrap().read_choices(&choices).unwrap_err();
    assert_eq!(refused.message, "bundleStore: found a text, expected an object");
}

/// A text of the user's is repeated only as far as a sentence can hold it.
#[test]
fn a_long_text_is_cut_in_what_is_said() {
    let long = "x".repeat(10_000);
    let refused = Policy::builtin().unwrap().read_choices(&json!({ "cloud": long })).unwrap_err();
    assert!(refused.message.len() < 500 && refused.message.contains('…'), "{}", refused.message);
    assert_eq!(refused.did_you_mean, None);
}

#[test]
fn an_unknown_rule_has_no_page_and_a_near_one_is_named() {
    let policy = Policy::builtin().unwrap();
    let refused = explain("http-stor", &policy).unwrap_err();
    assert_eq!(refused.did_you_mean.as_deref(), Some("http-store"));
    let page = explain("http-store", &policy).unwrap();
    let source = page.source.unwrap();
    assert!(page.markdown.contains(&format!("> {}", source.sentence)) && page.markdown.contains(&source.url));
    assert!(!page.examples.is_empty());
}

/// Every field can be read, set and emptied; a list grows at its end and gives up what is taken away.
#[test]
fn a_field_takes_what_it_gives() {
    let policy = Policy::builtin().unwrap();
    let whole = json!({
        "cloud": "aws", "system": "centos-7", "route": "dynamicBootstrap", "today": "2026-11-22", "proxy": "http://p.example.com",
        "callHome": "https://c.example.com", "userPart": "#!/bin/sh", "packageStore": { "url": "http://r.example.com" },
        "image": { "id": "ami-0123456789abcdef0", "source": "public", "publisher": "CentOS", "arch": "x86_64" },
        "agent": { "id": "cloudcenter", "version": "5.2.2", "onImage": "absent", "settings": { "brokerHost": "b.example.com" } },
        "bundleStore": { "url": "https://s.example.com", "sha256": "00", "caCertificate": "x", "user": "u" },
        "software": { "packages": ["git", "vim"], "commands": ["/bin/true"] },
        "answers": { "python": "2.7.18", "netTools": true, "opensslDevel": true, "certificatesInstalled": true, "userDataRuns": true,
                     "administratorUser": true, "downloader": "curl", "imageAfterJuly2016": true, "supportConfirmed": true },
    });
    let whole = policy.read_choices(&whole).unwrap();
    // A password is a secret: it is read in and never given out.
    let names = Field::NAMES.iter().filter(|name| **name != "bundleStore.password");
    let more = ["agent.settings.brokerHost", "software.packages.1", "software.commands.0"];
    for name in names.copied().chain(more) {
        let field: Field = name.parse().unwrap();
        let value = field.get(&whole);
        if value.is_null() {
            continue;
        }
        let mut other = Choices::default();
        Edit::new(field.clone(), value.clone()).apply(&mut other).unwrap();
        let place: Field = if name == "software.packages.1" { Field::Package(0) } else { field.clone() };
        assert_eq!(place.get(&other), value, "{name}");
        let mut emptied = whole.clone();
        field.set(&mut emptied, &Value::Null).unwrap();
        let left = field.get(&emptied);
        assert!(left.is_null() || left == json!([]) || left == json!({}), "{name} still has {left}");
    }
    let mut choices = whole.clone();
    Field::Package(1).set(&mut choices, &json!("emacs")).unwrap();
    Field::Package(9).set(&mut choices, &json!("less")).unwrap();
    Field::Package(9).set(&mut choices, &Value::Null).unwrap();
    assert_eq!(choices.software.packages, ["git", "emacs", "less"]);
    let refused = Field::Package(0).set(&mut choices, &json!(7)).unwrap_err();
    assert_eq!((refused.path.as_str(), choices.software.packages.len()), ("software.packages.0", 3));
}

/// What is changed in a rule.
type Change<'a> = &'a dyn Fn(&mut Value);

/// Rules of an organisation's in forms that no rule has.
#[test]
fn a_rule_of_another_shape_is_refused() {
    let rule = |change: &dyn Fn(&mut Value)| {
        let mut rule = json!({
            "id": "acme-one", "title": "One", "severity": "error", "when": { "cloud": ["aws"] }, "require": { "netTools": true },
            "message": "m", "why": "w", "todo": "t", "source": { "from": "dynaboot" },
        });
        change(&mut rule);
        json!({ "name": "acme", "version": "1", "rules": [rule] })
    };
    assert!(Policy::of_organisation(&rule(&|_| {})).is_ok());
    let cases: [(Change<'_>, &str, &str); 12] = [
        (&|rule| rule["when"] = json!(["aws"]), "rules.0.when", "an object of facts"),
        (&|rule| rule["when"] = json!({ "clod": ["aws"] }), "rules.0.when.clod", "`cloud`"),
        (&|rule| rule["when"] = json!({ "cloud": "aws" }), "rules.0.when.cloud", "`aws`"),
        (&|rule| rule["require"] = json!(true), "rules.0.require", "anyOf"),
        (&|rule| rule["require"] = json!({ "netTool": true }), "rules.0.require.netTool", "netTools"),
        (&|rule| rule["require"] = json!({ "netTools": "yes" }), "rules.0.require.netTools", "`yes`"),
        (&|rule| rule["require"] = json!({ "netTools": true, "anyOf": [] }), "rules.0.require", "stands alone"),
        (&|rule| rule["require"] = json!({ "agent": ["generic"], "anyOf": [] }), "rules.0.require", "stands alone"),
        (&|rule| rule["require"] = json!({ "anyOf": { "netTools": true } }), "rules.0.require.anyOf", "an object"),
        (&|rule| rule["require"] = json!({ "python": { "from": "2.7" } }), "rules.0.require.python.from", "atLeast"),
        (&|rule| rule["require"] = json!({ "python": { "atLeast": "x" } }), "rules.0.require.python.atLeast", "`x`"),
        (&|rule| rule["require"] = json!({ "python": ["2.7"] }), "rules.0.require.python", "a list"),
    ];
    for (change, path, word) in cases {
        let refused = Policy::of_organisation(&rule(change)).unwrap_err();
        let told = refused.mistakes.iter().find(|mistake| mistake.path == path);
        assert!(told.is_some_and(|told| told.message.contains(word)), "`{word}` at {path}: {:?}", refused.mistakes);
    }
}
