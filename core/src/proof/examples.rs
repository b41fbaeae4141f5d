//! Examples: a rule shows what it does.

use serde_json::Value;

use super::mistakes::Mistakes;
use super::scope::Scope;
use crate::choices::Choices;
use crate::draft::judge_within;
use crate::facts::Facts;
use crate::judge::Judgement;
use crate::policy::Policy;
use crate::policy::rule::{Example, Rule, Shows};
use crate::primitives::effort::Effort;

/// Has the rules of a scope show what they do: nothing chosen, nothing fires; every example that is tried does as it says.
/// `choices` reads those of an example.
pub(crate) fn try_out(
    scope: &Scope<'_>,
    policy: &Policy,
    choices: impl Fn(&Example) -> Value,
    effort: &Effort,
    mistakes: &mut Mistakes,
) {
    let blank = Choices::default();
    let (_, nothing) = judge_within(&blank, policy, effort.clone());
    for listed in &scope.rules {
        let Some(rule) = policy.document().rules.get(listed.position) else { continue };
        let at = format!("rules.{}", listed.index);
        if nothing.breaks(rule) {
            mistakes.found(&at, "a rule that fires with nothing chosen", "a `when` that needs a choice");
        }
        let tried = if scope.tried.contains(&listed.index) { rule.examples.as_slice() } else { &[] };
        for (index, example) in tried.iter().enumerate() {
            let at = format!("{at}.examples.{index}");
            let choices = match policy.read_choices(&choices(example)) {
                Ok(choices) => choices,
                Err(error) => {
                    mistakes.add(error.within(&format!("{at}.choices")));
                    continue;
                }
            };
            let (facts, judgement) = judge_within(&choices, policy, effort.clone());
            let does = match example.rule {
                Shows::Fires => judgement.breaks(rule),
                Shows::Passes => !judgement.breaks(rule),
                Shows::Asks => asks(rule, &facts, &judgement),
            };
            if effort.is_spent() {
                let expected = "rules that compare and fill in less, or fewer examples";
                mistakes.found("rules", "examples that take too much work together", expected);
                return;
            }
            if !does {
                let found = format!("an example of which the rule does not say `{}`", example.rule.as_str());
                mistakes.found(&at, &found, "choices that show what `rule` says");
            }
        }
    }
}

/// Whether a rule is open and belongs to a question.
fn asks(rule: &Rule, facts: &Facts<'_>, judgement: &Judgement<'_>) -> bool {
    let mut open = judgement.open.iter().filter(|held| held.rule.id == rule.id).flat_map(|held| &held.because);
    open.any(|fact| !facts.fields(*fact).is_empty())
}
