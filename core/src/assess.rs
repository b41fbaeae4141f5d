//! The façade: from choices to an answer, in one call.

use serde::Serialize;

use crate::choices::{Choices, Route};
use crate::draft::{draft, is_good, judge_whole};
use crate::launch::{Launch, build, launch};
use crate::payload::Payload;
use crate::policy::Policy;
use crate::report::Report;
use crate::report::write::report;
use crate::script::Script;
use crate::script::plan::Step;

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
    let plan = draft.plan.filter(|_| report.unfinished.is_none());
    Assessment { report, plan, script, payload, launch }
}

/// Answers choices without the text to paste: the same verdict, findings and questions as [`assess`].
#[must_use]
pub fn check(choices: &Choices, policy: &Policy) -> Report {
    let (facts, judgement) = judge_whole(choices, policy);
    report(&facts, &judgement)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{assess, check};
    use crate::policy::Policy;
    use crate::policy::rule::Rule;

    /// A rule may want something of the payload's size that more room does not give: then the script is written for a check too.
    #[test]
    fn a_check_finds_what_an_answer_finds_about_the_payload() {
        let builtin = Policy::builtin().unwrap();
        let choices = json!({
            "cloud": "aws", "system": "centos-7", "agent": { "onImage": "absent", "settings": { "brokerHost": "b.example.com" } },
            "bundleStore": { "url": "http://store.example.com" }, "packageStore": { "url": "https://repo.example.com" },
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
