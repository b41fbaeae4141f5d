//! What is known about a fact, and the field that it hangs on: seen in what is found and asked.

use dynaboot_core::{Policy, Report, Verdict, check};
use serde_json::{Value, json};

use crate::meaning::{asked, errors, good, report, with};

/// What is answered where an organisation has one rule of its own.
#[track_caller]
fn with_rule(when: &Value, require: &Value, choices: &Value) -> Report {
    let policy = Policy::of_organisation(&json!({ "name": "acme", "version": "1", "rules": [{
        "id": "acme-one", "title": "One", "severity": "error", "when": when, "require": require,
        "message": "m", "why": "w", "todo": "t", "source": { "from": "dynaboot" },
    }]}))
    .unwrap();
    check(&policy.read_choices(choices).unwrap(), &policy)
}

/// Where its finding points, if it finds something.
#[track_caller]
fn finds(when: &Value, require: &Value, choices: &Value) -> Option<String> {
    let report = with_rule(when, require, choices);
    report.findings.iter().find(|finding| finding.rule == "acme-one").map(|finding| finding.at.to_string())
}

fn message<'a>(report: &'a Report, rule: &str) -> &'a str {
    &report.findings.iter().find(|finding| finding.rule == rule).unwrap().message
}

/// The start of a range is inside, its end is not.
#[test]
fn a_python_at_the_edge_of_what_is_wanted() {
    let https = [("bundleStore.url", json!("https://s.example.com")), ("answers.certificatesInstalled", json!(true))];
    let choices = with(good("aws", "rhel-7"), &https);
    for (python, fits) in
        [("2.7.8", false), ("2.7.9", true), ("2.7.10", true), ("2.8", true), ("3", false), ("3.0", false)]
    {
        let found = errors(&report(&with(choices.clone(), &[("answers.python", json!(python))])));
        assert_eq!(found.is_empty(), fits, "{python}: {found:?}");
    }
}

#[test]
fn days_numbers_and_flags_compare() {
    let when = json!({ "system.family": ["linux"] });
    let late = json!({ "system.endOfLife": { "atLeast": "2024-06-30" } });
    let later = json!({ "system.endOfLife": { "atLeast": "2024-07-01" } });
    let choices = json!({ "cloud": "aws", "system": "centos-7" });
    assert_eq!(finds(&when, &late, &choices), None, "the day itself is inside");
    assert_eq!(finds(&when, &later, &choices).as_deref(), Some("system"));
    let early = json!({ "system.endOfLife": { "below": "2024-06-30" } });
    assert_eq!(finds(&when, &early, &choices).as_deref(), Some("system"), "the end is outside");
}

/// Nothing that rules are about is longer than what is compared of it.
#[test]
fn a_long_text_is_compared_by_its_beginning() {
    let (when, require) = (json!({ "cloud": ["aws"] }), json!({ "image.publisher": ["*end"] }));
    let of = |length: usize| json!({ "cloud": "aws", "image": { "publisher": format!("{}end", "x".repeat(length)) } });
    assert_eq!(finds(&when, &require, &of(4_093)), None);
    assert!(finds(&when, &require, &of(4_094)).is_some());
}

#[test]
fn a_refused_combination_is_told_from_one_that_is_not_listed() {
    let (when, require) = (json!({ "cell.unlisted": ["refused"] }), json!({ "image.publisher": ["nobody"] }));
    let choices = |confirmed: Value| json!({ "cloud": "aws", "system": "debian-12", "image": { "publisher": "x" }, "answers": { "supportConfirmed": confirmed } });
    assert!(finds(&when, &require, &choices(json!(false))).is_some());
    assert_eq!(finds(&when, &require, &choices(json!(true))), None);
    assert_eq!(finds(&when, &require, &choices(Value::Null)), None);
}

