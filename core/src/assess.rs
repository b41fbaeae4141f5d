//! The façade: from choices to an answer, in one call.

use serde::Serialize;

use crate::answer::report;
use crate::choices::{Choices, Route};
use crate::day::Day;
use crate::facts::{Facts, resolve};
use crate::field::Edit;
use crate::judge::{Judgement, judge};
use crate::launch::{Launch, build, launch};
use crate::payload::{Payload, left_at_least, wrap};
use crate::plan::{Step, plan};
use crate::policy::Policy;
use crate::report::{Report, Verdict};
use crate::rule::Stage;
use crate::script::{Script, at_most, render};

/// The whole answer: the report, and when it is a good one, the text that makes it so.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Assessment {
    /// Verdict, findings and questions.
    #[serde(flatten)]
    pub report: Report,
    /// The steps from launch to agent; left out where there is no script to make.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub plan: Option<Vec<Step>>,
    /// The script.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub script: Option<Script>,
    /// The script in the form of the cloud's field.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub payload: Option<Payload>,
    /// The files that launch the VM with it, a tool each; on the route of an image, those that build it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub launch: Vec<Launch>,
}

/// Answers choices: verdict, findings, questions, and the text to paste.
#[must_use]
pub fn assess(choices: &Choices, policy: &Policy) -> Assessment {
    let draft = draft(choices, policy);
    let report = report(&draft.facts, &draft.judgement);
    let good = is_good(report.verdict);
    let script = draft.script.filter(|_| good);
    let payload = draft.payload.filter(|_| good);
    let launch = match (&payload, &script) {
        (Some(payload), Some(script)) => launch(script, payload, &draft.facts),
        (None, Some(script)) if draft.facts.route == Route::PrebuiltImage => build(script, &draft.facts),
        _ => Vec::new(),
    };
    Assessment { report, plan: draft.plan, script, payload, launch }
}

/// Answers choices without the text to paste: the same verdict, findings and questions as [`assess`].
#[must_use]
pub fn check(choices: &Choices, policy: &Policy) -> Report {
    let (facts, judgement) = judge_whole(choices, policy);
    report(&facts, &judgement)
}

/// Facts and judgement with the payload's size counted in.
///
/// Where the script fits however it comes out, it is not written: that is most of the work of an answer.
pub(crate) fn judge_whole<'a>(choices: &'a Choices, policy: &'a Policy) -> (Facts<'a>, Judgement<'a>) {
    let facts = resolve(choices, policy);
    let judgement = judge(&facts);
    judge_size(facts, judgement)
}

fn judge_size<'a>(mut facts: Facts<'a>, judgement: Judgement<'a>) -> (Facts<'a>, Judgement<'a>) {
    if is_good(judgement.verdict()) && facts.policy.room_is_enough() && has_room(&mut facts) {
        return (facts, judgement);
    }
    let draft = complete(facts, judgement);
    (draft.facts, draft.judgement)
}

/// Whether the script is so small that no rule about the payload is broken or open.
fn has_room(facts: &mut Facts<'_>) -> bool {
    if facts.route != Route::DynamicBootstrap {
        return false;
    }
    let Some(left) = plan(facts).and_then(|plan| left_at_least(at_most(&plan)?, facts)) else { return false };
    facts.leave(Some(left));
    let mut judgement = Judgement::default();
    judgement.add(Stage::Payload, facts);
    // What is really left is not known: the script was not written.
    facts.leave(None);
    judgement.broken.is_empty() && judgement.open.is_empty()
}

