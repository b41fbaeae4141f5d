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

/// Kills a run before a change of a file or a folder, and runs the script again: at every fifth change, or at all where
/// `DYNABOOT_EVERY_CHANGE` asks for it, as `cargo xtask windows` does.
#[track_caller]
fn check_kills(form: &str, bundle: Vec<u8>, command: &str) {
    let step = if std::env::var_os("DYNABOOT_EVERY_CHANGE").is_some() { 1 } else { 5 };
    let Some(machine) = Machine::new().filter(|_| cfg!(not(windows))) else { return };
    let store = Store::start(bundle, |_, _| Answer::Bundle);
    let script = script(&generic(&store.url, command));
    let run = machine.run_with(&script, &[("POSH_TRACE", r"C:\windows\trace.txt")]);
    assert_eq!(run.code, Some(0), "{}\n{}", run.console, machine.log());
    let trace = machine.read(r"C:\windows\trace.txt").unwrap();
    let changes: Vec<&str> = trace.lines().collect();
    assert!(changes.len() > 20, "there are {} changes to be killed at", changes.len());
    let bad: Vec<String> = (1..=changes.len()).step_by(step).filter_map(|change| killed_at(change, &script)).collect();
    assert!(bad.is_empty(), "{form}, {} of {}:\n{}\n{trace}", bad.len(), changes.len().div_ceil(step), bad.join("\n"));
    machine.tell(form, "killed at its changes of files, and run again", "exit 0, the service runs, nothing is left");
}

/// What is wrong after a run that was killed before this change, and another one.
fn killed_at(change: usize, script: &str) -> Option<String> {
    let machine = Machine::new().unwrap();
    let first = machine.run_with(script, &[("POSH_STOP_AT", &change.to_string())]);
    let again = machine.run(script);
    let left = machine.left_over();
    let state = machine.status()["state"].as_str().unwrap_or_default().to_owned();
    // A run that came to its end has seen the service itself.
    let runs = || {
        let ask = "Get-Service | Where-Object { $_.Name -eq 'AgentService' } | ForEach-Object { \"$($_.Status)\" }";
        machine.run(ask).console.lines().any(|line| line.trim() == "Running")
    };
    let is_good = again.code == Some(0)
        && machine.has(AGENT)
        && left.is_empty()
        && (state == "done" || state == "alreadyThere" && runs());
    (!is_good).then(|| {
        let first = first.console;
        format!("change {change}: {first}\nthen {state}, {again:?}, left {left:?}\n{}", machine.log())
    })
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
