//! Organisations' policies: laid over the built-in one or in its place, and refused whole when something is wrong.

mod aliases;
mod attacks;
mod bounds;
mod fields;
mod hostile;
mod largest;
mod questions;
mod recipes;
mod refusals;
mod windows_recipes;

use dynaboot_core::policy::rule::Severity;
use dynaboot_core::{Policy, Report, Verdict, assess, check, difference, explain, matrix};
use serde_json::{Value, json};

fn builtin() -> Policy {
    Policy::builtin().unwrap()
}

#[track_caller]
fn policy(value: &Value) -> Policy {
    Policy::of_organisation(value).unwrap_or_else(|refused| panic!("{refused}"))
}

/// A policy of a name and a version, with more.
fn acme(more: &Value) -> Value {
    let mut value = json!({ "name": "acme", "version": "3" });
    for (key, entry) in more.as_object().unwrap() {
        value[key] = entry.clone();
    }
    value
}

fn ask(policy: &Policy, choices: &Value) -> Report {
    check(&policy.read_choices(choices).unwrap(), policy)
}

fn severity(report: &Report, rule: &str) -> Option<Severity> {
    report.findings.iter().find(|finding| finding.rule == rule).map(|finding| finding.severity)
}

/// Choices that are ready, with a warning about the store.
fn over_http() -> Value {
    json!({
        "cloud": "aws", "system": "debian-12", "today": "2026-11-22",
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./install", "presentPath": "/opt/agent" } },
        "bundleStore": { "url": "http://store.example.com/agent.tar.gz" },
        "answers": { "userDataRuns": true }
    })
}

fn handbook() -> Value {
    json!({ "acme-handbook": { "title": "Handbook", "url": "https://acme.example.com/handbook", "checkedOn": "2026-11-01" } })
}

fn cited() -> Value {
    json!({ "from": "acme-handbook", "sentence": "As we do it." })
}

fn setting(name: &str) -> Value {
    json!({ "name": name, "label": "Site", "ask": "Which site?", "form": "name", "default": "hq" })
}

fn site() -> Value {
    setting("site")
}

/// A field of a cloud's own, by its name there.
fn field(name: &str) -> Value {
    json!({ "name": name, "kind": "userData", "limit": 16384, "countedAs": "asIs", "source": cited() })
}

/// Who runs what stands in the field `user-data`.
fn delivery() -> Value {
    json!({ "families": ["linux"], "field": "user-data", "fileName": "user-data.sh", "runner": "cloud-init", "runs": "once",
            "source": cited() })
}

/// A cloud of the organisation's own with a delivery.
#[expect(clippy::needless_pass_by_value, reason = "it ends a chain that makes the delivery")]
fn cloud(delivery: Value) -> Value {
    json!({ "sources": handbook(), "clouds": { "acme": {
        "label": "Acme", "fields": { "user-data": field("user_data") }, "deliveries": [delivery],
    } } })
}

fn recipe() -> Value {
    json!({
        "label": "Acme agent", "table": "cells", "packageStore": false, "source": cited(),
        "settings": [site()],
        "linux": {
            "present": ["/opt/acme/agent"], "bundle": "{bundleStore}", "install": ["./setup", "--site", "{site}"],
            "environment": { "ACME_SITE": "{site}" }, "service": "acme", "arches": ["x86_64"]
        }
    })
}

fn rule() -> Value {
    json!({
        "id": "acme-has-a-proxy", "title": "Acme goes through its proxy", "severity": "error",
        "when": { "route": ["dynamicBootstrap"], "cloud": ["aws"], "userDataRuns": true },
        "require": { "store.scheme": ["https"] },
        "message": "{cloud} is reached over {store.scheme}", "why": "The network lets nothing else through.",
        "todo": "Use HTTPS.", "source": cited(),
        "fix": { "title": "Fetch over HTTPS", "edits": [{ "at": "bundleStore.url", "to": "https://{store.rest}" }] },
        "examples": [
            { "rule": "fires", "choices": { "cloud": "aws", "answers": { "userDataRuns": true }, "bundleStore": { "url": "http://x.example.com" } } },
            { "rule": "passes", "choices": { "cloud": "azure" } }
        ]
    })
}

#[test]
fn an_empty_one_answers_as_the_built_in_one_under_its_own_name() {
    let own = policy(&acme(&json!({ "$schema": "https://example.com/policy.schema.json" })));
    let (mut mine, theirs) = (ask(&own, &over_http()), ask(&builtin(), &over_http()));
    assert_eq!((mine.policy.name.as_str(), mine.policy.version.as_str()), ("acme", "3"));
    assert_ne!(mine.policy.digest, theirs.policy.digest);
    mine.policy = theirs.policy.clone();
    assert_eq!(mine, theirs);
    assert_eq!(own.stamp().digest, policy(&acme(&json!({}))).stamp().digest, "what an editor reads is not part of it");
}

