//! What an answer is put together from: facts, judgement, plan, script and payload, whose size is judged too.
//!
//! An answer's words need it for other choices as well: what an answer, a fix or a coming day leads to is judged here.

use crate::choices::field::Edit;
use crate::choices::{Choices, Route};
use crate::facts::measured::{Carried, Known};
use crate::facts::{Facts, resolve, resolve_again, resolve_within};
use crate::judge::{Judgement, Verdict, has_room, judge};
use crate::payload::{self, Payload, Wrapped, left_at_least};
use crate::policy::Policy;
use crate::policy::packing::Measure;
use crate::primitives::day::Day;
use crate::primitives::effort::Effort;
use crate::script::plan::{Step, plan};
use crate::script::{Script, at_most, filled_bytes, render};

/// What an answer is put together from.
pub(crate) struct Draft<'a> {
    /// What is known.
    pub(crate) facts: Facts<'a>,
    /// What the rules say about it, those about the payload among them.
    pub(crate) judgement: Judgement<'a>,
    /// The steps; nothing where there is no script to make.
    pub(crate) plan: Option<Vec<Step>>,
    /// The script.
    pub(crate) script: Option<Script>,
    /// The script in the form of the cloud's field.
    pub(crate) payload: Option<Payload>,
}

/// Resolves and judges; where nothing speaks against it, makes the payload and judges its size, a fact like any other.
pub(crate) fn draft<'a>(choices: &'a Choices, policy: &'a Policy) -> Draft<'a> {
    let facts = resolve(choices, policy);
    let judgement = judge(&facts);
    complete(facts, judgement)
}

/// Facts and judgement with the payload's size counted in.
///
/// Where the script fits however it comes out, it is not written: that is most of the work of an answer.
pub(crate) fn judge_whole<'a>(choices: &'a Choices, policy: &'a Policy) -> (Facts<'a>, Judgement<'a>) {
    judge_within(choices, policy, Effort::default())
}

/// The same, as one of many that share an effort.
pub(crate) fn judge_within<'a>(choices: &'a Choices, policy: &'a Policy, effort: Effort) -> (Facts<'a>, Judgement<'a>) {
    let facts = resolve_within(choices, policy, effort);
    let judgement = judge(&facts);
    judge_size(facts, judgement)
}

/// The judgement on another day, the payload's size counted in. Nothing in a script hangs on the day unless a rule of the policy
/// asks for a step by it, so the payload is as large as it was. `None` where that takes more work than is left.
pub(crate) fn judge_on<T>(
    date: Day,
    before: &Facts<'_>,
    judged: &Judgement<'_>,
    then: impl FnOnce(&Judgement<'_>) -> T,
) -> Option<T> {
    let effort = before.effort();
    if effort.is_spent() {
        return None;
    }
    let mut choices = before.choices.clone();
    choices.today = Some(date);
    let facts = resolve_again(&choices, before);
    let judgement = judged.rejudge(before, &facts);
    let judgement = match before.payload.filter(|_| !before.policy.asks_for_steps_by_day()) {
        None => judge_size(facts, judgement).1,
        Some(made) if is_good(judgement.verdict()) => judgement.with_payload(&facts.with_payload(made)),
        Some(_) => judgement,
    };
    (!effort.is_spent()).then(|| then(&judgement))
}

/// Facts and judgement of changed choices, the payload's size counted in; `None` where an edit does not fit, or where that takes
/// more work than is left.
pub(crate) fn judge_edited<T>(
    before: &Facts<'_>,
    judged: &Judgement<'_>,
    edits: &[Edit],
    then: impl FnOnce(&Facts<'_>, &Judgement<'_>) -> T,
) -> Option<T> {
    let effort = before.effort();
    if effort.is_spent() {
        return None;
    }
    let mut choices = before.choices.clone();
    for edit in edits {
        edit.apply(&mut choices).ok()?;
    }
    let facts = resolve_again(&choices, before);
    let judgement = judged.rejudge(before, &facts);
    let (facts, judgement) = judge_size(facts, judgement);
    let found = (!effort.is_spent()).then(|| then(&facts, &judgement));
    found.filter(|_| !effort.is_spent())
}

/// Whether a script is made for it.
pub(crate) const fn is_good(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Ready | Verdict::ReadyWithWarnings)
}

fn judge_size<'a>(facts: Facts<'a>, judgement: Judgement<'a>) -> (Facts<'a>, Judgement<'a>) {
    let fits = || room_at_least(&facts).is_some_and(|left| has_room(left, &facts));
    if is_good(judgement.verdict()) && is_written_soon(&facts) && facts.policy.room_is_enough() && fits() {
        // What is really left is not known: the script was not written.
        return (facts, judgement);
    }
    let Some((script, _)) = written(&facts, &judgement) else { return (facts, judgement) };
    let made = measure(&script, &facts, || wrapped(&script, &facts).map(|made| known(&made, &facts)));
    measured(facts, judgement, made)
}

