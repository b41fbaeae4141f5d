//! The façade: from choices to an answer, in one call.

use serde::Serialize;

use crate::check::{Judgement, judge, report};
use crate::choices::{Choices, Route};
use crate::facts::{Facts, resolve};
use crate::payload::{Payload, wrap};
use crate::plan::{Step, plan};
use crate::policy::Policy;
use crate::report::{Report, Verdict};
use crate::script::Script;
use crate::script::linux;

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
}

/// Answers choices: verdict, findings, questions, and the text to paste.
#[must_use]
pub fn assess(choices: &Choices, policy: &Policy) -> Assessment {
    let draft = draft(choices, policy);
    let report = report(&draft.facts, &judge(&draft.facts));
    let good = matches!(report.verdict, Verdict::Ready | Verdict::ReadyWithWarnings);
    Assessment {
        report,
        plan: draft.plan,
        script: draft.script.filter(|_| good),
        payload: draft.payload.filter(|_| good),
    }
}

/// Answers choices without the text to paste: the same verdict, findings and questions as [`assess`].
#[must_use]
pub fn check(choices: &Choices, policy: &Policy) -> Report {
    let facts = draft(choices, policy).facts;
    report(&facts, &judge(&facts))
}

/// Facts to which the payload's size has been added, and what it was made from.
struct Draft<'a> {
    facts: Facts<'a>,
    plan: Option<Vec<Step>>,
    script: Option<Script>,
    payload: Option<Payload>,
}

/// Resolves, and makes the payload where nothing speaks against it: its size is a fact like any other.
fn draft<'a>(choices: &'a Choices, policy: &'a Policy) -> Draft<'a> {
    let mut facts = resolve(choices, policy);
    let verdict = Judgement::verdict(&judge(&facts));
    if !matches!(verdict, Verdict::Ready | Verdict::ReadyWithWarnings) {
        return Draft { facts, plan: None, script: None, payload: None };
    }
    let made = plan(&facts).map(|plan| (linux::render(&plan), plan.steps));
    let Some((script, steps)) = made else { return Draft { facts, plan: None, script: None, payload: None } };
    let payload = if facts.route == Route::DynamicBootstrap { wrap(&script, &facts) } else { None };
    facts.payload_left = payload.as_ref().map(|payload| payload.left);
    Draft { facts, plan: Some(steps), script: Some(script), payload }
}
