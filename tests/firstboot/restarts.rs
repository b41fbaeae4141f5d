//! An agent that is there when the run comes: from a run that a restart ended, or from another bundle.

use serde_json::{Value, json};

use crate::archive::archive;
use crate::journeys::generic;
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

/// Says that the system stops, until it was booted again.
const SYSTEMCTL: &str = "#!/bin/sh\n[ ! -e /booted ] || exit 0\necho stopping\nexit 1\n";

/// Runs the payload as a process whose id stands in `/pid`.
const AS_KNOWN_PROCESS: &str =
    "sh -c 'echo $$ >/pid; exec SHELL /payload'; echo \"ended with $?\"; [ -e /keeps-on ] || touch /booted";

/// Restarts the machine, as far as the run can see, and is ended by that.
const RESTART: &str = "kill -TERM \"$(cat /pid)\"\nexec /bin/sleep 5\n";

#[test]
fn an_installer_that_restarts_the_machine() {
    for shell in SHELLS {
        let Some(mut machine) = Machine::new(shell).map(Machine::quick) else { return };
        machine.put("usr/local/sbin/systemctl", SYSTEMCTL);
        let installer = format!("#!/bin/sh\nmkdir -p /opt/agent/share && echo whole >/opt/agent/share/file\n{RESTART}");
        let store = Store::start(archive(&[("setup", &installer)]), |_, _| Answer::Bundle);
        let script = payload(&generic(&store.url));
        let run = machine.run_beside(&script, &AS_KNOWN_PROCESS.replace("SHELL", shell));
        let told = format!("{shell}: {}", run.console);
        assert!(run.console.contains("ended with 0\n"), "{told}");
        let status = machine.status();
        assert_eq!((&status["state"], &status["restart"]), (&json!("running"), &json!(true)), "{told}");
        assert!(status["message"].as_str().unwrap().contains("the machine restarts"), "{status}");
        assert_eq!(machine.read("opt/agent/share/file").as_deref(), Some("whole\n"), "{told}");

        let again = machine.run(&script);
        assert_eq!(again.code, Some(0), "{shell}: {}", again.console);
        assert_eq!((&machine.status()["state"], &machine.status()["restart"]), (&json!("alreadyThere"), &Value::Null));
        let left: Vec<String> = machine.changes().into_keys().collect();
        assert_eq!(left, ["booted", "opt/agent/share/file", "pid"], "{shell}: no mark is left");
        assert_eq!(store.requests.lock().unwrap().len(), 1, "it is installed once");
    }
}

/// One that restarts each time and brings no agent has its way once: else it would do so for ever.
#[test]
fn an_installer_that_does_nothing_but_restart() {
    for shell in SHELLS {
        let Some(mut machine) = Machine::new(shell).map(Machine::quick) else { return };
        machine.put("usr/local/sbin/systemctl", SYSTEMCTL);
        machine.put("keeps-on", "");
        let store = Store::start(archive(&[("setup", &format!("#!/bin/sh\n{RESTART}"))]), |_, _| Answer::Bundle);
        let script = payload(&generic(&store.url));
        let command = AS_KNOWN_PROCESS.replace("SHELL", shell);
        for code in [0, 70] {
            let run = machine.run_beside(&script, &command);
            assert!(run.console.contains(&format!("ended with {code}\n")), "{shell}: {}", run.console);
        }
        assert_eq!(machine.status()["state"], "failed");
        assert!(machine.read("var/lib/dynaboot/installing").is_none());
    }
}

/// Whoever asks for another bundle than the one that is there is told so.
#[test]
fn an_agent_of_another_bundle() {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
        let bundle = archive(&[("setup", "#!/bin/sh\nmkdir -p /opt/agent/share\n")]);
        let store = Store::start(bundle.clone(), |_, _| Answer::Bundle);
        let run = |path: &str, sha256: Value| {
            let mut choices = generic(&store.url);
            choices["bundleStore"]["url"] = json!(format!("{}/{path}", store.url));
            choices["bundleStore"]["sha256"] = sha256;
            let run = machine.run(&payload(&choices));
            assert_eq!(run.code, Some(0), "{shell}: {}", run.console);
            machine.status()["message"].as_str().unwrap().to_owned()
        };
        let sha256 = crate::journeys::sha256(&bundle);
        let (old, new) = (format!("{}/agent-1.tar.gz", store.url), format!("{}/agent-2.tar.gz", store.url));
        assert_eq!(run("agent-1.tar.gz?key=s3cr3t", json!(sha256)), "the agent is installed");
        let same = format!("the agent is there already, bundle: {old}, SHA-256 {sha256}");
        assert_eq!(run("agent-1.tar.gz?key=0th3r", json!(sha256)), same);
        assert_eq!(run("agent-2.tar.gz", json!(sha256)), format!("{same}, asked for: {new}, SHA-256 {sha256}"));
        let other = "0".repeat(64);
        assert_eq!(run("agent-1.tar.gz", json!(other)), format!("{same}, asked for: {old}, SHA-256 {other}"));
        machine.execute(&["rm", "/var/lib/dynaboot/installed"]);
        let unknown = "the agent is there already, bundle: unknown, asked for: ";
        assert_eq!(run("agent-2.tar.gz", Value::Null), format!("{unknown}{new}"));
    }
}