/// What `take` measures of a script, remembered. `None` where it does not travel in a field, or where that takes more work than is
/// left.
fn measure(script: &Script, facts: &Facts<'_>, take: impl FnOnce() -> Option<Known>) -> Option<Measure> {
    let (cloud, system) = facts.cloud.zip(facts.system)?;
    let carried = Carried {
        place: format!("{} {}", cloud.id, system.id),
        limit: facts.delivery?.field.limit,
        own: facts.choices.user_part.clone(),
        script: script.text.clone(),
    };
    facts.measured.of(carried, take)
}

/// What is known of a script in the form of its field.
fn known(made: &Wrapped, facts: &Facts<'_>) -> Known {
    let before = facts.choices.user_part.as_ref().map_or(0, String::len);
    let whatever_the_script = matches!(made, Wrapped::FarTooLarge { read, .. } if *read <= before);
    Known { measure: made.measure(), whatever_the_script }
}

/// How many bytes of the field are left at the least, without writing the script; `None` where that cannot be said.
fn room_at_least(facts: &Facts<'_>) -> Option<i64> {
    if facts.route != Route::DynamicBootstrap {
        return None;
    }
    left_at_least(at_most(&plan(facts)?)?, facts)
}

/// What a byte of a script takes until it is written.
const WRITING: usize = 4;

/// What a byte takes until it is a payload, of the script or of what travels beside it.
const PACKING: usize = 16;

/// Whether the texts of the recipe are filled with no more than an answer may have.
fn is_written_soon(facts: &Facts<'_>) -> bool {
    let (effort, Some(recipe)) = (facts.effort(), facts.recipe()) else { return true };
    let left = effort.text_left();
    // The text is let go of soon, so that it takes nothing from what others may have.
    if filled_bytes(recipe, facts, left) > left { effort.fill(usize::MAX) } else { !effort.is_spent() }
}

/// The rest of a draft, from facts as they were judged.
fn complete<'a>(facts: Facts<'a>, judgement: Judgement<'a>) -> Draft<'a> {
    let Some((script, steps)) = written(&facts, &judgement) else {
        return Draft { facts, judgement, plan: None, script: None, payload: None };
    };
    let payload = wrapped(&script, &facts);
    let made = measure(&script, &facts, || payload.as_ref().map(|made| known(made, &facts)));
    let (facts, judgement) = measured(facts, judgement, made);
    Draft { facts, judgement, plan: Some(steps), script: Some(script), payload: payload.and_then(Wrapped::made) }
}

/// The script and its steps, where one is made.
fn written(facts: &Facts<'_>, judgement: &Judgement<'_>) -> Option<(Script, Vec<Step>)> {
    if !is_good(judgement.verdict()) || !is_written_soon(facts) {
        return None;
    }
    let plan = plan(facts)?;
    let script = render(&plan);
    facts.effort().spend(WRITING * script.text.len()).then_some((script, plan.steps))
}

/// The script in the cloud's field, where it travels in one. Each byte is looked at many times, most of all where it is compressed.
fn wrapped(script: &Script, facts: &Facts<'_>) -> Option<Wrapped> {
    let travels = facts.route == Route::DynamicBootstrap;
    let packing = || facts.effort().spend(PACKING * (script.text.len() + facts.choices.weight()));
    if travels && packing() { payload::wrapped(script, facts) } else { None }
}

/// Facts and judgement with what is known of the payload.
fn measured<'a>(facts: Facts<'a>, judgement: Judgement<'a>, made: Option<Measure>) -> (Facts<'a>, Judgement<'a>) {
    let Some(made) = made else { return (facts, judgement) };
    let facts = facts.with_payload(made);
    let judgement = judgement.with_payload(&facts);
    (facts, judgement)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{judge_edited, judge_whole};
    use crate::choices::field::{Edit, Field};
    use crate::policy::Policy;
    use crate::policy::packing::Counted;

    /// A megabyte of own text is read and packed once, whatever is tried with it afterwards.
    #[test]
    fn what_is_tried_with_a_long_text_takes_little_of_its_reading() {
        let policy = Policy::builtin().unwrap();
        let own: String =
            (0..110_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_string() + "\n").collect();
        let choices = policy
            .read_choices(&json!({
                "cloud": "aws", "system": "centos-7", "agent": { "onImage": "absent", "settings": { "brokerHost": "b.example.com" } },
                "bundleStore": { "url": "http://store.example.com" }, "packageStore": { "url": "https://repo.example.com" },
                "userPart": format!("#!/bin/sh\n{own}"),
            }))
            .unwrap();
        let whole = 30_000_000;
        let (facts, judgement) = judge_whole(&choices, &policy);
        let made = facts.payload.unwrap();
        assert_eq!((made.left, made.counted), (-16_384, Counted::InPart));
        let first = whole - facts.effort().left();
        for edit in [
            Edit::new(Field::Proxy, "http://proxy.example.com:3128"),
            Edit::new(Field::BundleStoreUrl, "http://other.example.com"),
            Edit::new(Field::CallHome, "https://home.example.com"),
        ] {
            let before = facts.effort().left();
            judge_edited(&facts, &judgement, &[edit], |after, _| assert_eq!(after.payload, facts.payload)).unwrap();
            let spent = before - facts.effort().left();
            assert!(spent < first / 4, "{spent} of {first}");
        }
    }
}
