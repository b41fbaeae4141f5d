//! Ways out: the nearest choices that are not blocked.

mod nearness;

use serde::Serialize;
use serde_json::Value;

use crate::choices::field::{Edit, Field};
use crate::choices::{Arch, Choices, ImageSource, Route};
use crate::draft::{judge_edited, judge_within};
use crate::facts::Facts;
use crate::judge::{Judgement, Verdict};
use crate::policy::Policy;
use crate::policy::catalog::Agent;
use crate::policy::fact::FactName;
use crate::primitives::address::shown;
use crate::primitives::effort::Effort;
use crate::report::write::report;

/// How many ways are shown at most: more are no help.
const MOST: usize = 6;

/// Below this many ways of one edit, pairs are tried too.
const ENOUGH: usize = 3;

/// How many pairs are tried at most: enough for catalogs of a hundred entries, and an end for larger ones.
const MOST_PAIRS: usize = 10_000;

/// Choices that are not blocked, as what changes from those that are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Alternative {
    /// What changes, in words: "OpenStack → AWS".
    pub title: String,
    /// What changes.
    pub edits: Vec<Edit>,
    /// The verdict afterwards.
    pub verdict: Verdict,
}

/// The choices that are not blocked: the best verdict first, then the fewest edits, then the nearest by what they mean. Empty when
/// nothing is blocked. What asks more than the blocked choices do is no answer, and left out where there are others.
///
/// Only what the user chooses is changed, never what the user says about the image; no field is emptied. The work is
/// bounded by the catalogs: one answer for each edit, and for each pair when single edits do not help. Whatever the policy, it ends
/// after a counted number of steps: what was not tried until then is left out.
#[must_use]
pub fn alternatives(choices: &Choices, policy: &Policy) -> Vec<Alternative> {
    let (facts, judgement) = judge_within(choices, policy, Effort::of_view());
    if judgement.best_reachable() != Verdict::Blocked {
        return Vec::new();
    }
    let candidates = candidates(&facts, &judgement);
    let mut found = ways(&facts, &judgement, candidates.iter().cloned().map(|edit| vec![edit]));
    if found.len() < ENOUGH {
        let pairs = candidates.iter().enumerate().flat_map(|(index, first)| {
            let later = candidates.iter().skip(index + 1).filter(|second| second.at != first.at);
            later.map(|second| vec![first.clone(), second.clone()])
        });
        // A pair that holds a way of one edit is no nearer than that edit.
        let farther =
            |pair: &Vec<Edit>| !found.iter().any(|way| way.alternative.edits.iter().all(|edit| pair.contains(edit)));
        let pairs: Vec<Vec<Edit>> = pairs.filter(farther).take(MOST_PAIRS).collect();
        found.extend(ways(&facts, &judgement, pairs.into_iter()));
    }
    let answers = found.iter().filter(|way| way.outcome < Outcome::AsksMore).count();
    found.retain(|way| way.outcome < Outcome::AsksMore || answers < ENOUGH);
    found.sort_by_key(|way| (way.outcome, way.alternative.edits.len(), way.distance));
    found.into_iter().take(MOST).map(|way| way.alternative).collect()
}

/// Where a way leads, the best first. Incomplete may still become anything, so it counts below what is ready.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Ready,
    ReadyWithWarnings,
    /// Nothing is asked that the blocked choices leave known.
    AsksTheSame,
    AsksMore,
}

/// A way, and what it is put in order by.
struct Way {
    alternative: Alternative,
    outcome: Outcome,
    distance: u32,
}