#[test]
fn a_severity_is_changed_and_a_rule_is_off_with_its_reason_in_every_answer() {
    assert_eq!(severity(&ask(&builtin(), &over_http()), "http-store"), Some(Severity::Warning));
    let strict = ask(&policy(&acme(&json!({ "change": { "http-store": { "severity": "error" } } }))), &over_http());
    assert_eq!(severity(&strict, "http-store"), Some(Severity::Error));
    assert_eq!(strict.verdict, Verdict::Blocked);

    let off = policy(&acme(&json!({ "change": { "http-store": { "off": " the lab has no TLS " } } })));
    let answer = ask(&off, &over_http());
    assert_eq!(severity(&answer, "http-store"), None);
    assert_eq!(answer.policy.off.len(), 1);
    assert_eq!(answer.policy.off[0].reason, "the lab has no TLS");
    let other = policy(&acme(&json!({ "change": { "http-store": { "off": "another reason" } } })));
    assert_ne!(off.stamp().digest, other.stamp().digest, "the reason is part of the policy");
}

#[test]
fn clouds_systems_agents_cells_and_rules_are_added() {
    let own = policy(&acme(&json!({
        "defaultAgent": "acme",
        "sources": handbook(),
        "clouds": { "acme-cloud": {
            "label": "Acme Cloud", "source": null,
            "fields": { "user-data": field("user_data") }, "deliveries": [delivery()]
        } },
        "systems": { "acme-linux-9": { "label": "Acme Linux 9", "family": "linux", "packageManager": "dnf", "source": cited() } },
        "agents": { "acme": recipe() },
        "cells": [
            { "agent": "acme", "cloud": "acme-cloud", "system": "*", "text": "Yes", "support": "supported", "source": cited() },
            { "agent": "acme", "cloud": "aws", "system": "acme-linux-9", "text": "Perhaps", "support": "conditional",
              "condition": "image-runs-user-data", "source": cited() }
        ],
        "rules": [rule()]
    })));
    let choices = json!({
        "cloud": "acme-cloud", "system": "acme-linux-9", "agent": { "onImage": "absent" }, "today": "2026-11-22",
        "bundleStore": { "url": "http://store.example.com/agent.tar.gz", "sha256": "0".repeat(64) }
    });
    let answer = assess(&own.read_choices(&choices).unwrap(), &own);
    assert_eq!(answer.report.verdict, Verdict::ReadyWithWarnings, "{:#?}", answer.report);
    assert_eq!(answer.report.assumptions[0].value, "acme");
    let script = answer.script.unwrap().text;
    assert!(script.contains("'ACME_SITE=hq' './setup' '--site' 'hq'"), "{script}");
    assert_eq!(answer.payload.unwrap().field, "user_data");

    let table = matrix(&"acme".into(), &own).unwrap();
    let cell = table.cells.iter().find(|cell| cell.cloud.as_str() == "aws" && cell.system.as_str() == "acme-linux-9");
    assert_eq!(cell.unwrap().cell.text, "Perhaps");
    assert_eq!(explain("acme-has-a-proxy", &own).unwrap().title, "Acme goes through its proxy");

    let mut blocked = over_http();
    blocked["agent"]["id"] = json!("acme");
    blocked["agent"]["settings"] = json!({});
    let found = ask(&own, &blocked);
    let finding = found.findings.iter().find(|finding| finding.rule == "acme-has-a-proxy").unwrap();
    assert_eq!(finding.message, "AWS is reached over http");
    assert_eq!(finding.fix.as_ref().unwrap().edits[0].to, json!("https://store.example.com/agent.tar.gz"));
    assert_eq!(finding.source.title, "Handbook");
}

#[test]
fn what_is_there_is_altered_by_what_changes_alone() {
    let own = policy(&acme(&json!({
        "sources": handbook(),
        "systems": { "centos-7": { "endOfLife": "2030-01-01", "extendedEndOfLife": null } },
        "agents": { "cloudcenter": { "lifecycleUser": "acme" } },
        "cells": [{ "agent": "cloudcenter", "cloud": "openstack", "system": "rhel-7", "text": "Ours", "support": "supported", "source": cited() }],
        "rules": [{ "id": "http-store", "message": "no {store.scheme} here", "when": { "cloud": ["aws"] } }]
    })));
    let (mine, theirs) = (own.document(), builtin());
    let theirs = theirs.document();
    let centos = mine.systems.get("centos-7").unwrap();
    assert_eq!(centos.end_of_life.unwrap().to_string(), "2030-01-01");
    assert_eq!(centos.extended_end_of_life, None);
    assert_eq!(centos.label, theirs.systems.get("centos-7").unwrap().label);
    assert_eq!(mine.agents.get("cloudcenter").unwrap().lifecycle_user.as_deref(), Some("acme"));
    assert_eq!(mine.cells.len(), theirs.cells.len(), "the printed cell is the one that is altered");
    assert_eq!(own.cell(&"cloudcenter".into(), &"openstack".into(), &"rhel-7".into()).unwrap().text, "Ours");
    let (changed, known) = (
        own.rule(&"http-store".into()).unwrap(),
        theirs.rules.iter().find(|rule| rule.id.as_str() == "http-store").unwrap(),
    );
    assert_eq!(changed.message, "no {store.scheme} here");
    assert_eq!(changed.why, known.why);
    assert_eq!(changed.when.0.len(), 1, "a condition is taken as a whole");
    assert_eq!(mine.rules.len(), theirs.rules.len());
}

