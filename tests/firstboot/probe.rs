//! The probe, run in a real root file system: what it says is compared with what is there.

use dynaboot_core::{Policy, probe, read_probe};
use serde_json::{Map, Value, json};

use crate::certificates::Authority;
use crate::journeys::generic;
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

/// Runs the probe, and gives what its line becomes.
#[track_caller]
fn look(machine: &Machine, choices: &Value) -> Map<String, Value> {
    let policy = Policy::builtin().unwrap();
    let text = probe(&policy.read_choices(choices).unwrap(), &policy).unwrap().text;
    let before = machine.changes();
    let run = machine.run(&text);
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert_eq!(run.console.lines().count(), 1, "it says one line: {}", run.console);
    assert!(machine.changes() == before, "it changes nothing: {:?}", machine.changes().keys());
    let edits = read_probe(&run.console, &policy).unwrap_or_else(|error| panic!("{error}: {}", run.console));
    edits.into_iter().map(|edit| (edit.at.to_string(), edit.to)).collect()
}

/// What a command on the machine says, in one line.
fn told(machine: &Machine, command: &str) -> String {
    machine.execute(&["sh", "-c", command]).console.trim().to_owned()
}

/// The system that the machine is, by the file of its release: an id, or nothing when the policy has no such system.
fn system_of(machine: &Machine) -> Option<Value> {
    let id = told(
        machine,
        "if [ -e /etc/redhat-release ]; then
            sed 's/ .* /-/; s/[.].*//' /etc/redhat-release | tr A-Z a-z
        else
            echo debian-$(cut -d . -f 1 /etc/debian_version)
        fi",
    );
    Policy::builtin().unwrap().document().systems.contains_key(&*id).then(|| id.into())
}

/// Without these there is no net-tools, and nothing that would run user data.
const BARE: [&str; 4] = [
    "sbin/ifconfig",
    "usr/sbin/ifconfig",
    "usr/bin/cloud-init",
    "etc/systemd/system/multi-user.target.wants/google-startup-scripts.service",
];

#[test]
fn it_says_what_is_there() {
    for shell in SHELLS {
        let Some(machine) = Machine::without(shell, &BARE) else { return };
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        assert_eq!(seen.get("system").cloned(), system_of(&machine));
        assert_eq!(seen["image.arch"], if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" });
        assert_eq!(seen["agent.onImage"], "absent");
        let version = "import platform; print(platform.python_version())";
        let python = told(&machine, &format!("python2 -c '{version}' 2>/dev/null || python3 -c '{version}'"));
        assert_eq!(seen["answers.python"], python);
        assert_eq!(seen["answers.netTools"], false);
        assert_eq!(seen["answers.opensslDevel"], false);
        assert_eq!(seen["answers.downloader"], "curl");
        assert_eq!(seen["answers.userDataRuns"], false, "there is nothing that would run it");
        assert!(!seen.contains_key("answers.certificatesInstalled"), "no store was chosen");
        assert!(!seen.contains_key("answers.administratorUser"));
    }
}

/// With the system's own cloud-init and net-tools, of whatever age they are.
#[test]
fn it_sees_what_the_system_brings() {
    let Some(machine) = Machine::new("dash") else { return };
    let seen = look(&machine, &json!({ "system": "debian-12" }));
    let starts = told(&machine, "ls /etc/systemd/system/*.wants | grep -c -x cloud-final.service");
    let runs = seen.get("answers.userDataRuns");
    if told(&machine, "grep -h -r ^datasource_list: /etc/cloud").contains(',') {
        assert_eq!(runs, Some(&json!(starts == "1")));
    } else {
        assert!(runs != Some(&json!(true)), "where it looks for user data nobody has said");
    }
    assert_eq!(seen["answers.netTools"], told(&machine, "/sbin/route --version").starts_with("net-tools"));
}

#[test]
fn it_sees_what_is_added() {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell) else { return };
        machine.execute(&[
            "sh",
            "-c",
            "mkdir -p /usr/local/agentlite /usr/include/openssl
             touch /usr/include/openssl/ssl.h
             printf '#!/bin/sh\\necho net-tools 2.10\\n' >/usr/local/sbin/ifconfig
             chmod 755 /usr/local/sbin/ifconfig
             printf '#!/bin/sh\\necho Python 2.7.18 >&2\\n' >/usr/local/bin/python2
             chmod 755 /usr/local/bin/python2
             printf 'NAME=\"CentOS Linux\"\\nID=\"centos\"\\nVERSION_ID=\"7\"\\n' >/etc/os-release",
        ]);
        let seen = look(&machine, &json!({ "system": "centos-7" }));
        assert_eq!(seen["system"], "centos-7");
        assert_eq!(seen["agent.onImage"], "present");
        assert_eq!(seen["answers.netTools"], true);
        assert_eq!(seen["answers.opensslDevel"], true);
        assert_eq!(seen["answers.python"], "2.7.18", "a Python 2 counts before a Python 3");
    }
}

