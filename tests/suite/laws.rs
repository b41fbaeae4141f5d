//! The laws of the policy as a whole: what its tables, catalogs and sources owe each other. Pages have their own, in `pages.rs`.

use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::policy::catalog::{Aliased, Cell, Citation, Support};
use dynaboot_core::policy::fact::FactName;
use dynaboot_core::policy::rule::Leaf;
use dynaboot_core::{Day, Policy, RuleId};
use serde_json::{Value, json};

use crate::table::CLOUDS;

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
    let mut faults = Vec::new();
    faults.extend(faults_of_cells(document));
    faults.extend(faults_of_clouds(document));
    faults.extend(faults_of_aliases(document));
    faults.extend(faults_of_systems(document));
    faults.extend(faults_of_agents(document));
    faults.extend(faults_of_publishers(document));
    faults.extend(faults_of_sources(document));
    faults.extend(faults_of_rules(document));
    faults
}

fn faults_of_cells(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    let place = |cell: &Cell| format!("{} {} {}", cell.agent, cell.cloud, cell.system);
    for (index, cell) in document.cells.iter().enumerate() {
        let mut fault = |text: &str| faults.push(format!("{}: {text}", place(cell)));
        if document.cells[..index].iter().any(|other| place(other) == place(cell)) {
            fault("it stands there twice");
        }
        if !document.agents.contains_key(&cell.agent)
            || !document.clouds.contains_key(&cell.cloud)
            || cell.system.as_str() != "*" && !document.systems.contains_key(&cell.system)
        {
            fault("it is of an unknown agent, cloud or system");
        }
        if cell.condition.as_ref().is_some_and(|rule| !is_rule(document, rule))
            || cell.support == Support::Conditional && cell.condition.is_none()
        {
            fault("its condition is no rule");
        }
        if !is_cited(document, &cell.source) {
            fault("its source is not listed");
        }
    }
    // A system of the platform's own catalogue has a cell on every cloud of the table; where it has none, that is on purpose.
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

fn faults_of_clouds(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, cloud) in &document.clouds {
        for (name, field) in &cloud.fields {
            if !is_cited(document, &field.source) || field.source.sentence.trim().is_empty() {
                faults.push(format!("{id}: the source of the field {name} is not listed, or says no sentence"));
            }
            if cloud.deliveries.iter().all(|delivery| delivery.field != *name) {
                faults.push(format!("{id}: nothing is delivered by the field {name}"));
            }
        }
        for delivery in &cloud.deliveries {
            if cloud.taken(delivery).is_none() {
                faults.push(format!("{id}: a delivery has no field"));
            }
            if !is_cited(document, &delivery.source) {
                faults.push(format!("{id}: the source of a delivery is not listed"));
            }
            if delivery.condition.as_ref().is_some_and(|rule| !is_rule(document, rule)) {
                faults.push(format!("{id}: the condition of a delivery is no rule"));
            }
        }
    }
    faults
}

/// What people write means one thing, and is no cleverer than an id.
fn faults_of_aliases(document: &PolicyDocument) -> Vec<String> {
    fn words<'a, K: AsRef<str> + 'a, V: Aliased + 'a>(entries: impl Iterator<Item = (K, &'a V)>) -> Vec<String> {
        entries
            .flat_map(|(id, entry)| {
                std::iter::once(id.as_ref().to_owned()).chain(entry.aliases().iter().cloned()).collect::<Vec<_>>()
            })
            .collect()
    }
    let mut faults = Vec::new();
    let clouds = words(document.clouds.iter().map(|(id, cloud)| (id.as_str(), cloud)));
    let systems = words(document.systems.iter().map(|(id, system)| (id.as_str(), system)));
    for words in [clouds, systems] {
        for (index, word) in words.iter().enumerate() {
            if words[..index].contains(word) {
                faults.push(format!("{word}: it means two things"));
            }
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
            if !word.bytes().all(plain) {
                faults.push(format!("{word}: it has other letters than an id"));
            }
        }
    }
    faults
}

fn faults_of_systems(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, system) in &document.systems {
        if system.image_ids.keys().any(|cloud| !document.clouds.contains_key(cloud)) {
            faults.push(format!("{id}: image ids of an unknown cloud"));
        }
        if !is_cited(document, &system.source) {
            faults.push(format!("{id}: the system's source is not listed"));
        }
        if system.end_of_life.zip(system.extended_end_of_life).is_some_and(|(end, extended)| extended <= end) {
            faults.push(format!("{id}: its ends are in the wrong order"));
        }
    }
    faults
}

