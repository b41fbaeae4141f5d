//! Examples: a rule shows what it does.

use serde_json::Value;

use super::mistakes::Mistakes;
use super::scope::Scope;
use crate::assess::check;
use crate::choices::Choices;
use crate::policy::Policy;
use crate::policy::rule::{Example, Shows};
use crate::report::Report;

/// Has the rules of a scope show what they do: nothing chosen, nothing fires; every example that is tried does as it says.
/// `choices` reads those of an example.
pub(crate) fn try_out(
    scope: &Scope<'_>,
    policy: &Policy,
    choices: impl Fn(&Example) -> Value,
    mistakes: &mut Mistakes,
) {
    let nothing = check(&Choices::default(), policy);
    for listed in &scope.rules {
        let Some(rule) = policy.document().rules.get(listed.position) else { continue };
        let at = format!("rules.{}", listed.index);
        let is_found = |report: &Report| report.findings.iter().any(|finding| finding.rule == rule.id.as_str());
        if is_found(&nothing) {
            mistakes.found(&at, "a rule that fires with nothing chosen", "a `when` that needs a choice");
        }
        let tried = if scope.tried.contains(&listed.index) { rule.examples.as_slice() } else { &[] };
        for (index, example) in tried.iter().enumerate() {
            let at = format!("{at}.examples.{index}");
            let report = match policy.read_choices(&choices(example)) {
                Ok(choices) => check(&choices, policy),
                Err(error) => {
                    mistakes.add(error.within(&format!("{at}.choices")));
                    continue;
                }
            };
            let asks = report.questions.iter().any(|question| question.rules.iter().any(|id| id == rule.id.as_str()));
            let does = match example.rule {
                Shows::Fires => is_found(&report),
                Shows::Passes => !is_found(&report),
                Shows::Asks => asks,
            };
            if !does {
                let found = format!("an example of which the rule does not say `{}`", example.rule.as_str());
                mistakes.found(&at, &found, "choices that show what `rule` says");
            }
        }
    }
}
