//! Makes one of each kind in a copy of the policy, fills it in, and runs the pages over the result.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::policy::rule::{Example, Rule, Shows};
use dynaboot_core::{Assessment, Choices, Policy, assess, check};
use serde_json::Value;

use super::{Kind, MARK, asked, make, open};
use crate::{files, policy};

/// What a citation names until it is filled in.
const NO_SOURCE: &str = "FILL IN: an id in sources.toml";

/// A copy of the policy's pages and tables, removed afterwards.
struct Copy(PathBuf);

impl Copy {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("dynaboot-new-{}-{test}", std::process::id()));
        files::empty_directory(&folder).unwrap();
        files::copy_tree(&written(), &folder).unwrap();
        Self(folder)
    }

    fn lowered(&self) -> PolicyDocument {
        policy::lower(&self.0).unwrap()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = files::remove_directory(&self.0);
    }
}

/// The policy's pages and tables, as they are committed.
fn written() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/policy")
}

/// Makes one, sees that it is read and what it leaves open, fills it in, and gives the whole policy, which holds.
#[track_caller]
fn made(kind: Kind, name: &str, values: &[(&str, &str)]) -> Policy {
    let copy = Copy::new(name);
    let before = files::read_text(&copy.0.join(kind.file(name))).unwrap_or_default();
    let path = make(&copy.0, kind, name).unwrap();
    let text = files::read_text(&path).unwrap();
    assert!(text.starts_with(&before), "what was there has changed");

    // It is read at once, and the laws and the pages say what is missing.
    let document = copy.lowered();
    let entry = entry(&document, kind, name).to_string();
    assert!(entry.contains(MARK), "{entry}");
    assert!(unlisted(&document).contains(NO_SOURCE));
    let faults = page_faults(&Policy::from_document(document).unwrap());
    let named = faults.iter().any(|fault| fault.starts_with(&format!("{name}: ")));
    assert_eq!(named, kind == Kind::Rule, "{faults:?}");
    let left = open(&copy.0).unwrap();
    let skeleton = kind.skeleton().lines().filter(|line| line.contains(MARK)).count();
    assert_eq!(left.len(), skeleton, "each line to fill in is named once");
    assert!(left.iter().all(|place| place.path == path && !place.what.trim().is_empty()));

    files::write(&path, filled(&text, values)).unwrap();
    let left: Vec<String> = open(&copy.0).unwrap().into_iter().map(|place| place.what).collect();
    assert_eq!(left, Vec::<String>::new(), "the test fills in everything");
    let document = copy.lowered();
    assert_eq!(unlisted(&document), BTreeSet::new());
    let policy = Policy::from_document(document).unwrap();
    assert_eq!(page_faults(&policy), Vec::<String>::new());
    policy
}

/// The text with its values filled in, and without the comments that say so.
#[track_caller]
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut text = text.replace(NO_SOURCE, "dynaboot");
    for (placeholder, value) in values {
        assert!(text.contains(placeholder), "there is no `{placeholder}` to fill in");
        text = text.replace(placeholder, value);
    }
    let kept = text.lines().filter(|line| !line.starts_with(&format!("# {MARK}")));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// The entry of the lowered document.
