//! PowerShell that was never run: read again by a reader of its own, parsed, and held against what each version has.

mod image;
mod language;
mod payloads;
mod probe;
mod quoting;
mod reader;
mod templates;
mod versions;

use dynaboot_core::script::{Script, plan::plan, render};
use dynaboot_core::{Assessment, Choices, Policy, assess, resolve};
use serde_json::{Value, json};

/// Every Windows of the catalog.
const SYSTEMS: [&str; 8] = [
    "windows-2008",
    "windows-2008-r2",
    "windows-2012",
    "windows-2012-r2",
    "windows-2016",
    "windows-2019",
    "windows-2022",
    "windows-2025",
];

/// A certificate as short as can be: nothing here looks into it.
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----";

/// Choices that leave nothing out but the certificate.
fn full(cloud: &str, system: &str, agent: &str) -> Value {
    let settings = match agent {
        "generic" => {
            json!({ "installCommand": "msiexec /i agent.msi /qn", "presentPath": r"C:\Program Files\agent", "serviceName": "agent" })
        }
        _ => json!({ "brokerHost": "broker.example.com" }),
    };
    json!({
        "cloud": cloud, "system": system,
        "image": { "source": "custom" },
        "agent": { "id": agent, "onImage": "absent", "settings": settings },
        "bundleStore": { "url": "https://store.example.com/5.2.2/bundle", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "user": "reader", "password": "s3cr3t!" },
        "packageStore": { "url": "https://repo.example.com" },
        "proxy": "http://proxy.example.com:3128", "callHome": "https://portal.example.com/bootstrap/42",
        "answers": { "certificatesInstalled": true, "userDataRuns": true, "administratorUser": true, "supportConfirmed": true, "imageAfterJuly2016": true },
    })
}

/// The same with nothing that can be left out.
fn least(cloud: &str, system: &str, agent: &str) -> Value {
    let mut choices = full(cloud, system, agent);
    for field in ["proxy", "callHome"] {
        choices[field] = Value::Null;
    }
    choices["bundleStore"] = json!({ "url": "http://store.example.com/bundle" });
    choices
}

fn answer(choices: &Value) -> Assessment {
    let policy = Policy::builtin().unwrap();
    assess(&policy.read_choices(choices).unwrap(), &policy)
}

/// The script, made without asking the verdict: what holds has to hold even for what the rules would refuse.
fn script(choices: &Choices, policy: &Policy) -> Script {
    let facts = resolve(choices, policy);
    render(&plan(&facts).unwrap())
}

/// The text of a section. A value may hold other line ends, so lines are counted by the one that the sections count.
fn section<'a>(script: &'a Script, title: &str) -> &'a str {
    let section = script.sections.iter().find(|section| section.title == title).unwrap();
    let ends: Vec<usize> =
        std::iter::once(0).chain(script.text.match_indices('\n').map(|(index, _)| index + 1)).collect();
    &script.text[ends[section.first_line as usize - 1]..ends[section.last_line as usize]]
}