#[test]
fn a_cloud_is_taken_away_with_its_cells() {
    let own = policy(&acme(&json!({ "clouds": { "vmware": null } })));
    assert!(own.read_choices(&json!({ "cloud": "vmware" })).is_err());
    assert!(own.document().cells.iter().all(|cell| cell.cloud.as_str() != "vmware"));
    let refused = Policy::of_organisation(&acme(&json!({ "clouds": { "vmwear": null } }))).unwrap_err();
    assert_eq!(refused.mistakes[0].did_you_mean.as_deref(), Some("vmware"));
}

#[test]
fn in_place_of_the_built_in_one_what_guards_the_script_stays() {
    let own = policy(&acme(&json!({
        "base": "none", "defaultAgent": "acme", "sources": handbook(),
        "clouds": { "aws": { "label": "AWS", "fields": { "user-data": field("UserData") }, "deliveries": [delivery()] } },
        "systems": { "debian-12": { "label": "Debian 12", "family": "linux", "source": cited() } },
        "agents": { "acme": recipe() },
        "cells": [{ "agent": "acme", "cloud": "aws", "system": "debian-12", "text": "Yes", "support": "supported", "source": cited() }]
    })));
    let document = own.document();
    assert_eq!((document.clouds.len(), document.systems.len(), document.agents.len()), (1, 1, 1));
    let guards = builtin().document().rules.iter().filter(|rule| rule.guard).count();
    assert!(guards > 10);
    assert_eq!(document.rules.len(), guards);
    // Nothing said is nothing known, here too.
    assert_eq!(ask(&own, &json!({})).verdict, Verdict::Incomplete);
    let mut choices = json!({ "cloud": "aws", "system": "debian-12", "agent": { "onImage": "absent" } });
    let asked = ask(&own, &choices);
    assert_eq!(asked.verdict, Verdict::Incomplete);
    assert!(asked.questions.iter().any(|question| question.at.to_string() == "bundleStore.url"));
    choices["bundleStore"] = json!({ "url": "https://store.example.com/agent.tar.gz" });
    assert_eq!(ask(&own, &choices).verdict, Verdict::Ready);
    choices["bundleStore"] = json!({ "url": "https://store.example.com/\u{0}" });
    assert_eq!(ask(&own, &choices).verdict, Verdict::Blocked);
}

/// Refused, with a mistake at each of these places and nowhere else.
#[track_caller]
fn refused(more: &Value, places: &[&str]) -> Vec<String> {
    refused_whole(&acme(more), places)
}

#[track_caller]
fn refused_whole(value: &Value, places: &[&str]) -> Vec<String> {
    let Err(refused) = Policy::of_organisation(value) else { panic!("it is taken: {value}") };
    let mut found: Vec<&str> = refused.mistakes.iter().map(|mistake| mistake.path.as_str()).collect();
    found.sort_unstable();
    let mut wanted = places.to_vec();
    wanted.sort_unstable();
    assert_eq!(found, wanted, "{refused}");
    for mistake in &refused.mistakes {
        let place = if mistake.path.is_empty() { String::new() } else { format!("{}: ", mistake.path) };
        assert!(mistake.message.starts_with(&place), "{}", mistake.message);
        assert!(mistake.message.len() < 4_000, "{}", mistake.message);
    }
    refused.mistakes.iter().map(|mistake| mistake.message.clone()).collect()
}

/// A value with one thing changed: what stands at a pointer becomes something else.
fn with(mut value: Value, pointer: &str, to: &Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = value.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = to.clone(),
        parent => parent[key] = to.clone(),
    }
    value
}

