//! Other names of clouds and systems: taken wherever an id is, and answered with the id.

use dynaboot_core::policy::catalog::Aliased;
use dynaboot_core::{Choices, Edit, Field, Policy, assess, check, probe};
use serde_json::{Value, json};

use crate::meaning::good;

/// Each alias of the built-in policy: its field, itself and its id.
fn aliases(policy: &Policy) -> Vec<(Field, String, String)> {
    fn of(at: &Field, id: &str, entry: &impl Aliased) -> Vec<(Field, String, String)> {
        entry.aliases().iter().map(|alias| (at.clone(), alias.clone(), id.to_owned())).collect()
    }
    let document = policy.document();
    let clouds = document.clouds.iter().flat_map(|(id, cloud)| of(&Field::Cloud, id.as_str(), cloud));
    clouds.chain(document.systems.iter().flat_map(|(id, system)| of(&Field::System, id.as_str(), system))).collect()
}

/// Choices with a word at a field.
fn choices(at: &Field, word: &str) -> Value {
    let mut choices = good("google", "rhel-7");
    choices[at.to_string()] = json!(word);
    choices
}

#[test]
fn people_write_these() {
    let policy = Policy::builtin().unwrap();
    for (field, alias, id) in [
        ("cloud", "gcp", "google"),
        ("cloud", "ec2", "aws"),
        ("cloud", "azurerm", "azure"),
        ("cloud", "oracle", "oci"),
        ("cloud", "vsphere", "vmware"),
        ("system", "ubuntu-xenial", "ubuntu-16.04"),
        ("system", "win2016", "windows-2016"),
        ("system", "amzn2", "amazon-linux-2"),
        ("system", "rhel7", "rhel-7"),
    ] {
        let choices = policy.read_choices(&json!({ field: alias })).unwrap();
        assert_eq!(serde_json::to_value(choices).unwrap(), json!({ field: id }));
    }
}

#[test]
fn every_alias_is_answered_as_its_id() {
    let policy = Policy::builtin().unwrap();
    let aliases = aliases(&policy);
    assert!(aliases.len() > 60, "{}", aliases.len());
    for (at, alias, id) in aliases {
        let by_alias = policy.read_choices(&choices(&at, &alias)).unwrap();
        let by_id = policy.read_choices(&choices(&at, &id)).unwrap();
        assert_eq!(by_alias, by_id, "{alias}: what a link or a file keeps is the id");
        assert_eq!(at.get(&by_alias), json!(id));
        assert_eq!(check(&by_alias, &policy), check(&by_id, &policy), "{alias}");
    }
}

/// An edit knows no policy: the policy puts the id in place of an alias, and an answer names the id either way.
#[test]
fn an_edit_takes_an_alias() {
    let policy = Policy::builtin().unwrap();
    for (at, alias, id) in aliases(&policy) {
        let start = policy.read_choices(&good("google", "rhel-7")).unwrap();
        let edit = Edit::new(at.clone(), alias.as_str());
        let (mut bare, mut named, mut by_id) = (start.clone(), start.clone(), start);
        edit.apply(&mut bare).unwrap();
        policy.edit(&mut named, &edit).unwrap();
        policy.edit(&mut by_id, &Edit::new(at.clone(), id.as_str())).unwrap();
        assert_eq!(at.get(&named), json!(id));
        assert_eq!(named, by_id);
        assert_eq!(assess(&bare, &policy), assess(&by_id, &policy), "{alias}");
    }
    let mut choices = Choices::default();
    assert!(policy.edit(&mut choices, &Edit::new(Field::Cloud, true)).is_err());
    assert_eq!(choices, Choices::default());
}

/// The system that an image's id tells is compared to the one that was meant.
#[test]
fn an_alias_does_not_contradict_what_the_image_tells() {
    let policy = Policy::builtin().unwrap();
    let mut choices = policy.read_choices(&json!({ "cloud": "azure", "image": { "id": "Ubuntu2204" } })).unwrap();
    for (word, agrees) in [("ubuntu-jammy", true), ("ubuntu-22.04", true), ("ubuntu-noble", false)] {
        Edit::new(Field::System, word).apply(&mut choices).unwrap();
        let report = check(&choices, &policy);
        let found = report.findings.iter().any(|finding| finding.rule == "image-id-agrees-with-system");
        assert_eq!(!found, agrees, "{word}");
    }
}

#[test]
fn a_probe_is_given_for_an_alias() {
    let policy = Policy::builtin().unwrap();
    let text = |system: &str| probe(&policy.read_choices(&json!({ "system": system })).unwrap(), &policy).unwrap();
    assert_eq!(text("centos7"), text("centos-7"));
}

#[test]
fn a_misspelt_alias_is_told_what_was_meant() {
    let policy = Policy::builtin().unwrap();
    for (field, word, meant) in [
        ("cloud", "gpc", "gcp"),
        ("cloud", "GCP", "gcp"),
        ("cloud", "awz", "aws"),
        ("cloud", "orcale", "oracle"),
        ("system", "ubuntu-xenail", "ubuntu-xenial"),
    ] {
        let refused = policy.read_choices(&json!({ field: word })).unwrap_err();
        assert_eq!(refused.did_you_mean.as_deref(), Some(meant), "{refused}");
        assert_eq!(refused.path, field);
        assert!(!refused.expected.contains("gcp") && !refused.expected.contains("xenial"), "the list has ids alone");
    }
}
