//! Fields of clouds: what is too large cites the field that it is too large for.

use std::collections::BTreeSet;

use dynaboot_core::policy::catalog::{DeliveryKind, System};
use dynaboot_core::{Policy, SystemId, assess, resolve};
use serde_json::{Value, json};

/// Letters that no compression makes small.
fn noise(length: usize) -> String {
    let mut state: u32 = 1;
    let mut letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_digit(state >> 16 & 31, 32).unwrap()
    };
    std::iter::repeat_with(&mut letter).take(length).collect()
}

/// Choices for which all is well, but that a part of one's own is larger than any field.
fn too_large(cloud: &str, system: &str, kind: DeliveryKind) -> Value {
    let mut choices = json!({
        "cloud": cloud, "system": system, "image": { "source": "custom" },
        "agent": { "id": "generic", "onImage": "absent", "settings": {
            "installCommand": noise(300_000), "presentPath": "/opt/agent", "serviceName": "agent" } },
        "bundleStore": { "url": "https://store.example.com/5.2.2/bundle", "sha256": "0".repeat(64) },
        "answers": { "netTools": true, "certificatesInstalled": true, "userDataRuns": true, "administratorUser": true, "supportConfirmed": true,
                     "imageAfterJuly2016": true },
    });
    if system.starts_with("windows") {
        // No command is as long as a field there.
        choices["agent"]["settings"]["installCommand"] = json!("setup.exe");
        choices["agent"]["settings"]["presentPath"] = json!(format!(r"C:\opt\{}", noise(300_000)));
    }
    // There the field holds a URL.
    if kind == DeliveryKind::ScriptUrl {
        choices["agent"]["settings"]["installCommand"] = json!("./install");
        choices["bundleStore"]["url"] = json!(format!("https://store.example.com/{}/bundle", "x".repeat(9_000)));
    }
    choices
}

#[test]
fn what_is_too_large_cites_its_own_field() {
    let policy = Policy::builtin().unwrap();
    let document = policy.document();
    let mut seen = BTreeSet::new();
    for (cloud_id, cloud) in &document.clouds {
        for (system_id, system) in &document.systems {
            let Some(taken) = cloud.takes(system_id, system, |_| false) else { continue };
            // A system a delivery is enough.
            if !seen.insert((cloud_id.as_str(), taken.runner.clone(), taken.delivery().systems.clone())) {
                continue;
            }
            let choices = too_large(cloud_id.as_str(), system_id.as_str(), taken.field.kind);
            let report = assess(&policy.read_choices(&choices).unwrap(), &policy).report;
            let finding = report.findings.iter().find(|finding| finding.rule == "payload-fits-the-field");
            let finding = finding.unwrap_or_else(|| panic!("{cloud_id} {system_id}: {:#?}", report.findings));
            let source = document.sources.get(&taken.field.source.from).unwrap();
            assert_eq!((&finding.source.title, &finding.source.url), (&source.title, &source.url), "{cloud_id}");
            assert_eq!(finding.source.checked_on, source.checked_on);
            assert_eq!(finding.source.sentence, taken.field.source.sentence);
            assert_eq!(finding.source.url.contains("aws"), cloud_id.as_str() == "aws", "{cloud_id}");
        }
    }
    let clouds: BTreeSet<&str> = seen.iter().map(|(cloud, ..)| *cloud).collect();
    let delivering = document.clouds.iter().filter(|(_, cloud)| !cloud.deliveries.is_empty());
    assert_eq!(clouds, delivering.map(|(id, _)| id.as_str()).collect());
}

/// Where no field is known, the rule's own source is what is left; the rule's page cites it, too.
#[test]
fn the_rule_itself_cites_no_cloud() {
    let policy = Policy::builtin().unwrap();
    let page = dynaboot_core::explain("payload-fits-the-field", &policy).unwrap();
    assert_eq!(page.source.unwrap().title, "dynaboot: how the generated script and its recipes work");
}

/// Of all deliveries of AWS, the field is one.
#[test]
fn a_field_is_said_once() {
    let policy = Policy::builtin().unwrap();
    let aws = policy.document().clouds.get("aws").unwrap();
    assert_eq!((aws.fields.len(), aws.deliveries.len()), (1, 6));
    let taken = |system: &str| {
        let (id, system): (&SystemId, &System) = policy.document().systems.get_key_value(system).unwrap();
        aws.takes(id, system, |_| false).unwrap()
    };
    assert!(std::ptr::eq(taken("centos-6").field, taken("windows-2025").field));
    let choices = policy.read_choices(&json!({ "cloud": "aws", "system": "windows-2025" })).unwrap();
    assert_eq!(resolve(&choices, &policy).delivery.unwrap().field.limit, 16_384);
}
