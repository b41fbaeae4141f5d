//! An agent whose service dies: what it said in the journal is what an operator reads.

use serde_json::{Value, json};

use crate::answer::answer;
use crate::boot::agent;
use crate::boot::cloud::{Runner, delivered};
use crate::boot::container::Container;
use crate::boot::systems::{AFTER, boot, image};
use crate::evidence;
use crate::journeys::generic;
use crate::store::{Answer, Store};

#[test]
fn a_service_that_dies() {
    let Some(image) = image("bookworm") else { return };
    let store = Store::start(agent::dying(), |_, _| Answer::Bundle);
    let mut choices = generic(&store.url.replace("127.0.0.1", "10.0.2.2"));
    choices["agent"]["settings"]["presentPath"] = json!("/opt/agent");
    choices["agent"]["settings"]["serviceName"] = json!(agent::SERVICE);
    let payload = answer(&choices).payload.unwrap();
    let runner = Runner::of(&payload.field, &image);
    let container = Container::new(&image);
    let service = runner.prepare(&container, delivered(&payload));
    container.observe(agent::SERVICE, AFTER);
    boot(&container, runner, service, "first");

    let status: Value = serde_json::from_str(&container.read("var/lib/dynaboot/status.json").unwrap()).unwrap();
    let log = container.read("var/log/dynaboot.log").unwrap();
    assert_eq!((&status["state"], &status["exitCode"]), (&json!("failed"), &json!(41)), "{status} {log}");
    assert!(status["message"].as_str().unwrap().contains("its service agent.service did not come up: "), "{status}");
    let end = log.lines().rev().take(20).collect::<Vec<_>>().join(" < ");
    assert!(log.contains("Active: failed") && log.contains("no licence for this machine"), "status, journal: {end}");
    let console = container.read("var/log/cloud-init-output.log").unwrap();
    assert!(console.contains("dynaboot: | ") && console.contains("no licence for this machine"), "{console}");
    assert!(container.read("opt/agent/arguments").is_some(), "what is installed stays");
    evidence::tell(
        "bookworm",
        "aws UserData (cloud-init)",
        "a service that dies",
        "exit 41, its journal on the console",
    );
}
