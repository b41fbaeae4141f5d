//! Every script, as its runner hands it to PowerShell, read by PowerShell's own parser.

use std::fs;

use dynaboot_core::policy::catalog::Family;
use dynaboot_core::{Payload, Policy};
use serde_json::{Value, json};

use crate::answer::answer;
use crate::machine::Machine;

const CLOUDS: [&str; 5] = ["aws", "azure", "google", "openstack", "alibaba"];

/// Parses each file of a folder. What a stub runs is worked out by its own words, up to the call that would run it, and parsed too.
const PARSE: &str = r#"
function Read-Script($name, $text) {
    $tokens = $null
    $errors = $null
    $tree = [Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)
    foreach ($problem in $errors) { Write-Output "$name, line $($problem.Extent.StartLineNumber): $($problem.Message)" }
    $call = '& ([ScriptBlock]::Create('
    if ($text.Contains($call)) {
        $script:stubs += 1
        Read-Script "what $name holds" ([ScriptBlock]::Create($text.Replace($call, '((')).Invoke() -join '')
    }
    $script:read += 1
}
$read = 0
$stubs = 0
foreach ($file in Get-ChildItem -LiteralPath 'FOLDER') { Read-Script $file.Name ([IO.File]::ReadAllText($file.FullName)) }
Write-Output "read $read, $stubs of them packed"
"#;

/// Everything at once, or as little as can be.
fn choices(cloud: &str, system: &str, agent: &str, full: bool) -> Value {
    let settings = match agent {
        "generic" => {
            json!({ "installCommand": "msiexec /i agent.msi /qn", "presentPath": r"C:\Program Files\Agent\agent.exe", "serviceName": "AgentService" })
        }
        _ => json!({ "brokerHost": "broker.example.com" }),
    };
    let mut choices = json!({
        "cloud": cloud, "system": system, "image": { "source": "custom" },
        "agent": { "id": agent, "onImage": "absent", "settings": settings },
        "bundleStore": { "url": "http://store.example.com/agent.zip" },
        "packageStore": { "url": "https://repo.example.com" },
        "answers": { "certificatesInstalled": true, "userDataRuns": true, "administratorUser": true, "supportConfirmed": true, "imageAfterJuly2016": true },
    });
    if full {
        choices["bundleStore"] = json!({
            "url": "https://store.example.com/agent.zip", "user": "reader", "password": "s3cr3t!",
            "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        });
        // No command line has room for one as well.
        if cloud != "azure" {
            choices["bundleStore"]["caCertificate"] =
                json!("-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----");
        }
        choices["proxy"] = json!("http://proxy.example.com:3128");
        choices["callHome"] = json!("https://portal.example.com/bootstrap/42");
    }
    choices
}

/// What a runner takes off before PowerShell sees it: tags, a first line, or cmd's own quotes.
pub(crate) fn as_powershell_sees_it(cloud: &str, payload: &Payload) -> String {
    let content = &payload.content;
    let inside = match cloud {
        "aws" => content.strip_prefix("<powershell>\r\n").and_then(|rest| rest.strip_suffix("</powershell>\r\n")),
        "openstack" => content.strip_prefix("#ps1_sysnative\r\n"),
        "alibaba" => content.strip_prefix("[powershell]\r\n"),
        "azure" => {
            let settings: Value = serde_json::from_str(content).unwrap();
            let command = settings["commandToExecute"].as_str().unwrap();
            let inner = command.strip_prefix("powershell.exe -NoProfile -Command \"").unwrap();
            return inner.strip_suffix('"').unwrap().to_owned();
        }
        _ => Some(content.as_str()),
    };
    inside.unwrap().to_owned()
}

#[test]
fn powershell_reads_every_script() {
    let policy = Policy::builtin().unwrap();
    let systems = policy.document().systems.iter().filter(|(_, system)| system.family == Family::Windows);
    let systems: Vec<&str> = systems.map(|(id, _)| id.as_str()).collect();
    let mut packed = 0;
    // One engine for each cloud: Wine's own bears only so much in one process.
    for cloud in CLOUDS {
        let Some(machine) = Machine::new() else { return };
        packed += check_cloud(&machine, cloud, &systems);
        if cloud == CLOUDS[0] {
            machine.tell(
                "every cloud, system and agent, least and full",
                "read by PowerShell's own parser",
                "no error",
            );
        }
    }
    assert!(packed > 0, "a stub is among them");
}

/// Has the scripts for a cloud read, and says how many of them are packed.
#[track_caller]
fn check_cloud(machine: &Machine, cloud: &str, systems: &[&str]) -> usize {
    let place = format!(r"C:\scripts\{cloud}");
    let folder = machine.path(&place);
    fs::create_dir_all(&folder).unwrap();
    let mut written = 0;
    // The table refuses one of them, whatever the mechanics say. The oldest one has no runner on Alibaba.
    let refused = |system: &str| match cloud {
        "google" => system == "windows-2016",
        "alibaba" => matches!(system, "windows-2008" | "windows-2016"),
        _ => false,
    };
    for system in systems.iter().filter(|system| !refused(system)) {
        for (agent, full) in [("cloudcenter", false), ("cloudcenter", true), ("generic", false), ("generic", true)] {
            let payload = answer(&choices(cloud, system, agent, full)).payload.unwrap();
            let size = if full { "full" } else { "least" };
            let name = format!("{cloud} {system} {agent} {size}.ps1");
            fs::write(folder.join(name), as_powershell_sees_it(cloud, &payload)).unwrap();
            written += 1;
        }
    }
    let run = machine.run(&PARSE.replace("FOLDER", &place));
    let packed: usize =
        run.console.split_once(", ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok()).unwrap_or(0);
    assert_eq!(run.console.trim(), format!("read {}, {packed} of them packed", written + packed));
    packed
}

/// The parser finds what is wrong, also inside of a stub.
#[test]
fn the_parser_finds_what_is_wrong() {
    let Some(machine) = Machine::new() else { return };
    let folder = machine.path(r"C:\scripts");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.ps1"), "if (1) {").unwrap();
    fs::write(folder.join("b.ps1"), "& ([ScriptBlock]::Create('function {'))").unwrap();
    let run = machine.run(&PARSE.replace("FOLDER", r"C:\scripts"));
    assert!(run.console.contains("a.ps1, line 1: "), "{}", run.console);
    assert!(run.console.contains("what b.ps1 holds, line 1: "), "{}", run.console);
}
