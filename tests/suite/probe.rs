//! The probe's reader, which takes a line of its own kind and nothing else; and its scripts, as text.

use std::io::Write;
use std::process::{Command, Stdio};

use dynaboot_core::{Choices, Edit, Policy, ShapeError, probe, read_probe};
use serde_json::{Value, json};

fn read(text: &str) -> Result<Vec<Edit>, ShapeError> {
    read_probe(text, &Policy::builtin().unwrap())
}

#[track_caller]
fn seen(line: &str) -> Value {
    let edits = read(line).unwrap_or_else(|error| panic!("{error}"));
    Value::Object(edits.into_iter().map(|edit| (edit.at.to_string(), edit.to)).collect())
}

#[track_caller]
fn refused(text: &str, path: &str, says: &str) {
    let error = read(text).unwrap_err();
    assert_eq!(error.path, path, "{error}");
    assert!(error.message.contains(says) && !error.expected.is_empty(), "{error:?}");
}

#[test]
fn all_that_was_seen_becomes_edits() {
    let line = r#"dynaboot-probe/1 {"os": "centos", "release": "7", "arch": "arm64", "agent": "absent", "python": "2.7.5", "netTools": true, "opensslDevel": false, "downloader": "wget", "certificates": false, "cloudInit": "19.4", "userDataRuns": true, "administratorUser": true, "selinux": "permissive", "sudo": "sudo-rs", "freeMebibytes": 2048, "clockIsRight": false}"#;
    let all = json!({
        "system": "centos-7", "image.arch": "arm64", "agent.onImage": "absent", "answers.python": "2.7.5",
        "answers.netTools": true, "answers.opensslDevel": false, "answers.downloader": "wget",
        "answers.certificatesInstalled": false, "answers.userDataRuns": true, "answers.administratorUser": true,
        "answers.selinux": "permissive", "answers.sudo": "sudo-rs", "answers.freeMebibytes": 2048, "answers.clockIsRight": false,
    });
    assert_eq!(seen(line), all);
    // As it is copied from a terminal.
    assert_eq!(seen(&format!("root@image:~# sh dynaboot-probe.sh\n  {line} \r\nroot@image:~# \n")), all);
}

#[test]
fn every_edit_can_be_applied() {
    let mut choices = Choices::default();
    let line = r#"dynaboot-probe/1 {"os": "debian", "release": "12", "python": "none", "agent": "present", "selinux": "disabled", "sudo": "none", "freeMebibytes": 7, "clockIsRight": true}"#;
    for edit in read(line).unwrap() {
        edit.apply(&mut choices).unwrap();
    }
    let policy = Policy::builtin().unwrap();
    assert!(policy.look_up(&choices).is_ok());
    assert_eq!(serde_json::to_value(&choices).unwrap()["answers"]["python"], "none");
}

