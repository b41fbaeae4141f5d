//! Stores that send somebody elsewhere, and what nobody else may learn: credentials, and tokens in URLs.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::archive::archive;
use crate::certificates::Authority;
use crate::journeys::generic;
use crate::machine::{Machine, Run, payload};
use crate::store::{Answer, Behaviour, Store};

const INSTALLER: &str = "#!/bin/sh\nmkdir -p /opt/agent/share && echo here >/opt/agent/share/file\n";

/// The names that certificates are for.
const NAME: &str = "store.test";
const OTHER: &str = "other.test";

/// A shell, a downloader, what a machine must lack to have no other, and whether the script has no other either.
const WAYS: [(&str, &str, &[&str], bool); 5] = [
    ("dash", "curl", &[], true),
    ("ash", "curl", &[], false),
    ("dash", "wget", &["usr/bin/curl"], false),
    ("bash", "python", &["usr/bin/curl", "usr/bin/wget"], false),
    ("ash", "python", &["usr/bin/curl", "usr/bin/wget"], true),
];

/// Sends whoever asks to where the test says.
const ELSEWHERE: Behaviour = |store, _| Answer::Redirect(302, store.elsewhere.lock().unwrap().clone());

const BUNDLE: Behaviour = |_, _| Answer::Bundle;

/// In place of a downloader: notes its command line, and does its work.
const TELLTALE: &str = "#!/bin/sh\necho \"$*\" >>/asked\nexec \"/usr/bin/${0##*/}\" \"$@\"\n";

fn bundle() -> Vec<u8> {
    archive(&[("setup", INSTALLER)])
}

fn send(store: &Store, to: &str) {
    to.clone_into(&mut store.elsewhere.lock().unwrap());
}

/// Runs a script that is to fetch from `url` in each way, with or without credentials.
fn each(url: &str, pem: Option<&str>, credentials: bool, check: impl Fn(&Machine, &Run, &str)) {
    for (shell, downloader, without, known) in WAYS {
        let Some(mut machine) = Machine::without(shell, without).map(Machine::quick) else { return };
        machine.put("etc/hosts", &format!("127.0.0.1 localhost {NAME} {OTHER}\n"));
        for name in ["curl", "wget", "python3"] {
            if machine.has(name) && !without.contains(&format!("usr/bin/{name}").as_str()) {
                machine.put(&format!("usr/local/sbin/{name}"), TELLTALE);
            }
        }
        // It works for seconds, and what it does for the system is looked at elsewhere.
        machine.put("usr/local/sbin/update-ca-certificates", "#!/bin/sh\n");
        let mut choices = generic("");
        choices["bundleStore"] = json!({ "url": url, "caCertificate": pem });
        choices["answers"] = json!({ "certificatesInstalled": true });
        if known {
            choices["answers"]["downloader"] = json!(downloader);
        }
        if credentials {
            choices["bundleStore"]["user"] = json!("reader");
            choices["bundleStore"]["password"] = json!("s3cr3t!");
        }
        let run = machine.run(&payload(&choices));
        let log = machine.read("/var/log/dynaboot.log");
        check(&machine, &run, &format!("{shell} {downloader} {known} {credentials}: {}\n{log:?}", run.console));
    }
}

fn tls(authority: &Authority, name: &str, behaviour: Behaviour) -> Arc<Store> {
    Store::start_with_tls(bundle(), name, authority.identity(name, 9), behaviour)
}

fn requests(store: &Store) -> Vec<String> {
    std::mem::take(&mut *store.requests.lock().unwrap())
}

/// What begins by HTTPS goes on by HTTPS, or not at all.
#[test]
fn https_stays_https() {
    let authority = Authority::new();
    let store = tls(&authority, NAME, ELSEWHERE);
    let plain = Store::start(bundle(), BUNDLE);
    // The name is the same: credentials that are kept by name would go there.
    send(&store, &format!("{}/agent.tar.gz", plain.url.replace("127.0.0.1", NAME)));
    for credentials in [false, true] {
        each(&format!("{}/agent.tar.gz", store.url), Some(&authority.pem()), credentials, |machine, run, told| {
            assert_eq!(run.code, Some(11), "{told}");
            let message = machine.status()["message"].to_string();
            assert!(message.contains("gives HTTP status 302"), "{told}");
            assert_eq!(requests(&plain), [""; 0], "nothing is asked without TLS: {told}");
            machine.tell("aws UserData for debian-12", "HTTPS redirects to HTTP", "exit 11, nothing is asked there");
        });
    }
}

