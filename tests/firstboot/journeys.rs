//! What a run does when all is well: the agent is there, and a second run changes nothing.

use serde_json::{Value, json};

use crate::archive::archive;
use crate::machine::{Machine, SHELLS, payload};
use crate::store::{Answer, Store};

/// An installer that behaves as the CloudCenter agent's does: it makes the agent's directory, and keeps what it was told.
pub(crate) const CLOUDCENTER: &str = "#!/bin/sh
mkdir -p /usr/local/agentlite
printf '%s\\n' \"$@\" >/usr/local/agentlite/arguments
printf '%s\\n' \"$CUSTOM_REPO\" >/usr/local/agentlite/repository
pwd >/usr/local/agentlite/directory
";

const GENERIC: &str = "#!/bin/sh
mkdir -p /opt/agent && cp -R . /opt/agent && printf '%s\\n' \"$*\" >/opt/agent/arguments
";

fn cloudcenter_bundle() -> Vec<u8> {
    archive(&[("agentlite/bin/install", CLOUDCENTER)])
}

pub(crate) fn generic_bundle() -> Vec<u8> {
    archive(&[("setup", GENERIC), ("share/notice", "it is whole\n")])
}

pub(crate) fn cloudcenter(cloud: &str, system: &str, store: &str) -> Value {
    json!({
        "cloud": cloud, "system": system,
        "image": { "publisher": "OpenLogic" },
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": format!("{store}/5.2.2/bundle/") },
        "packageStore": { "url": "http://repo.example.com" },
        "answers": { "netTools": true },
    })
}

pub(crate) fn generic(store: &str) -> Value {
    json!({
        "cloud": "aws", "system": "debian-12",
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./setup 'from here'", "presentPath": "/opt/agent/share" } },
        "bundleStore": { "url": format!("{store}/agent.tar.gz") },
    })
}

#[test]
fn the_cloudcenter_agent_is_installed_once() {
    for shell in ["dash", "bash"] {
        for (cloud, system, family) in
            [("aws", "centos-7", "amazon"), ("azure", "centos-7", "azurerm"), ("google", "centos-7", "google")]
        {
            let Some(machine) = Machine::new(shell) else { return };
            let store = Store::start(cloudcenter_bundle(), |_, _| Answer::Bundle);
            let script = payload(&cloudcenter(cloud, system, &store.url));

            let first = machine.run(&script);
            assert_eq!(first.code, Some(0), "{shell} {cloud}: {}", first.console);
            let expected =
                format!("-bh\nbroker.example.com\n-bp\n5671\n-c\n{family}\n-m\ngreenfield\n-a\ninstall\n-S\n");
            assert_eq!(machine.read("/usr/local/agentlite/arguments").unwrap(), expected);
            assert_eq!(machine.read("/usr/local/agentlite/directory").unwrap(), "/usr/local/cliqrstage\n");
            assert_eq!(machine.read("/usr/local/agentlite/repository").unwrap(), "http://repo.example.com\n");
            assert_eq!(
                machine.read("/usr/local/bundle-store-url").unwrap(),
                format!("BUNDLE_STORE_URL={}/5.2.2/bundle\n", store.url)
            );
            assert_eq!(
                machine.read("/usr/local/package-store-url").unwrap(),
                "PACKAGE_STORE_URL=http://repo.example.com\n"
            );
            assert_eq!(machine.status()["state"], "done");
            assert_eq!(machine.status()["exitCode"], 0);
            assert_eq!(machine.mode("/var/log/dynaboot.log"), 0o600);
            assert!(first.console.lines().all(|line| line.starts_with("dynaboot: ")), "{}", first.console);
            let requests = store.requests.lock().unwrap().clone();
            assert_eq!(requests, ["GET /5.2.2/bundle/agent-lite-linux-bundle.tar.gz"]);

            let before = machine.changes();
            assert!(
                !before.keys().any(|path| path.starts_with("var/lib/dynaboot")),
                "nothing is left over: {:?}",
                before.keys()
            );
            let second = machine.run(&script);
            assert_eq!(second.code, Some(0), "{}", second.console);
            assert_eq!(machine.status()["state"], "alreadyThere");
            assert!(machine.changes() == before, "a second run changes nothing");
            assert_eq!(store.requests.lock().unwrap().len(), 1, "a second run asks nobody");
        }
    }
}

