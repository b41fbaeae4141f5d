//! Runs that are killed, or meet others.

use crate::bundle::{sample, zip};
use crate::faults::{COMMAND, bundle};
use crate::installs::{AGENT, generic};
use crate::machine::{Machine, Run, script};
use crate::store::{Answer, Store};

#[test]
fn killed_at_each_change_and_run_again_with_an_exe() {
    check_kills("exe", bundle(), COMMAND);
}

#[test]
fn killed_at_each_change_and_run_again_with_an_msi() {
    check_kills("msi", zip(&[("agent.msi", &sample("agent.msi"))]), "msiexec /i agent.msi /qn BROKER=here");
}

/// Takes minutes: `DYNABOOT_EVERY_CHANGE` asks for it, as `cargo xtask windows` does.
#[track_caller]
fn check_kills(form: &str, bundle: Vec<u8>, command: &str) {
    if std::env::var_os("DYNABOOT_EVERY_CHANGE").is_none() {
        return;
    }
    let Some(machine) = Machine::new().filter(|_| cfg!(not(windows))) else { return };
    let store = Store::start(bundle, |_, _| Answer::Bundle);
    let script = script(&generic(&store.url, command));
    let run = machine.run_with(&script, &[("POSH_TRACE", r"C:\windows\trace.txt")]);
    assert_eq!(run.code, Some(0), "{}\n{}", run.console, machine.log());
    let changes = machine.read(r"C:\windows\trace.txt").unwrap().lines().count();
    assert!(changes > 20, "there are {changes} changes to be killed at");
    for change in 1..=changes {
        let machine = Machine::new().unwrap();
        let first = machine.run_with(&script, &[("POSH_STOP_AT", &change.to_string())]);
        let again = machine.run(&script);
        let told =
            format!("{form}, killed at change {change}: {}\nthen {}\n{}", first.console, again.console, machine.log());
        assert_eq!(again.code, Some(0), "{told}");
        assert!(machine.has(AGENT), "{told}");
        assert!(["done", "alreadyThere"].contains(&machine.status()["state"].as_str().unwrap()), "{told}");
        assert_eq!(machine.left_over(), Vec::<String>::new(), "{told}");
        let service = machine
            .run("Get-Service | Where-Object { $_.Name -eq 'AgentService' } | ForEach-Object { \"$($_.Status)\" }");
        assert_eq!(service.console.trim(), "Running", "{told}");
    }
}

#[test]
fn three_at_once() {
    let Some(machine) = Machine::new() else { return };
    let store = Store::start(bundle(), |_, _| {
        std::thread::sleep(std::time::Duration::from_secs(10));
        Answer::Bundle
    });
    let script = script(&generic(&store.url, COMMAND));
    let runs: Vec<_> = (0..3).map(|_| machine.start(&script, &[])).collect();
    let runs: Vec<Run> = runs.into_iter().map(|run| Run::of(&run.wait_with_output().unwrap())).collect();
    let mut codes: Vec<_> = runs.iter().map(|run| run.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, [Some(0), Some(60), Some(60)], "{runs:?}");
    assert_eq!(machine.status()["state"], "done");
    machine.tell("exe", "three at once", "one installs, the others exit 60");
}
