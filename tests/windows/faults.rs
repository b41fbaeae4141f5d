//! What a run does when its store misbehaves: it stops with its own exit code, says why, and leaves nothing behind.

use serde_json::{Value, json};

use crate::bundle::{sample, zip};
use crate::certificates::Authority;
use crate::installs::{AGENT, generic};
use crate::machine::{Machine, Run, script};
use crate::store::{Answer, Behaviour, Store};

pub(crate) const COMMAND: &str = r#"agent.exe install "C:\Program Files\Agent""#;

/// A run that must end with a code of its own, and leave nothing but the log and the status file.
#[track_caller]
pub(crate) fn check_stops(machine: &Machine, run: &Run, code: i32, message: &str) {
    assert_eq!(run.code, Some(code), "{}\n{}", run.console, machine.log());
    let status = machine.status();
    assert_eq!((&status["state"], &status["exitCode"]), (&json!("failed"), &json!(code)));
    let told = status["message"].as_str().unwrap();
    assert!(told.contains(message), "`{told}` does not say `{message}`");
    assert!(run.console.contains(message), "the console does not say `{message}`: {}", run.console);
    assert_eq!(machine.left_over(), Vec::<String>::new());
    assert!(!machine.has(AGENT), "no agent is left");
}

pub(crate) fn bundle() -> Vec<u8> {
    zip(&[("agent.exe", &sample("agent.exe"))])
}

#[track_caller]
fn check_store(case: &str, behaviour: Behaviour, code: i32, message: &str) {
    let Some(machine) = Machine::new() else { return };
    let store = Store::start(bundle(), behaviour);
    let run = machine.run_quickly(&script(&generic(&store.url, COMMAND)));
    check_stops(&machine, &run, code, message);
    machine.tell("aws UserData for windows-2022", case, &format!("exit {code}, nothing left"));
}

#[test]
fn a_store_that_is_down() {
    let Some(machine) = Machine::new() else { return };
    let run = machine.run_quickly(&script(&generic(&Store::nobody(), COMMAND)));
    check_stops(&machine, &run, 10, "cannot be reached");
    assert!(machine.slept() >= 30, "it waited {} s", machine.slept());
    machine.tell("aws UserData for windows-2022", "a store that is down", "exit 10, nothing left");
}

#[test]
fn a_bundle_that_is_not_there() {
    check_store("HTTP status 404", |_, _| Answer::Status(404), 11, "HTTP status 404");
}

#[test]
fn a_store_that_is_ill() {
    check_store("HTTP status 503", |_, _| Answer::Status(503), 11, "HTTP status 503");
}

#[test]
fn a_connection_that_is_cut() {
    check_store("a connection that is cut", |_, _| Answer::Half, 21, "the connection was cut");
}

#[test]
fn a_bundle_that_is_cut_short() {
    check_store("a bundle that is cut short", |_, _| Answer::CutShort, 21, "no whole zip archive");
}

#[test]
fn an_answer_that_is_no_archive() {
    check_store("an answer that is no archive", |_, _| Answer::Page, 21, "no whole zip archive");
}

#[test]
fn a_store_that_says_nothing() {
    check_store("an empty answer", |_, _| Answer::Nothing, 10, "cannot be reached");
}

#[test]
fn a_store_that_recovers() {
    let Some(machine) = Machine::new() else { return };
    let store = Store::start(bundle(), |_, before| match before {
        0 => Answer::Status(503),
        1 => Answer::Status(429),
        2 => Answer::Half,
        _ => Answer::Bundle,
    });
    let run = machine.run_quickly(&script(&generic(&store.url, COMMAND)));
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert!(
        store.requests.lock().unwrap().iter().all(|request| request.starts_with("GET ")),
        "nothing but the bundle is asked for"
    );
    machine.tell("aws UserData for windows-2022", "a store that recovers from 503, 429 and a cut answer", "exit 0");
}

/// The query of a URL may be a signature that opens the store: it is shown nowhere. What a failed run brought is gone.
#[test]
fn what_a_failed_run_leaves() {
    let Some(machine) = Machine::new() else { return };
    let store = Store::start(bundle(), |_, _| Answer::Status(404));
    let authority = Authority::new();
    let mut choices: Value = generic(&store.url, COMMAND);
    choices["bundleStore"]["url"] = json!(format!("{}/agent.zip?signature=T0PSECRET", store.url));
    choices["bundleStore"]["caCertificate"] = json!(authority.pem());
    choices["callHome"] = json!(format!("{}/told", store.url));
    let run = machine.run_quickly(&script(&choices));
    check_stops(&machine, &run, 11, "HTTP status 404");
    let told = store.told.lock().unwrap().clone();
    assert_eq!(told.len(), 1, "the portal is told");
    let said = format!("{}{}{}{}", run.console, machine.log(), machine.status(), told[0]);
    assert!(!said.contains("T0PSECRET"), "{said}");
    let roots = machine.run("Get-ChildItem Cert:\\LocalMachine\\Root | ForEach-Object { $_.Subject }");
    let roots = if roots.console.is_empty() {
        machine.run("$s = New-Object Security.Cryptography.X509Certificates.X509Store('Root', 'LocalMachine'); $s.Open('ReadOnly'); $s.Certificates | ForEach-Object { $_.Subject }")
    } else {
        roots
    };
    assert!(!roots.console.contains("the authority of the tests"), "{}", roots.console);
    machine.tell(
        "aws UserData for windows-2022",
        "HTTP status 404, a certificate and a signed URL given",
        "exit 11, the certificate is gone, the signature told nowhere",
    );
}

/// A store's certificate by an authority that is given, for its own name and for another one. Wine refuses the second without a
/// reason that the script could tell from a store that is down; and it takes one of an unknown authority for a good one, so that
/// case is left to Windows.
#[test]
fn a_store_with_its_own_authority() {
    let authority = Authority::new();
    for name in ["localhost", "elsewhere"] {
        let Some(machine) = Machine::new() else { return };
        let store = Store::start_with_tls(bundle(), "localhost", authority.identity(name, 10), |_, _| Answer::Bundle);
        let mut choices: Value = generic(&store.url, COMMAND);
        choices["bundleStore"]["caCertificate"] = json!(authority.pem());
        let run = machine.run_quickly(&script(&choices));
        if name == "localhost" {
            assert_eq!(run.code, Some(0), "{}\n{}", run.console, machine.log());
        } else {
            check_stops(&machine, &run, if cfg!(windows) { 12 } else { 10 }, "https://localhost");
        }
        let case = format!("TLS, a given authority, a certificate for {name}");
        let result = if name == "localhost" { "exit 0" } else { "refused, nothing left" };
        machine.tell("aws UserData for windows-2022", &case, result);
    }
}