fn faults_of_agents(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    if !document.agents.contains_key(&document.default_agent) {
        faults.push(format!("the agent that is assumed, {}, is unknown", document.default_agent));
    }
    for (id, agent) in &document.agents {
        if !is_cited(document, &agent.source)
            || agent.unsupported.iter().any(|entry| !is_cited(document, &entry.source))
        {
            faults.push(format!("{id}: a source of the agent is not listed"));
        }
        let mut about = agent.unsupported.iter().flat_map(|entry| &entry.systems);
        if about.any(|glob| !is_a_system(document, glob)) {
            faults.push(format!("{id}: versions are about no system"));
        }
        if agent.cloud_families.keys().any(|cloud| !document.clouds.contains_key(cloud)) {
            faults.push(format!("{id}: it has a word for an unknown cloud"));
        }
    }
    faults
}

fn faults_of_publishers(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    for (id, publisher) in &document.publishers {
        if publisher.names.keys().any(|cloud| !document.clouds.contains_key(cloud)) {
            faults.push(format!("{id}: the publisher has names on an unknown cloud"));
        }
        if publisher.systems.iter().any(|glob| !is_a_system(document, glob)) {
            faults.push(format!("{id}: the publisher makes images of no system"));
        }
        if !is_cited(document, &publisher.source) {
            faults.push(format!("{id}: the publisher's source is not listed"));
        }
    }
    faults
}

