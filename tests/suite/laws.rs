//! The laws that are of this policy alone: what its table, its sources and its rules owe each other. What any policy owes,
//! the prover of the core says, for this one too. Pages have their own, in `pages.rs`.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::policy::catalog::Provenance;
use dynaboot_core::policy::fact::FactName;
use dynaboot_core::policy::rule::Leaf;
use dynaboot_core::{Day, Policy, RuleId, prove};
use serde_json::{Value, json};

use crate::seed::CLOUDS;

/// What is not printed in the table of release 4.8, and so is listed nowhere.
const UNLISTED: [(&str, &str); 2] = [("alibaba", "ubuntu-16.04"), ("softlayer", "ubuntu-16.04")];

#[expect(clippy::disallowed_methods, reason = "that no source was read in the future hangs on the day of the test")]
fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let now = time::OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).unwrap()).unwrap();
    format!("{:04}-{:02}-{:02}", now.year(), u8::from(now.month()), now.day()).parse().unwrap()
}

/// What is wrong with a policy, as sentences; nothing when it keeps its laws.
fn faults(document: &PolicyDocument) -> Vec<String> {
    let proved = prove(&Policy::from_document(document.clone()).unwrap());
    let mut faults: Vec<String> = proved.into_iter().map(|mistake| mistake.message).collect();
    faults.extend(faults_of_cells(document));
    faults.extend(faults_of_fields(document));
    faults.extend(faults_of_sources(document));
    faults.extend(faults_of_rules(document));
    faults
}

/// A system of the platform's own catalogue has a cell on every cloud of the table; where it has none, that is on purpose.
fn faults_of_cells(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    for (system, _) in document.systems.iter().filter(|(_, system)| system.base_image) {
        for cloud in document.clouds.keys() {
            let listed = document.cells.iter().any(|cell| {
                cell.agent == document.default_agent
                    && cell.cloud == *cloud
                    && (cell.system == *system || cell.system.as_str() == "*")
            });
            let wanted = CLOUDS.contains(&cloud.as_str()) && !UNLISTED.contains(&(cloud.as_str(), system.as_str()));
            if listed != wanted {
                let word = if wanted { "it is not listed, and not on purpose" } else { "it is listed beyond the seed" };
                faults.push(format!("{cloud} {system}: {word}"));
            }
        }
    }
    faults
}

/// An organisation may leave a field unused and its sentence unsaid.
fn faults_of_fields(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, cloud) in &document.clouds {
        for (name, field) in &cloud.fields {
            if field.source.sentence.trim().is_empty() {
                faults.push(format!("{id}: the source of the field {name} says no sentence"));
            }
            if !says_number(&field.source.sentence, field.limit, field.source.provenance) {
                faults.push(format!("{id}: the source of the field {name} does not say its limit"));
            }
            if cloud.deliveries.iter().all(|delivery| delivery.field != *name) {
                faults.push(format!("{id}: nothing is delivered by the field {name}"));
            }
        }
    }
    faults
}

/// Whether a sentence says a limit, in bytes or in KB; where the number was put together, at least one to start from.
fn says_number(sentence: &str, limit: u32, provenance: Provenance) -> bool {
    let plain = sentence.replace(',', "");
    let mut numbers = plain.split(|letter: char| !letter.is_ascii_digit()).filter_map(|number| number.parse().ok());
    numbers.any(|number: u32| {
        provenance != Provenance::Printed || number == limit || number.checked_mul(1_024) == Some(limit)
    })
}

fn faults_of_sources(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    let mut from = BTreeSet::new();
    cited(&serde_json::to_value(document).unwrap(), &mut from);
    // Whatever is cited is listed, also where the prover does not look.
    for id in from.iter().filter(|id| !document.sources.contains_key(id.as_str())) {
        faults.push(format!("{id}: the source is cited and not listed"));
    }
    for (id, source) in &document.sources {
        if !source.url.strip_prefix("https://").is_some_and(|rest| rest.contains('.')) {
            faults.push(format!("{id}: the source has no URL of https"));
        }
        if source.checked_on > today() {
            faults.push(format!("{id}: the source was read in the future"));
        }
        if !from.contains(id.as_str()) {
            faults.push(format!("{id}: nothing cites the source"));
        }
    }
    faults
}

