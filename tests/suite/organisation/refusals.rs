//! What is refused of an organisation's policy: with each mistake at its place, and nowhere else.

use dynaboot_core::Policy;
use serde_json::{Value, json};

use super::{acme, cloud, delivery, handbook, policy, recipe, refused, refused_whole, rule, setting, site, with};

#[test]
fn every_mistake_is_told_with_its_place_and_what_was_meant() {
    let told = refused(
        &json!({
            "chnage": {},
            "clouds": { "aws": { "labl": "AWS", "deliveries": 5 } },
            "systems": { "centos-7": { "family": "linus" }, "acme-9": { "label": "Acme 9" } },
            "cells": [{ "agent": "cloudcenter", "cloud": "aws", "system": "rhel-7", "support": "yes" }],
            "rules": [{ "id": "http-store", "severity": "eror", "require": { "store.shceme": ["https"] } }],
            "change": { "htp-store": { "off": "x" }, "end-of-life": {}, "image-can-download": { "off": " " },
                        "packages-have-names": { "severity": "note" }, "stock-python-suits-https": { "severity": "note", "off": "x" } }
        }),
        &[
            "chnage",
            "clouds.aws.deliveries",
            "clouds.aws.labl",
            "systems.centos-7.family",
            "systems.acme-9.family",
            "cells.0.support",
            "rules.0.severity",
            "rules.0.require.store.shceme",
            "change.htp-store",
            "change.end-of-life",
            "change.image-can-download.off",
            "change.packages-have-names",
            "change.stock-python-suits-https",
        ],
    )
    .join("\n");
    for meant in ["`change`", "`label`", "`linux`", "`error`", "`store.scheme`", "`http-store`"] {
        assert!(told.contains(&format!("did you mean {meant}?")), "{meant}\n{told}");
    }
}

#[test]
fn one_slip_is_one_mistake() {
    for (change, place) in [(json!({ "severity": "fatal" }), "severity"), (json!({ "off": true }), "off")] {
        refused(&json!({ "change": { "http-store": change } }), &[&format!("change.http-store.{place}")]);
    }
}

#[test]
fn a_rule_that_could_not_do_what_it_says_is_refused() {
    let rules = |rule: Value| json!({ "sources": handbook(), "rules": [rule] });
    policy(&acme(&rules(rule())));
    for (pointer, to, place) in [
        ("/id", json!("Acme Rule"), "rules.0.id"),
        ("/when/cloud", json!(["asw"]), "rules.0.when.cloud.0"),
        ("/when/cloud", json!([]), "rules.0.when.cloud"),
        ("/when/cloud", json!("aws"), "rules.0.when.cloud"),
        ("/when/system", json!(["windos-*"]), "rules.0.when.system.0"),
        ("/when/route", json!(["dynamic"]), "rules.0.when.route.0"),
        ("/when/python", json!({ "atLeast": "3", "below": "2" }), "rules.0.when.python"),
        ("/when/python", json!({}), "rules.0.when.python"),
        ("/when/python", json!({ "atLeast": "three" }), "rules.0.when.python.atLeast"),
        ("/when", json!({ "cloud": null }), "rules.0.when.cloud"),
        ("/require", json!({}), "rules.0.require"),
        ("/require", json!({ "anyOf": [] }), "rules.0.require"),
        ("/require", json!({ "anyOf": [{ "anyOf": [] }] }), "rules.0.require.anyOf.0.anyOf"),
        ("/message", json!("{clod} is wrong"), "rules.0.message"),
        ("/message", json!("two\nlines"), "rules.0.message"),
        ("/why", json!(" "), "rules.0.why"),
        ("/source/from", json!("acme-handbok"), "rules.0.source.from"),
        ("/fix/edits/0/at", json!("answers.netTools"), "rules.0.fix.edits.0.at"),
        ("/fix/edits/0/at", json!("bundleStore.uri"), "rules.0.fix.edits.0.at"),
        ("/fix/edits/0", json!({ "at": "route", "to": "by air" }), "rules.0.fix.edits.0.to"),
        ("/examples/0/choices/cloud", json!("asw"), "rules.0.examples.0.choices.cloud"),
        ("/examples/0/rule", json!("passes"), "rules.0.examples.0"),
        ("/examples/1/rule", json!("asks"), "rules.0.examples.1"),
        ("/examples/1/also", json!(["http-stor"]), "rules.0.examples.1.also"),
        ("/guard", json!(true), "rules.0.guard"),
    ] {
        refused(&rules(with(rule(), pointer, &to)), &[place]);
    }
    let always = json!({ "when": {}, "require": { "route": ["prebuiltImage"] }, "examples": [] });
    let mut fires = rule();
    for (key, value) in always.as_object().unwrap() {
        fires[key] = value.clone();
    }
    let told = refused(&rules(fires), &["rules.0"]);
    assert!(told[0].contains("nothing chosen"), "{told:?}");
    refused(&rules(with(rule(), "/id", &json!("texts-fit-in-a-script"))), &["rules.0.id"]);
    let both =
        json!({ "rules": [{ "id": "http-store", "severity": "note" }], "change": { "http-store": { "off": "x" } } });
    refused(&both, &["rules.0.id"]);
}

