//! What Windows payloads weigh, for every cloud, agent and amount of choices: the largest of all systems, and in which form it travels.
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::error::Error;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::policy::catalog::Family;
use dynaboot_core::script::plan::plan;
use dynaboot_core::script::render;
use dynaboot_core::{Payload, Policy, resolve, wrap};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let policy = Policy::builtin()?;
    let document = policy.document();
    for cloud in document.clouds.keys().map(dynaboot_core::CloudId::as_str) {
        for agent in ["generic", "cloudcenter"] {
            for amount in ["least", "full"] {
                let mut largest: Option<(usize, Payload)> = None;
                let windows = document.systems.iter().filter(|(_, system)| system.family == Family::Windows);
                for (system, _) in windows {
                    let choices = policy.read_choices(&choices(cloud, system.as_str(), agent, amount))?;
                    let facts = resolve(&choices, &policy);
                    let Some(script) = plan(&facts).map(|plan| render(&plan)) else { continue };
                    let Some(payload) = wrap(&script, &facts) else { continue };
                    if largest.as_ref().is_none_or(|(_, known)| known.bytes < payload.bytes) {
                        largest = Some((script.text.len(), payload));
                    }
                }
                if let Some((script, payload)) = largest {
                    let form = form(&payload);
                    println!("{cloud} {agent} {amount} {script} {} {} {form}", payload.bytes, payload.limit);
                }
            }
        }
    }
    Ok(())
}

/// How much of the script can be read in the payload, by what each form alone has.
fn form(payload: &Payload) -> &'static str {
    let decoded = BASE64_STANDARD.decode(&payload.content).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let content = decoded.as_ref().unwrap_or(&payload.content);
    if content.contains("# What it will do stands at its end.") {
        "whole"
    } else if content.contains("function Stop-Run") {
        "without-comments"
    } else if content.contains("FromBase64String('") {
        "packed"
    } else {
        "short-names"
    }
}

fn choices(cloud: &str, system: &str, agent: &str, amount: &str) -> Value {
    let settings = match agent {
        "generic" => {
            json!({ "installCommand": "msiexec /i agent.msi /qn", "presentPath": r"C:\Program Files\Agent\agent.exe", "serviceName": "AgentService" })
        }
        _ => json!({ "brokerHost": "broker.example.com" }),
    };
    let least = json!({ "url": "http://store.example.com/agent.zip" });
    let choices = |store: Value, more: Option<&str>| {
        json!({
            "cloud": cloud, "system": system, "image": { "source": "custom" },
            "agent": { "id": agent, "onImage": "absent", "settings": settings },
            "bundleStore": store,
            "packageStore": { "url": more.map(|_| "https://repo.example.com") },
            "proxy": more.map(|_| "http://proxy.example.com:3128"),
            "callHome": more,
        })
    };
    if amount == "least" {
        return choices(least, None);
    }
    let store = json!({
        "url": "https://store.example.com/agent.zip", "user": "reader", "password": "s3cr3t!",
        "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    });
    choices(store, Some("https://portal.example.com/bootstrap/42"))
}
