//! What a run began ends with it: told to stop, or beyond its time, with all that it started.

use crate::archive::archive;
use crate::journeys::generic;
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

/// Takes no word for it, nor do its children, of whom one left the process group: while they live, they write where the agent belongs.
const STUBBORN: &str = "#!/bin/sh
trap '' TERM HUP
sh -c 'while :; do mkdir -p /opt/agent/share; /bin/sleep 0.2; done' &
setsid sh -c 'while :; do mkdir -p /opt/agent/share; /bin/sleep 0.2; done' &
>/begun
while :; do mkdir -p /opt/agent/share; /bin/sleep 0.2; done
";

/// A second is a tenth: what is killed needs a moment to be gone.
const SHORT_SLEEP: &str = "#!/bin/sh\nexec /bin/sleep 0.1\n";

/// Stops the run once it is there, and looks again when it has ended.
fn stopped(shell: &'static str, signal: &str, at: &str) -> String {
    format!(
        "{shell} /payload >/told 2>&1 & run=$!
        while [ ! -e {at} ]; do /bin/sleep 0.02; done
        kill -{signal} \"$run\"; wait \"$run\"; echo \"ended with $?\"
        /bin/sleep 1; ls -d /opt/agent/share 2>/dev/null; cat /told"
    )
}

#[test]
fn an_installer_that_does_not_stop() {
    for shell in SHELLS {
        for signal in ["TERM", "HUP"] {
            let Some(mut machine) = Machine::new(shell) else { return };
            // One waits for real.
            if (shell, signal) != ("dash", "TERM") {
                machine.put("usr/local/sbin/sleep", SHORT_SLEEP);
            }
            let store = Store::start(archive(&[("setup", STUBBORN)]), |_, _| Answer::Bundle);
            let run = machine.run_beside(&payload(&generic(&store.url)), &stopped(shell, signal, "/begun"));
            assert!(run.console.starts_with("ended with 70\ndynaboot: "), "{shell} {signal}: {}", run.console);
            assert_eq!(machine.status()["exitCode"], 70);
            let left: Vec<String> = machine.changes().into_keys().collect();
            assert_eq!(left, ["begun", "told"], "{shell} {signal}");
            machine.tell(
                "aws UserData for debian-12, curl",
                "told to stop, and its installer does not",
                "exit 70, nothing left",
            );
        }
    }
}

/// On a clock that runs ahead, fifteen minutes are two seconds.
#[test]
fn an_installer_without_an_end() {
    for shell in SHELLS {
        for (installer, message) in [
            (STUBBORN, "over 15 minutes"),
            ("#!/bin/sh\nmkdir -p /opt/agent/share\nexec /bin/sleep 300\n", "code 124: killed: over 15 minutes"),
        ] {
            let Some(mut machine) = Machine::new(shell) else { return };
            machine.put("usr/local/sbin/sleep", SHORT_SLEEP);
            machine.put(
                "usr/local/sbin/timeout",
                "#!/bin/sh\n[ \"$2\" = 900 ] && shift 2 && set -- -k1 2 \"$@\"\nexec /usr/bin/timeout \"$@\"\n",
            );
            let store = Store::start(archive(&[("setup", installer)]), |_, _| Answer::Bundle);
            let run = machine.run_beside(
                &payload(&generic(&store.url)),
                &format!("{shell} /payload; echo \"ended with $?\"; /bin/sleep 1"),
            );
            assert!(
                run.console.contains("ended with 40\n") && run.console.contains(message),
                "{shell}: {}",
                run.console
            );
            let left: Vec<String> = machine.changes().into_keys().filter(|path| path != "begun").collect();
            assert_eq!(left, [""; 0], "{shell} {installer}");
            machine.tell("aws UserData for debian-12, curl", "an installer without an end", "exit 40, nothing left");
        }
    }
}

/// A signal is heard at once, also while something is waited for.
#[test]
fn told_to_stop_while_it_waits() {
    for shell in SHELLS {
        // A download that hangs, and a pause between two tries.
        for program in ["curl", "sleep"] {
            let Some(mut machine) = Machine::new(shell) else { return };
            machine.put(
                &format!("usr/local/sbin/{program}"),
                "#!/bin/sh\n[ ! -e /begun ] || exit 0\n>/begun\nexec /bin/sleep 222\n",
            );
            let script = payload(&generic(&Store::nobody()));
            let alive = "pgrep -x sleep >/dev/null && echo alive";
            let run = machine.run_beside(&script, &format!("{}; {alive}", stopped(shell, "TERM", "/begun")));
            assert!(run.console.contains("ended with 70\n"), "{shell} {program}: {}", run.console);
            let left: Vec<String> = machine.changes().into_keys().collect();
            assert_eq!(left, ["begun", "told"], "{shell} {program}");
            assert!(!run.console.ends_with("alive\n"), "it lives on: {}", run.console);
        }
    }
}
