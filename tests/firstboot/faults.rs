//! What a run does when something is wrong: it stops within bounds, with its own exit code, and leaves nothing behind.

use std::thread;

use serde_json::json;

use crate::archive::archive;
use crate::journeys::{cloudcenter, generic, sha256};
use crate::machine::{Machine, Run, SHELLS, payload};
use crate::store::{Answer, Behaviour, Store};

const INSTALLER: &str = "#!/bin/sh\nmkdir -p /opt/agent/share\n";

/// What these scripts come as.
const FORM: &str = "aws UserData for debian-12, curl";

/// Runs the payload as a process whose id stands in `/pid`.
const AS_KNOWN_PROCESS: &str = "echo $$ >/pid; exec dash /payload";

/// A run that must end with a code of its own, and leave nothing but the log and the status file.
#[track_caller]
fn check_stops(machine: &Machine, run: &Run, code: i32, message: &str) {
    assert_eq!(run.code, Some(code), "{}", run.console);
    let status = machine.status();
    assert_eq!(status["state"], "failed");
    assert_eq!(status["exitCode"], code);
    let told = status["message"].as_str().unwrap();
    assert!(told.contains(message), "`{told}` does not say `{message}`");
    assert!(status["finished"].is_string());
    assert!(run.console.contains(message), "the console does not say `{message}`: {}", run.console);
    let left: Vec<String> = machine.changes().into_keys().collect();
    assert!(left.is_empty(), "it leaves {left:?}");
}

/// A store that misbehaves makes the run stop; the same script, run again at a good store of the same URL, would mend it.
#[track_caller]
fn check_store(behaviour: Behaviour, code: i32, message: &str) {
    let Some(machine) = Machine::new("dash").map(Machine::quick) else { return };
    let store = Store::start(archive(&[("setup", INSTALLER)]), behaviour);
    let run = machine.run(&payload(&generic(&store.url)));
    check_stops(&machine, &run, code, message);
}

#[test]
fn a_store_that_is_down() {
    let nobody = Store::nobody();
    let downloaders: [&'static [&'static str]; 3] = [&[], &["usr/bin/curl"], &["usr/bin/curl", "usr/bin/wget"]];
    thread::scope(|scope| {
        for without in downloaders {
            for shell in ["dash", "bash"] {
                let script = payload(&cloudcenter("aws", "centos-7", &nobody));
                scope.spawn(move || {
                    let Some(machine) = Machine::without(shell, without).map(Machine::quick) else { return };
                    check_stops(&machine, &machine.run(&script), 10, "cannot be reached");
                    // Told again, it tries again, and ends the same way.
                    check_stops(&machine, &machine.run(&script), 10, "cannot be reached");
                });
            }
        }
    });
}

#[test]
fn a_bundle_that_is_not_there() {
    check_store(|_, _| Answer::Status(404), 11, "HTTP status 404");
}

#[test]
fn a_store_that_is_ill() {
    check_store(|_, _| Answer::Status(503), 11, "HTTP status 503");
}

#[test]
fn a_connection_that_is_cut() {
    check_store(|_, _| Answer::Half, 21, "the connection was cut");
}

#[test]
fn an_answer_that_is_no_archive() {
    check_store(|_, _| Answer::Page, 21, "no whole tar.gz archive");
}

#[test]
fn a_store_that_recovers() {
    let Some(machine) = Machine::new("dash").map(Machine::quick) else { return };
    let store = Store::start(archive(&[("setup", INSTALLER)]), |_, before| match before {
        0..=2 => Answer::Status(503),
        3 => Answer::Half,
        _ => Answer::Bundle,
    });
    let run = machine.run(&payload(&generic(&store.url)));
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert_eq!(machine.status()["state"], "done");
}

#[test]
fn a_wrong_checksum() {
    let Some(machine) = Machine::new("bash") else { return };
    let store = Store::start(archive(&[("setup", INSTALLER)]), |_, _| Answer::Bundle);
    let mut choices = generic(&store.url);
    choices["bundleStore"]["sha256"] = json!(sha256(b"another bundle"));
    let run = machine.run(&payload(&choices));
    check_stops(&machine, &run, 20, "SHA-256");
}

