//! What is said about the policy itself.

use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::{Day, PolicyStamp, ShapeError};

use super::{count, day};

/// The day on which something that the policy rests on was last looked at.
pub(crate) fn last_checked(document: &PolicyDocument) -> Option<Day> {
    document.sources.values().map(|source| source.checked_on).max()
}

/// What made the answers.
pub(crate) fn made_by(stamp: &PolicyStamp) -> String {
    format!("dynaboot {}, policy {} {}, ", env!("CARGO_PKG_VERSION"), stamp.name, stamp.version)
}

/// The policy's name and version.
pub(crate) fn policy_name(stamp: &PolicyStamp) -> String {
    format!("Policy {} {}", stamp.name, stamp.version)
}

/// How much the policy holds, and how fresh it is.
pub(crate) fn policy_facts(document: &PolicyDocument) -> Vec<(&'static str, String)> {
    let mut facts = vec![
        ("Clouds", document.clouds.len().to_string()),
        ("Systems", document.systems.len().to_string()),
        ("Agents", document.agents.len().to_string()),
        ("Rules", document.rules.len().to_string()),
        ("Sources", document.sources.len().to_string()),
    ];
    facts.extend(last_checked(document).map(|latest| ("Last checked", day(latest))));
    facts
}

/// How many of all rules are shown.
pub(crate) fn rules_shown(shown: usize, all: usize) -> String {
    shown_of(shown, all, "rule")
}

/// How many of all systems are shown, and how to move among them.
pub(crate) fn systems_shown(shown: usize, all: usize) -> String {
    format!("{}. Arrow keys move, Enter opens the plan.", shown_of(shown, all, "system"))
}

/// When what the policy rests on was last looked at.
pub(crate) fn checked_on(latest: Day) -> String {
    format!(", its facts last checked on {}", day(latest))
}

/// Why there is no file of the page's policy: by the word that `web/start.js` has for it, or by the server's answer.
pub(crate) fn no_policy_file(problem: &str, address: &str) -> ShapeError {
    let (found, expected) = match problem {
        "address" => (format!("no address: {address}"), "the address of a policy"),
        "origin" => (format!("an address of another origin, {address}"), "an address of this page's own origin"),
        "unreachable" => (format!("no answer at {address}"), "a file there"),
        status => (format!("the answer {status} at {address}"), "a file there"),
    };
    ShapeError::found("", &found, expected)
}

/// A key without a signature, or a signature without a key.
pub(crate) fn half_a_signature() -> ShapeError {
    ShapeError::found("signature", "one without the other", "a signature and a public key")
}

/// Which policy is tried, and which is the page's own.
pub(crate) fn trying(stamp: &PolicyStamp, own: &PolicyStamp) -> String {
    format!(
        "You are trying the policy {} {}: the answers follow from it, here and until you leave. This page's own is {} {}.",
        stamp.name, stamp.version, own.name, own.version
    )
}

/// That a file is no policy, and nothing has changed.
pub(crate) fn not_tried(file: &str, stamp: &PolicyStamp) -> String {
    format!("{file} is not used. The answers still follow from the policy {} {}.", stamp.name, stamp.version)
}

/// What belongs in the place of a mistake.
pub(crate) fn expected(expected: &str) -> String {
    format!("Expected {expected}")
}

fn shown_of(shown: usize, all: usize, thing: &str) -> String {
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
