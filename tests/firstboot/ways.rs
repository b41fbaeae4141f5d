//! Each fault of a store: on every cloud's form, in every shell, by every downloader.

use serde_json::{Value, json};

use crate::answer::answer;
use crate::archive::archive;
use crate::certificates::Authority;
use crate::journeys::{generic, sha256};
use crate::machine::{Machine, payload};
use crate::store::{Answer, Store};

/// How a script gets to a machine, and what there is to run it with.
struct Way {
    cloud: &'static str,
    system: &'static str,
    shell: &'static str,
    downloader: &'static str,
    /// Whether it is known beforehand, so that the script has no other.
    known: bool,
}

const fn way(cloud: &'static str, system: &'static str, shell: &'static str, downloader: &'static str) -> Way {
    Way { cloud, system, shell, downloader, known: false }
}

/// What a run meets.
struct Fault {
    case: &'static str,
    code: i32,
    /// What its message says: one of these.
    messages: &'static [&'static str],
    /// What is chosen, beside the way.
    choices: Value,
}

const BUNDLE: [(&str, &str); 1] =
    [("setup", "#!/bin/sh\nmkdir -p /opt/agent/share && echo here >/opt/agent/share/file\n")];

/// The name that the store's certificate is for. The machine finds it, and another one, on loopback.
const NAME: &str = "store.test";

/// What curl, wget, Python 3 and Python 2 say of a certificate. The last has one sentence for all that is wrong with its chain.
const TLS_UNKNOWN: &[&str] = &[
    "for another name (curl: (60) SSL certificate problem: unable to get local issuer",
    "is not trusted",
    "unable to get local issuer",
    "certificate verify failed (_ssl.c",
];
const TLS_EXPIRED: &[&str] =
    &["certificate has expired", "has expired", "is expired", "certificate verify failed (_ssl.c"];
const TLS_NAME: &[&str] = &[
    "no alternative certificate subject name",
    "does not match hostname",
    "Hostname mismatch",
    "hostname 'other.test' doesn't match 'store.test'",
];

/// What they say of a name that nobody knows.
const DNS: &[&str] = &["cannot be reached (curl: (6) Could not resolve", "unable to resolve host", "name resolution"];

/// How long a run may pause in all while it tries again, in seconds.
const BOUND: u32 = 600;

#[test]
fn aws_by_curl() {
    check_way(&Way { known: true, ..way("aws", "debian-12", "dash", "curl") });
}

#[test]
fn aws_by_wget() {
    check_way(&way("aws", "rhel-7", "bash", "wget"));
}

#[test]
fn azure_by_python() {
    check_way(&way("azure", "rocky-9", "ash", "python"));
}

#[test]
fn google_startup_script_by_wget() {
    check_way(&Way { known: true, ..way("google", "debian-12", "ash", "wget") });
}

#[test]
fn google_user_data_by_curl() {
    check_way(&way("google", "ubuntu-24.04", "bash", "curl"));
}

#[test]
fn openstack_by_python() {
    check_way(&Way { known: true, ..way("openstack", "centos-7", "dash", "python") });
}

/// Meets every fault, then a store that recovers, and one that speaks TLS as it should.
fn check_way(way: &Way) {
    if machine(way).is_none() {
        return;
    }
    let authority = Authority::new();
    for fault in faults(&authority) {
        check_fault(way, &fault);
    }
    let recovering = Store::start(archive(&BUNDLE), |_, before| match before {
        0..=2 => Answer::Status(500),
        3 => Answer::Half,
        _ => Answer::Bundle,
    });
    check_done(way, "500 and a cut, then well", &json!({ "url": recovering.url }));
    let trusted = Store::start_with_tls(archive(&BUNDLE), NAME, authority.identity(NAME, 9), |_, _| Answer::Bundle);
    check_done(way, "TLS by a given certificate", &json!({ "url": trusted.url, "caCertificate": authority.pem() }));
}