fn faults_of_rules(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    for rule in &document.rules {
        if rule.source.sentence.trim().is_empty() {
            faults.push(format!("{}: the rule's source says no sentence", rule.id));
        }
        // A rule that applies where a cell names it is out of reach when no cell and no delivery does.
        let waits = rule.when.0.iter().any(|(fact, leaf)| match leaf {
            Leaf::OneOf(ids) => *fact == FactName::CellCondition && ids.iter().any(|id| id == rule.id.as_str()),
            _ => false,
        });
        if waits && conditions(document).all(|condition| *condition != rule.id) {
            faults.push(format!("{}: no cell depends on the rule", rule.id));
        }
    }
    faults
}

/// Every source that something rests on, wherever it stands: a citation is the one thing that is `from` somewhere.
fn cited(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(from)) = entries.get("from") {
                found.insert(from.clone());
            }
            entries.values().for_each(|entry| cited(entry, found));
        }
        Value::Array(items) => items.iter().for_each(|item| cited(item, found)),
        _ => {}
    }
}

/// The rules that cells and deliveries depend on.
fn conditions(document: &PolicyDocument) -> impl Iterator<Item = &RuleId> {
    let cells = document.cells.iter().filter_map(|cell| cell.condition.as_ref());
    let deliveries = document.clouds.values().flat_map(|cloud| &cloud.deliveries);
    cells.chain(deliveries.filter_map(|delivery| delivery.condition.as_ref()))
}

#[test]
fn the_policy_keeps_its_laws() {
    let policy = Policy::builtin().unwrap();
    let faults = faults(policy.document());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

type Break = fn(&mut Value);

/// Prover and laws are proved by breaking each: those of any policy first, whose sentences say where.
#[test]
fn a_broken_law_of_any_policy_is_caught() {
    let breaks: [(&str, Break); 26] = [
        ("found a cell for the second time", |policy| again(&mut policy["cells"])),
        ("cells.0.cloud: unknown cloud `awz`", |policy| policy["cells"][0]["cloud"] = json!("awz")),
        ("cells.0.condition: unknown rule `windows-runs`", |policy| {
            policy["cells"][0]["condition"] = json!("windows-runs");
        }),
        ("cells.0.condition: found `http-store`, which does not look at `cell.condition`", |policy| {
            policy["cells"][0]["condition"] = json!("http-store");
        }),
        ("cells.0.condition: found nothing", |policy| policy["cells"][0]["condition"] = Value::Null),
        ("cells.0.source.from: unknown source", |policy| policy["cells"][0]["source"]["from"] = json!("nowhere")),
        ("clouds.aws.deliveries.0.source.from: unknown source `nowhere`", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["source"]["from"] = json!("nowhere");
        }),
        ("clouds.aws.deliveries.0.condition: unknown rule `no-rule`", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["condition"] = json!("no-rule");
        }),
        ("clouds.aws.fields.user-data.source.from: unknown source `nowhere`", |policy| {
            policy["clouds"]["aws"]["fields"]["user-data"]["source"]["from"] = json!("nowhere");
        }),
        ("clouds.aws.deliveries.0.field: unknown field `user-dta`", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["field"] = json!("user-dta");
        }),
        ("clouds.aws.aliases.0: found `gcp`, which is an alias of `google`", |policy| {
            policy["clouds"]["aws"]["aliases"] = json!(["gcp"]);
        }),
        ("systems.rhel-7.aliases.0: found an id of another form", |policy| {
            policy["systems"]["rhel-7"]["aliases"] = json!(["RHEL7"]);
        }),
        ("systems.centos-7.imageIds.awz: unknown cloud `awz`", |policy| {
            policy["systems"]["centos-7"]["imageIds"]["awz"] = json!([]);
        }),
        ("systems.centos-7.source.from: unknown source `nowhere`", |policy| {
            policy["systems"]["centos-7"]["source"]["from"] = json!("nowhere");
        }),
        ("systems.windows-2016.extendedEndOfLife: found 2027-01-12, which is not after `endOfLife`", |policy| {
            let system = &mut policy["systems"]["windows-2016"];
            system["extendedEndOfLife"] = system["endOfLife"].clone();
        }),
        ("defaultAgent: unknown agent `cloudcentre`", |policy| policy["defaultAgent"] = json!("cloudcentre")),
        ("agents.cloudcenter.source.from: unknown source `nowhere`", |policy| {
            policy["agents"]["cloudcenter"]["source"]["from"] = json!("nowhere");
        }),
        ("agents.cloudcenter.unsupported.0.source.from: unknown source `nowhere`", |policy| {
            policy["agents"]["cloudcenter"]["unsupported"][0]["source"]["from"] = json!("nowhere");
        }),
        ("agents.cloudcenter.unsupported.0.systems.0: unknown system `windoze-*`", |policy| {
            policy["agents"]["cloudcenter"]["unsupported"][0]["systems"] = json!(["windoze-*"]);
        }),
        ("agents.cloudcenter.cloudFamilies.awz: unknown cloud `awz`", |policy| {
            policy["agents"]["cloudcenter"]["cloudFamilies"]["awz"] = json!("amazon");
        }),
        ("publishers.debian.names.awz: unknown cloud `awz`", |policy| {
            policy["publishers"]["debian"]["names"]["awz"] = json!([]);
        }),
        ("publishers.debian.systems.0: unknown system `debain-*`", |policy| {
            policy["publishers"]["debian"]["systems"] = json!(["debain-*"]);
        }),
        ("publishers.debian.source.from: unknown source `nowhere`", |policy| {
            policy["publishers"]["debian"]["source"]["from"] = json!("nowhere");
        }),
        ("sources.endoflife.title: found no line of text", |policy| {
            policy["sources"]["endoflife"]["title"] = json!(" ");
        }),
        ("`, for the second time, expected an id that no other rule has", |policy| again(&mut policy["rules"])),
        ("rules.0.source.from: unknown source", |policy| policy["rules"][0]["source"]["from"] = json!("nowhere")),
    ];
    check_caught(&breaks);
}

