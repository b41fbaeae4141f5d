//! Organisations' recipes: what their policy may say works on the machine.

use dynaboot_core::{Policy, assess};
use serde_json::{Value, json};

use crate::bundle::{sample, zip};
use crate::installs::AGENT;
use crate::machine::{Machine, Run};
use crate::store::{Answer, Store};

/// A value with everything that cmd reads as its own.
const VALUE: &str = r#"a & b %PATH% ^ | > "x"#;

/// The script of an agent that is an organisation's own.
#[track_caller]
fn script(recipe: &Value, store: &str) -> String {
    let source = json!({ "from": "handbook" });
    let setting = json!({ "name": "value", "label": "Value", "ask": "Which value?", "form": "command" });
    let mut agent = json!({
        "label": "Acme agent", "table": "mechanics", "packageStore": false, "settings": [setting], "source": source,
        "windows": { "present": [AGENT], "bundle": "{bundleStore}", "arches": ["x86_64"] }
    });
    for (key, value) in recipe.as_object().unwrap() {
        agent["windows"][key] = value.clone();
    }
    let policy = json!({
        "name": "acme", "version": "1", "agents": { "acme": agent },
        "sources": { "handbook": { "title": "Handbook", "url": "https://acme.example.com/", "checkedOn": "2026-11-01" } }
    });
    let policy = Policy::of_organisation(&policy).unwrap_or_else(|refused| panic!("{refused}"));
    let choices = json!({
        "cloud": "google", "system": "windows-2022", "image": { "source": "custom" },
        "agent": { "id": "acme", "onImage": "absent", "settings": { "value": VALUE } },
        "bundleStore": { "url": format!("{store}/agent.zip") },
        "answers": { "userDataRuns": true, "administratorUser": true }
    });
    let answer = assess(&policy.read_choices(&choices).unwrap(), &policy);
    answer.script.unwrap_or_else(|| panic!("{:?}", answer.report)).text
}

fn run(machine: &Machine, recipe: &Value, files: &[(&str, &[u8])]) -> Run {
    let store = Store::start(zip(files), |_, _| Answer::Bundle);
    machine.run_quickly(&script(recipe, &store.url))
}

#[test]
fn a_program_without_a_path_is_found_in_the_bundle() {
    let exe = sample("agent.exe");
    for (name, program) in [("acme-1.0/agent.exe", "agent.exe"), ("agent.exe", "agent")] {
        let Some(machine) = Machine::new() else { return };
        let recipe = json!({ "install": [program, "install", r"C:\Program Files\Agent"] });
        let run = run(&machine, &recipe, &[(name, &exe)]);
        assert_eq!(run.code, Some(0), "{program}: {}\n{}", run.console, machine.log());
        assert!(machine.has(AGENT));
        machine.tell("an organisation's recipe", &format!("`{program}` in the bundle as {name}"), "exit 0");
    }
}

#[test]
fn two_installers_are_told_of() {
    let Some(machine) = Machine::new() else { return };
    let exe = sample("agent.exe");
    let recipe = json!({ "installer": "agent.exe", "install": ["agent.exe", "install", r"C:\Program Files\Agent"] });
    let stopped = run(&machine, &recipe, &[("a/agent.exe", &exe), ("b/agent.exe", &exe)]);
    assert_eq!(stopped.code, Some(21), "{}", stopped.console);
    assert!(
        stopped.console.contains(r"a\agent.exe") && stopped.console.contains(r"b\agent.exe"),
        "{}",
        stopped.console
    );
    let done = run(&machine, &recipe, &[("agent.exe", &exe), ("b/agent.exe", &exe)]);
    assert_eq!(done.code, Some(0), "{}", done.console);
    assert!(
        done.console.contains("more than one agent.exe in the bundle: ") && done.console.contains("; the first is run"),
        "{}",
        done.console
    );
    machine.tell("an organisation's recipe", "two installers in the bundle", "refused, or the nearer one and a word");
}

/// A value comes to a batch file, and to cmd, as it is: by a variable.
#[test]
fn cmd_reads_no_value() {
    let exe = sample("agent.exe");
    let setup = b"@echo off\r\nset STORE>C:\\saw.txt\r\necho %1>>C:\\saw.txt\r\n\"%~dp0agent.exe\" install \"C:\\Program Files\\Agent\"\r\n";
    for (install, folder) in [
        (json!(["setup.cmd", "two words"]), "a & b/"),
        (json!(["setup", "two words"]), ""),
        (json!(["CMD", "/C", "setup.cmd", "two words"]), ""),
        (json!(["cmd.exe", "/d/s/c", "setup.cmd \"two words\""]), ""),
    ] {
        let Some(machine) = Machine::new() else { return };
        let recipe = json!({ "install": install, "environment": { "STORE": "{value}" } });
        let files: [(&str, &[u8]); 2] = [(&format!("{folder}setup.cmd"), setup), (&format!("{folder}agent.exe"), &exe)];
        let run = run(&machine, &recipe, &files);
        assert_eq!(run.code, Some(0), "{install}: {}\n{}", run.console, machine.log());
        let saw = machine.read(r"C:\saw.txt").unwrap();
        assert_eq!(saw, format!("STORE={VALUE}\r\n\"two words\"\r\n"), "{install}");
        machine.tell(
            "an organisation's recipe",
            &format!("{install}, a value with what cmd reads"),
            "exit 0, as it is",
        );
    }
}

/// Names that a table of PowerShell has for itself.
#[test]
fn no_name_breaks_a_table() {
    let Some(machine) = Machine::new() else { return };
    let exe = sample("agent.exe");
    let recipe = json!({
        "install": ["agent.exe", "install", r"C:\Program Files\Agent"],
        "environment": { "Keys": "1", "Count": "2", "Values": "3" },
        "machineEnvironment": { "Keys": "one", "Count": "two", "Values": "three", "Length": "four", "Item": "five" }
    });
    let done = run(&machine, &recipe, &[("agent.exe", &exe)]);
    assert_eq!(done.code, Some(0), "{}\n{}", done.console, machine.log());
    let look = "foreach ($n in 'Keys', 'Count', 'Values', 'Length', 'Item') { [Environment]::GetEnvironmentVariable($n, 'Machine') }";
    let seen: Vec<String> = machine.run(look).console.lines().map(|line| line.trim().to_owned()).collect();
    assert_eq!(seen, ["one", "two", "three", "four", "five"]);
}
