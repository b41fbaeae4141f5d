//! The seed's support table, cell by cell, and the table's own laws.

use dynaboot_core::catalog::{Provenance, Support, Unsupported};
use dynaboot_core::day::Day;
use dynaboot_core::{Policy, assess};
use serde_json::json;

pub(crate) const CLOUDS: [&str; 7] = ["aws", "azure", "google", "openstack", "vmware", "softlayer", "alibaba"];

/// As it was printed and put together again: VMware's column from the text, the last two from the page of release 4.8, where
/// Ubuntu 16.04 was not printed.
pub(crate) const SEED: [(&str, [&str; 7]); 8] = [
    ("windows-2008", ["Yes2", "Yes2", "Yes2", "Yes2", "No", "Yes2", "Yes2"]),
    ("windows-2012", ["Yes2", "Yes2", "Yes2", "Yes2", "No", "Yes2", "Yes2"]),
    ("windows-2016", ["Yes", "Yes", "No", "Yes", "No", "Yes", "No"]),
    ("centos-6", ["Depends on the setup", "Openlogic", "Yes", "Yes", "No", "Yes", "Yes"]),
    ("centos-7", ["Yes", "Openlogic", "Yes", "Yes", "No", "Yes", "Yes"]),
    ("rhel-6", ["Yes", "Yes", "Yes", "No", "No", "Yes", "Yes"]),
    ("rhel-7", ["Yes", "Yes", "Yes", "No", "No", "Yes", "Yes"]),
    ("ubuntu-16.04", ["Yes1", "Yes1", "Yes1", "Yes1", "No", "", ""]),
];

#[test]
fn every_cell_of_the_seed_is_there() {
    let policy = Policy::builtin().unwrap();
    for (system, texts) in SEED {
        for (cloud, text) in CLOUDS.into_iter().zip(texts) {
            let choices = policy.read_choices(&json!({ "cloud": cloud, "system": system })).unwrap();
            let cell = assess(&choices, &policy).report.cell.unwrap();
            let support = match text {
                "Yes" => Support::Supported,
                "No" => Support::Unsupported,
                "" => Support::NotListed,
                _ => Support::Conditional,
            };
            let ambiguous = matches!(text, "Yes1" | "Yes2");
            assert_eq!((cell.text.as_str(), cell.support), (text, support), "{cloud} {system}");
            assert_eq!(cell.provenance == Provenance::Ambiguous, ambiguous, "{cloud} {system}");
            assert_eq!(cell.source.is_some(), !text.is_empty(), "{cloud} {system}");
        }
    }
}

#[test]
fn what_is_not_in_the_table_is_neither_yes_nor_no() {
    let policy = Policy::builtin().unwrap();
    for system in ["debian-12", "ubuntu-24.04", "rocky-9", "windows-2022"] {
        let choices = policy.read_choices(&json!({ "cloud": "aws", "system": system })).unwrap();
        let report = assess(&choices, &policy).report;
        let cell = report.cell.unwrap();
        assert_eq!((cell.text.as_str(), cell.support), ("", Support::NotListed));
        assert_eq!(report.options, []);
    }
    // VMware is the exception: it is No for every system.
    let choices = policy.read_choices(&json!({ "cloud": "vmware", "system": "debian-12" })).unwrap();
    assert_eq!(assess(&choices, &policy).report.cell.unwrap().text, "No");
}

#[test]
fn the_table_keeps_its_laws() {
    let policy = Policy::builtin().unwrap();
    let document = policy.document();
    let today: Day = "2026-11-24".parse().unwrap();
    let mut faults = Vec::new();
    for (index, cell) in document.cells.iter().enumerate() {
        let place = format!("{} {} {}", cell.agent, cell.cloud, cell.system);
        let same = document.cells[..index]
            .iter()
            .any(|other| (&other.agent, &other.cloud, &other.system) == (&cell.agent, &cell.cloud, &cell.system));
        let known = document.agents.contains_key(&cell.agent)
            && document.clouds.contains_key(&cell.cloud)
            && (cell.system.as_str() == "*" || document.systems.contains_key(&cell.system));
        if same || !known {
            faults.push(format!("{place}: twice, or of an unknown agent, cloud or system"));
        }
        if cell.condition.as_ref().is_some_and(|rule| policy.rule(rule).is_none())
            || (cell.support == Support::Conditional) && cell.condition.is_none()
        {
            faults.push(format!("{place}: its condition is no rule"));
        }
        if policy.source(&cell.source).is_none() {
            faults.push(format!("{place}: its source is not listed"));
        }
    }
    for (id, cloud) in &document.clouds {
        for delivery in &cloud.deliveries {
            if policy.source(&delivery.source).is_none()
                || delivery.condition.as_ref().is_some_and(|rule| policy.rule(rule).is_none())
            {
                faults.push(format!("{id}: a delivery names a source or a rule that is not there"));
            }
        }
    }
    // The lists of the policy use a star at the end only.
    let is_a_system = |glob: &str| {
        let start = glob.trim_end_matches('*');
        document
            .systems
            .keys()
            .any(|id| if start == glob { id.as_str() == glob } else { id.as_str().starts_with(start) })
    };
    for (id, system) in &document.systems {
        if !system.image_ids.keys().all(|cloud| document.clouds.contains_key(cloud)) {
            faults.push(format!("{id}: image ids of an unknown cloud"));
        }
        if policy.source(&system.source).is_none()
            || system.end_of_life.zip(system.extended_end_of_life).is_some_and(|(end, extended)| extended <= end)
        {
            faults.push(format!("{id}: its source is not listed, or its ends are in the wrong order"));
        }
    }
    for (id, agent) in &document.agents {
        let listed = |entry: &Unsupported| {
            policy.source(&entry.source).is_some() && entry.systems.iter().all(|glob| is_a_system(glob))
        };
        if policy.source(&agent.source).is_none() || !agent.unsupported.iter().all(listed) {
            faults.push(format!("{id}: a source is not listed, or versions are about no system"));
        }
    }
    for (id, publisher) in &document.publishers {
        let known = publisher.names.keys().all(|cloud| document.clouds.contains_key(cloud));
        if !known
            || !publisher.systems.iter().all(|glob| is_a_system(glob))
            || policy.source(&publisher.source).is_none()
        {
            faults.push(format!("{id}: of an unknown cloud or system, or its source is not listed"));
        }
    }
    for (id, source) in &document.sources {
        if source.checked_on > today || !source.url.starts_with("https://") {
            faults.push(format!("{id}: checked in the future, or no URL"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_digest_that_is_embedded_is_the_policys() {
    let policy = Policy::builtin().unwrap();
    assert_eq!(policy.stamp().digest, dynaboot_core::policy::digest(policy.document()).unwrap());
}

/// A system of the platform's own catalogue has a cell on every cloud; where it has none, that is on purpose.
#[test]
fn what_is_not_listed_is_so_on_purpose() {
    let policy = Policy::builtin().unwrap();
    let document = policy.document();
    let agent = &document.default_agent;
    let mut unlisted = Vec::new();
    for (system, _) in document.systems.iter().filter(|(_, system)| system.base_image) {
        for cloud in document.clouds.keys() {
            match (policy.cell(agent, cloud, system), CLOUDS.contains(&cloud.as_str())) {
                (None, true) => unlisted.push(format!("{cloud} {system}")),
                (Some(_), false) => panic!("{cloud} is beyond the seed, and its table lists {system}"),
                _ => {}
            }
        }
    }
    assert_eq!(
        unlisted,
        ["alibaba ubuntu-16.04", "softlayer ubuntu-16.04"],
        "the page of release 4.8 did not print them"
    );
}
