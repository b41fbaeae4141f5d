//! The CloudCenter agent: a bundle that is installed from a folder of its own, and stores that its service hears of.

use serde_json::{Value, json};

use crate::bundle::{sample, zip};
use crate::machine::{Machine, script};
use crate::store::{Answer, Store};

const INSTALL: &str = r#"
param($brokerHost, $brokerPort, $cloudFamily, $agentMode)
[void](New-Item -ItemType Directory 'C:\Program Files\osmosix')
Set-Content 'C:\Program Files\osmosix\told' "$brokerHost $brokerPort $cloudFamily $agentMode $env:BUNDLE_STORE_URL $([Environment]::GetEnvironmentVariable('BUNDLE_STORE_URL', 'Machine'))"
.\agent.exe install 'C:\Program Files\osmosix'
exit $LASTEXITCODE
"#;

fn choices(store: &str) -> Value {
    json!({
        "cloud": "aws", "system": "windows-2022", "image": { "source": "public" },
        "agent": { "id": "cloudcenter", "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": format!("{store}/5.2.2"), "user": "reader", "password": "s3cr3t!" },
        "packageStore": { "url": "http://repo.example.com" },
        "answers": { "userDataRuns": true, "supportConfirmed": true, "certificatesInstalled": true },
    })
}

fn bundle(install: &str) -> Vec<u8> {
    zip(&[("agentlite/agent.exe", &sample("agent.exe")), ("agentlite/install.ps1", install.as_bytes())])
}

#[test]
fn the_agent_is_installed_and_its_service_hears_of_the_store() {
    let Some(machine) = Machine::new() else { return };
    let store = Store::start(bundle(INSTALL), |_, _| Answer::Bundle);
    let script = script(&choices(&store.url));
    for state in ["done", "alreadyThere"] {
        let run = machine.run(&script);
        assert_eq!(run.code, Some(0), "{}\n{}", run.console, machine.log());
        assert_eq!(machine.status()["state"], state);
    }
    // Wine hands services the variables that it had when it started; the service's own are in the registry, as Windows looks for them.
    let own =
        machine.run(r"(Get-Item HKLM:\SYSTEM\CurrentControlSet\Services\AgentService).GetValue('Environment')").console;
    assert!(own.contains(&format!("BUNDLE_STORE_URL={}/5.2.2", store.url)), "{own}");
    let told = machine.read(r"C:\Program Files\osmosix\told").unwrap();
    assert_eq!(told.trim(), format!("broker.example.com 5671 amazon greenfield {0}/5.2.2 {0}/5.2.2", store.url));
    assert!(machine.has(r"C:\opt\agentlite\install.ps1"));
    let credentials = machine.read(r"C:\temp\bundleStoreCredential").unwrap();
    assert_eq!(credentials.trim(), r#"{"bundleStoreUser":"reader","bundleStorePassword":"s3cr3t!"}"#);
    assert!(!machine.log().contains("s3cr3t"), "a secret is never told");
    machine.tell("cloudcenter", "installed, and run again", "exit 0, the service runs and knows its store");
}

/// What came out of the bundle is no agent: an installer that did nothing is found out, and nothing of the run is left.
#[test]
fn an_installer_that_does_nothing() {
    let Some(machine) = Machine::new() else { return };
    let store =
        Store::start(bundle("param($brokerHost, $brokerPort, $cloudFamily, $agentMode)\r\nexit 0\r\n"), |_, _| {
            Answer::Bundle
        });
    let run = machine.run_quickly(&script(&choices(&store.url)));
    assert_eq!(run.code, Some(40), "{}\n{}", run.console, machine.log());
    assert!(run.console.contains("the agent is not there"), "{}", run.console);
    for path in [r"C:\opt\agentlite", r"C:\temp\bundleStoreCredential"] {
        assert!(!machine.has(path), "{path} is left");
    }
    assert_eq!(machine.variable("BUNDLE_STORE_URL"), "");
    assert_eq!(machine.left_over(), Vec::<String>::new());
    machine.tell(
        "cloudcenter",
        "the installer says well and does nothing",
        "exit 40, no bundle, credentials or variables are left",
    );
}
