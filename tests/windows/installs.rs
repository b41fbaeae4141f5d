//! Whole installations: the agent is there, its service runs, and a second run changes nothing.

use serde_json::{Value, json};

use crate::bundle::{sample, zip};
use crate::machine::{Machine, script};
use crate::store::{Answer, Store};

pub(crate) const AGENT: &str = r"C:\Program Files\Agent\agent.exe";

/// The generic agent by a command, from a store.
pub(crate) fn generic(store: &str, command: &str) -> Value {
    json!({
        "cloud": "aws", "system": "windows-2022", "image": { "source": "public" },
        "agent": { "id": "generic", "onImage": "absent", "settings": {
            "installCommand": command, "presentPath": AGENT, "serviceName": "AgentService",
        } },
        "bundleStore": { "url": format!("{store}/agent.zip") },
        "answers": { "userDataRuns": true },
    })
}

#[track_caller]
fn check_installation(form: &str, files: &[(&str, &[u8])], command: &str) {
    let Some(machine) = Machine::new() else { return };
    let store = Store::start(zip(files), |_, _| Answer::Bundle);
    let script = script(&generic(&store.url, command));
    for state in ["done", "alreadyThere"] {
        let run = machine.run(&script);
        assert_eq!(run.code, Some(0), "{form}: {}\n{}", run.console, machine.log());
        assert!(run.console.lines().all(|line| line.starts_with("dynaboot: ")), "{}", run.console);
        assert_eq!(machine.status()["state"], state, "{form}: {}", run.console);
        assert!(machine.has(AGENT), "{form}");
        assert_eq!(machine.read(r"C:\agent-saw.txt").as_deref().map(str::trim), Some("(nothing)"), "{form}");
        assert_eq!(machine.left_over(), Vec::<String>::new(), "{form}");
    }
    let gets = store.requests.lock().unwrap().iter().filter(|request| request.starts_with("GET")).count();
    assert_eq!(gets, 1, "a second run asks nobody");
    machine.tell(form, "installed, and run again", "exit 0, the service runs");
}

#[test]
fn from_an_msi() {
    let msi = sample("agent.msi");
    check_installation("msi", &[("agent.msi", &msi)], "msiexec /i agent.msi /qn BROKER=here");
}

#[test]
fn from_an_exe() {
    let exe = sample("agent.exe");
    check_installation("exe", &[("agent.exe", &exe)], r#"agent.exe install "C:\Program Files\Agent""#);
}

#[test]
fn from_a_script() {
    let exe = sample("agent.exe");
    let setup =
        "@echo off\r\nmd \"C:\\Program Files\\Agent\"\r\nbin\\agent.exe install \"C:\\Program Files\\Agent\"\r\n";
    check_installation("script", &[("bin/agent.exe", &exe), ("setup.cmd", setup.as_bytes())], "setup.cmd");
}