/// It is known by what the bootstrap then calls itself when it asks a store.
#[test]
fn it_takes_the_downloader_that_the_bootstrap_would_take() {
    let without: [&'static [&'static str]; 5] = [
        &[],
        &["usr/bin/curl"],
        &["usr/bin/curl", "usr/bin/wget"],
        &["usr/bin/curl", "usr/bin/wget", "usr/bin/python3"],
        &["usr/bin/curl", "usr/bin/wget", "usr/bin/python3", "usr/bin/python2", "usr/bin/python"],
    ];
    for without in without {
        let Some(machine) = Machine::without("dash", without).map(Machine::quick) else { return };
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        let store = Store::start(Vec::new(), |_, _| Answer::Status(404));
        let run = machine.run(&payload(&generic(&store.url)));
        let sender = store.senders.lock().unwrap().first().cloned().unwrap_or_default();
        let downloader = match sender.split('/').next().unwrap() {
            "curl" => "curl",
            "Wget" => "wget",
            "Python-urllib" => "python",
            _ => "none",
        };
        assert_eq!(run.code, Some(if downloader == "none" { 30 } else { 11 }), "{}", run.console);
        assert_eq!(seen["answers.downloader"], downloader, "without {without:?}: {sender}");
        let python = told(&machine, "for name in python python2 python3; do $name -c 'print(1)' && break; done 2>&1");
        assert_eq!(seen["answers.python"] != "none", python.ends_with('1'), "without {without:?}: {python}");
    }
}

/// Busybox brings an `ifconfig` of its own.
#[test]
fn it_does_not_take_busybox_for_the_package() {
    let Some(machine) = Machine::new("dash") else { return };
    let brought = told(
        &machine,
        "ln -s \"$(command -v busybox)\" /usr/local/sbin/ifconfig && /usr/local/sbin/ifconfig --help 2>&1",
    );
    assert!(brought.starts_with("BusyBox"), "{brought}");
    assert_eq!(look(&machine, &json!({ "system": "debian-12" }))["answers.netTools"], false);
}

/// Release 6 has no os-release.
#[test]
fn it_reads_the_release_file_of_old_systems() {
    for (text, system) in [
        ("CentOS release 6.10 (Final)", "centos-6"),
        ("Red Hat Enterprise Linux Server release 6.9 (Santiago)", "rhel-6"),
    ] {
        let Some(machine) = Machine::new("dash") else { return };
        let command = format!("rm -f /etc/os-release /usr/lib/os-release; echo '{text}' >/etc/redhat-release");
        machine.execute(&["sh", "-c", &command]);
        assert_eq!(look(&machine, &json!({ "system": "centos-6" }))["system"], system);
    }
}

