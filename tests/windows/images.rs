//! What prepares a machine for its capture. Sysprep itself is a stand-in: Wine has none.

use dynaboot_core::{LaunchTool, Policy, assess};
use serde_json::json;

use crate::machine::Machine;

const FILES: [&str; 2] = [r"C:\dynaboot\dynaboot.ps1", r"C:\dynaboot\prepare.ps1"];

/// A sysprep that ends and leaves Windows as it was; then one after which Windows is ready.
#[test]
fn sysprep_that_fails_is_told_at_once_and_all_can_be_run_again() {
    let Some(machine) = Machine::new().filter(|_| cfg!(not(windows))) else { return };
    let mut choices = crate::installs::generic("http://store.example.com", "msiexec /i agent.msi /qn");
    choices["cloud"] = json!("openstack");
    choices["route"] = json!("prebuiltImage");
    choices["image"] = json!({ "source": "custom" });
    choices["answers"] = json!({ "userDataRuns": true, "administratorUser": true, "supportConfirmed": true, "certificatesInstalled": true });
    let policy = Policy::builtin().unwrap();
    let launch = assess(&policy.read_choices(&choices).unwrap(), &policy).launch;
    let prepare = launch.iter().find(|launch| launch.tool == LaunchTool::Powershell).unwrap();
    machine.write(FILES[0], "exit 0\r\n");
    machine.write(r"C:\ProgramData\dynaboot\status.json", "{}");
    machine.write(FILES[1], &prepare.text);
    std::fs::create_dir_all(machine.path(r"C:\windows\system32\Sysprep\Panther")).unwrap();
    std::fs::copy(
        machine.path(r"C:\windows\system32\hostname.exe"),
        machine.path(r"C:\windows\system32\Sysprep\sysprep.exe"),
    )
    .unwrap();
    machine.write(
        r"C:\windows\system32\Sysprep\Panther\setuperr.log",
        "first\r\nSYSPRP package Acme was installed for a user\r\n",
    );
    let failed = machine.run_quickly(r"& C:\dynaboot\prepare.ps1; exit 0");
    assert_ne!(failed.code, Some(0), "{}", failed.console);
    assert!(failed.console.contains("package Acme was installed for a user"), "{}", failed.console);
    assert!(machine.slept() <= 60, "{} s", machine.slept());
    assert!(FILES.iter().all(|file| machine.has(file)), "all is there for another run");
    let state = r"[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Setup\State', 'ImageState', 'IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE')";
    std::fs::copy(
        machine.path(r"C:\windows\system32\whoami.exe"),
        machine.path(r"C:\windows\system32\Sysprep\sysprep.exe"),
    )
    .unwrap();
    let good = machine.run_quickly(&format!("{state}\r\n& C:\\dynaboot\\prepare.ps1; exit $LASTEXITCODE"));
    assert_eq!(good.code, Some(0), "{}", good.console);
    assert!(FILES.iter().all(|file| !machine.has(file)), "what may hold a password is gone");
    machine.tell("prepare.ps1", "sysprep fails (a stand-in)", "its own error at once, all can be run again");
}
