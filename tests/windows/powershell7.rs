//! PowerShell 7 as it is: the bench's engine without the calls of .NET Framework that it brings for Windows PowerShell's scripts.
//! What is run is what the cloud's field takes, short names and packing included.

use serde_json::json;

use crate::answer::answer;
use crate::bundle::{sample, zip};
use crate::faults::{COMMAND, bundle};
use crate::installs::{AGENT, generic};
use crate::machine::Machine;
use crate::parse::as_powershell_sees_it;
use crate::store::{Answer, Store};

/// Takes the stand-ins away, so that files and folders are those of today's .NET; says in a file that they are.
const AS_IT_IS: &str = "$names = [PSObject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
foreach ($name in 'IO.File', 'IO.Directory', 'IO.DriveInfo') { [void]$names::Remove($name) }
& ([ScriptBlock]::Create('[IO.File]::WriteAllText(\"C:\\windows\\engine.txt\", \"$([IO.File].GetMethod(\"SetAccessControl\"))[$([IO.File].FullName)]\")'))
";

const PRELUDE: [(&str, &str); 1] = [("POSH_PRELUDE", r"C:\windows\prelude.ps1")];

/// A machine whose engine is PowerShell 7's own.
fn machine() -> Option<Machine> {
    let machine = Machine::new().filter(|_| cfg!(not(windows)))?;
    machine.write(r"C:\windows\prelude.ps1", AS_IT_IS);
    Some(machine)
}

#[track_caller]
fn check_installation(form: &str, cloud: &str, bundle: Vec<u8>, command: &str) {
    let Some(machine) = machine() else { return };
    let store = Store::start(bundle, |_, _| Answer::Bundle);
    let mut choices = generic(&store.url, command);
    choices["cloud"] = json!(cloud);
    let script = as_powershell_sees_it(cloud, &answer(&choices).payload.unwrap());
    assert_eq!(script.contains("FromBase64String('"), cloud == "azure", "plain where that fits");
    for state in ["done", "alreadyThere"] {
        let run = machine.run_with(&script, &PRELUDE);
        assert_eq!(machine.read(r"C:\windows\engine.txt").as_deref(), Some("[System.IO.File]"), "no stand-in is left");
        assert_eq!(run.code, Some(0), "{form}: {}\n{}", run.console, machine.log());
        assert_eq!(machine.status()["state"], state, "{form}: {}", run.console);
        assert!(machine.has(AGENT), "{form}");
        assert_eq!(machine.left_over(), Vec::<String>::new(), "{form}");
    }
    machine.tell(form, "by PowerShell 7's own calls, and run again", "exit 0, the service runs");
}

#[test]
fn it_installs_from_a_zip() {
    check_installation("exe", "aws", bundle(), COMMAND);
}

#[test]
fn it_installs_from_an_msi() {
    check_installation(
        "msi",
        "aws",
        zip(&[("agent.msi", &sample("agent.msi"))]),
        "msiexec /i agent.msi /qn BROKER=here",
    );
}

#[test]
fn it_runs_the_short_script_too() {
    check_installation("Azure's short script", "azure", bundle(), COMMAND);
}