#[test]
fn an_installer_that_fails_halfway() {
    let Some(machine) = Machine::new("dash").map(Machine::quick) else { return };
    let broken = "#!/bin/sh\nmkdir -p /opt/agent/share && echo half >/opt/agent/share/file\nexit 3\n";
    let store = Store::start(archive(&[("setup", broken)]), |_, _| Answer::Bundle);
    let run = machine.run(&payload(&generic(&store.url)));
    check_stops(&machine, &run, 40, "ended with code 3");
    machine.tell(FORM, "install fails halfway", "exit 40, nothing left");
}

#[test]
fn an_installer_that_lies() {
    let Some(machine) = Machine::new("dash").map(Machine::quick) else { return };
    let store = Store::start(archive(&[("setup", "#!/bin/sh\nexit 0\n")]), |_, _| Answer::Bundle);
    let run = machine.run(&payload(&generic(&store.url)));
    check_stops(&machine, &run, 40, "the agent is not there");
    machine.tell(FORM, "install says well and is not", "exit 40, nothing left");
}

#[test]
fn nothing_to_download_with() {
    let without = &["usr/bin/curl", "usr/bin/wget", "usr/bin/python3", "usr/bin/python3.11", "usr/bin/python2.7"];
    let Some(machine) = Machine::without("dash", without).map(Machine::quick) else { return };
    let run = machine.run(&payload(&generic(&Store::nobody())));
    check_stops(&machine, &run, 30, "the image lacks curl");
    machine.tell(FORM, "no downloader and no Python", "exit 30, nothing left");
}

/// A run that is killed while it installs leaves its remains; the next run removes them and does it all again.
#[test]
fn killed_while_it_installs() {
    let Some(machine) = Machine::new("dash") else { return };
    let slow = "#!/bin/sh\nmkdir -p /opt/agent/share && echo half >/opt/agent/share/half\n[ -e /again ] && exit 0\ntouch /again && kill -9 \"$(cat /pid)\"\nsleep 60\n";
    let store = Store::start(archive(&[("setup", slow)]), |_, _| Answer::Bundle);
    let script = payload(&generic(&store.url));
    let killed = machine.run_beside(&script, AS_KNOWN_PROCESS);
    assert_ne!(killed.code, Some(0), "{}", killed.console);
    assert!(machine.changes().contains_key("var/lib/dynaboot/installing"), "the remains are marked");

    let again = machine.run(&script);
    assert_eq!(again.code, Some(0), "{}", again.console);
    assert!(again.console.contains("removing what an unfinished run left"), "{}", again.console);
    let left: Vec<String> = machine.changes().into_keys().collect();
    assert_eq!(left, ["again", "opt/agent/share/half", "pid"]);
    machine.tell(FORM, "killed while it installs, run again", "exit 0, installed");
}

/// Two runs at once: one installs, the other stops at once with its own code, and harms nothing.
#[test]
fn two_runs_at_once() {
    let Some(machine) = Machine::new("dash") else { return };
    let slow = "#!/bin/sh\nsleep 5\nmkdir -p /opt/agent/share\n";
    let store = Store::start(archive(&[("setup", slow)]), |_, _| Answer::Bundle);
    let both = "sh /payload >/first 2>&1 & first=$!; sleep 1; sh /payload >/second 2>&1; echo \"$?\"; wait \"$first\"; echo \"$?\"; rm -f /first";
    let run = machine.run_beside(&payload(&generic(&store.url)), both);
    assert_eq!(run.console, "60\n0\n", "{:?}", machine.read("/second"));
    assert!(machine.read("/second").unwrap().contains("another run is at work"));
    assert_eq!(machine.status()["state"], "done");
    machine.tell(FORM, "two runs at once", "exit 60 for the second, 0 for the first");
}

