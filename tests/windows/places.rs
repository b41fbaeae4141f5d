//! Where a run writes, and what others may have put there before it.

use crate::faults::{COMMAND, bundle};
use crate::installs::{AGENT, generic};
use crate::machine::{Machine, script};
use crate::store::{Answer, Store};

const ROOT: &str = r"C:\ProgramData\dynaboot";

/// A mark that somebody else wrote: nothing that it names is touched.
#[test]
fn a_planted_mark_is_not_obeyed() {
    let Some(machine) = Machine::new() else { return };
    machine.write(r"C:\Important\file", "theirs");
    let places = [
        r"C:\Important",
        r"path C:\Important",
        r"..\..",
        "path .",
        "Env:\\PATH",
        r"path C:\",
        r"path C:\Program Files\Agent\..\..\Important",
    ];
    machine.write(&format!(r"{ROOT}\installing"), &places.join("\r\n"));
    let store = Store::start(bundle(), |_, _| Answer::Bundle);
    let run = machine.run(&script(&generic(&store.url, COMMAND)));
    assert_eq!(run.code, Some(0), "{}", run.console);
    assert_eq!(machine.read(r"C:\Important\file").as_deref(), Some("theirs"));
    assert!(machine.has(AGENT));
    machine.tell("exe", "a mark that names other places", "exit 0, they are untouched");
}

/// A folder where the script keeps a file is named.
#[test]
fn a_folder_in_place_of_a_file_is_named() {
    for name in ["dynaboot.log", "lock", "status.json", "installing"] {
        let Some(machine) = Machine::new() else { return };
        machine.write(&format!(r"{ROOT}\{name}\file"), "");
        let run = machine.run(&script(&generic(&Store::nobody(), COMMAND)));
        assert_eq!(run.code, Some(70), "{name}: {}", run.console);
        assert!(run.console.contains(&format!(r"{ROOT}\{name} is a folder")), "{}", run.console);
        machine.tell("exe", &format!("a folder named {name}"), "exit 70, named");
    }
}

/// The rules that are asked for, by the trace: Wine keeps none.
#[test]
fn only_administrators_may_change_what_is_there() {
    let Some(machine) = Machine::new().filter(|_| cfg!(not(windows))) else { return };
    let store = Store::start(bundle(), |_, _| Answer::Bundle);
    let run = machine.run_with(&script(&generic(&store.url, COMMAND)), &[("POSH_TRACE", r"C:\windows\trace.txt")]);
    assert_eq!(run.code, Some(0), "{}", run.console);
    let trace = machine.read(r"C:\windows\trace.txt").unwrap();
    let asked = |what: &str, path: &str, rules: &str| {
        trace.lines().any(|line| line.contains(&format!(" {what} {path} ")) && line.trim_end().ends_with(rules))
    };
    let guarded = "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    assert!(asked("CreateDirectory", ROOT, &format!("{guarded}(A;OICI;0x1200a9;;;BU)")), "{trace}");
    assert!(asked("CreateDirectory", &format!(r"{ROOT}\work"), guarded), "{trace}");
    for name in ["dynaboot.log", "lock"] {
        assert!(asked("Create", &format!(r"{ROOT}\{name}"), "O:BAD:P(A;;FA;;;SY)(A;;FA;;;BA)"), "{name}: {trace}");
    }
    machine.tell("exe", "access rules, by what was asked for", "administrators and the system alone");
}
