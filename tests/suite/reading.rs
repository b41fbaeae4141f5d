//! The seed as its sentences mean it: one test a sentence whose letter and sense are not the same.

use dynaboot_core::{Policy, Report, Verdict, assess};
use serde_json::{Value, json};

use crate::meaning::{asked, errors, good, report, with};

const HTTPS: &str = "https://store.example.com/bundle";

pub(crate) fn rules(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[track_caller]
fn script(choices: &Value) -> String {
    let policy = Policy::builtin().unwrap();
    assess(&policy.read_choices(choices).unwrap(), &policy).script.unwrap().text
}

#[test]
fn a_worker_image_needs_what_https_asks_of_it() {
    let worker = json!({ "cloud": "aws", "system": "centos-7", "image": { "source": "worker" }, "bundleStore": { "url": HTTPS } });
    let answer = report(&worker);
    assert_eq!(answer.verdict, Verdict::Incomplete);
    assert_eq!(asked(&answer), ["answers.python", "answers.certificatesInstalled"]);
    let wrong = [("answers.python", json!("2.7.5")), ("answers.certificatesInstalled", json!(false))];
    assert_eq!(errors(&report(&with(worker.clone(), &wrong))), ["answers.certificatesInstalled", "answers.python"]);
    let right = [("answers.python", json!("2.7.9")), ("answers.certificatesInstalled", json!(true))];
    assert_eq!(report(&with(worker.clone(), &right)).verdict, Verdict::Ready);
    // No script runs there, so none installs what is given.
    let given =
        [("bundleStore.caCertificate", json!("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"))];
    let given = with(with(worker.clone(), &wrong), &given);
    assert!(errors(&report(&given)).contains(&"answers.certificatesInstalled".to_owned()));
    // Another image with the agent is not the vendor's worker, and over HTTP nothing is asked.
    for other in [("image.source", json!("custom")), ("bundleStore.url", json!("http://store.example.com/bundle"))] {
        let other = with(with(worker.clone(), &[("agent", json!({ "onImage": "present" }))]), &[other]);
        assert_eq!(report(&with(other, &wrong)).verdict, Verdict::Ready);
    }
    let windows = with(worker, &[("system", json!("windows-2016"))]);
    assert_eq!(asked(&report(&windows)), ["answers.certificatesInstalled"]);
}

#[test]
fn an_image_that_is_built_gets_the_headers_too() {
    let said = [
        ("route", json!("prebuiltImage")),
        ("bundleStore.url", json!(HTTPS)),
        ("answers.python", json!("2.7.18")),
        ("answers.certificatesInstalled", json!(true)),
        ("answers.opensslDevel", json!(false)),
    ];
    let choices = with(good("aws", "rhel-7"), &said);
    assert!(rules(&report(&choices)).contains(&"https-agent-needs-openssl-headers"));
    assert!(script(&choices).contains("get_packages \"$openssl_package\""));
}

#[test]
fn the_platform_expects_python_2_of_every_linux() {
    for (system, python) in [("rhel-7", "3.6.8"), ("centos-7", "3.11.2"), ("centos-6", "none")] {
        let choices = with(good("google", system), &[("answers.python", json!(python))]);
        let answer = report(&choices);
        let finding = answer.findings.iter().find(|finding| finding.rule == "agent-finds-python-2").unwrap();
        assert_eq!(finding.at.to_string(), "answers.python");
        assert_eq!(answer.verdict, Verdict::ReadyWithWarnings);
        let generic = with(choices, &[("agent.id", json!("generic")), ("agent.settings", generic_settings())]);
        assert!(!rules(&report(&generic)).contains(&"agent-finds-python-2"));
    }
}

fn generic_settings() -> Value {
    json!({ "installCommand": "./install", "presentPath": "/opt/agent" })
}

#[test]
fn ubuntu_16_04_gets_its_python_whatever_it_has() {
    for python in [json!("3.5.2"), json!("none"), json!("2.7.6"), Value::Null] {
        let said = [
            ("bundleStore.url", json!(HTTPS)),
            ("answers.certificatesInstalled", json!(true)),
            ("answers.python", python),
        ];
        let answer = report(&with(good("aws", "ubuntu-16.04"), &said));
        assert!(errors(&answer).is_empty() && asked(&answer).is_empty(), "{:?}", answer.findings);
    }
}

#[test]
fn that_three_is_no_later_two_is_a_reading_of_ours() {
    let said = [("bundleStore.url", json!(HTTPS)), ("answers.python", json!("3.6.8"))];
    let answer = report(&with(good("aws", "rhel-7"), &said));
    let finding = answer.findings.iter().find(|finding| finding.at.to_string() == "answers.python").unwrap();
    assert_eq!(serde_json::to_value(&finding.source).unwrap()["provenance"], "reconstructed");
    let said = [("bundleStore.url", json!(HTTPS)), ("answers.python", json!("2.7.8"))];
    let answer = report(&with(good("aws", "rhel-7"), &said));
    let finding = answer.findings.iter().find(|finding| finding.at.to_string() == "answers.python").unwrap();
    assert_eq!(serde_json::to_value(&finding.source).unwrap()["provenance"], "printed");
}

#[test]
fn googles_nuance_is_about_every_windows_of_the_platform_alone() {
    for system in ["windows-2008-r2", "windows-2012-r2", "windows-2019", "windows-2022", "windows-2025"] {
        let said = [("answers.supportConfirmed", json!(true)), ("answers.userDataRuns", json!(true))];
        let choices = with(good("google", system), &said);
        assert!(asked(&report(&choices)).contains(&"image.source".to_owned()), "{system}");
        let public = with(choices.clone(), &[("image", json!({ "source": "public" }))]);
        assert_eq!(errors(&report(&public)), ["image.source"], "{system}");
        let custom = with(choices, &[("image", json!({ "source": "custom" }))]);
        assert_eq!(asked(&report(&custom)), ["answers.administratorUser"], "{system}");
        let generic = with(public, &[("agent.id", json!("generic")), ("agent.settings", generic_settings())]);
        assert!(errors(&report(&generic)).iter().all(|at| at.starts_with("agent.settings")), "{system}");
    }
}

#[test]
fn wishes_of_the_platform_are_asked_of_its_agent_alone() {
    for (cloud, system, field) in
        [("openstack", "centos-7", "answers.netTools"), ("alibaba", "centos-7", "answers.imageAfterJuly2016")]
    {
        let refused = with(good(cloud, system), &[(field, json!(false))]);
        assert_eq!(errors(&report(&refused)), [field]);
        let generic =
            [("agent.id", json!("generic")), ("agent.settings", generic_settings()), ("packageStore", Value::Null)];
        let generic = with(refused, &generic);
        assert!(errors(&report(&generic)).is_empty());
        assert!(!script(&generic).contains("ifconfig"));
    }
}

#[test]
fn the_platform_pushes_the_agent_by_itself_where_it_knows_the_system() {
    assert!(rules(&report(&good("aws", "centos-7"))).contains(&"platform-pushes-the-agent"));
    assert!(!rules(&report(&good("aws", "debian-12"))).contains(&"platform-pushes-the-agent"));
}

#[test]
fn whatever_a_package_manager_installs_is_installed_under_022() {
    let said = [
        ("bundleStore.url", json!(HTTPS)),
        ("answers.certificatesInstalled", json!(true)),
        ("answers.opensslDevel", json!(false)),
        ("software.packages", json!(["git"])),
        ("software.commands", json!(["/usr/bin/git"])),
    ];
    let text = script(&with(with(good("aws", "ubuntu-16.04"), &[("software", json!({}))]), &said));
    // What is for root alone is written between two changes, and no package manager runs there.
    let (_, text) = text.split_once("umask 022\n").unwrap();
    for private in text.split("\tumask 077\n").skip(1) {
        let (private, _) = private.split_once("\tumask 022\n").unwrap();
        assert!(!private.contains("manager") && !private.contains("get_packages"), "{private}");
    }
    // One place runs the package manager.
    let (_, body) = text.split_once("run_manager() {").unwrap();
    let (body, rest) = body.split_once("\n}").unwrap();
    for manager in ["apt-get -q", "dpkg --"] {
        let uses = text.matches(manager).count();
        assert!(uses > 0 && !rest.contains(manager) && !body.contains("umask"), "{manager}");
    }
}

#[test]
fn privileges_are_about_the_software() {
    let warned = |packages: Value, commands: Value, route: &str| {
        let software = json!({ "packages": packages, "commands": commands });
        let choices = with(good("aws", "rhel-7"), &[("software", software), ("route", json!(route))]);
        rules(&report(&choices)).contains(&"software-comes-with-privileges")
    };
    for route in ["dynamicBootstrap", "prebuiltImage"] {
        for commands in [json!([]), json!(["/usr/bin/id"]), json!(["/bin/true", "/usr/bin/whoami"])] {
            assert!(warned(json!(["httpd"]), commands, route));
        }
        for command in [
            "/usr/bin/systemctl restart httpd",
            "/usr/sbin/httpd",
            "/usr/sbin/service httpd restart",
            "/opt/acme/setup",
            "/bin/sh /opt/setup.sh",
            "/usr/bin/yum",
        ] {
            assert!(!warned(json!(["httpd"]), json!([command]), route), "{command}");
        }
    }
    assert!(!warned(json!(["mysql-server"]), json!(["/usr/bin/mysql"]), "dynamicBootstrap"));
}

#[test]
fn that_a_row_is_not_about_r2_is_said() {
    for system in ["windows-2008-r2", "windows-2012-r2"] {
        let choices = with(good("aws", system), &[("answers.supportConfirmed", json!(true))]);
        assert!(rules(&report(&choices)).contains(&"windows-row-is-not-r2"), "{system}");
    }
    assert!(!rules(&report(&good("aws", "windows-2012"))).contains(&"windows-row-is-not-r2"));
}