/// A mark that an earlier run left names what is removed: nothing else is, whatever the script at hand is about.
#[test]
fn what_is_not_marked_is_never_removed() {
    let Some(machine) = Machine::new("dash") else { return };
    machine.execute(&["sh", "-c", "mkdir -p /var/lib/dynaboot /opt/agent/share /srv/half && echo kept >/opt/agent/share/file && echo half >/srv/half/file && echo /srv/half >/var/lib/dynaboot/installing"]);
    let run = machine.run(&payload(&generic(&Store::nobody())));
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert_eq!(machine.status()["state"], "alreadyThere");
    let left: Vec<String> = machine.changes().into_keys().collect();
    assert_eq!(left, ["opt/agent/share/file"]);
}

/// A daemon that the installer starts does not hold the console: whoever reads it to its end is not kept waiting.
#[test]
fn a_daemon_does_not_hold_the_console() {
    let Some(machine) = Machine::new("dash") else { return };
    let daemon = "#!/bin/sh\nmkdir -p /opt/agent/share\nsleep 200 &\n";
    let store = Store::start(archive(&[("setup", daemon)]), |_, _| Answer::Bundle);
    let read_to_the_end = "timeout 60 sh -c 'sh /payload | cat'; echo \"ended with $?\"";
    let run = machine.run_beside(&payload(&generic(&store.url)), read_to_the_end);
    assert!(run.console.ends_with("ended with 0\n"), "{}", run.console);
    assert_eq!(machine.status()["state"], "done", "it got as far as the daemon");
}

/// Each downloader, and what a machine must lack to have no other.
const DOWNLOADERS: [(&str, &[&str]); 3] =
    [("curl", &["usr/bin/wget"]), ("wget", &["usr/bin/curl"]), ("python", &["usr/bin/curl", "usr/bin/wget"])];

/// The disk fills up while the bundle comes or is unpacked. Where the last word cannot be written at first, it is once the run
/// has made room.
#[test]
fn a_disk_that_fills_up() {
    // No compression makes it small: the bundle is larger than the first disk, and with what is in it than the second.
    let noise = noise(400_000);
    for (downloader, without) in DOWNLOADERS {
        for (size, case) in [("128k", "downloads"), ("560k", "unpacks")] {
            for answers in [json!({}), json!({ "downloader": downloader })] {
                let Some(machine) = Machine::without("dash", without) else { return };
                let bundle = archive(&[("setup", INSTALLER), ("share/noise", &noise)]);
                assert!((150_000..500_000).contains(&bundle.len()), "{}", bundle.len());
                let store = Store::start(bundle, |_, _| Answer::Bundle);
                let mut choices = generic(&store.url);
                choices["answers"] = answers;
                let small = format!(
                    "mkdir -p /var/lib/dynaboot && mount -t tmpfs -o size={size} tmpfs /var/lib/dynaboot && sh /payload; echo \"ended with $?\"; cat /var/lib/dynaboot/status.json; ls -A /var/lib/dynaboot"
                );
                let run = machine.run_beside(&payload(&choices), &small);
                let told = format!("{downloader} {case}: {}", run.console);
                assert!(run.console.contains("ended with 50\n"), "{told}");
                assert!(
                    run.console.contains("\"state\": \"failed\"") && run.console.contains("\"exitCode\": 50"),
                    "{told}"
                );
                assert!(run.console.ends_with("}\nstatus.json\n"), "nothing else is left: {told}");
                assert!(machine.changes().is_empty(), "{told} {:?}", machine.changes().keys());
                machine.tell(
                    &format!("aws UserData for debian-12, {downloader}"),
                    &format!("disk full while it {case}"),
                    "exit 50, nothing left",
                );
            }
        }
    }
}

/// Letters without any order among them.
pub(crate) fn noise(length: usize) -> String {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'a' + u8::try_from(state % 26).unwrap())
    };
    std::iter::repeat_with(next).take(length).collect()
}

