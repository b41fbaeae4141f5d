//! Generated scripts under the eyes of others: ShellCheck, and every shell's own reader.
//!
//! `DYNABOOT_SHELLCHECK` names ShellCheck; `cargo xtask test` installs it. Without it there is nothing to check scripts with.
//! The files that they are made of are read by the machine's own shell.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that cannot go on stops and says where")]

mod templates;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dynaboot_core::policy::catalog::{Family, Repositories};
use dynaboot_core::{Policy, assess};
use serde_json::{Value, json};

/// Each reads a script and runs nothing of it.
const READERS: [&[&str]; 4] = [&["dash", "-n"], &["posh", "-n"], &["bash", "-n"], &["busybox", "ash", "-n"]];

/// What can be left out; each combination makes another script.
const OPTIONS: [fn(&mut Value); 6] = [
    |choices| choices["bundleStore"]["sha256"] = json!("0".repeat(64)),
    |choices| {
        choices["bundleStore"]["user"] = json!("reader");
        choices["bundleStore"]["password"] = json!("it's");
    },
    |choices| {
        choices["bundleStore"]["caCertificate"] = json!("-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----");
    },
    |choices| choices["proxy"] = json!("http://proxy.example.com:3128"),
    |choices| choices["callHome"] = json!("https://portal.example.com/42"),
    |choices| choices["software"] = json!({ "packages": ["git"], "commands": ["/usr/bin/systemctl restart httpd"] }),
];

#[test]
fn shellcheck_and_every_shell_take_every_script() {
    let Some(shellcheck) = std::env::var_os("DYNABOOT_SHELLCHECK") else { return };
    let folder = std::env::temp_dir().join(format!("dynaboot-checkers-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let files = write_scripts(&folder);
    assert!(files.len() > 100, "there are {} scripts", files.len());
    for reader in READERS {
        for file in &files {
            check(Command::new(reader[0]).args(&reader[1..]).arg(file));
        }
    }
    // No message is too small, and no script says that one should be passed over.
    check(Command::new(shellcheck).args(["--norc", "--shell=sh", "--severity=style", "--format=gcc"]).args(&files));
    for file in &files {
        assert!(!fs::read_to_string(file).unwrap().contains("shellcheck disable"), "{}", file.display());
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn no_directive_is_left() {
    let folder = std::env::temp_dir().join(format!("dynaboot-directives-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for file in write_scripts(&folder) {
        assert_eq!(templates::directive(&fs::read_to_string(&file).unwrap()), None, "{}", file.display());
    }
    fs::remove_dir_all(folder).unwrap();
}

/// Each with all of its variants, as it stands in the source.
#[test]
fn every_file_of_shell_is_whole() {
    let read = |file: &Path| -> Output { Command::new("sh").arg("-n").arg(file).output().unwrap() };
    let files = templates::with_ending("sh");
    assert!(files.len() >= 25, "{}", files.len());
    for (path, _) in files {
        let output = read(&path);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.is_empty(), "{}: {said}", path.display());
    }
    // The shell must be able to tell.
    let folder = std::env::temp_dir().join(format!("dynaboot-templates-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in [("open", "f() {\n"), ("twice", "#if a\nif b; then\n#end\n#if c\nif d; then\n#end\nfi\n")] {
        fs::write(folder.join(name), text).unwrap();
        assert!(!read(&folder.join(name)).status.success(), "{text}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[track_caller]
fn check(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{command:?}: {said}");
}

/// A script for every system with each agent, at its smallest and at its fullest; for one system, each combination of options.
fn write_scripts(folder: &Path) -> Vec<PathBuf> {
    let policy = Policy::builtin().unwrap();
    let mut scripts = BTreeMap::new();
    let mut add = |name: String, choices: &Value| {
        let answer = assess(&policy.read_choices(choices).unwrap(), &policy);
        // Some agents and options are not for every system; what blocks has no script.
        if let Some(script) = answer.script {
            scripts.insert(name, script.text);
        }
    };
    for (id, system) in &policy.document().systems {
        if system.family != Family::Linux {
            continue;
        }
        for downloader in ["curl", "wget", "python"] {
            let mut choices = choices(id.as_str(), "cloudcenter", "https");
            choices["answers"]["downloader"] = json!(downloader);
            add(format!("{}-{downloader}-smallest", id.as_str()), &choices);
            OPTIONS.iter().take(5).for_each(|option| option(&mut choices));
            add(format!("{}-{downloader}-fullest", id.as_str()), &choices);
        }
        for (agent, scheme) in [("generic", "http"), ("cloudcenter", "http"), ("cloudcenter", "https")] {
            let mut choices = choices(id.as_str(), agent, scheme);
            add(format!("{}-{agent}-{scheme}-smallest", id.as_str()), &choices);
            for (index, option) in OPTIONS.iter().enumerate() {
                if index < 5 || system.repositories == Repositories::Alive {
                    option(&mut choices);
                }
            }
            add(format!("{}-{agent}-{scheme}-fullest", id.as_str()), &choices);
        }
    }
    for combination in 0..1_usize << OPTIONS.len() {
        let mut choices = choices("rhel-7", "cloudcenter", "https");
        for (index, option) in OPTIONS.iter().enumerate() {
            if combination >> index & 1 == 1 {
                option(&mut choices);
            }
        }
        add(format!("options-{combination}"), &choices);
    }
    for downloader in ["curl", "wget", "python", "none"] {
        let mut choices = choices("debian-12", "generic", "https");
        choices["bundleStore"]["url"] = json!("https://store.example.com/agent.tgz?sig=x");
        choices["answers"]["downloader"] = json!(downloader);
        add(format!("query-{downloader}"), &choices);
    }
    let write = |(name, text): (String, String)| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path
    };
    scripts.into_iter().map(write).collect()
}

fn choices(system: &str, agent: &str, scheme: &str) -> Value {
    let mut choices = json!({
        "cloud": "aws", "system": system,
        "agent": { "id": agent, "onImage": "absent" },
        "bundleStore": { "url": format!("{scheme}://store.example.com/bundle") },
        "answers": { "netTools": true, "certificatesInstalled": true, "supportConfirmed": true, "userDataRuns": true },
    });
    if agent == "generic" {
        choices["agent"]["settings"] =
            json!({ "installCommand": "./setup 'from here'", "presentPath": "/opt/agent", "serviceName": "agent" });
    } else {
        choices["agent"]["settings"] = json!({ "brokerHost": "broker.example.com" });
        choices["packageStore"] = json!({ "url": "http://repo.example.com" });
        choices["answers"]["python"] = json!("2.7.18");
    }
    choices
}
