//! The seed's support table, cell by cell.

use dynaboot_core::policy::catalog::{Provenance, Support};
use dynaboot_core::{Policy, assess};
use serde_json::json;

use crate::seed::{CLOUDS, SEED};

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
fn the_digest_that_is_embedded_is_the_policys() {
    let policy = Policy::builtin().unwrap();
    assert_eq!(policy.stamp().digest, dynaboot_core::policy::digest(policy.document()).unwrap());
}
