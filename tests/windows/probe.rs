//! What the probe says of a machine: what it saw there, and nothing of what it could not see.

use dynaboot_core::{Policy, probe};
use serde_json::{Value, json};

use crate::machine::Machine;

/// The line of the probe for an agent, as JSON.
#[track_caller]
fn look(machine: &Machine, prelude: &str) -> Value {
    let policy = Policy::builtin().unwrap();
    let choices =
        json!({ "system": "windows-2022", "agent": { "id": "generic", "settings": { "presentPath": r"C:\agent" } } });
    let script = probe(&policy.read_choices(&choices).unwrap(), &policy).unwrap().text;
    machine.write(r"C:\windows\prelude.ps1", prelude);
    let run = machine.run_with(&script, &[("POSH_PRELUDE", r"C:\windows\prelude.ps1")]);
    let line = run.console.lines().find_map(|line| line.strip_prefix("dynaboot-probe/1 "));
    serde_json::from_str(line.unwrap_or_else(|| panic!("{}", run.console))).unwrap()
}

/// Whether user data runs on a machine that was prepared so, as far as the probe says it.
#[track_caller]
fn check_user_data(case: &str, prepared: &str, files: &[(&str, &str)], wanted: Option<bool>) {
    let Some(machine) = Machine::new().filter(|_| cfg!(not(windows))) else { return };
    for (path, content) in files {
        machine.write(path, content);
    }
    let seen = look(&machine, prepared);
    assert_eq!(seen["userDataRuns"].as_bool(), wanted, "{case}: {seen}");
    assert_eq!(seen["agent"], "absent", "{case}: {seen}");
    let said = wanted.map_or("nothing".to_owned(), |wanted| wanted.to_string());
    machine.tell("probe", &format!("userDataRuns: {case}"), &said);
}

fn service(name: &str, start: u8) -> String {
    format!(
        r"[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\{name}', 'Start', {start}, 'DWord')"
    )
}

const SETTINGS: &str = r"C:\Program Files\Cloudbase Solutions\Cloudbase-Init\conf\cloudbase-init.conf";
const MARK: &str = r"C:\ProgramData\Amazon\EC2Launch\state\.run-once";

/// Wine has no WMI: what is asked of that is left out, like what was found nowhere.
#[test]
fn what_was_not_seen_is_left_out() {
    let Some(machine) = Machine::new().filter(|_| cfg!(not(windows))) else { return };
    let seen = look(&machine, "");
    for unseen in ["userDataRuns", "administratorUser", "certificates", "os"] {
        assert!(seen.get(unseen).is_none(), "{unseen}: {seen}");
    }
    assert_eq!(seen["arch"], "x86_64");
    machine.tell("probe", "no WMI, no launcher, a workstation", "nothing of what was not seen");
}

/// A server's release is read from the registry.
#[test]
fn a_server_is_known_by_its_release() {
    let Some(machine) = Machine::new().filter(|_| cfg!(not(windows))) else { return };
    let prepared = r"[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\ProductOptions', 'ProductType', 'ServerNT')
[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion', 'CurrentMajorVersionNumber', 10, 'DWord')
[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion', 'CurrentMinorVersionNumber', 0, 'DWord')
[Microsoft.Win32.Registry]::SetValue('HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion', 'CurrentBuildNumber', '20348')";
    let seen = look(&machine, prepared);
    assert_eq!((&seen["os"], &seen["release"]), (&json!("windows"), &json!("10.0.20348")), "{seen}");
}

#[test]
fn cloudbase_init_armed_or_not() {
    let set = [(SETTINGS, "[DEFAULT]\n")];
    check_user_data("cloudbase-init starts by itself", &service("cloudbase-init", 2), &set, Some(true));
    check_user_data("cloudbase-init is switched off", &service("cloudbase-init", 4), &set, Some(false));
    check_user_data("cloudbase-init waits to be started", &service("cloudbase-init", 3), &set, None);
    let held = [set[0], (r"C:\windows\Setup\Scripts\SetupComplete.cmd", "net start cloudbase-init\r\n")];
    check_user_data(
        "cloudbase-init is held back until Windows is set up",
        &service("cloudbase-init", 3),
        &held,
        Some(true),
    );
    let without = [(SETTINGS, "plugins=cloudbaseinit.plugins.common.sethostname.SetHostNamePlugin\n")];
    check_user_data("cloudbase-init without its plugin", &service("cloudbase-init", 2), &without, Some(false));
}

#[test]
fn ec2launch_armed_or_not() {
    check_user_data("EC2Launch v2, reset", &service("Amazon EC2Launch", 2), &[], Some(true));
    check_user_data("EC2Launch v2, run already, no WMI", &service("Amazon EC2Launch", 2), &[(MARK, "")], None);
    // In place of WMI, as PowerShell 7 asks for it.
    let booted = service("Amazon EC2Launch", 2)
        + "\nfunction Get-CimInstance($Class, $Filter) { @{ LastBootUpTime = [DateTime]::Now.AddHours(-1) } }";
    check_user_data("EC2Launch v2, run since this boot (WMI by a stand-in)", &booted, &[(MARK, "")], Some(true));
    check_user_data("EC2Launch v2, switched off", &service("Amazon EC2Launch", 4), &[], Some(false));
    let folder = [(r"C:\ProgramData\Amazon\EC2-Windows\Launch\Config\LaunchConfig.json", "{}")];
    check_user_data("EC2Launch, its task not seen", "", &folder, None);
}