/// What has to be installed hangs on the packages that were asked for; without any, on the store whose scheme wants headers.
#[test]
fn what_is_installed_points_at_what_asks_for_it() {
    let (when, require) = (json!({ "cloud": ["aws"] }), json!({ "plan.installs": false }));
    let packages = json!({ "cloud": "aws", "system": "rhel-7", "software": { "packages": ["git"] } });
    assert_eq!(finds(&when, &require, &packages).as_deref(), Some("software.packages"));
    let headers = json!({
        "cloud": "aws", "system": "rhel-7", "answers": { "opensslDevel": false }, "bundleStore": { "url": "https://s.example.com" },
    });
    assert_eq!(finds(&when, &require, &headers).as_deref(), Some("bundleStore.url"));
    let generic = with(headers, &[("agent", json!({ "id": "generic" }))]);
    assert_eq!(finds(&when, &require, &generic), None, "this agent does not use the image's Python");
}

/// A publisher goes by more than one name, and letters may be large or small.
#[test]
fn publishers_are_the_same_by_any_of_their_names() {
    for (cloud, image, publisher, agrees) in [
        ("azure", "OpenLogic:CentOS:7_9:latest", "openlogic", true),
        ("azure", "RogueWave:CentOS:7_9:latest", "roguewave", true),
        ("azure", "OpenLogic:CentOS:7_9:latest", "Canonical", false),
        ("azure", "OpenLogic:CentOS:7_9:latest", "somebody", false),
        ("google", "projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts", "ubuntu-os-pro-cloud", true),
        ("google", "projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts", "debian-cloud", false),
    ] {
        let report = report(&json!({ "cloud": cloud, "image": { "id": image, "publisher": publisher } }));
        let found = report.findings.iter().any(|finding| finding.rule == "image-id-agrees-with-publisher");
        assert_eq!(!found, agrees, "{image} {publisher}");
    }
}

#[test]
fn what_is_missing_is_asked_and_what_is_known_is_not() {
    for (choices, wanted, known) in [
        (json!({ "cloud": "aws" }), "system", "cloud"),
        (json!({ "system": "centos-7" }), "cloud", "system"),
        (json!({ "system": "windows-2012" }), "cloud", "system"),
        (json!({ "image": { "id": "ami-123" } }), "cloud", "image.id"),
    ] {
        let asked = asked(&report(&choices));
        assert!(asked.iter().any(|at| at == wanted), "{choices}: {asked:?}");
        assert!(asked.iter().all(|at| at != known), "{choices}: {asked:?}");
    }
}

/// What a fact hangs on is asked for the rule, and not the fact's own field where that would not settle it.
#[test]
fn a_rule_asks_for_what_its_fact_hangs_on() {
    for (when, choices, wanted) in [
        (json!({ "delivery": ["userData"] }), json!({ "cloud": "aws" }), "system"),
        (json!({ "delivery.runs": ["once"] }), json!({ "system": "rhel-9" }), "cloud"),
        (json!({ "image.idForm": ["malformed"] }), json!({ "image": { "id": "ami-123" } }), "cloud"),
    ] {
        let report = with_rule(&when, &json!({ "netTools": true }), &choices);
        let by_it = report.questions.iter().filter(|question| question.rules.iter().any(|rule| rule == "acme-one"));
        let asked: Vec<String> = by_it.map(|question| question.at.to_string()).collect();
        assert_eq!(asked, [wanted], "{when}");
    }
}

#[test]
fn a_finding_points_into_a_list() {
    for (field, value, at) in [
        ("software.packages", json!(["git", ""]), "software.packages.1"),
        ("software.packages", json!(["git", "vim\n"]), "software.packages.1"),
        ("userPart", json!("#!/bin/sh\n\u{0}"), "userPart"),
        ("software.commands", json!(["/bin/ls", "/bin/../sbin/x"]), "software.commands.1"),
        ("software.commands", json!(["/bin/"]), "software.commands.0"),
        ("software.commands", json!(["/bin/ls\n/bin/sh"]), "software.commands.0"),
    ] {
        let found = errors(&report(&with(good("aws", "rhel-9"), &[(field, value)])));
        assert!(found.contains(&at.to_owned()), "{field}: {found:?}");
    }
}