#[track_caller]
fn entry(document: &PolicyDocument, kind: Kind, name: &str) -> Value {
    let document = serde_json::to_value(document).unwrap();
    match kind {
        Kind::Rule => document["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == name).unwrap().clone(),
        Kind::System | Kind::Cloud | Kind::Agent => document[format!("{}s", kind.word())][name].clone(),
    }
}

/// The sources that are cited and not listed.
fn unlisted(document: &PolicyDocument) -> BTreeSet<String> {
    fn cited(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(entries) => {
                found.extend(entries.get("from").and_then(Value::as_str).map(str::to_owned));
                entries.values().for_each(|entry| cited(entry, found));
            }
            Value::Array(items) => items.iter().for_each(|item| cited(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    cited(&serde_json::to_value(document).unwrap(), &mut found);
    found.retain(|id| !document.sources.contains_key(id.as_str()));
    found
}

/// Runs every page: what its examples do, and should not.
fn page_faults(policy: &Policy) -> Vec<String> {
    let faults = policy.document().rules.iter().flat_map(|rule| {
        rule.examples.iter().filter_map(|example| Some(format!("{}: {}", rule.id, fault(rule, example, policy)?)))
    });
    faults.collect()
}

fn fault(rule: &Rule, example: &Example, policy: &Policy) -> Option<String> {
    let choices = match policy.read_choices(&large(&example.choices)) {
        Ok(choices) => choices,
        Err(error) => return Some(error.to_string()),
    };
    let report = check(&choices, policy);
    let found: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
    let holds = match example.rule {
        Shows::Fires => {
            found == example.also.iter().chain([&rule.id]).map(dynaboot_core::RuleId::as_str).collect::<BTreeSet<_>>()
        }
        Shows::Passes => !found.contains(rule.id.as_str()),
        Shows::Asks => report.questions.iter().any(|question| question.rules.iter().any(|id| *id == rule.id.as_str())),
    };
    (!holds).then(|| format!("an example does not do what it says, and finds {found:?}"))
}

/// The choices, with a text that no compression makes small in place of `{large}`.
fn large(choices: &Value) -> Value {
    let mut state: u32 = 1;
    let letters = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_digit(state >> 16 & 31, 32).unwrap()
    });
    let large: String = letters.take(40_000).collect();
    choices.to_string().replace("{large}", &large).parse().unwrap()
}

fn read(policy: &Policy, choices: &str) -> Choices {
    policy.read_choices(&toml::from_str(choices).unwrap()).unwrap()
}

/// The answer to choices which lead to a payload.
#[track_caller]
fn answer(policy: &Policy, choices: &str) -> Assessment {
    let answer = assess(&read(policy, choices), policy);
    let report = &answer.report;
    assert!(answer.payload.is_some(), "{:?} {:#?} {:#?}", report.verdict, report.findings, report.questions);
    assert!(!serde_json::to_string(&answer).unwrap().contains(MARK));
    answer
}

const GENERIC: &str = r#"
agent.id = "generic"
agent.onImage = "absent"
agent.settings.installCommand = "./install"
agent.settings.presentPath = "/opt/agent/bin"
bundleStore.url = "https://store.example.com/agent.tar.gz"
answers.certificatesInstalled = true
"#;

#[test]
fn a_rule_is_made() {
    let policy = made(
        Kind::Rule,
        "digitalocean-runs-a-tried-system",
        &[
            (r#"severity = "error""#, r#"severity = "warning""#),
            ("FILL IN: an id in clouds.toml", "digitalocean"),
            (
                r#"{ system = ["FILL IN: ids in systems.toml, or globs over them"] }"#,
                r#"{ system = ["debian-12", "debian-13", "ubuntu-*"] }"#,
            ),
            (
                "FILL IN: what is wrong, in one line without a full stop; facts stand in braces, as in {cloud}",
                "{system} is not tried on {cloud}",
            ),
            ("FILL IN: the sentence that says so", "It is tried on later ones."),
            ("FILL IN: the truth that the rule defends", "DigitalOcean runs a tried system"),
            ("FILL IN: what happens when the rule is broken.", "Nobody has tried the system there."),
            ("FILL IN: what mends it.", "Choose a later release."),
            ("# FILL IN: choices that break the rule; name other rules that they break after `fires also`.", UNTRIED),
            ("# FILL IN: choices that keep the rule.", "cloud = \"digitalocean\"\nsystem = \"debian-13\""),
        ],
    );
    let report = check(&read(&policy, UNTRIED), &policy);
    let finding = report.findings.iter().find(|finding| finding.rule == "digitalocean-runs-a-tried-system").unwrap();
    assert_eq!(finding.message, "Debian 11 is not tried on DigitalOcean");
}

const UNTRIED: &str = "cloud = \"digitalocean\"\nsystem = \"debian-11\"\nagent.id = \"generic\"";

#[test]
fn a_system_is_made() {
    let policy = made(
        Kind::System,
        "debian-14.0",
        &[
            ("FILL IN: the name that people know", "Debian 14"),
            ("aliases = []", r#"aliases = ["debian-forky"]"#),
            ("FILL IN: ID and VERSION_ID of its os-release, or windows and its version", "debian 14"),
            ("FILL IN: the package that brings the headers of OpenSSL", "libssl-dev"),
            ("endOfLife = 2000-01-01", "endOfLife = 2040-06-30"),
            ("FILL IN: a glob over image ids", "debian-14-*"),
        ],
    );
    let choices = format!("cloud = \"aws\"\nsystem = \"debian-forky\"\n{GENERIC}");
    assert_eq!(read(&policy, &choices).system, Some("debian-14.0".into()));
    answer(&policy, &choices);
}

#[test]
fn a_cloud_is_made() {
    let policy = made(
        Kind::Cloud,
        "our-cloud",
        &[
            ("FILL IN: the name that people know", "Our Cloud"),
            ("aliases       = []", r#"aliases       = ["ours"]"#),
            ("FILL IN: the field, in the cloud's own words", "user_data"),
            ("limit     = 0", "limit     = 65536"),
            ("FILL IN: the sentence that says the limit", "It takes 64 KiB."),
            ("FILL IN: who runs the script on the VM", "cloud-init"),
        ],
    );
    let answer = answer(&policy, &format!("cloud = \"ours\"\nsystem = \"debian-13\"\n{GENERIC}"));
    assert_eq!(answer.payload.unwrap().limit, 65_536);
}

#[test]
fn an_agent_is_made() {
    let policy = made(
        Kind::Agent,
        "our-agent",
        &[
            ("FILL IN: the name that people know", "our agent"),
            ("FILL IN: the name of the setting", "Server"),
            ("FILL IN: the question for it", "Which server does the agent report to?"),
            ("FILL IN: a path that is there when the agent is, with its drive", r"C:\\ours\\agent"),
            ("FILL IN: a path that is there when the agent is", "/opt/ours/agent"),
            ("FILL IN: the command that installs it on Windows, a word an item", "install.exe"),
            ("FILL IN: the command that installs it, a word an item", "./install"),
            ("FILL IN: the service that is up afterwards", "ours"),
        ],
    );
    let choices = r#"
        cloud = "aws"
        agent.id = "our-agent"
        agent.onImage = "absent"
        agent.settings.server = "server.example.com"
        answers.certificatesInstalled = true
    "#;
    for (system, bundle) in [("debian-13", "agent.tar.gz"), ("windows-2022", "agent.zip")] {
        let bundle = format!("bundleStore.url = \"https://store.example.com/{bundle}\"");
        answer(&policy, &format!("{choices}\n{bundle}\nsystem = \"{system}\""));
    }
}

#[test]
fn what_is_there_is_refused() {
    let copy = Copy::new("there");
    let before = contents(&copy.0);
    for (kind, name, expected) in [
        (Kind::Rule, "http-store", "there is a rule `http-store` already; change it in "),
        (Kind::System, "ubuntu-24.04", "there is a system `ubuntu-24.04` already"),
        (Kind::System, "redhat-7", "`redhat-7` is an alias of the system `rhel-7`; change that entry in "),
        (Kind::Cloud, "aws", "there is a cloud `aws` already"),
        (Kind::Cloud, "gcp", "`gcp` is an alias of the cloud `google`"),
        (Kind::Agent, "generic", "there is an agent `generic` already"),
    ] {
        let refused = make(&copy.0, kind, name).unwrap_err().to_string();
        assert!(refused.starts_with(expected), "{refused}");
    }
    assert_eq!(contents(&copy.0), before);
}

#[test]
fn what_is_no_id_is_refused() {
    let copy = Copy::new("form");
    let before = contents(&copy.0);
    for name in ["", "Http", "a_b", "a--b", "-a", "a-", "1-a", "a b", "../a", "a/b", "ä", "a.b", "a\nb"] {
        for kind in [Kind::Rule, Kind::Cloud, Kind::Agent] {
            let refused = make(&copy.0, kind, name).unwrap_err().to_string();
            assert!(refused.contains("small letters, digits and single hyphens, as in `"), "{refused}");
        }
    }
    assert!(make(&copy.0, Kind::System, "a..b").is_err());
    assert_eq!(contents(&copy.0), before);
}

fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files::list(folder).unwrap().into_iter().map(|path| (path.clone(), files::read(&path).unwrap())).collect()
}

#[test]
fn what_is_asked_for_is_read() {
    assert_eq!(asked(&["cloud", "our-cloud"]).unwrap(), (Kind::Cloud, "our-cloud"));
    let kinds = "`new` makes a `rule`, a `system`, a `cloud` or an `agent`";
    for (words, expected) in [
        (vec![], format!("{kinds}; write `cargo xtask new rule NAME`, or another of the four")),
        (vec!["sytem", "a"], format!("{kinds}, and no `sytem`; did you mean `cargo xtask new system`?")),
        (vec!["publisher", "a"], format!("{kinds}, and no `publisher`; choose one of the four")),
        (vec!["rule"], "a rule needs one name; write `cargo xtask new rule NAME`".to_owned()),
        (vec!["agent", "a", "b"], "an agent needs one name; write `cargo xtask new agent NAME`".to_owned()),
    ] {
        assert_eq!(asked(&words).unwrap_err().to_string(), expected);
    }
}

/// What is committed is filled in.
#[test]
fn nothing_is_left_to_fill_in() {
    let left = open(&written()).unwrap();
    let left: Vec<String> =
        left.iter().map(|place| format!("{}:{}: {}", place.path.display(), place.line, place.what)).collect();
    assert!(left.is_empty(), "to be filled in:\n{}", left.join("\n"));
}
