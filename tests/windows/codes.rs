//! What installers end with, and when: codes of Windows Installer, work in the background, output that is held open.

use serde_json::json;

use crate::bundle::{sample, zip};
use crate::faults::check_stops;
use crate::installs::generic;
use crate::machine::{Machine, Run, script};
use crate::store::{Answer, Store};

/// Installs the sample, and ends with the code that the file names; without the file it is the first that is given.
fn setup(before: &str, after: &str) -> String {
    format!("@echo off\r\n{before}\r\nbin\\agent.exe install \"C:\\Program Files\\Agent\"\r\n{after}\r\n")
}

fn run(machine: &Machine, setup: &str) -> Run {
    let bundle = zip(&[("bin/agent.exe", &sample("agent.exe")), ("setup.cmd", setup.as_bytes())]);
    let store = Store::start(bundle, |_, _| Answer::Bundle);
    machine.run_quickly(&script(&generic(&store.url, "setup.cmd")))
}

#[test]
fn a_restart_is_no_failure() {
    for code in [3010, 1641] {
        let Some(machine) = Machine::new() else { return };
        let run = run(&machine, &setup("md \"C:\\Program Files\\Agent\"", &format!("exit /b {code}")));
        assert_eq!(run.code, Some(0), "{}\n{}", run.console, machine.log());
        assert_eq!((&machine.status()["state"], &machine.status()["restart"]), (&json!("done"), &json!(true)));
        assert!(machine.has(crate::installs::AGENT));
        machine.tell("script", &format!("the installer ends with {code}"), "exit 0, restart: true");
    }
}

#[test]
fn a_busy_windows_installer_is_waited_for() {
    let Some(machine) = Machine::new() else { return };
    let busy = "if not exist C:\\seen (echo seen >C:\\seen & exit /b 1618)\r\nmd \"C:\\Program Files\\Agent\"";
    let run = run(&machine, &setup(busy, ""));
    assert_eq!(run.code, Some(0), "{}\n{}", run.console, machine.log());
    assert!(run.console.contains("Windows Installer is busy") && machine.slept() >= 15, "{}", run.console);
    machine.tell("script", "the installer ends with 1618, then well", "exit 0");
}

#[test]
fn an_installer_that_fails_halfway() {
    let Some(machine) = Machine::new() else { return };
    let run = run(&machine, &setup("md \"C:\\Program Files\\Agent\"", "echo because of the weather\r\nexit /b 5"));
    check_stops(&machine, &run, 40, "ended with code 5");
    assert!(machine.log().contains("because of the weather"), "{}", machine.log());
    let service = machine.run("Get-Service | Where-Object { $_.Name -eq 'AgentService' } | ForEach-Object { $_.Name }");
    assert_eq!(service.console.trim(), "", "its service is gone");
    machine.tell("script", "the installer fails halfway", "exit 40, agent and service are gone");
}

#[test]
fn an_installer_that_lies() {
    let Some(machine) = Machine::new() else { return };
    let run = run(&machine, "@echo off\r\nexit /b 0\r\n");
    check_stops(&machine, &run, 40, "the agent is not there");
    machine.tell("script", "the installer says well and is not", "exit 40, nothing left");
}

/// It says that all is well, goes on in the background, and what goes on there holds its output open.
#[test]
fn an_installer_that_goes_on() {
    let Some(machine) = Machine::new() else { return };
    let later = "@echo off\r\nping -n 4 127.0.0.1 >nul\r\nmd \"C:\\Program Files\\Agent\"\r\nC:\\later\\agent.exe install \"C:\\Program Files\\Agent\"\r\nping -n 60 127.0.0.1\r\n";
    let setup = "@echo off\r\nmd C:\\later\r\ncopy bin\\agent.exe C:\\later >nul\r\ncopy later.cmd C:\\later >nul\r\nstart /b cmd /c C:\\later\\later.cmd\r\nexit /b 0\r\n";
    let bundle = zip(&[
        ("bin/agent.exe", &sample("agent.exe")),
        ("setup.cmd", setup.as_bytes()),
        ("later.cmd", later.as_bytes()),
    ]);
    let store = Store::start(bundle, |_, _| Answer::Bundle);
    let run = machine.run(&script(&generic(&store.url, "setup.cmd")));
    assert_eq!(run.code, Some(0), "{}\n{}", run.console, machine.log());
    assert_eq!(machine.status()["state"], "done");
    machine.tell("script", "the installer goes on in the background and holds its output", "exit 0, not waited for");
}
