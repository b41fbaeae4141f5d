//! An image build, run for real: the machine that it leaves has the agent, and nothing that is one machine's alone.

use dynaboot_core::{LaunchTool, Policy, assess};
use serde_json::{Value, json};

use crate::journeys::{generic, generic_bundle, sha256};
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

/// What a machine has that no other may have.
const OWN: &str = "mkdir -p /etc/ssh /var/lib/dbus /var/lib/systemd /build
for key in rsa ed25519; do echo private >/etc/ssh/ssh_host_${key}_key; echo public >/etc/ssh/ssh_host_${key}_key.pub; done
echo 0123456789abcdef0123456789abcdef >/etc/machine-id
cp /etc/machine-id /var/lib/dbus/machine-id
echo seed >/var/lib/systemd/random-seed
chmod 700 /build";

/// A cloud-init that says what it was told.
const CLOUD_INIT: &str =
    "printf '#!/bin/sh\\necho \"$@\" >/told\\n' >/usr/local/bin/cloud-init; chmod 755 /usr/local/bin/cloud-init";

/// The machine of a build, with the files of the route beside each other.
fn build(shell: &'static str, choices: &Value) -> Option<Machine> {
    Some(build_on(Machine::new(shell)?.quick(), choices))
}

fn build_on(machine: Machine, choices: &Value) -> Machine {
    let mut choices = choices.clone();
    choices["route"] = json!("prebuiltImage");
    let policy = Policy::builtin().unwrap();
    let answer = assess(&policy.read_choices(&choices).unwrap(), &policy);
    let prepare = answer.launch.iter().find(|launch| launch.tool == LaunchTool::Shell).unwrap();
    let script = answer.script.as_ref().unwrap();
    assert_eq!(machine.execute(&["sh", "-c", OWN]).code, Some(0));
    for (name, text) in [(&script.file_name, &script.text), (&prepare.file_name, &prepare.text)] {
        assert_eq!(machine.run_beside(text, &format!("cp /payload /build/{name}; : >/payload")).code, Some(0));
    }
    machine
}

fn with_store(behaviour: fn(&Store, usize) -> Answer) -> (Value, std::sync::Arc<Store>) {
    let bundle = generic_bundle();
    let digest = sha256(&bundle);
    let store = Store::start(bundle, behaviour);
    let mut choices = generic(&store.url);
    choices["bundleStore"]["sha256"] = json!(digest);
    choices["bundleStore"]["user"] = json!("reader");
    choices["bundleStore"]["password"] = json!("s3cr3t!");
    (choices, store)
}

#[test]
fn the_image_has_the_agent_and_bootstraps_nothing() {
    for shell in SHELLS {
        let (choices, store) = with_store(|_, _| Answer::Bundle);
        let Some(machine) = build(shell, &choices) else { return };
        machine.execute(&["sh", "-c", CLOUD_INIT]);
        let run = machine.execute(&[shell, "/build/prepare.sh"]);
        assert_eq!(run.code, Some(0), "{shell}: {}", run.console);
        assert!(run.console.contains("capture it, without starting it again"), "{}", run.console);

        assert_eq!(machine.read("/opt/agent/arguments").unwrap(), "from here\n");
        assert_eq!(machine.read("/told").unwrap(), "clean --logs\n", "cloud-init takes the next boot for the first");
        assert_eq!(machine.read("/etc/machine-id").unwrap(), "", "systemd makes a new one of an empty one");
        let gone = "for path in /etc/ssh/ssh_host_rsa_key /etc/ssh/ssh_host_ed25519_key.pub /var/lib/dbus/machine-id \
                    /var/lib/systemd/random-seed /build/dynaboot.sh /build/prepare.sh /var/log/dynaboot.log \
                    /var/lib/dynaboot/status.json; do [ ! -e $path ] || echo $path; done";
        assert_eq!(machine.execute(&["sh", "-c", gone]).console, "");

        // The first boot of a copy, which is given the bootstrap all the same.
        let asked = store.requests.lock().unwrap().len();
        let mut copy = choices.clone();
        copy["route"] = json!("dynamicBootstrap");
        let run = machine.run(&payload(&copy));
        assert_eq!(run.code, Some(0), "{}", run.console);
        assert_eq!(machine.status()["state"], "alreadyThere");
        assert_eq!(store.requests.lock().unwrap().len(), asked, "it asks nobody");
    }
}

/// Without something that makes new host keys, a copy without them could not be reached.
#[test]
fn host_keys_stay_where_nothing_makes_new_ones() {
    let (choices, _store) = with_store(|_, _| Answer::Bundle);
    let bare = Machine::without("dash", &["usr/bin/cloud-init", "usr/bin/google_guest_agent"]);
    let Some(machine) = bare.map(|machine| build_on(machine, &choices)) else { return };
    let run = machine.execute(&["sh", "/build/prepare.sh"]);
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert!(run.console.contains("nothing here makes SSH host keys at boot"), "{}", run.console);
    assert_eq!(machine.read("/etc/ssh/ssh_host_rsa_key").unwrap(), "private\n");
}

/// An old cloud-init has no `clean`.
#[test]
fn what_an_old_cloud_init_keeps_is_removed() {
    let (choices, _store) = with_store(|_, _| Answer::Bundle);
    let Some(machine) = build("dash", &choices) else { return };
    let old = "printf '#!/bin/sh\\nexit 2\\n' >/usr/local/bin/cloud-init; chmod 755 /usr/local/bin/cloud-init
        mkdir -p /var/lib/cloud/instances/i-1 /var/lib/cloud/seed; echo secret >/var/lib/cloud/instances/i-1/user-data.txt
        ln -s /var/lib/cloud/instances/i-1 /var/lib/cloud/instance; touch /var/log/cloud-init.log";
    machine.execute(&["sh", "-c", old]);
    assert_eq!(machine.execute(&["sh", "/build/prepare.sh"]).code, Some(0));
    let left = machine.execute(&["sh", "-c", "ls /var/lib/cloud /var/log/cloud-init* 2>/dev/null"]).console;
    assert_eq!(left, "/var/lib/cloud:\nseed\n");
}

/// A build that failed is no image.
#[test]
fn without_the_agent_nothing_is_reset() {
    let (choices, _store) = with_store(|_, _| Answer::Status(404));
    let Some(machine) = build("dash", &choices) else { return };
    let run = machine.execute(&["sh", "/build/prepare.sh"]);
    assert_eq!(run.code, Some(11), "{}", run.console);
    assert_eq!(machine.read("/etc/ssh/ssh_host_rsa_key").unwrap(), "private\n");
    assert!(machine.read("/etc/machine-id").unwrap().len() > 30 && machine.read("/build/dynaboot.sh").is_some());
}