fn faults(authority: &Authority) -> Vec<Fault> {
    let fault =
        |case, code, messages, store: Value| Fault { case, code, messages, choices: json!({ "bundleStore": store }) };
    let http = |behaviour| json!({ "url": Store::start(archive(&BUNDLE), behaviour).url });
    let tls = |name, days| {
        Store::start_with_tls(archive(&BUNDLE), name, authority.identity(NAME, days), |_, _| Answer::Bundle).url.clone()
    };
    let trusting = |url: String| json!({ "url": url, "caCertificate": authority.pem() });
    let through =
        |proxy: String| json!({ "proxy": proxy, "bundleStore": { "url": "http://store.example.com/agent.tar.gz" } });
    let proxy = Store::start(Vec::new(), |_, _| Answer::Status(407));
    vec![
        fault("store down", 10, &["cannot be reached"], json!({ "url": Store::nobody() })),
        fault("DNS fails", 10, DNS, json!({ "url": "http://store.invalid/agent.tar.gz" })),
        fault("404", 11, &["HTTP status 404"], http(|_, _| Answer::Status(404))),
        fault("503 for good", 11, &["HTTP status 503"], http(|_, _| Answer::Status(503))),
        fault("connection cut", 21, &["the connection was cut"], http(|_, _| Answer::Half)),
        fault("bundle cut short", 21, &["no whole tar.gz archive"], http(|_, _| Answer::CutShort)),
        fault("no archive", 21, &["no whole tar.gz archive"], http(|_, _| Answer::Page)),
        fault("wrong checksum", 20, &["SHA-256"], {
            let mut store = http(|_, _| Answer::Bundle);
            store["sha256"] = json!(sha256(b"another bundle"));
            store
        }),
        fault("TLS: unknown", 12, TLS_UNKNOWN, json!({ "url": tls(NAME, 9) })),
        fault("TLS: expired", 12, TLS_EXPIRED, trusting(tls(NAME, 0))),
        fault("TLS: another name", 12, TLS_NAME, trusting(tls("other.test", 9))),
        Fault {
            case: "proxy down",
            code: 13,
            messages: &["the proxy http://127.0.0.1:"],
            choices: through(Store::nobody()),
        },
        Fault {
            case: "proxy refuses",
            code: 13,
            messages: &["the proxy http://127.0.0.1:"],
            choices: through(proxy.url.clone()),
        },
    ]
}

/// The run stops within bounds, with its own code and words, and leaves nothing.
fn check_fault(way: &Way, fault: &Fault) {
    let Some(mut machine) = machine(way) else { return };
    // It works for seconds, and what it does for the system is looked at elsewhere.
    machine.put("usr/local/sbin/update-ca-certificates", "#!/bin/sh\n");
    let choices = choices(way, &fault.choices);
    let before = machine.changes();
    let run = machine.run(&payload(&choices));
    let told = format!(
        "{} {} {}: {}\n{:?}",
        way.cloud,
        way.downloader,
        fault.case,
        run.console,
        machine.read("/var/log/dynaboot.log")
    );
    assert_eq!(run.code, Some(fault.code), "{told}");
    let status = machine.status();
    assert_eq!((&status["state"], &status["exitCode"]), (&json!("failed"), &json!(fault.code)), "{told}");
    let message = status["message"].as_str().unwrap();
    assert!(fault.messages.iter().any(|words| message.contains(words)), "{told}");
    assert!(run.console.contains(message), "{told}");
    let left = machine.changes();
    assert!(left == before, "it leaves {:?}", left.keys());
    assert!(machine.slept() <= BOUND, "it pauses for {} s", machine.slept());
    tell(way, &machine, &choices, fault.case, &format!("exit {}, nothing left", fault.code));
}

fn check_done(way: &Way, case: &str, store: &Value) {
    let Some(machine) = machine(way) else { return };
    let choices = choices(way, &json!({ "bundleStore": store }));
    let run = machine.run(&payload(&choices));
    assert_eq!(
        run.code,
        Some(0),
        "{} {}: {}\n{:?}",
        way.cloud,
        way.downloader,
        run.console,
        machine.read("/var/log/dynaboot.log")
    );
    assert_eq!(machine.read("/opt/agent/share/file").unwrap(), "here\n");
    assert!(machine.slept() <= BOUND);
    tell(way, &machine, &choices, case, "exit 0, installed");
}

fn tell(way: &Way, machine: &Machine, choices: &Value, case: &str, result: &str) {
    let field = answer(choices).payload.unwrap().field;
    let form = format!("{} {field} for {}, {}", way.cloud, way.system, way.downloader);
    machine.tell(&form, case, result);
}

/// A machine that has just one downloader, a clock that runs ahead, and names on loopback.
fn machine(way: &Way) -> Option<Machine> {
    let without: &[&str] = match way.downloader {
        "curl" => &["usr/bin/wget"],
        "wget" => &["usr/bin/curl"],
        _ => &["usr/bin/curl", "usr/bin/wget"],
    };
    let mut machine = Machine::without(way.shell, without)?.quick();
    machine.put("etc/hosts", &format!("127.0.0.1 localhost {NAME} other.test\n"));
    // Where the scripts for other systems look for what the system trusts.
    machine.put("etc/pki/tls/certs/ca-bundle.crt", "BEGIN\n");
    // Nobody answers there.
    machine.put("etc/resolv.conf", "nameserver 127.0.0.1\n");
    Some(machine)
}

fn choices(way: &Way, more: &Value) -> Value {
    let mut choices = generic("");
    choices["cloud"] = json!(way.cloud);
    choices["system"] = json!(way.system);
    choices["image"] = json!({ "publisher": "OpenLogic" });
    choices["answers"] = json!({ "netTools": true, "certificatesInstalled": true, "supportConfirmed": true });
    if way.known {
        choices["answers"]["downloader"] = json!(way.downloader);
    }
    for (key, value) in more.as_object().unwrap() {
        choices[key] = value.clone();
    }
    choices
}