#[test]
fn a_recipe_can_name_nothing_that_a_script_would_take_for_something_else() {
    let agents = |agent: Value| json!({ "sources": handbook(), "agents": { "acme": agent } });
    policy(&acme(&agents(recipe())));
    for (pointer, to, place) in [
        ("/label", json!("a\nrm -rf /"), "label"),
        ("/lifecycleUser", json!("ALL ALL=(ALL) NOPASSWD: ALL\nroot"), "lifecycleUser"),
        ("/lifecycleUser", json!("%wheel"), "lifecycleUser"),
        ("/settings", json!([site(), setting("bundleStore")]), "settings.1.name"),
        ("/settings", json!([site(), setting("a b")]), "settings.1.name"),
        ("/settings/0/default", json!("-x"), "settings.0.default"),
        ("/linux/present", json!([]), "linux.present"),
        ("/linux/present", json!(["/"]), "linux.present.0"),
        ("/linux/present", json!(["/opt/../etc"]), "linux.present.0"),
        ("/linux/present", json!(["{site}"]), "linux.present.0"),
        ("/linux/unpackTo", json!("/usr"), "linux.unpackTo"),
        ("/linux/install", json!([]), "linux.install"),
        ("/linux/install/0", json!("{sight}"), "linux.install.0"),
        ("/linux/install/0", json!("a\nb"), "linux.install.0"),
        ("/linux/environment", json!({ "-S sh": "x" }), "linux.environment.-S sh"),
        ("/linux/arches", json!([]), "linux.arches"),
        ("/linux/handover", json!([{ "path": "etc", "line": "x" }]), "linux.handover.0.path"),
        ("/linux/handover", json!([{ "path": "/etc/acme", "line": "a\nb" }]), "linux.handover.0.line"),
        ("/linux/handover", json!([{ "path": "/etc/{site}", "line": "a" }]), "linux.handover.0.path"),
        ("/linux/present", json!(["/opt/a;touch /x"]), "linux.present.0"),
        ("/linux/present", json!(["/opt/a b"]), "linux.present.0"),
        ("/linux/unpackTo", json!("/opt/$(id)"), "linux.unpackTo"),
        ("/linux/install", json!(["sh", "-c", "./setup --site {site}"]), "linux.install.2"),
        ("/linux/install", json!(["./install.bat", "{site}"]), "linux.install.1"),
        ("/linux/bundle", json!("{bundleStore}@evil.example/a.tar.gz"), "linux.bundle"),
        ("/linux/bundle", json!("{bundleStore}.evil.example/a.tar.gz"), "linux.bundle"),
        ("/linux/bundle", json!("https://evil.example/?from={bundleStore}"), "linux.bundle"),
        ("/linux/bundle", json!("https://store.{site}/a.tar.gz"), "linux.bundle"),
        ("/linux/bundle", json!("https://me:secret@acme.example/a.tar.gz"), "linux.bundle"),
        ("/linux/bundle", json!("ftp://acme.example/a.tar.gz"), "linux.bundle"),
        ("/cloudFamilies", json!({ "asw": "x" }), "cloudFamilies.asw"),
    ] {
        refused(&agents(with(recipe(), pointer, &to)), &[&format!("agents.acme.{place}")]);
    }
}