/// Another host, and another port of the same, get no credentials; the store does, also when it sends somebody to itself.
#[test]
fn credentials_are_for_the_store_alone() {
    let authority = Authority::new();
    let own: Behaviour = |store, before| match store.requests.lock().unwrap()[before].as_str() {
        request if !request.ends_with("Basic cmVhZGVyOnMzY3IzdCE=") => Answer::Status(401),
        request if request.starts_with("GET /agent.tar.gz") => Answer::Redirect(307, "/own.tar.gz".to_owned()),
        _ => Answer::Redirect(302, store.elsewhere.lock().unwrap().clone()),
    };
    for name in [NAME, OTHER] {
        let (store, other) = (tls(&authority, NAME, own), tls(&authority, name, BUNDLE));
        send(&store, &format!("{}/theirs.tar.gz", other.url));
        each(&format!("{}/agent.tar.gz", store.url), Some(&authority.pem()), true, |machine, run, told| {
            assert_eq!(run.code, Some(0), "{told}");
            let asked = requests(&other);
            assert!(
                !asked.is_empty() && asked.iter().all(|request| request == "GET /theirs.tar.gz"),
                "{asked:?} {told}"
            );
            assert!(requests(&store).iter().any(|request| request.starts_with("GET /own.tar.gz Basic")), "{told}");
            assert_eq!(machine.read("/opt/agent/share/file").unwrap(), "here\n");
            machine.tell(
                "aws UserData for debian-12",
                "a store redirects to another",
                "exit 0, no credentials for that",
            );
        });
    }
}

/// Locations come in each form that there is.
#[test]
fn relative_redirects() {
    let store = Store::start(bundle(), |store, before| {
        let asked = store.requests.lock().unwrap()[before].clone();
        let to = store.elsewhere.lock().unwrap().clone();
        if asked.starts_with("GET /a/agent.tar.gz") { Answer::Redirect(301, to) } else { Answer::Bundle }
    });
    let authority = store.url.trim_start_matches("http://").to_owned();
    for (to, asked) in [
        ("/b/c.tar.gz?x=1".to_owned(), "GET /b/c.tar.gz?x=1"),
        ("c.tar.gz".to_owned(), "GET /a/c.tar.gz"),
        (format!("//{authority}/d"), "GET /d"),
        (format!("http://{authority}/e"), "GET /e"),
    ] {
        send(&store, &to);
        each(&format!("{}/a/agent.tar.gz?v=/2/", store.url), None, false, |_, run, told| {
            assert_eq!(run.code, Some(0), "{to}: {told}");
            assert_eq!(requests(&store).last().unwrap(), asked, "{told}");
        });
    }
}

/// A store that sends somebody round in circles, or nowhere.
#[test]
fn redirects_without_an_end() {
    let store = Store::start(bundle(), ELSEWHERE);
    for to in ["/agent.tar.gz", ""] {
        send(&store, to);
        each(&format!("{}/agent.tar.gz", store.url), None, false, |machine, run, told| {
            assert_eq!(run.code, Some(11), "{to}: {told}");
            assert!(machine.status()["message"].as_str().unwrap().contains("HTTP status 302"), "{told}");
            assert!(requests(&store).len() < 400, "{told}");
        });
    }
}

/// The query of a URL is told to the store, and to nobody else: also one that a redirect names.
#[test]
fn a_query_is_a_secret() {
    let moved: Behaviour = |store, before| {
        let asked = store.requests.lock().unwrap()[before].clone();
        match asked.as_str() {
            "GET /agent.tar.gz?sig=T0PSECRET" => Answer::Redirect(302, "/b?sig=ALS0SECRET".to_owned()),
            _ => Answer::Status(403),
        }
    };
    let gone: Behaviour = |_, _| Answer::Page;
    for (behaviour, code) in [(moved, 11), (gone, 21)] {
        let store = Store::start(bundle(), behaviour);
        each(&format!("{}/agent.tar.gz?sig=T0PSECRET", store.url), None, false, |machine, run, told| {
            assert_eq!(run.code, Some(code), "{told}");
            assert!(
                requests(&store).iter().any(|request| request.starts_with("GET /agent.tar.gz?sig=T0PSECRET")),
                "{told}"
            );
            let status: Value = machine.status();
            let said = format!("{told} {status} {:?}", machine.read("/asked"));
            assert!(!said.contains("SECRET"), "{said}");
            machine.tell("aws UserData for debian-12", "a URL with a token", "the store alone learns it");
        });
    }
}
