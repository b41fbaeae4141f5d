//! What a failure says: on the console, and in the status for whoever sees no more than that.

use serde_json::{Value, json};

use crate::archive::archive;
use crate::journeys::generic;
use crate::machine::{Machine, Run, SHELLS, payload};
use crate::store::{Answer, Behaviour, Store};

const BUNDLE: Behaviour = |_, _| Answer::Bundle;

const FORM: &str = "aws UserData for debian-12, curl";

/// Runs an installer in each shell, from a store that wants credentials.
fn each(installer: &str, check: impl Fn(&Machine, &Run, &str)) {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
        let store = Store::start(archive(&[("setup", &format!("#!/bin/sh\n{installer}\n"))]), BUNDLE);
        let mut choices = generic(&store.url);
        choices["bundleStore"]["user"] = json!("reader");
        choices["bundleStore"]["password"] = json!("s3/cr.t&[*");
        let run = machine.run(&payload(&choices));
        check(&machine, &run, &format!("{shell}: {}", run.console));
    }
}

fn message(machine: &Machine) -> String {
    machine.status()["message"].as_str().unwrap().to_owned()
}

/// The last lines stand on the console, the very last is the reason, and both are without secrets.
#[test]
fn the_last_words_of_an_installer() {
    let words = "seq 20
printf 'one \"quoted\" \\\\ \\033[31m\\303\\251\\n'
echo 'reader s3/cr.t&[* said'
echo 'cannot reach http://who:what@license.example.com/check?key=T0PSECRET today' >&2
echo
exit 7";
    each(words, |machine, run, told| {
        assert_eq!(run.code, Some(40), "{told}");
        let reason =
            "the agent's install command ended with code 7: cannot reach http://license.example.com/check? today";
        assert!(message(machine).starts_with(reason), "{told}");
        assert!(run.console.contains(reason), "{told}");
        assert!(run.console.contains("dynaboot: | one \"quoted\" \\ [31m\n"), "{told}");
        assert!(run.console.contains("dynaboot: | reader *** said\n"), "{told}");
        assert!(run.console.contains("dynaboot: | 20\n") && !run.console.contains("dynaboot: | 2\n"), "{told}");
        let said = format!("{told}{}", machine.status());
        assert!(!said.contains("s3/cr") && !said.contains("SECRET") && !said.contains("what@"), "{said}");
        machine.tell(FORM, "an installer fails and says why", "exit 40, its last words without secrets");
    });
}

#[test]
fn codes_and_signals_are_explained() {
    for (installer, why) in [
        ("exit 127", "code 127: not found or cannot be run"),
        ("exec no-such-command 2>/dev/null", "code 127: not found or cannot be run: "),
        ("kill -9 $$", "code 137: killed: over 15 minutes, or out of memory"),
        ("kill -SEGV $$", "code 139: signal SEGV"),
        ("kill -TERM $$", "code 143: signal TERM"),
        ("exit 0", "code 0, but the agent is not there"),
        ("exit 3", "code 3"),
    ] {
        each(installer, |machine, run, told| {
            assert_eq!(run.code, Some(40), "{told}");
            assert!(message(machine).contains(&format!("ended with {}", why.trim_end_matches(": "))), "{told}");
            assert!(machine.changes().is_empty(), "{told}");
        });
    }
}

/// An installer whose work goes on in the background is waited for.
#[test]
fn an_agent_that_needs_a_moment() {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell) else { return };
        let later = "#!/bin/sh\n(sleep 2; mkdir -p /opt/agent/share) >/dev/null 2>&1 &\n";
        let store = Store::start(archive(&[("setup", later)]), BUNDLE);
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!(run.code, Some(0), "{shell}: {}", run.console);
        assert_eq!(machine.status()["state"], "done");
        machine.tell(FORM, "the agent is there 2 s after its installer ended", "exit 0, installed");
    }
}