/// What hinders cloud-init is seen; what nobody can say is left out.
#[test]
fn it_sees_whether_cloud_init_runs_scripts() {
    let install = "mkdir -p /etc/cloud
        printf '#!/bin/sh\\necho /usr/bin/cloud-init 22.4.2\\n' >/usr/local/bin/cloud-init
        printf '#!/bin/sh\\n[ \"$2\" = cloud-final.service ] && echo '\"${STATE:-enabled}\"'\\n' >/usr/local/bin/systemctl
        printf 'datasource_list: [ NoCloud, Ec2, None ]\\ncloud_final_modules:\\n - package-update-upgrade-install\\n - scripts-user\\n' >/etc/cloud/cloud.cfg
        chmod 755 /usr/local/bin/*";
    for (change, runs) in [
        (":", Some(true)),
        ("touch /etc/cloud/cloud-init.disabled", Some(false)),
        ("echo 'allow_userdata: false' >>/etc/cloud/cloud.cfg", Some(false)),
        ("sed -i 's/enabled/masked/' /usr/local/bin/systemctl", Some(false)),
        ("sed -i 's/enabled/strange/' /usr/local/bin/systemctl", None),
        ("sed -i '/scripts-user/d' /etc/cloud/cloud.cfg", None),
        ("sed -i '/datasource_list/d' /etc/cloud/cloud.cfg", None),
        ("sed -i 's/NoCloud, Ec2, None/NoCloud, None/' /etc/cloud/cloud.cfg", None),
        ("sed -i 's/NoCloud, Ec2, None/None/' /etc/cloud/cloud.cfg", Some(false)),
        ("sed -i 's/ \\[ NoCloud, Ec2, None \\]/\\n - Ec2\\n - None/' /etc/cloud/cloud.cfg", Some(true)),
        (
            "mkdir /etc/cloud/cloud.cfg.d; echo 'datasource_list: [None]' >/etc/cloud/cloud.cfg.d/99_none.cfg",
            Some(false),
        ),
        ("mkdir -p /run/cloud-init; echo none >/run/cloud-init/cloud-id", Some(false)),
        ("mkdir -p /var/lib/cloud/instance; touch /var/lib/cloud/instance/manual-clean", Some(false)),
        ("mkdir -p /var/lib/cloud/instance; echo 'manual_cache_clean: true' >>/etc/cloud/cloud.cfg", Some(false)),
        ("sed -i 's/- scripts-user/- [scripts_user, always]/' /etc/cloud/cloud.cfg", Some(true)),
    ] {
        let Some(machine) = Machine::new("dash") else { return };
        machine.execute(&["sh", "-c", install]);
        machine.execute(&["sh", "-c", change]);
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        assert_eq!(seen.get("answers.userDataRuns").and_then(Value::as_bool), runs, "{change}");
    }
}

/// What a script meets beside cloud-init: each is held against what the machine itself says.
#[test]
fn it_sees_what_a_script_will_meet() {
    for shell in SHELLS {
        let Some(machine) = Machine::new(shell) else { return };
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        assert_eq!(seen["answers.clockIsRight"], true);
        let sudo = if machine.has("sudo") { "sudo" } else { "none" };
        assert_eq!(seen["answers.sudo"], sudo);
        let free = told(
            &machine,
            "python3 -c 'import os; disk = os.statvfs(\"/var/lib\"); print(disk.f_bavail * disk.f_frsize >> 20)'",
        );
        let free = free.parse().unwrap_or_else(|_| seen["answers.freeMebibytes"].as_u64().unwrap());
        assert!(seen["answers.freeMebibytes"].as_u64().unwrap().abs_diff(free) < 512, "{free}");
        let knows_selinux = told(&machine, "grep -c selinuxfs /proc/filesystems") != "0";
        assert_eq!(seen.get("answers.selinux") == Some(&json!("disabled")), !knows_selinux);

        machine.execute(&[
            "sh",
            "-c",
            "printf '#!/bin/sh\\necho sudo-rs 0.2.8\\n' >/usr/local/bin/sudo
             printf '#!/bin/sh\\necho 19700101\\n' >/usr/local/bin/date
             chmod 755 /usr/local/bin/sudo /usr/local/bin/date
             mkdir -p /sys/fs/selinux && echo 1 >/sys/fs/selinux/enforce",
        ]);
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        assert_eq!(seen["answers.sudo"], "sudo-rs");
        assert_eq!(seen["answers.clockIsRight"], false);
        assert_eq!(seen["answers.selinux"], "enforcing");
    }
}

/// What the store's certificate is for; its authority is nobody that an image knows.
const NAME: &str = "localhost";

#[test]
fn it_sees_whether_the_stores_certificate_is_trusted() {
    let downloaders: [&'static [&'static str]; 3] = [&[], &["usr/bin/curl"], &["usr/bin/curl", "usr/bin/wget"]];
    let authority = Authority::new();
    let store = Store::start_with_tls(Vec::new(), NAME, authority.identity(NAME, 9), |_, _| Answer::Bundle);
    let choices = json!({ "system": "debian-12", "bundleStore": { "url": format!("{}/agent.tar.gz", store.url) } });
    for without in downloaders {
        let Some(machine) = Machine::without("dash", without) else { return };
        machine.execute(&["sh", "-c", "echo 127.0.0.1 localhost >/etc/hosts"]);
        let check = |truth: bool| {
            let seen = look(&machine, &choices);
            // Without anything that reads certificates there is nothing to say of them.
            let expected = (seen["answers.downloader"] != "none").then_some(json!(truth));
            assert_eq!(seen.get("answers.certificatesInstalled").cloned(), expected, "without {without:?}");
        };
        check(false);
        let install = format!(
            "cat >/usr/local/share/ca-certificates/x.crt <<'END'\n{}END\nupdate-ca-certificates",
            authority.pem()
        );
        assert_eq!(machine.execute(&["sh", "-c", &install]).code, Some(0));
        check(true);
    }
    // A store that does not answer says nothing about certificates.
    let Some(machine) = Machine::new("dash") else { return };
    let nobody = Store::nobody().replace("http:", "https:");
    let seen = look(&machine, &json!({ "system": "debian-12", "bundleStore": { "url": nobody } }));
    assert!(!seen.contains_key("answers.certificatesInstalled"));
}
