//! Runs that are stopped from outside, or meet another: killed, told to stop, rebooted, two at once.

use std::thread;

use serde_json::json;

use crate::archive::archive;
use crate::journeys::{CLOUDCENTER, cloudcenter, generic};
use crate::machine::{Machine, payload};
use crate::store::{Answer, Store};

const INSTALLER: &str = "#!/bin/sh\nmkdir -p /opt/agent/share\n";

/// The commands that a run hands its work to. Those in pipelines have no order among them, so they are left alone.
const COMMANDS: [&str; 12] =
    ["chmod", "curl", "date", "flock", "gzip", "ln", "mkdir", "mv", "rm", "sha256sum", "tar", "timeout"];

/// In place of a command: counts, and kills the run instead of doing its work when its turn has come.
const KILLER: &str = "#!/bin/sh
count=$(($(cat /count 2>/dev/null || echo 0) + 1))
echo \"$count\" >/count
[ \"$count\" -ne \"$(cat /turn)\" ] || { kill -9 \"$(cat /pid)\"; exit 1; }
PATH=/usr/sbin:/usr/bin:/sbin:/bin exec \"${0##*/}\" \"$@\"
";

/// What somebody keeps where the store's credentials go.
const OTHERS: &str = "machine other login a password b\n";

/// A turn that no command has.
const NEVER: usize = 100_000;

/// Killed before any one of its commands, and run again, it ends as if nothing had been.
#[test]
fn killed_before_each_command_and_run_again() {
    let Some(mut machine) = Machine::new("dash") else { return };
    machine.put("root/.netrc", OTHERS);
    let store = Store::start(archive(&[("agentlite/bin/install", CLOUDCENTER)]), |_, _| Answer::Bundle);
    let mut choices = cloudcenter("aws", "centos-7", &store.url);
    choices["bundleStore"]["user"] = json!("reader");
    choices["bundleStore"]["password"] = json!("s3cr3t!");
    let script = payload(&choices);
    let undisturbed = machine.run(&script);
    assert_eq!(undisturbed.code, Some(0), "{}", undisturbed.console);
    let expected = machine.changes();

    let turns = killed_at(&script, NEVER, &expected);
    assert!(turns > 30, "there are {turns} commands to be killed before");
    thread::scope(|scope| {
        for first in 0..4 {
            let (script, expected) = (&script, &expected);
            scope.spawn(move || {
                for turn in (first + 1..=turns).step_by(4) {
                    killed_at(script, turn, expected);
                }
            });
        }
    });
    machine.tell(
        "aws UserData for centos-7, curl",
        "killed before each command, run again",
        "exit 0, as if never killed",
    );
}

/// Kills a run at its turn, runs it again, and compares. Gives how many commands the first one came to.
#[track_caller]
fn killed_at(script: &str, turn: usize, expected: &crate::machine::Tree) -> usize {
    let mut machine = Machine::new("dash").unwrap().quick();
    machine.put("root/.netrc", OTHERS);
    for command in COMMANDS {
        machine.put(&format!("usr/local/sbin/{command}"), KILLER);
    }
    let kill = format!(
        "echo {turn} >/turn; sh -c 'echo $$ >/pid; exec dash /payload'; rm -f /turn /pid; cd /usr/local/sbin && /bin/rm -f {}",
        COMMANDS.join(" ")
    );
    let first = machine.run_beside(script, &kill);
    let count: usize = machine.read("/count").unwrap().trim().parse().unwrap();
    machine.execute(&["rm", "-f", "/count"]);
    let again = machine.run(script);
    assert_eq!(again.code, Some(0), "killed before command {turn}: {}\nthen {}", first.console, again.console);
    let mut left = machine.changes();
    // Where a file was removed, the layer says so.
    left.retain(|path, _| !path.starts_with("usr/local/sbin/"));
    assert!(&left == expected, "killed before command {turn}: {:?} and not {:?}", left.keys(), expected.keys());
    count
}

/// Told to stop before it has the lock, it ends with its own code and touches nothing of another run.
#[test]
fn told_to_stop_before_the_lock() {
    let Some(mut machine) = Machine::new("dash").map(Machine::quick) else { return };
    let store = Store::start(archive(&[("setup", INSTALLER)]), |_, _| Answer::Bundle);
    machine.put("usr/local/sbin/flock", "#!/bin/sh\nkill -TERM \"$PPID\"\nexit 1\n");
    let run = machine.run(&payload(&generic(&store.url)));
    assert_eq!(run.code, Some(70), "{}", run.console);
    assert!(machine.changes().is_empty(), "{:?}", machine.changes().keys());
    assert!(machine.read("/var/lib/dynaboot/status.json").is_none(), "without the lock it has no say");
    machine.tell("aws UserData for debian-12, curl", "told to stop before it has the lock", "exit 70, nothing touched");
}

/// A run that is killed while it downloads lets go of the lock; one whose installer still works does not, since two of them
/// would get in each other's way. Nothing of the lock is on the disk, so that it is gone with a reboot too.
#[test]
fn the_lock_of_a_killed_run() {
    let Some(mut machine) = Machine::new("dash").map(Machine::quick) else { return };
    let slow = "#!/bin/sh\n[ -e /installs ] || { touch /installs; exec /bin/sleep 201; }\nmkdir -p /opt/agent/share\n";
    let store = Store::start(archive(&[("setup", slow)]), |_, _| Answer::Bundle);
    machine.put(
        "usr/local/sbin/curl",
        "#!/bin/sh\n[ -e /downloads ] || { touch /downloads; exec /bin/sleep 200; }\nexec /usr/bin/curl \"$@\"\n",
    );
    let runs = "run() { dash /payload >/told; echo \"ended with $?\"; }
        start() { dash /payload >/told & killed=$!; while [ ! -e \"$1\" ]; do /bin/sleep 0.02; done; }
        start /downloads; run; kill -9 \"$killed\"
        start /installs; pgrep -x sleep >/dev/null || exit; run; kill -9 \"$killed\"; run; pkill -x sleep; run";
    let run = machine.run_beside(&payload(&generic(&store.url)), runs);
    assert_eq!(run.console, "ended with 60\nended with 60\nended with 60\nended with 0\n");
    assert_eq!(machine.status()["state"], "done");
    let left: Vec<String> = machine.changes().into_keys().collect();
    assert_eq!(left, ["downloads", "installs", "told"], "no lock is left");
    machine.tell("aws UserData for debian-12, curl", "killed while it downloads, run again", "exit 0, installed");
    machine.tell(
        "aws UserData for debian-12, curl",
        "killed while its installer works on",
        "exit 60 until that ends, then 0",
    );
}

/// What an earlier run of its own unpacked is replaced; what is somebody else's is left alone.
#[test]
fn what_stands_where_the_bundle_belongs() {
    let Some(machine) = Machine::new("dash").map(Machine::quick) else { return };
    let store = Store::start(archive(&[("agentlite/bin/install", CLOUDCENTER)]), |_, _| Answer::Bundle);
    let script = payload(&cloudcenter("aws", "centos-7", &store.url));
    machine.execute(&["sh", "-c", "mkdir /usr/local/cliqrstage && echo theirs >/usr/local/cliqrstage/file"]);
    let run = machine.run(&script);
    assert_eq!(run.code, Some(70), "{}", run.console);
    assert!(run.console.contains("/usr/local/cliqrstage is there and not ours"), "{}", run.console);
    assert_eq!(machine.changes().keys().collect::<Vec<_>>(), ["usr/local/cliqrstage/file"]);

    machine.execute(&["sh", "-c", ">/usr/local/cliqrstage/.dynaboot"]);
    let run = machine.run(&script);
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert!(machine.read("/usr/local/cliqrstage/file").is_none(), "what an earlier run left is gone");
    machine.tell("aws UserData for centos-7, curl", "a bundle that an earlier run unpacked", "exit 0, installed");
}

/// Where the mark of what is to be removed cannot be written, nothing is installed that could not be removed again.
#[test]
fn a_disk_that_is_full_before_the_mark() {
    let Some(mut machine) = Machine::new("dash").map(Machine::quick) else { return };
    let store = Store::start(archive(&[("setup", INSTALLER)]), |_, _| Answer::Bundle);
    // The second call unpacks, and then the disk is full.
    machine.put("usr/local/sbin/tar", "#!/bin/sh\n/bin/tar \"$@\"\ncode=$?\ncase $1 in -x*) dd if=/dev/zero of=/var/lib/dynaboot/full bs=1k 2>/dev/null ;; esac\nexit \"$code\"\n");
    let small = "mkdir -p /var/lib/dynaboot && mount -t tmpfs -o size=512k tmpfs /var/lib/dynaboot && dash /payload; echo \"ended with $?\"; ls -A /var/lib/dynaboot";
    let run = machine.run_beside(&payload(&generic(&store.url)), small);
    assert!(
        run.console.contains("/var/lib/dynaboot/installing cannot be written: is the disk full?"),
        "{}",
        run.console
    );
    assert!(run.console.contains("ended with 50\n") && !run.console.contains("\ninstalling"), "{}", run.console);
    assert!(machine.changes().is_empty(), "{:?}", machine.changes().keys());
    machine.tell("aws UserData for debian-12, curl", "disk full before the installation", "exit 50, nothing left");
}

/// A bundle whose architecture is another stops the run before anything is fetched.
#[test]
fn a_machine_of_another_architecture() {
    let Some(mut machine) = Machine::new("dash").map(Machine::quick) else { return };
    machine.put("usr/local/sbin/uname", "#!/bin/sh\necho aarch64\n");
    let run = machine.run(&payload(&cloudcenter("aws", "centos-7", &Store::nobody())));
    assert_eq!(run.code, Some(30), "{}", run.console);
    assert!(run.console.contains("the bundle is for x86_64, and this machine is aarch64"), "{}", run.console);
    assert!(machine.changes().is_empty(), "{:?}", machine.changes().keys());
    machine.tell("aws UserData for centos-7, curl", "a machine of another architecture", "exit 30, nothing left");
}
