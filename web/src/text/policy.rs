//! What is said about the policy itself.

use dynaboot_core::day::Day;
use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::report::PolicyStamp;

use super::{count, day};

/// What made the answers.
pub(crate) fn made_by(stamp: &PolicyStamp) -> String {
    format!("dynaboot {}, policy {} {}, ", env!("CARGO_PKG_VERSION"), stamp.name, stamp.version)
}

/// The policy's name and version.
pub(crate) fn policy_name(stamp: &PolicyStamp) -> String {
    format!("Policy {} {}", stamp.name, stamp.version)
}

/// How much the policy holds, and how fresh it is.
pub(crate) fn policy_facts(document: &PolicyDocument, latest: Option<Day>) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Clouds", document.clouds.len().to_string()),
        ("Systems", document.systems.len().to_string()),
        ("Agents", document.agents.len().to_string()),
        ("Rules", document.rules.len().to_string()),
        ("Sources", document.sources.len().to_string()),
    ];
    facts.extend(latest.map(|latest| ("Last checked", day(latest))));
    facts
}

/// How many of all are shown.
pub(crate) fn shown_of(shown: usize, all: usize, thing: &str) -> String {
    if shown == all { count(all, thing) } else { format!("{shown} of {}", count(all, thing)) }
}

/// What is shown for a rule that the policy does not have.
pub(crate) fn no_such_rule(id: &str) -> String {
    format!("This policy has no rule “{id}”: look for its words in the list.")
}

/// Where a cell's text was taken from.
pub(crate) fn from_source(title: &str) -> String {
    format!("From: {title}.")
}

/// A system on a cloud.
pub(crate) fn system_on(system: &str, cloud: &str) -> String {
    format!("{system} on {cloud}")
}

/// A rule, by what it defends.
pub(crate) fn rule_named(title: &str) -> String {
    format!("rule “{title}”")
}

/// An agent's recipe.
pub(crate) fn recipe_of(label: &str) -> String {
    format!("the recipe of the {label}")
}