/// What tar refuses is the bundle's fault, not the disk's; what everybody could change is nobody's but root's.
#[test]
fn bundles_that_are_refused_or_lax() {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
        let store = Store::start(archive(&[]), BUNDLE);
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!(run.code, Some(21), "{shell}: {}", run.console);
        machine.tell(FORM, "an empty archive", "exit 21, nothing left");

        // A file where a directory has to be: the archive is whole, and cannot be unpacked.
        let Some(mut machine) = Machine::new(shell).map(Machine::quick) else { return };
        machine.put("usr/local/sbin/tar", "#!/bin/sh\n/bin/tar \"$@\"\ncase $1 in -x*) echo 'tar: ./a: Cannot open: Not a directory' >&2; exit 2 ;; esac\n");
        let store = Store::start(archive(&[("setup", "#!/bin/sh\n")]), BUNDLE);
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!(run.code, Some(21), "{shell}: {}", run.console);
        assert!(message(&machine).contains("Cannot open: Not a directory"), "{}", run.console);

        let Some(machine) = Machine::new(shell) else { return };
        let lax = "#!/bin/sh\nmkdir -p /opt/agent/share && stat -c %a . setup >/opt/agent/modes\n";
        let store = Store::start(open_archive(lax), BUNDLE);
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!(run.code, Some(0), "{shell}: {}", run.console);
        assert_eq!(machine.read("/opt/agent/modes").unwrap(), "755\n755\n");
        machine.tell(FORM, "a bundle that everybody may change", "exit 0, nobody may");
    }
}

/// A bundle whose directory is everybody's, with a program that makes root of whoever runs it.
fn open_archive(installer: &str) -> Vec<u8> {
    let folder = crate::machine::scratch();
    std::fs::write(folder.path().join("setup"), installer).unwrap();
    let script = "chmod 1777 . && chmod 6777 setup && tar -czf - .";
    let output = std::process::Command::new("sh").args(["-c", script]).current_dir(folder.path()).output().unwrap();
    assert!(output.status.success());
    output.stdout
}

/// A flock that cannot lock is no other run.
#[test]
fn a_flock_that_does_not_work() {
    for shell in SHELLS {
        let Some(mut machine) = Machine::new(shell).map(Machine::quick) else { return };
        machine.put("usr/local/sbin/flock", "#!/bin/sh\necho 'flock: 9: No locks available' >&2\nexit 71\n");
        let run = machine.run(&payload(&generic(&Store::nobody())));
        assert_eq!(run.code, Some(30), "{shell}: {}", run.console);
        assert!(run.console.contains("flock does not work"), "{shell}: {}", run.console);
    }
}

/// A store that is up after minutes is waited for, and the first failure is told at once. What waiting does not mend ends at
/// once.
#[test]
fn a_store_that_is_up_after_minutes() {
    for shell in SHELLS {
        for (status, first) in [(503, "503"), (429, "429"), (408, "408"), (425, "425")] {
            let Some(mut machine) = Machine::new(shell) else { return };
            machine.put(
                "usr/local/sbin/sleep",
                "#!/bin/sh\necho \"$1\" >>/slept\n[ -e /first ] || cp /var/lib/dynaboot/status.json /first\n",
            );
            let behaviour: Behaviour = match status {
                503 => |_, before| if before < 12 { Answer::Status(503) } else { Answer::Bundle },
                429 => |_, before| if before < 12 { Answer::Status(429) } else { Answer::Bundle },
                408 => |_, before| if before < 12 { Answer::Status(408) } else { Answer::Bundle },
                _ => |_, before| if before < 12 { Answer::Status(425) } else { Answer::Bundle },
            };
            let store = Store::start(archive(&[("setup", "#!/bin/sh\nmkdir -p /opt/agent/share\n")]), behaviour);
            let run = machine.run(&payload(&generic(&store.url)));
            assert_eq!(run.code, Some(0), "{shell} {status}: {}", run.console);
            assert!((286..=572).contains(&machine.slept()), "{} s", machine.slept());
            let told: Value = serde_json::from_str(&machine.read("/first").unwrap()).unwrap();
            assert_eq!(told["state"], "running");
            assert!(told["message"].as_str().unwrap().contains(first), "{told}");
            machine.tell(FORM, &format!("a store that answers {status} for five minutes"), "exit 0, installed");
        }
        let Some(machine) = Machine::new(shell).map(Machine::quick) else { return };
        let store = Store::start(Vec::new(), |_, _| Answer::Status(403));
        let run = machine.run(&payload(&generic(&store.url)));
        assert_eq!((run.code, machine.slept()), (Some(11), 0), "{shell}: {}", run.console);
    }
}
