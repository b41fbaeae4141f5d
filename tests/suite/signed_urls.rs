//! A URL that is signed is a secret: its query stands in the script that fetches with it, and nowhere else.

use dynaboot_core::{Policy, alternatives, assess};
use serde_json::{Value, json};

const SECRET: &str = "S3CRET";

fn choices(cloud: &str, system: &str, agent: &str, scheme: &str, query: &str) -> Value {
    let windows = system.starts_with("windows");
    let settings = if agent == "generic" {
        json!({ "installCommand": "./install", "presentPath": if windows { r"C:\opt\agent" } else { "/opt/agent" } })
    } else {
        json!({ "brokerHost": "broker.example.com" })
    };
    json!({
        "cloud": cloud, "system": system, "today": "2026-11-22", "agent": { "id": agent, "onImage": "absent", "settings": settings },
        "bundleStore": { "url": format!("{scheme}://store.example.com/agent.{}?{query}", if windows { "zip" } else { "tgz" }) },
        "packageStore": { "url": format!("{scheme}://repo.example.com/a?{query}") },
        "callHome": format!("{scheme}://portal.example.com/x?{query}"),
        "answers": { "userDataRuns": true, "certificatesInstalled": true },
    })
}

/// Every way to ask for a bundle by a signed URL, and the same with something wrong about each URL.
fn all() -> Vec<Value> {
    let mut all = Vec::new();
    for cloud in ["aws", "azure", "google", "softlayer"] {
        for system in ["debian-12", "windows-2022"] {
            for agent in ["generic", "cloudcenter"] {
                for scheme in ["http", "https"] {
                    for query in ["X-Amz-Signature=S3CRET", "sv=1&sig=S3CRET", "X-Goog-Signature=S3CRET&v=1"] {
                        all.push(choices(cloud, system, agent, scheme, query));
                    }
                }
            }
        }
    }
    for (pointer, broken) in [
        ("/bundleStore/url", "ftp://me:S3CRET@store.example.com/a.tgz?sig=S3CRET"),
        ("/bundleStore/url", "http://store example/a.tgz?sig=S3CRET"),
        ("/bundleStore/url", "https://store.example.com/a.rpm?sig=S3CRET"),
        ("/packageStore/url", "ftp://me:S3CRET@x.example.com/?sig=S3CRET"),
        ("/packageStore/url", "me:S3CRET@x y/?sig=S3CRET"),
        ("/callHome", "ftp://x.example.com/?sig=S3CRET"),
        ("/callHome", "x y?sig=S3CRET"),
        ("/proxy", "ftp://me:S3CRET@x.example.com/?sig=S3CRET"),
    ] {
        for agent in ["generic", "cloudcenter"] {
            let mut choices = choices("aws", "debian-12", agent, "https", "sig=S3CRET");
            choices["proxy"] = json!("http://proxy.example.com:3128");
            *choices.pointer_mut(pointer).unwrap() = json!(broken);
            all.push(choices);
        }
    }
    all
}

#[test]
fn no_answer_repeats_a_signature() {
    let policy = Policy::builtin().unwrap();
    let mut found = 0;
    for value in all() {
        let choices = policy.read_choices(&value).unwrap();
        let answer = assess(&choices, &policy);
        found += usize::from(answer.script.as_ref().is_some_and(|script| script.text.contains(SECRET)));
        let report = serde_json::to_string(&answer.report).unwrap();
        assert!(!report.contains(SECRET), "{value}\n{report}");
        let plan = serde_json::to_string(&answer.plan).unwrap();
        assert!(!plan.contains(SECRET), "{value}\n{plan}");
        for way in alternatives(&choices, &policy) {
            let way = serde_json::to_string(&way).unwrap();
            assert!(!way.contains(SECRET), "{value}\n{way}");
        }
    }
    assert!(found > 20, "{found} scripts fetch by it");
}

/// What is no signature stays in the remedy, which has to work.
#[test]
fn a_remedy_keeps_what_is_no_secret() {
    let policy = Policy::builtin().unwrap();
    let value = choices("aws", "debian-12", "generic", "http", "version=3");
    let report = assess(&policy.read_choices(&value).unwrap(), &policy).report;
    let finding = report.findings.iter().find(|finding| finding.rule == "http-store").unwrap();
    assert!(finding.message.contains("http://store.example.com/agent.tgz?…"), "{}", finding.message);
    let edits = &finding.fix.as_ref().unwrap().edits;
    assert_eq!(edits[0].to, json!("https://store.example.com/agent.tgz?version=3"));
}