#[test]
fn a_broken_law_of_this_policy_is_caught() {
    let breaks: [(&str, Break); 12] = [
        ("azure centos-7: it is not listed, and not on purpose", |policy| {
            drop_cells(policy, |cell| (&cell["cloud"], &cell["system"]) == (&json!("azure"), &json!("centos-7")));
        }),
        ("alibaba ubuntu-16.04: it is listed beyond the seed", |policy| {
            policy["cells"][0]["cloud"] = json!("alibaba");
            policy["cells"][0]["system"] = json!("ubuntu-16.04");
        }),
        ("aws: the source of the field user-data says no sentence", |policy| {
            policy["clouds"]["aws"]["fields"]["user-data"]["source"]["sentence"] = json!(" ");
        }),
        ("aws: nothing is delivered by the field other", |policy| {
            policy["clouds"]["aws"]["fields"]["other"] = policy["clouds"]["aws"]["fields"]["user-data"].clone();
        }),
        ("endoflife: the source has no URL of https", |policy| {
            policy["sources"]["endoflife"]["url"] = json!("http://x.example.com");
        }),
        ("endoflife: the source was read in the future", |policy| {
            policy["sources"]["endoflife"]["checkedOn"] = json!("2999-01-01");
        }),
        ("aws: the source of the field user-data does not say its limit", |policy| {
            policy["clouds"]["aws"]["fields"]["user-data"]["limit"] = json!(16_383);
        }),
        ("vmware: the source of the field guestinfo does not say its limit", |policy| {
            policy["clouds"]["vmware"]["fields"]["guestinfo"]["source"]["sentence"] = json!("There is a limit.");
        }),
        ("another: nothing cites the source", |policy| {
            policy["sources"]["another"] = policy["sources"]["endoflife"].clone();
        }),
        ("nowhere: the source is cited and not listed", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["source"]["from"] = json!("nowhere");
        }),
        ("the rule's source says no sentence", |policy| policy["rules"][0]["source"]["sentence"] = json!("")),
        ("no cell depends on the rule", |policy| drop_cells(policy, |cell| cell["text"] == "Openlogic")),
    ];
    check_caught(&breaks);
}

#[track_caller]
fn check_caught(breaks: &[(&str, Break)]) {
    let whole = serde_json::to_value(Policy::builtin().unwrap().document()).unwrap();
    for (caught, broken) in breaks {
        let mut policy = whole.clone();
        broken(&mut policy);
        let found = faults(&serde_json::from_value(policy).unwrap());
        assert!(found.iter().any(|fault| fault.contains(caught)), "`{caught}` is not caught: {found:?}");
    }
}

/// The first of a list stands at its end too.
fn again(list: &mut Value) {
    let list = list.as_array_mut().unwrap();
    list.push(list[0].clone());
}

fn drop_cells(policy: &mut Value, which: fn(&Value) -> bool) {
    policy["cells"].as_array_mut().unwrap().retain(|cell| !which(cell));
}

/// The facts are documented, and none that a rule compares is left out: the list is the one that the types have.
#[test]
fn every_fact_is_in_the_document() {
    let text = include_str!("../../docs/policy.md");
    for fact in FactName::ALL {
        let line = format!("| `{}` | ", fact.as_str());
        assert!(text.lines().any(|found| found.starts_with(&line)), "{} is not documented", fact.as_str());
    }
}