fn faults_of_sources(document: &PolicyDocument) -> Vec<String> {
    let mut faults = Vec::new();
    let mut from = BTreeSet::new();
    cited(&serde_json::to_value(document).unwrap(), &mut from);
    // Whatever is cited is listed, also where no law above looks.
    for id in from.iter().filter(|id| !document.sources.contains_key(id.as_str())) {
        faults.push(format!("{id}: the source is cited and not listed"));
    }
    for (id, source) in &document.sources {
        if source.title.trim().is_empty() {
            faults.push(format!("{id}: the source has no title"));
        }
        if !source.url.strip_prefix("https://").is_some_and(|rest| rest.contains('.') && !rest.contains(' ')) {
            faults.push(format!("{id}: the source has no URL"));
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
    for (index, rule) in document.rules.iter().enumerate() {
        if document.rules[..index].iter().any(|other| other.id == rule.id) {
            faults.push(format!("{}: the rule stands there twice", rule.id));
        }
        if !document.sources.contains_key(&rule.source.from) {
            faults.push(format!("{}: the rule's source is not listed", rule.id));
        }
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

fn is_cited(document: &PolicyDocument, citation: &Citation) -> bool {
    document.sources.contains_key(&citation.from)
}

fn is_rule(document: &PolicyDocument, id: &RuleId) -> bool {
    document.rules.iter().any(|rule| rule.id == *id)
}

/// The lists of the policy use a star at the end only.
fn is_a_system(document: &PolicyDocument, glob: &str) -> bool {
    let start = glob.trim_end_matches('*');
    document.systems.keys().any(|id| if start == glob { id.as_str() == glob } else { id.as_str().starts_with(start) })
}

#[test]
fn the_policy_keeps_its_laws() {
    let policy = Policy::builtin().unwrap();
    let faults = faults(policy.document());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The linter itself is proved by breaking each law.
#[test]
fn a_broken_law_is_caught() {
    type Break = fn(&mut Value);
    let breaks: [(&str, Break); 35] = [
        ("it stands there twice", |policy| again(&mut policy["cells"])),
        ("of an unknown agent, cloud or system", |policy| policy["cells"][0]["cloud"] = json!("awz")),
        ("its condition is no rule", |policy| policy["cells"][0]["condition"] = json!("windows-runs")),
        ("its condition is no rule", |policy| policy["cells"][0]["condition"] = Value::Null),
        ("its source is not listed", |policy| policy["cells"][0]["source"]["from"] = json!("nowhere")),
        ("azure centos-7: it is not listed, and not on purpose", |policy| {
            drop_cells(policy, |cell| (&cell["cloud"], &cell["system"]) == (&json!("azure"), &json!("centos-7")));
        }),
        ("alibaba ubuntu-16.04: it is listed beyond the seed", |policy| {
            policy["cells"][0]["cloud"] = json!("alibaba");
            policy["cells"][0]["system"] = json!("ubuntu-16.04");
        }),
        ("aws: the source of a delivery", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["source"]["from"] = json!("nowhere");
        }),
        ("aws: the condition of a delivery", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["condition"] = json!("no-rule");
        }),
        ("aws: the source of the field user-data", |policy| {
            policy["clouds"]["aws"]["fields"]["user-data"]["source"]["from"] = json!("nowhere");
        }),
        ("aws: the source of the field user-data", |policy| {
            policy["clouds"]["aws"]["fields"]["user-data"]["source"]["sentence"] = json!(" ");
        }),
        ("aws: nothing is delivered by the field other", |policy| {
            policy["clouds"]["aws"]["fields"]["other"] = policy["clouds"]["aws"]["fields"]["user-data"].clone();
        }),
        ("aws: a delivery has no field", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["field"] = json!("user-dta");
        }),
        ("gcp: it means two things", |policy| policy["clouds"]["aws"]["aliases"] = json!(["gcp"])),
        ("RHEL7: it has other letters", |policy| policy["systems"]["rhel-7"]["aliases"] = json!(["RHEL7"])),
        ("centos-7: image ids of an unknown cloud", |policy| {
            policy["systems"]["centos-7"]["imageIds"]["awz"] = json!([]);
        }),
        ("centos-7: the system's source", |policy| {
            policy["systems"]["centos-7"]["source"]["from"] = json!("nowhere");
        }),
        ("windows-2016: its ends are in the wrong order", |policy| {
            let system = &mut policy["systems"]["windows-2016"];
            system["extendedEndOfLife"] = system["endOfLife"].clone();
        }),
        ("the agent that is assumed, cloudcentre, is unknown", |policy| policy["defaultAgent"] = json!("cloudcentre")),
        ("cloudcenter: a source of the agent", |policy| {
            policy["agents"]["cloudcenter"]["source"]["from"] = json!("nowhere");
        }),
        ("cloudcenter: a source of the agent", |policy| {
            policy["agents"]["cloudcenter"]["unsupported"][0]["source"]["from"] = json!("nowhere");
        }),
        ("cloudcenter: versions are about no system", |policy| {
            policy["agents"]["cloudcenter"]["unsupported"][0]["systems"] = json!(["windoze-*"]);
        }),
        ("cloudcenter: it has a word for an unknown cloud", |policy| {
            policy["agents"]["cloudcenter"]["cloudFamilies"]["awz"] = json!("amazon");
        }),
        ("debian: the publisher has names on an unknown cloud", |policy| {
            policy["publishers"]["debian"]["names"]["awz"] = json!([]);
        }),
        ("debian: the publisher makes images of no system", |policy| {
            policy["publishers"]["debian"]["systems"] = json!(["debain-*"]);
        }),
        ("debian: the publisher's source", |policy| {
            policy["publishers"]["debian"]["source"]["from"] = json!("nowhere");
        }),
        ("endoflife: the source has no title", |policy| policy["sources"]["endoflife"]["title"] = json!(" ")),
        ("endoflife: the source has no URL", |policy| {
            policy["sources"]["endoflife"]["url"] = json!("http://x.example.com");
        }),
        ("endoflife: the source was read in the future", |policy| {
            policy["sources"]["endoflife"]["checkedOn"] = json!("2999-01-01");
        }),
        ("another: nothing cites the source", |policy| {
            policy["sources"]["another"] = policy["sources"]["endoflife"].clone();
        }),
        ("nowhere: the source is cited and not listed", |policy| {
            policy["clouds"]["aws"]["deliveries"][0]["source"]["from"] = json!("nowhere");
        }),
        ("the rule stands there twice", |policy| again(&mut policy["rules"])),
        ("the rule's source is not listed", |policy| policy["rules"][0]["source"]["from"] = json!("nowhere")),
        ("the rule's source says no sentence", |policy| policy["rules"][0]["source"]["sentence"] = json!("")),
        ("no cell depends on the rule", |policy| drop_cells(policy, |cell| cell["text"] == "Openlogic")),
    ];
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