#[test]
fn what_was_not_seen_is_left_out() {
    assert_eq!(seen("dynaboot-probe/1 {}"), json!({}));
    assert_eq!(seen(r#"dynaboot-probe/1 {"netTools": null}"#), json!({}));
    // A system that no catalog has is no system.
    assert_eq!(seen(r#"dynaboot-probe/1 {"os": "plan9", "release": "4"}"#), json!({}));
    assert_eq!(seen(r#"dynaboot-probe/1 {"os": "debian"}"#), json!({}));
}

#[test]
fn releases_tell_their_systems() {
    for (os, release, system) in [
        ("rhel", "6.10", Some("rhel-6")),
        ("rhel", "10.0", Some("rhel-10")),
        ("rocky", "9.4", Some("rocky-9")),
        ("almalinux", "8.10", Some("alma-8")),
        ("amzn", "2", Some("amazon-linux-2")),
        ("amzn", "2023", Some("amazon-linux-2023")),
        ("ubuntu", "16.04", Some("ubuntu-16.04")),
        ("ubuntu", "23.10", None),
        ("windows", "6.1.7601", Some("windows-2008-r2")),
        ("windows", "6.0.6002", Some("windows-2008")),
        ("windows", "10.0.20348", Some("windows-2022")),
        ("windows", "10.0.2034", None),
        ("debian", "1", None),
        ("debian", "12.", Some("debian-12")),
    ] {
        let line = format!(r#"dynaboot-probe/1 {{"os": "{os}", "release": "{release}"}}"#);
        assert_eq!(seen(&line).get("system").and_then(Value::as_str), system, "{os} {release}");
    }
}

#[test]
fn foreign_and_broken_text_is_refused_with_a_sentence() {
    refused("", "", "no such line");
    refused("Linux ip-10-0-0-1 5.10", "", "no such line");
    refused("dynaboot-probe/2 {}", "", "another version");
    refused(r#"dynaboot-probe/1 {"selinux": "off"}"#, "selinux", "");
    refused(r#"dynaboot-probe/1 {"freeMebibytes": -1}"#, "freeMebibytes", "");
    refused("dynaboot-probe/11 {}", "", "another version");
    refused("dynaboot-probe/1 {}\ndynaboot-probe/1 {}", "", "several");
    refused(r#"dynaboot-probe/1 {"os": "deb"#, "", "cut or changed");
    refused(r#"dynaboot-probe/1 {"os": "debian"} {"#, "", "cut or changed");
    refused("dynaboot-probe/1 []", "", "a list");
    refused(r#"dynaboot-probe/1 {"netTool": true}"#, "netTool", "unknown field");
    refused(r#"dynaboot-probe/1 {"netTools": "yes"}"#, "netTools", "expected");
    refused(r#"dynaboot-probe/1 {"downloader": "fetch"}"#, "downloader", "curl");
    refused(r#"dynaboot-probe/1 {"python": "two"}"#, "python", "2.7.9");
    refused(r#"dynaboot-probe/1 {"arch": "sparc"}"#, "arch", "x86_64");
    refused(&format!("dynaboot-probe/1 {{}}{}", " ".repeat(5_000)), "", "bytes");
    let deep = format!("dynaboot-probe/1 {}", "[".repeat(4_000));
    refused(&deep, "", "cut or changed");
}

/// No text makes it panic or say what it did not read.
#[test]
fn a_line_that_lost_a_letter_is_refused_or_says_less() {
    let line = r#"dynaboot-probe/1 {"os": "centos", "release": "7", "python": "2.7.5", "netTools": true}"#;
    let whole = read(line).unwrap();
    for index in 0..line.len() {
        let cut: String = line.chars().enumerate().filter(|(at, _)| *at != index).map(|(_, letter)| letter).collect();
        if let Ok(edits) = read(&cut) {
            assert!(edits.len() <= whole.len(), "{cut}");
        }
        assert!(read(&line[..index]).is_err(), "{}", &line[..index]);
    }
}

#[track_caller]
fn script(choices: &Value) -> String {
    let policy = Policy::builtin().unwrap();
    probe(&policy.read_choices(choices).unwrap(), &policy).unwrap().text
}

#[test]
fn a_probe_is_for_a_system() {
    let policy = Policy::builtin().unwrap();
    let error = probe(&Choices::default(), &policy).unwrap_err();
    assert_eq!(error.path, "system");
    for (id, system) in &policy.document().systems {
        let choices = policy.read_choices(&json!({ "system": id.as_str() })).unwrap();
        let made = probe(&choices, &policy).unwrap();
        let ending = if system.family == dynaboot_core::policy::catalog::Family::Linux { ".sh" } else { ".ps1" };
        assert!(made.file_name.ends_with(ending), "{id}");
        assert!(made.text.is_ascii(), "{id}: a console may garble other letters");
    }
}

/// What a setting holds is one word of the script.
#[test]
fn values_arrive_as_themselves() {
    let hostile = "/opt/a'; touch owned; '$(touch owned)`id`\nnext";
    let text = script(&json!({
        "system": "debian-12", "agent": { "id": "generic", "settings": { "presentPath": hostile } },
        "bundleStore": { "url": "https://store.example.com/a'b" }, "proxy": hostile,
    }));
    let (settings, _) = text.split_once("\nseen=''\n").unwrap();
    let listener =
        format!("{settings}\nexpr() {{ :; }}\nnote() {{ :; }}\nprintf '%s|%s' \"$store_url\" \"$https_proxy\"\n");
    let mut child = Command::new("sh").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(listener.as_bytes()).unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(said, format!("https://store.example.com/a'b|{hostile}"));
    assert!(text.contains(r"[ -e '/opt/a'\''; touch owned; '\''$(touch owned)`id`"), "{settings}");
}

#[test]
fn an_agent_whose_path_is_not_known_is_not_looked_for() {
    assert!(script(&json!({ "system": "debian-12", "agent": { "id": "generic" } })).contains("look_at_agent() { :; }"));
    assert!(script(&json!({ "system": "debian-12" })).contains("[ -e '/usr/local/agentlite' ]"));
}