#[test]
fn a_public_cloud_of_its_own_is_warned_about_a_private_store() {
    let choices = json!({ "cloud": "acme", "bundleStore": { "url": "https://10.0.0.5/bundle" } });
    for (public, warned) in [(json!(true), true), (json!(false), false), (Value::Null, false)] {
        let own = policy(&acme(&json!({ "clouds": { "acme": { "label": "Acme", "publicNetwork": public } } })));
        let found = severity(&ask(&own, &choices), "store-is-reached-from-the-cloud");
        assert_eq!(found.is_some(), warned, "{public}");
        assert_eq!(ask(&own, &choices).verdict, Verdict::Incomplete, "nobody is asked about it");
    }
    let own = policy(&acme(&json!({ "clouds": { "openstack": { "publicNetwork": true } } })));
    let mut choices = choices;
    choices["cloud"] = json!("openstack");
    assert!(severity(&ask(&own, &choices), "store-is-reached-from-the-cloud").is_some());
    assert!(severity(&ask(&builtin(), &choices), "store-is-reached-from-the-cloud").is_none());
}

#[test]
fn a_finding_names_the_agents_own_user() {
    let choices = json!({ "system": "rhel-7", "software": { "packages": ["httpd"] } });
    let message = |policy: &Policy| {
        let found = ask(policy, &choices);
        let finding = found.findings.into_iter().find(|finding| finding.rule == "software-comes-with-privileges");
        finding.unwrap().message
    };
    assert!(message(&builtin()).contains("the user `cliqruser` may run"));
    let own = policy(&acme(&json!({ "agents": { "cloudcenter": { "lifecycleUser": "acme" } } })));
    assert!(message(&own).contains("the user `acme` may run"));
}

#[test]
fn a_cell_depends_on_a_rule_that_looks_at_it() {
    let cell = |more: Value| {
        let mut cell = json!({ "agent": "cloudcenter", "cloud": "aws", "system": "debian-12", "text": "Yes3", "support": "conditional", "source": { "from": "dynaboot" } });
        for (key, value) in more.as_object().unwrap() {
            cell[key] = value.clone();
        }
        json!({ "cells": [cell] })
    };
    policy(&acme(&cell(json!({ "condition": "image-runs-user-data" }))));
    refused(&cell(json!({})), &["cells.0.condition"]);
    refused(&cell(json!({ "condition": "image-runs-userdata" })), &["cells.0.condition"]);
    // It would never fire for the cell, which would pass unasked.
    refused(&cell(json!({ "condition": "checksum-is-sha256", "support": "unsupported" })), &["cells.0.condition"]);
    // Nor would one for another system; the one for this system does.
    refused(&cell(json!({ "condition": "ubuntu-16-04-gets-python-2" })), &["cells.0.condition"]);
    policy(&acme(&cell(json!({ "condition": "ubuntu-16-04-gets-python-2", "system": "ubuntu-16.04" }))));
    refused(&cell(json!({ "support": "supported", "agent": "generic" })), &["cells.0.agent"]);
    refused(&cell(json!({ "support": "supported", "cloud": "asw" })), &["cells.0.cloud"]);
}

/// An answer would tell the extended end as the last one.
#[test]
fn extended_support_ends_after_standard_support() {
    let ends = |ends: Value| json!({ "systems": { "windows-2016": ends } });
    let told = refused(&ends(json!({ "endOfLife": "2040-01-01" })), &["systems.windows-2016.extendedEndOfLife"]);
    assert!(told[0].ends_with("which is not after `endOfLife`, 2040-01-01, expected a later day, or none"), "{told:?}");
    for extended in [json!("2041-01-01"), Value::Null] {
        policy(&acme(&ends(json!({ "endOfLife": "2040-01-01", "extendedEndOfLife": extended }))));
    }
}

#[test]
fn what_differs_is_told_place_by_place() {
    let own = acme(&json!({
        "systems": { "centos-7": { "label": "CentOS Linux 7" } },
        "change": { "http-store": { "severity": "error" }, "end-of-life": { "off": "we pay for longer" } }
    }));
    let told = difference(None, Some(&own)).unwrap();
    let places: Vec<&str> = told.iter().map(|difference| difference.at.as_str()).collect();
    let expected =
        ["name", "off", "rules.end-of-life", "rules.http-store.severity", "systems.centos-7.label", "version"];
    assert_eq!(places, expected);
    assert_eq!(told[3].from, Some(json!("warning")));
    assert_eq!(told[3].to, Some(json!("error")));
    assert_eq!(told[2].to, None);
    assert_eq!(difference(Some(&own), Some(&own)).unwrap(), []);
    assert!(difference(Some(&json!({})), None).is_err());
}

#[test]
fn the_digest_is_that_of_what_is_written() {
    let builtin = builtin();
    assert_eq!(dynaboot_core::policy::digest(builtin.document()).unwrap(), builtin.stamp().digest);
    let own = policy(&acme(&json!({ "change": { "http-store": { "severity": "error" } } })));
    assert_eq!(dynaboot_core::policy::digest(own.document()).unwrap(), own.stamp().digest);
}
