//! How far another choice is from the one that was made: by what it means to whoever has to live with it.

use crate::choices::field::{Edit, Field};
use crate::facts::Facts;
use crate::policy::catalog::System;
use crate::primitives::version::Version;

/// Steps between kinds of edits; within a kind there are fewer.
const KIND: u32 = 1_000;

/// More than any minor release has for a number: those of Ubuntu are months.
const MINOR: u32 = 13;

/// How far an edit leads. A remedy of a finding changes least; then comes a newer release of the same system, another route, another
/// image, another system of the same making, another agent, another cloud, and last any other system.
pub(super) fn distance(edit: &Edit, facts: &Facts<'_>) -> u32 {
    let kind = match edit.at {
        Field::System => return to_system(edit, facts),
        Field::Route => 2,
        Field::ImageSource | Field::ImageArch => 3,
        Field::AgentId => 5,
        Field::Cloud => 6,
        _ => 0,
    };
    kind * KIND
}

fn to_system(edit: &Edit, facts: &Facts<'_>) -> u32 {
    let to = edit.to.as_str().and_then(|id| facts.policy.document().systems.get(id));
    let Some((from, to)) = facts.system.map(|system| system.entry).zip(to) else { return 7 * KIND };
    let Some(((name, old), (other, new))) = product(from).zip(product(to)) else { return 7 * KIND };
    let steps = old.abs_diff(new).min(KIND / 2 - 1);
    let is_alike = from.package_manager.is_some() && from.package_manager == to.package_manager;
    match name == other {
        true if new > old => KIND + steps,
        true => 4 * KIND + steps,
        false if is_alike => 4 * KIND + KIND / 2 + steps,
        false => 7 * KIND,
    }
}

/// What a system calls itself, and its version in whole steps: a major release is more than any minor one.
fn product(system: &System) -> Option<(&str, u32)> {
    let (name, version) = system.release.as_deref()?.split_once(' ')?;
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or_default());
    let (major, minor) = (parts.next()?, parts.next().unwrap_or_default());
    version.parse::<Version>().ok()?;
    Some((name, major.saturating_mul(MINOR).saturating_add(minor)))
}