/// Each downloader, each shell, with a checksum and with credentials: the generic agent, whose archive is the store's URL.
#[test]
fn the_generic_agent_is_installed_by_any_downloader() {
    let downloaders: [(&str, &'static [&'static str]); 3] =
        [("curl", &[]), ("wget", &["usr/bin/curl"]), ("python", &["usr/bin/curl", "usr/bin/wget"])];
    for shell in SHELLS {
        for (downloader, without) in downloaders {
            check_download(shell, without, &json!({}));
            check_download(shell, without, &json!({ "downloader": downloader }));
        }
    }
}

#[track_caller]
fn check_download(shell: &'static str, without: &'static [&'static str], answers: &Value) {
    let Some(machine) = Machine::without(shell, without) else { return };
    let bundle = generic_bundle();
    let digest = sha256(&bundle);
    let store = Store::start(bundle, |store, before| {
        let requests = store.requests.lock().unwrap();
        if requests[before].ends_with("Basic cmVhZGVyOnMzY3IzdCE=") { Answer::Bundle } else { Answer::Status(401) }
    });
    let mut choices = generic(&store.url);
    choices["bundleStore"]["sha256"] = json!(digest.to_uppercase());
    choices["bundleStore"]["user"] = json!("reader");
    choices["bundleStore"]["password"] = json!("s3cr3t!");
    choices["answers"] = answers.clone();
    let run = machine.run(&payload(&choices));
    let log = machine.read("/var/log/dynaboot.log").unwrap();
    assert_eq!(run.code, Some(0), "{shell} {answers} without {without:?}: {}\n{log}", run.console);
    assert_eq!(machine.read("/opt/agent/arguments").unwrap(), "from here\n");
    assert_eq!(machine.read("/opt/agent/share/notice").unwrap(), "it is whole\n");
    assert_eq!(machine.mode("/root/.netrc"), 0o600);
    assert!(!log.contains("s3cr3t") && !run.console.contains("s3cr3t"), "a secret is never told");
}

/// The digest as the machine's own tool prints it.
/// With a signature in its URL the bundle comes as well, and neither the console nor the log shows it.
#[test]
fn a_signed_url_is_fetched_and_not_shown() {
    for without in [&["usr/bin/wget"][..], &["usr/bin/curl"], &["usr/bin/curl", "usr/bin/wget"]] {
        for refused in [false, true] {
            let Some(machine) = Machine::without("dash", without) else { return };
            let machine = machine.quick();
            let store = if refused {
                Store::start(generic_bundle(), |_, _| Answer::Status(403))
            } else {
                Store::start(generic_bundle(), |_, _| Answer::Bundle)
            };
            let mut choices = generic(&store.url);
            choices["bundleStore"]["url"] = json!(format!("{}/agent.tar.gz?v=1&sig=s3cret", store.url));
            let run = machine.run(&payload(&choices));
            assert_eq!(run.code, Some(if refused { 11 } else { 0 }), "{without:?}: {}", run.console);
            let asked = store.requests.lock().unwrap().clone();
            assert!(asked.iter().all(|request| request.contains("?v=1&sig=s3cret")), "{without:?}: {asked:?}");
            let log = machine.read("/var/log/dynaboot.log").unwrap();
            assert!(!run.console.contains("s3cret") && !log.contains("s3cret"), "{without:?}: {}\n{log}", run.console);
        }
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    let folder = crate::machine::scratch();
    let path = folder.path().join("bundle");
    std::fs::write(&path, bytes).unwrap();
    let output = std::process::Command::new("sha256sum").arg(&path).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().next().unwrap().to_owned()
}

/// OpenStack's payload looks for net-tools, and says so when the image was wrongly said to have it.
#[test]
fn net_tools_are_looked_for() {
    let Some(machine) = Machine::without("dash", &["sbin/ifconfig", "usr/sbin/ifconfig"]) else { return };
    let store = Store::start(cloudcenter_bundle(), |_, _| Answer::Bundle);
    let script = payload(&cloudcenter("openstack", "centos-7", &store.url));
    let run = machine.run(&script);
    assert_eq!(run.code, Some(30), "{}", run.console);
    assert!(machine.status()["message"].as_str().unwrap().contains("net-tools"), "{}", machine.status());
    assert_eq!(machine.changes().keys().collect::<Vec<_>>(), Vec::<&String>::new());

    machine.execute(&[
        "sh",
        "-c",
        "printf '#!/bin/sh\\n' >/usr/local/sbin/ifconfig && chmod 755 /usr/local/sbin/ifconfig",
    ]);
    assert_eq!(machine.run(&script).code, Some(0));
}