/// A setting of each system's own that the script hands to its package manager as root.
#[test]
fn a_package_of_a_system_is_one_name() {
    let system = |name: &str, package: &str| json!({ "systems": { "debian-12": { name: package } } });
    for name in ["python2Package", "opensslPackage"] {
        policy(&acme(&system(name, "libssl-dev")));
        for package in ["https://evil.example/a.deb", "./a.deb", "openssl-", "a b", "-y", "lib*", "a;id", ""] {
            refused(&system(name, package), &[&format!("systems.debian-12.{name}")]);
        }
    }
}

#[test]
fn what_a_page_or_a_file_system_could_take_for_something_else_is_refused() {
    let source = |url: &str| json!({ "sources": { "x": { "title": "X", "url": url, "checkedOn": "2026-11-22" } } });
    policy(&acme(&source("https://acme.example.com/")));
    for url in ["javascript:alert(1)", "data:text/html,x", "//acme.example.com", "https://a b", "https://a\nb", ""] {
        refused(&source(url), &["sources.x.url"]);
    }
    let named = |name: &str| cloud(with(delivery(), "/fileName", &json!(name)));
    policy(&acme(&named("user-data.sh")));
    for name in ["../x", "/etc/passwd", ".bashrc", "", "a b", "a/b", "a\\b"] {
        refused(&named(name), &["clouds.acme.deliveries.0.fileName"]);
    }
    for id in ["Acme", "a--b", "-a", "a b", "", "none", "../x"] {
        refused(&json!({ "clouds": { id: { "label": "x" } } }), &[&format!("clouds.{id}")]);
    }
}

#[test]
fn a_hostile_policy_is_refused_and_soon() {
    for value in [json!(null), json!([]), json!("acme"), json!(5)] {
        refused_whole(&value, &[""]);
    }
    refused_whole(&json!({}), &["name"]);
    refused_whole(&json!({ "name": 5, "version": [] }), &["name", "version"]);
    refused_whole(&json!({ "name": "acme", "version": "1", "base": "none" }), &["defaultAgent"]);
    let mut deep = json!({});
    for _ in 0..1_000 {
        deep = json!({ "x": deep });
    }
    let Err(told) = Policy::of_organisation(&acme(&json!({ "clouds": { "aws": deep } }))) else {
        panic!("it is taken")
    };
    assert!(told.mistakes[0].message.contains("nested"), "{told}");
    let long = "x".repeat(20_000);
    refused(&json!({ "clouds": { "aws": { "label": long.as_str() } } }), &["clouds.aws"]);
    refused(&json!({ "clouds": { long.as_str(): null } }), &["clouds"]);
    let many: Vec<Value> = vec![json!(0); 300_000];
    let Err(told) = Policy::of_organisation(&acme(&json!({ "rules": many }))) else { panic!("it is taken") };
    assert!(told.mistakes[0].message.contains("too many values"), "{told}");
    let systems: serde_json::Map<String, Value> = (0..600)
        .map(|index| {
            (format!("system-{index}"), json!({ "label": "x", "family": "linux", "source": { "from": "dynaboot" } }))
        })
        .collect();
    refused(&json!({ "systems": systems }), &["systems"]);
    let mut globs = rule();
    globs["when"] = json!({ "store.url": vec!["*a*a*a*a*".repeat(20); 2_000] });
    refused(&json!({ "sources": handbook(), "rules": [globs.clone()] }), &["rules"]);
    globs["when"] = json!({ "store.url": ["a".repeat(300)] });
    refused(&json!({ "sources": handbook(), "rules": [globs] }), &["rules"]);
    // However many mistakes there are, a person can read what is told.
    let wrong: Vec<Value> = (0..10_000).map(|_| json!({ "id": 5 })).collect();
    let Err(told) = Policy::of_organisation(&acme(&json!({ "rules": wrong }))) else { panic!("it is taken") };
    assert!(told.mistakes.len() <= 50);
    for key in ["__proto__", "constructor", ""] {
        refused(&json!({ key: {} }), &[key]);
    }
}