#[test]
fn a_certificate_has_a_beginning_and_an_end() {
    let (begin, end) = ("-----BEGIN CERTIFICATE-----\nMIIB\n", "-----END CERTIFICATE-----\n");
    for (pem, fits) in [(format!("{begin}{end}"), true), (begin.to_owned(), false), (end.to_owned(), false)] {
        let said = [("bundleStore.url", json!("https://s.example.com")), ("bundleStore.caCertificate", json!(pem))];
        let found = errors(&report(&with(good("aws", "windows-2016"), &said)));
        assert_eq!(!found.contains(&"bundleStore.caCertificate".to_owned()), fits, "{pem}");
    }
}

/// Of several commands, the finding points at the one that it is about.
#[test]
fn a_shell_is_pointed_at() {
    let commands = json!(["/usr/bin/systemctl restart httpd", "/bin/bash", "/bin/sh"]);
    let report = report(&with(good("aws", "rhel-7"), &[("software.commands", commands)]));
    let found = report.findings.iter().find(|finding| finding.rule == "commands-are-no-shell").unwrap();
    assert_eq!(found.at.to_string(), "software.commands.1");
}

/// Windows has neither a sudoers file nor a netrc file.
#[test]
fn forms_are_those_of_the_systems_family() {
    let said = [
        ("software.commands", json!(["Restart-Service w3svc"])),
        ("bundleStore.user", json!("a reader")),
        ("bundleStore.password", json!("pass phrase")),
        ("answers.userDataRuns", json!(true)),
    ];
    assert_eq!(errors(&report(&with(good("aws", "windows-2016"), &said))), Vec::<String>::new());
    let mut linux = errors(&report(&with(good("aws", "rhel-7"), &said)));
    linux.sort_unstable();
    assert_eq!(linux, ["bundleStore.password", "software.commands.0"]);
    for said in [("bundleStore.user", json!("reader")), ("bundleStore.password", json!("secret"))] {
        let half = errors(&report(&with(good("aws", "windows-2016"), &[said])));
        assert_eq!(half, ["bundleStore.password"], "one without the other");
    }
    for letter in ['"', '\\', '\'', '\t', '\u{7}'] {
        for (user, password) in [(format!("u{letter}"), "p".to_owned()), ("u".to_owned(), format!("p{letter}"))] {
            let said = [("bundleStore.user", json!(user)), ("bundleStore.password", json!(password))];
            assert_eq!(errors(&report(&with(good("aws", "rhel-7"), &said))), ["bundleStore.password"], "{letter:?}");
        }
    }
}

#[test]
fn what_was_chosen_is_not_assumed() {
    let assumed = |image: Value| -> Vec<String> {
        let report = report(&json!({ "cloud": "aws", "system": "ubuntu-24.04", "image": image }));
        report.assumptions.iter().map(|assumption| assumption.at.to_string()).collect()
    };
    assert!(assumed(Value::Null).contains(&"image.arch".to_owned()));
    assert!(!assumed(json!({ "arch": "arm64" })).contains(&"image.arch".to_owned()));
}

#[test]
fn messages_have_labels_and_numbers_without_a_sign() {
    let refused = report(&json!({ "cloud": "openstack", "system": "rhel-7" }));
    assert_eq!(
        message(&refused, "cell-is-supported"),
        "RHEL 7 on OpenStack cannot get the CloudCenter management agent at first boot: the support table says `No`"
    );
    let mut state: u32 = 1;
    let mut command = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("/usr/bin/{state:08x}")
    };
    let commands: Vec<String> = std::iter::repeat_with(&mut command).take(3_000).collect();
    let large = report(&with(good("aws", "rhel-7"), &[("software.commands", json!(commands))]));
    let message = message(&large, "payload-fits-the-field");
    let over = message.split(' ').find_map(|word| word.parse::<i64>().ok()).unwrap();
    assert!(over > 1_000 && !message.contains('-'), "{message}");
    assert_eq!(large.verdict, Verdict::Blocked);
}