/// The outcome is told to the portal by whatever downloader there is: a good one, and one that nothing was downloaded for.
#[test]
fn the_portal_is_told() {
    for (downloader, without) in DOWNLOADERS {
        for shell in SHELLS {
            // A script that knows its downloader has nothing that the other has not.
            let known = (shell == "dash").then(|| json!({ "downloader": downloader }));
            for answers in std::iter::once(json!({})).chain(known) {
                let Some(machine) = Machine::without(shell, without) else { return };
                let store = Store::start(archive(&[("setup", INSTALLER)]), |_, _| Answer::Bundle);
                let mut choices = generic(&store.url);
                choices["answers"] = answers;
                choices["callHome"] = json!(format!("{}/told?token=T0PSECRET", store.url));
                choices["bundleStore"]["user"] = json!("reader");
                choices["bundleStore"]["password"] = json!("s3cr3t!");
                let script = payload(&choices);
                for state in ["done", "alreadyThere"] {
                    let run = machine.run(&script);
                    assert_eq!(run.code, Some(0), "{downloader}: {}", run.console);
                    assert_eq!(machine.status()["state"], state);
                    let told = store.told.lock().unwrap().pop();
                    let told = told.unwrap_or_else(|| panic!("{downloader} {shell}: {}", run.console));
                    assert_eq!((&told["state"], &told["exitCode"]), (&json!(state), &json!(0)), "{downloader} {told}");
                    assert_eq!(told["message"], machine.status()["message"]);
                }
                let posts: Vec<String> = store.requests.lock().unwrap().clone();
                let posts: Vec<&String> = posts.iter().filter(|request| request.starts_with("POST")).collect();
                assert_eq!(posts, ["POST /told?token=T0PSECRET"; 2], "the portal gets no credentials of the store");
                let log = machine.read("/var/log/dynaboot.log").unwrap();
                assert!(!log.contains("T0PSECRET"), "a token is never told: {log}");
            }
        }
        let Some(machine) = Machine::new("dash") else { return };
        machine.tell(
            &format!("aws UserData for debian-12, {downloader}"),
            "a portal to tell",
            "told, also what was there already",
        );
    }
}

/// A run that is told to stop says so in its status and to the portal, and leaves nothing.
#[test]
fn told_to_stop() {
    let Some(machine) = Machine::new("bash") else { return };
    let slow = "#!/bin/sh\nmkdir -p /opt/agent/share\nkill -TERM \"$(cat /pid)\"\nsleep 1\nexit 1\n";
    let store = Store::start(archive(&[("setup", slow)]), |_, _| Answer::Bundle);
    let mut choices = generic(&store.url);
    choices["callHome"] = json!(format!("{}/told?token=T0PSECRET", store.url));
    let run = machine.run_beside(&payload(&choices), AS_KNOWN_PROCESS);
    assert_eq!(run.code, Some(70), "{}", run.console);
    assert_eq!(machine.status()["exitCode"], 70);
    assert_eq!(machine.changes().keys().collect::<Vec<_>>(), ["pid"]);
    let requests = store.requests.lock().unwrap().clone();
    assert!(requests.iter().any(|request| request.starts_with("POST /told?token=T0PSECRET")), "{requests:?}");
    assert!(!machine.read("/var/log/dynaboot.log").unwrap().contains("T0PSECRET"), "a token is never told");
    machine.tell(FORM, "told to stop while it installs", "exit 70, nothing left");
}

/// An older entry of the store's host gives way; those of others stay what they were, also without their last line's end.
#[test]
fn credentials_of_others_are_kept() {
    let Some(machine) = Machine::new("dash") else { return };
    let before = "printf 'machine 127.0.0.1 login old password old\nmachine other login a password b' >/root/.netrc";
    machine.execute(&["sh", "-c", before]);
    let store = Store::start(archive(&[("setup", INSTALLER)]), |store, before| {
        if store.requests.lock().unwrap()[before].ends_with("Basic cmVhZGVyOnMzY3IzdCE=") {
            Answer::Bundle
        } else {
            Answer::Status(401)
        }
    });
    let mut choices = generic(&store.url);
    choices["bundleStore"]["user"] = json!("reader");
    choices["bundleStore"]["password"] = json!("s3cr3t!");
    let run = machine.run(&payload(&choices));
    assert_eq!(run.code, Some(0), "{}", run.console);
    let netrc = machine.read("/root/.netrc").unwrap();
    assert_eq!(netrc, "machine 127.0.0.1 login reader password s3cr3t!\nmachine other login a password b\n");
}