/// The judgement on another day, the payload's size counted in. Nothing in a script hangs on the day unless a rule of the policy
/// asks for a step by it, so the payload is as large as it was.
pub(crate) fn judge_on<T>(
    date: Day,
    before: &Facts<'_>,
    judged: &Judgement<'_>,
    then: impl FnOnce(&Judgement<'_>) -> T,
) -> T {
    let mut choices = before.choices.clone();
    choices.today = Some(date);
    let mut facts = resolve(&choices, before.policy);
    let mut judgement = judged.again(before, &facts);
    let same_size = before.payload_left().filter(|_| !before.policy.asks_for_steps_by_day());
    if same_size.is_none() {
        return then(&judge_size(facts, judgement).1);
    }
    if is_good(judgement.verdict()) {
        facts.leave(same_size);
        judgement.add(Stage::Payload, &facts);
    }
    then(&judgement)
}

/// Facts and judgement of changed choices, the payload's size counted in; `None` where an edit does not fit.
pub(crate) fn judge_edited<T>(
    before: &Facts<'_>,
    judged: &Judgement<'_>,
    edits: &[Edit],
    then: impl FnOnce(&Facts<'_>, &Judgement<'_>) -> T,
) -> Option<T> {
    let mut choices = before.choices.clone();
    for edit in edits {
        edit.apply(&mut choices).ok()?;
    }
    let facts = resolve(&choices, before.policy);
    let judgement = judged.again(before, &facts);
    let (facts, judgement) = judge_size(facts, judgement);
    Some(then(&facts, &judgement))
}

/// What an answer is put together from.
struct Draft<'a> {
    facts: Facts<'a>,
    judgement: Judgement<'a>,
    plan: Option<Vec<Step>>,
    script: Option<Script>,
    payload: Option<Payload>,
}

/// Resolves and judges; where nothing speaks against it, makes the payload and judges its size, a fact like any other.
fn draft<'a>(choices: &'a Choices, policy: &'a Policy) -> Draft<'a> {
    let facts = resolve(choices, policy);
    let judgement = judge(&facts);
    complete(facts, judgement)
}

/// The rest of a draft, from facts as they were judged.
fn complete<'a>(facts: Facts<'a>, judgement: Judgement<'a>) -> Draft<'a> {
    let made = if is_good(judgement.verdict()) { plan(&facts).map(|plan| (render(&plan), plan.steps)) } else { None };
    let mut draft = Draft { facts, judgement, plan: None, script: None, payload: None };
    if let Some((script, steps)) = made {
        if draft.facts.route == Route::DynamicBootstrap {
            draft.payload = wrap(&script, &draft.facts);
        }
        if let Some(payload) = &draft.payload {
            draft.facts.leave(Some(payload.left));
            draft.judgement.add(Stage::Payload, &draft.facts);
        }
        draft.plan = Some(steps);
        draft.script = Some(script);
    }
    draft
}

const fn is_good(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Ready | Verdict::ReadyWithWarnings)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{assess, check};
    use crate::policy::Policy;
    use crate::rule::Rule;

    /// A rule may want something of the payload's size that more room does not give: then the script is written for a check too.
    #[test]
    fn a_check_finds_what_an_answer_finds_about_the_payload() {
        let builtin = Policy::builtin().unwrap();
        let choices = json!({
            "cloud": "aws", "system": "centos-7", "agent": { "onImage": "absent", "settings": { "brokerHost": "b.example.com" } },
            "bundleStore": { "url": "http://store.example.com" }, "packageStore": { "url": "http://repo.example.com" },
        });
        let left = assess(&builtin.read_choices(&choices).unwrap(), &builtin).payload.unwrap().left;
        let from = |left: i64| json!({ "payload.left": { "atLeast": left } });
        // Broken by what is really left, and kept by a little less; the last one because it only applies to so much.
        for (when, require) in [
            (json!({}), json!({ "payload.left": { "below": left } })),
            (json!({}), json!({ "payload.over": { "atLeast": 1 - left } })),
            (from(left), from(left + 1)),
        ] {
            let mut document = builtin.document().clone();
            let fits = document.rules.iter().find(|rule| rule.id.as_str() == "payload-fits-the-field").unwrap();
            let mut rule = serde_json::to_value(fits).unwrap();
            rule["id"] = json!("field-is-filled");
            rule["severity"] = json!("warning");
            rule["when"] = when;
            rule["require"] = require;
            document.rules.push(serde_json::from_value::<Rule>(rule).unwrap());
            let policy = Policy::from_document(document).unwrap();
            let choices = policy.read_choices(&choices).unwrap();
            let report = check(&choices, &policy);
            assert!(report.findings.iter().any(|finding| finding.rule == "field-is-filled"));
            assert_eq!(report, assess(&choices, &policy).report);
        }
    }
}
