//! What is run on a Windows VM before it is captured, and what Packer's recipe runs there.

use dynaboot_core::{LaunchTool, Policy};
use hcl::eval::{Context, Evaluate};
use hcl::{Body, Value as Evaluated};
use serde_json::json;

use super::language::{faults, powershell};
use super::versions::Versions;
use super::{SYSTEMS, answer, full};

const CLOUDS: [&str; 7] = ["aws", "azure", "google", "openstack", "vmware", "alibaba", "softlayer"];

/// The files that build an image: their tools and texts.
fn build(cloud: &str, system: &str, agent: &str) -> Vec<(LaunchTool, String)> {
    let mut choices = full(cloud, system, agent);
    choices["route"] = json!("prebuiltImage");
    let answer = answer(&choices);
    assert!(!answer.launch.is_empty(), "{cloud} {system} {:?}", answer.report.findings);
    answer.launch.into_iter().map(|launch| (launch.tool, launch.text)).collect()
}

fn prepare(cloud: &str, system: &str) -> String {
    build(cloud, system, "cloudcenter").into_iter().find(|(tool, _)| *tool == LaunchTool::Powershell).unwrap().1
}

/// Every PowerShell that a recipe holds: user data between its tags, and the lines of each provisioner.
fn inside(recipe: &str) -> Vec<String> {
    let body: Body = hcl::parse(recipe).unwrap();
    let context = Context::new();
    let value = |body: &Body, key: &str| -> Option<Evaluated> {
        let found = body.attributes().find(|attribute| attribute.key() == key)?;
        Some(found.expr().evaluate(&context).unwrap())
    };
    let mut texts = Vec::new();
    for block in body.blocks() {
        if let Some(data) = value(block.body(), "user_data") {
            let data = data.as_str().unwrap();
            let tagged = data.strip_prefix("<powershell>\n").and_then(|rest| rest.strip_suffix("</powershell>\n"));
            let script = tagged.or_else(|| data.strip_prefix("[powershell]\n"));
            texts.push(script.unwrap_or_else(|| panic!("{data}")).to_owned());
        }
        for provisioner in block.body().blocks().filter(|block| block.identifier() == "provisioner") {
            if let Some(lines) = value(provisioner.body(), "inline") {
                let lines: Vec<&str> = lines.as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
                texts.push(lines.join("\n"));
            }
        }
    }
    texts
}

#[test]
fn every_build_uses_what_its_system_has() {
    let policy = Policy::builtin().unwrap();
    let table = Versions::read();
    for system in SYSTEMS {
        let version = powershell(&policy, system);
        for cloud in CLOUDS {
            for (tool, text) in build(cloud, system, "generic") {
                let texts = if tool == LaunchTool::Packer { inside(&text) } else { vec![text] };
                assert!(texts.len() >= 2 || tool == LaunchTool::Powershell, "{cloud} {system}");
                for text in texts {
                    let faults = faults(&text, &version, &table);
                    assert!(faults.is_empty(), "{cloud} {system}:\n{}\n{text}", faults.join("\n"));
                }
            }
        }
    }
}

/// Each cloud's own tool, by what the policy says of it; elsewhere what Windows itself has.
#[test]
fn the_launcher_is_reset_as_its_generation_wants() {
    for (cloud, system, does) in [
        ("aws", "windows-2008-r2", "& $launcher -sysprep"),
        ("aws", "windows-2012-r2", "& $launcher -sysprep"),
        ("aws", "windows-2016", "InitializeInstance.ps1\" -Schedule"),
        ("aws", "windows-2025", "& $launcher reset --clean --block"),
        ("azure", "windows-2022", "WindowsAzureGuestAgent"),
        ("google", "windows-2019", "gcesysprep.bat -NoShutdown"),
        ("openstack", "windows-2016", r"Cloudbase-Init\conf\Unattend.xml"),
        ("vmware", "windows-2022", "/generalize /oobe"),
        ("softlayer", "windows-2012", "/generalize /oobe"),
    ] {
        let text = prepare(cloud, system);
        assert!(text.contains(does), "{cloud} {system}:\n{text}");
        let waits = text.contains("\r\nWait-Sysprep\r\n");
        assert_eq!(
            waits,
            !does.contains("-sysprep"),
            "what shuts down by itself cannot be waited for: {cloud} {system}"
        );
    }
}

/// No copy has the key that let the build in. It goes when nothing that is left needs it.
#[test]
fn the_certificate_of_a_build_is_not_captured() {
    for cloud in ["aws", "alibaba"] {
        for system in SYSTEMS {
            let text = prepare(cloud, system);
            let at = |part: &str| {
                text.find(&format!("\r\n{part}\r\n")).unwrap_or_else(|| panic!("{cloud} {system}: {part}\n{text}"))
            };
            let gone = at("Close-BuildAccess");
            if text.contains("Ec2Config.exe") {
                assert!(gone < at("& $launcher -sysprep"), "{system}");
            } else {
                assert!(at("Wait-Sysprep") < gone, "{system}");
            }
            for part in
                ["Listener?Address=*+Transport=HTTPS", "delete rule name=dynaboot-build", "Remove-Item -DeleteKey"]
            {
                assert!(text.contains(part), "{system}: {part}");
            }
            let files = build(cloud, system, "cloudcenter");
            let (_, recipe) = files.iter().find(|(tool, _)| *tool == LaunchTool::Packer).unwrap();
            assert_eq!(recipe.contains("-DnsName dynaboot-build "), !system.starts_with("windows-2008"), "{system}");
            assert!(text.contains("-eq 'CN=dynaboot-build'"), "{system}");
        }
    }
}

/// The agent is there before anything is reset. What holds a password goes when sysprep was good: until then all can be run again.
#[test]
fn the_agent_comes_first_and_the_script_goes() {
    for cloud in CLOUDS {
        for system in SYSTEMS {
            let text = prepare(cloud, system);
            let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{cloud} {system}: {part}\n{text}"));
            let run = at("powershell.exe -NoProfile -Command");
            let stop = at("if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }");
            let files = at(r#""$env:ProgramData\dynaboot\status.json", $payload, $me) {"#);
            assert!(text[files..].lines().nth(1).is_some_and(|line| line == "        [IO.File]::Delete($file)"));
            let (reset, gone) = (at("resetting what is this machine alone"), at("\r\nRemove-Run\r\n"));
            assert!(run < stop && stop < reset && reset < gone, "{cloud} {system}");
            let last =
                if text.contains("Ec2Config.exe") { "& $launcher -sysprep" } else { "\r\nClose-BuildAccess\r\n" };
            assert!(gone < at(last), "{cloud} {system}");
            assert!(at("$payload = 'dynaboot.ps1'") < run && text.ends_with("exit 0\r\n"));
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        }
    }
}