/// The edits that are worth trying: other choices of what can be chosen, and the fixes of what is found.
fn candidates(facts: &Facts<'_>, judgement: &Judgement<'_>) -> Vec<Edit> {
    let document = facts.policy.document();
    let choices = facts.choices;
    let words =
        |at: Field, words: &[&str]| -> Vec<Edit> { words.iter().map(|word| Edit::new(at.clone(), *word)).collect() };
    let mut candidates = words(Field::Route, &[Route::PrebuiltImage.as_str(), Route::DynamicBootstrap.as_str()]);
    candidates.extend(words(Field::ImageSource, &[ImageSource::Custom.as_str(), ImageSource::Worker.as_str()]));
    // What was set of one agent would be refused by another that does not know it.
    let known = |agent: &Agent| {
        choices.agent.settings.keys().all(|name| agent.settings.iter().any(|setting| setting.name == *name))
    };
    let agents = document.agents.iter().filter(|(_, agent)| known(agent));
    candidates.extend(agents.map(|(id, _)| Edit::new(Field::AgentId, id.as_str())));
    candidates.extend(document.clouds.keys().map(|id| Edit::new(Field::Cloud, id.as_str())));
    // Who runs Linux is not helped by Windows, nor the other way round.
    let family = facts.system.map(|system| system.family);
    let alike = document.systems.iter().filter(|(_, system)| family.is_none_or(|family| family == system.family));
    candidates.extend(alike.map(|(id, _)| Edit::new(Field::System, id.as_str())));
    candidates.extend(words(Field::ImageArch, &[Arch::X86_64.as_str()]));
    let findings = report(facts, judgement).findings;
    candidates.extend(findings.into_iter().filter_map(|finding| finding.fix).flat_map(|fix| fix.edits));
    let mut distinct: Vec<Edit> = Vec::new();
    for edit in candidates {
        let is_assumed = edit.at == Field::AgentId && facts.agent.is_some_and(|agent| edit.to == agent.id.as_str());
        if edit.at.get(choices) != edit.to && !is_assumed && !distinct.contains(&edit) {
            distinct.push(edit);
        }
    }
    distinct
}

fn ways(facts: &Facts<'_>, judgement: &Judgement<'_>, tries: impl Iterator<Item = Vec<Edit>>) -> Vec<Way> {
    let is_asked = |fact: &FactName| judgement.open.iter().any(|held| held.because.contains(fact));
    // Each tries a copy of the choices.
    let copying = facts.choices.weight();
    tries
        .take_while(|_| facts.effort().spend(copying))
        .filter_map(|edits| {
            let (verdict, asks_more) = judge_edited(facts, judgement, &edits, |_, after| {
                let asks_more = after.open.iter().flat_map(|held| &held.because).any(|fact| !is_asked(fact));
                (after.verdict(), asks_more)
            })?;
            let outcome = match verdict {
                Verdict::Blocked => return None,
                Verdict::Ready => Outcome::Ready,
                Verdict::ReadyWithWarnings => Outcome::ReadyWithWarnings,
                Verdict::Incomplete if asks_more => Outcome::AsksMore,
                Verdict::Incomplete => Outcome::AsksTheSame,
            };
            let distance = edits.iter().map(|edit| nearness::distance(edit, facts)).sum();
            Some(Way { alternative: Alternative { title: title(facts, &edits), edits, verdict }, outcome, distance })
        })
        .collect()
}

fn title(facts: &Facts<'_>, edits: &[Edit]) -> String {
    let parts = edits.iter().map(|edit| {
        let from = label(facts.policy, &edit.at, &edit.at.get(facts.choices));
        let to = label(facts.policy, &edit.at, &edit.to);
        from.map_or_else(
            || to.clone().unwrap_or_default(),
            |from| format!("{from} → {}", to.clone().unwrap_or_default()),
        )
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// A value as people read it; nothing when there is none.
fn label(policy: &Policy, at: &Field, value: &Value) -> Option<String> {
    let document = policy.document();
    let id = value.as_str()?;
    Some(match at {
        Field::Cloud => document.clouds.get(id)?.label.clone(),
        Field::System => document.systems.get(id)?.label.clone(),
        Field::AgentId => document.agents.get(id)?.label.clone(),
        Field::ImageSource => format!("a {id} image"),
        Field::Route if id == Route::PrebuiltImage.as_str() => "bake the agent into an image".to_owned(),
        Field::Route if id == Route::DynamicBootstrap.as_str() => "install the agent at first boot".to_owned(),
        Field::Route => "the agent is there already".to_owned(),
        Field::BundleStoreUrl | Field::PackageStoreUrl | Field::Proxy | Field::CallHome => shown(id),
        _ => id.to_owned(),
    })
}
