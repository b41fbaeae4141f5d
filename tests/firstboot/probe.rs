//! The probe, run in a real root file system: what it says is compared with what is there.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use dynaboot_core::{Policy, probe, read_probe};
use serde_json::{Map, Value, json};

use crate::machine::{Machine, scratch};

const SHELLS: [&str; 3] = ["dash", "bash", "ash"];

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

/// Without these there is no net-tools, and nothing that would run user data.
const BARE: [&str; 3] = [
    "usr/sbin/ifconfig",
    "usr/bin/cloud-init",
    "etc/systemd/system/multi-user.target.wants/google-startup-scripts.service",
];

#[test]
fn it_says_what_is_there() {
    for shell in SHELLS {
        let Some(machine) = Machine::without(shell, &BARE) else { return };
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        let release = told(&machine, "cut -d . -f 1 /etc/debian_version");
        assert_eq!(seen["system"], format!("debian-{release}"));
        assert_eq!(seen["image.arch"], if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" });
        assert_eq!(seen["agent.onImage"], "absent");
        let python = told(&machine, "python3 -c 'import platform; print(platform.python_version())'");
        assert_eq!(seen["answers.python"], python);
        assert_eq!(seen["answers.netTools"], false);
        assert_eq!(seen["answers.opensslDevel"], false);
        assert_eq!(seen["answers.downloader"], "curl");
        assert_eq!(seen["answers.userDataRuns"], false, "there is nothing that would run it");
        assert!(!seen.contains_key("answers.certificatesInstalled"), "no store was chosen");
        assert!(!seen.contains_key("answers.administratorUser"));
    }
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
             sed -i 's/^ID=.*/ID=\"centos\"/; s/^VERSION_ID=.*/VERSION_ID=\"7\"/' /usr/lib/os-release",
        ]);
        let seen = look(&machine, &json!({ "system": "centos-7" }));
        assert_eq!(seen["system"], "centos-7");
        assert_eq!(seen["agent.onImage"], "present");
        assert_eq!(seen["answers.netTools"], true);
        assert_eq!(seen["answers.opensslDevel"], true);
        assert_eq!(seen["answers.python"], "2.7.18", "a Python 2 counts before a Python 3");
    }
}

#[test]
fn it_takes_the_downloader_that_the_bootstrap_would_take() {
    let without: [(&'static [&'static str], &str); 3] = [
        (&["usr/bin/curl"], "wget"),
        (&["usr/bin/curl", "usr/bin/wget"], "python"),
        (&["usr/bin/curl", "usr/bin/wget", "usr/bin/python3"], "none"),
    ];
    for (without, downloader) in without {
        let Some(machine) = Machine::without("dash", without) else { return };
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        assert_eq!(seen["answers.downloader"], downloader);
        let has_python = downloader != "none";
        assert_eq!(seen["answers.python"] == "none", !has_python);
    }
}

/// Busybox brings an `ifconfig` of its own.
#[test]
fn it_does_not_take_busybox_for_the_package() {
    let Some(machine) = Machine::new("dash") else { return };
    machine.execute(&["ln", "-s", "/usr/bin/busybox", "/usr/local/sbin/ifconfig"]);
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
        printf 'cloud_final_modules:\\n - package-update-upgrade-install\\n - scripts-user\\n' >/etc/cloud/cloud.cfg
        chmod 755 /usr/local/bin/*";
    for (change, runs) in [
        (":", Some(true)),
        ("touch /etc/cloud/cloud-init.disabled", Some(false)),
        ("echo 'allow_userdata: false' >>/etc/cloud/cloud.cfg", Some(false)),
        ("sed -i 's/enabled/masked/' /usr/local/bin/systemctl", Some(false)),
        ("sed -i 's/enabled/strange/' /usr/local/bin/systemctl", None),
        ("sed -i '/scripts-user/d' /etc/cloud/cloud.cfg", None),
        ("sed -i 's/- scripts-user/- [scripts_user, always]/' /etc/cloud/cloud.cfg", Some(true)),
    ] {
        let Some(machine) = Machine::new("dash") else { return };
        machine.execute(&["sh", "-c", install]);
        machine.execute(&["sh", "-c", change]);
        let seen = look(&machine, &json!({ "system": "debian-12" }));
        assert_eq!(seen.get("answers.userDataRuns").and_then(Value::as_bool), runs, "{change}");
    }
}

/// A store on loopback whose certificate is of an authority that nobody knows.
struct TlsStore {
    server: Child,
    authority: String,
    port: u16,
    /// The machine that it runs on.
    _machine: Machine,
}

const SERVER: &str = "
import http.server, ssl, sys
open('/pem', 'w').write(sys.argv[2])
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain('/pem')
server = http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), http.server.SimpleHTTPRequestHandler)
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
";

impl TlsStore {
    fn start() -> Option<Self> {
        let machine = Machine::new("dash")?;
        let folder = scratch();
        let make = |words: &str| {
            let status = Command::new("openssl")
                .args(words.split(' '))
                .current_dir(folder.path())
                .stderr(Stdio::null())
                .status()
                .unwrap();
            assert!(status.success(), "openssl {words}");
        };
        make(
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -subj /CN=authority -days 2 -addext keyUsage=keyCertSign",
        );
        make("req -newkey rsa:2048 -nodes -keyout key -out request -subj /CN=localhost");
        fs::write(
            folder.path().join("names"),
            "subjectAltName=DNS:localhost\nauthorityKeyIdentifier=keyid\nkeyUsage=digitalSignature",
        )
        .unwrap();
        make("x509 -req -in request -CA ca.crt -CAkey ca.key -CAcreateserial -out crt -days 2 -extfile names");
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let pem = read("key") + &read("crt");
        let mut server = machine.enter(&["python3", "-c", SERVER, &port.to_string(), &pem]);
        let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        Some(Self { server, authority: read("ca.crt"), port, _machine: machine })
    }

    fn choices(&self) -> Value {
        json!({ "system": "debian-12", "bundleStore": { "url": format!("https://localhost:{}/agent.tar.gz", self.port) } })
    }
}

impl Drop for TlsStore {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn it_sees_whether_the_stores_certificate_is_trusted() {
    let downloaders: [&'static [&'static str]; 3] = [&[], &["usr/bin/curl"], &["usr/bin/curl", "usr/bin/wget"]];
    let Some(store) = TlsStore::start() else { return };
    for without in downloaders {
        let Some(machine) = Machine::without("dash", without) else { return };
        machine.execute(&["sh", "-c", "echo 127.0.0.1 localhost >/etc/hosts"]);
        let trusted = |machine: &Machine| look(machine, &store.choices()).get("answers.certificatesInstalled").cloned();
        assert_eq!(trusted(&machine), Some(json!(false)), "without {without:?}");
        let install = format!(
            "cat >/usr/local/share/ca-certificates/x.crt <<'END'\n{}END\nupdate-ca-certificates",
            store.authority
        );
        assert_eq!(machine.execute(&["sh", "-c", &install]).code, Some(0));
        assert_eq!(trusted(&machine), Some(json!(true)), "without {without:?}");
    }
    // A store that does not answer says nothing about certificates.
    let Some(machine) = Machine::new("dash") else { return };
    let nobody = crate::store::Store::nobody().replace("http:", "https:");
    let seen = look(&machine, &json!({ "system": "debian-12", "bundleStore": { "url": nobody } }));
    assert!(!seen.contains_key("answers.certificatesInstalled"));
}
