//! `judge`: every rule against the facts. No rule can fail; what is unknown leaves it open.

mod verdict;

use std::iter::Peekable;
use std::slice::Iter;

use crate::choices::field::Field;
use crate::facts::Facts;
use crate::policy::Policy;
use crate::policy::fact::FactName;
use crate::policy::packing::{Counted, Measure, Packing};
use crate::policy::rule::{Rule, Severity, Stage};
use crate::policy::value::Values;
use crate::primitives::truth::Truth;

pub use self::verdict::Verdict;

/// What the rules say about facts, before it is put into words. Both lists are in the policy's order, those about the payload last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judgement<'a> {
    /// The broken rules, each with the fact that breaks it.
    pub(crate) broken: Vec<Held<'a, FactName>>,
    /// The rules that ask, each with the facts that are open.
    pub(crate) open: Vec<Held<'a, Vec<FactName>>>,
    /// Whether rules were left out, since they would have taken too much work: then nothing is known to be ready.
    unfinished: bool,
}

/// A rule that was held against facts, and those that it hangs on.
#[derive(Clone, Debug)]
pub(crate) struct Held<'a, F> {
    /// The rule.
    pub(crate) rule: &'a Rule,
    /// What breaks it, or would settle it.
    pub(crate) because: F,
    /// Where the rule stands in the policy.
    pub(crate) position: usize,
}

/// Evaluates every rule that is checked on choices.
#[must_use]
pub(crate) fn judge<'a>(facts: &Facts<'a>) -> Judgement<'a> {
    let mut judgement = Judgement::default();
    judgement.record_all(Stage::Choices, facts.policy, &facts.values);
    judgement
}

/// Whether no rule about the payload is broken or open when so many bytes of the field are left.
pub(crate) fn has_room(left: i64, facts: &Facts<'_>) -> bool {
    let mut judgement = Judgement::default();
    let made = Measure { left, packing: Packing::Plain, counted: Counted::Whole };
    judgement.record_all(Stage::Payload, facts.policy, &facts.values.with_payload(made));
    judgement.broken.is_empty() && judgement.open.is_empty() && !judgement.unfinished
}

/// The steps that it takes to say of a rule what was said of it before.
const CARRYING_OVER: usize = 60;
/// The steps that it takes to evaluate a rule, beside what it compares.
const EVALUATING: usize = 60;

impl<'a> Judgement<'a> {
    /// The judgement with the rules about the payload, which is made: the facts say how much is left.
    pub(crate) fn with_payload(mut self, facts: &Facts<'a>) -> Self {
        self.record_all(Stage::Payload, facts.policy, &facts.values);
        self
    }

    /// The judgement of other facts, as [`judge`] gives it, found from this one of those before: only the rules that compare
    /// what has changed are evaluated again.
    pub(crate) fn rejudge(&self, before: &Facts<'_>, facts: &Facts<'a>) -> Self {
        let changed = facts.values.changed(&before.values);
        let (mut broken, mut open) = (self.broken.iter().peekable(), self.open.iter().peekable());
        let mut judgement = Self { unfinished: facts.values.effort().is_spent(), ..Self::default() };
        for (position, rule) in facts.policy.may_apply(Stage::Choices, &facts.values) {
            if facts.policy.compares(position, changed) {
                judgement.record(position, rule, &facts.values);
            } else {
                facts.values.effort().spend(CARRYING_OVER);
                judgement.broken.extend(at(position, &mut broken).cloned());
                judgement.open.extend(at(position, &mut open).cloned());
            }
        }
        judgement
    }

    fn record_all(&mut self, stage: Stage, policy: &'a Policy, values: &Values<'_>) {
        for (position, rule) in policy.may_apply(stage, values) {
            self.record(position, rule, values);
        }
    }

    fn record(&mut self, position: usize, rule: &'a Rule, values: &Values<'_>) {
        values.effort().spend(EVALUATING);
        let standing = evaluate(rule, values);
        // What was found out on the way to the bound may rest on what was not looked at.
        if values.effort().is_spent() {
            self.unfinished = true;
            return;
        }
        match standing {
            Standing::Broken(because) => self.broken.push(Held { rule, because, position }),
            Standing::Open(because) if asks(rule) => self.open.push(Held { rule, because, position }),
            Standing::Kept | Standing::Open(_) => {}
        }
    }
}

/// What the rest of a list says of the rule at a position; what comes before is passed over. What is about the payload stands at
/// the end, out of order, and is asked for by nobody.
fn at<'l, 'a, F>(position: usize, list: &mut Peekable<Iter<'l, Held<'a, F>>>) -> Option<&'l Held<'a, F>> {
    while list.next_if(|held| held.position < position).is_some() {}
    list.next_if(|held| held.position == position)
}

/// Where a rule stands.
pub(crate) enum Standing {
    /// It holds, or does not apply.
    Kept,
    /// This fact breaks it.
    Broken(FactName),
    /// These facts would settle it.
    Open(Vec<FactName>),
}

/// Evaluates a rule: whether it applies, and whether what it requires holds.
pub(crate) fn evaluate(rule: &Rule, values: &Values<'_>) -> Standing {
    let applies = rule.when.hold(values);
    if applies == Truth::No {
        return Standing::Kept;
    }
    let sets = &rule.require.0;
    let kept = sets.iter().map(|terms| terms.hold(values)).fold(Truth::No, Truth::or);
    match (applies, kept) {
        (Truth::No, _) | (_, Truth::Yes) => Standing::Kept,
        (Truth::Yes, Truth::No) => {
            let mut broken = sets.iter().flat_map(|terms| terms.that_are(Truth::No, values));
            broken.next().map_or(Standing::Kept, Standing::Broken)
        }
        (Truth::Yes, Truth::Open) => {
            Standing::Open(sets.iter().flat_map(|terms| terms.that_are(Truth::Open, values)).collect())
        }
        // Until it is known whether the rule applies, only that is worth asking, one fact after the other.
        (Truth::Open, _) => Standing::Open(rule.when.that_are(Truth::Open, values).take(1).collect()),
    }
}

impl Judgement<'_> {
    /// The verdict as things stand.
    #[must_use]
    pub(crate) fn verdict(&self) -> Verdict {
        match self.best_reachable() {
            Verdict::Blocked => Verdict::Blocked,
            _ if self.unfinished || !self.open.is_empty() => Verdict::Incomplete,
            best => best,
        }
    }

    /// The best verdict that can still be reached: every open rule may be kept in the end.
    #[must_use]
    pub(crate) fn best_reachable(&self) -> Verdict {
        Self::worst_of(self.broken.iter())
    }

    /// The best verdict that can be reached by answering: a warning about what is asked goes with the answer that suits.
    pub(crate) fn best_when_answered(&self) -> Verdict {
        let asked = |field: &Field| self.open.iter().flat_map(|held| &held.because).any(|fact| fact.is_about(field));
        let stays = |held: &&Held<'_, FactName>| held.rule.severity == Severity::Error || !asked(&held.because.field());
        Self::worst_of(self.broken.iter().filter(stays))
    }

    fn worst_of<'r>(broken: impl Iterator<Item = &'r Held<'r, FactName>>) -> Verdict {
        match broken.map(|held| held.rule.severity).max() {
            Some(Severity::Error) => Verdict::Blocked,
            Some(Severity::Warning) => Verdict::ReadyWithWarnings,
            Some(Severity::Note) | None => Verdict::Ready,
        }
    }

    pub(crate) fn breaks(&self, rule: &Rule) -> bool {
        self.broken.iter().any(|held| held.rule.id == rule.id)
    }
}

fn asks(rule: &Rule) -> bool {
    rule.severity == Severity::Error && !rule.silent
}

#[cfg(test)]
mod tests {
    use super::{Judgement, judge};
    use crate::choices::Choices;
    use crate::draft::judge_whole;
    use crate::facts::resolve;
    use crate::policy::Policy;
    use crate::policy::fact::FactName;

    /// The rules by their positions, the broken ones and then those that ask, each with the facts that it hangs on.
    fn told(judgement: &Judgement<'_>) -> Vec<(&'static str, usize, Vec<FactName>)> {
        let broken = judgement.broken.iter().map(|held| ("broken", held.position, vec![held.because]));
        let open = judgement.open.iter().map(|held| ("open", held.position, held.because.clone()));
        broken.chain(open).collect()
    }

    /// From any choices to any others: what the rules' examples choose, in all ways that they differ.
    #[test]
    fn judging_again_gives_what_judging_gives() {
        let policy = Policy::builtin().unwrap();
        let examples = policy.document().rules.iter().flat_map(|rule| &rule.examples);
        let examples: Vec<Choices> = examples.map(|example| policy.read_choices(&example.choices).unwrap()).collect();
        let (mut carried_over, mut changed) = (0, 0);
        for before in examples.iter().step_by(3) {
            // With what is said about the payload, which is another one.
            let (before, judged) = judge_whole(before, &policy);
            for after in &examples {
                let facts = resolve(after, &policy);
                let whole = judge(&facts);
                let again = judged.rejudge(&before, &facts);
                assert_eq!(told(&again), told(&whole), "{:?} after {:?}", facts.choices, before.choices);
                let kept = |position| judged.broken.iter().any(|held| held.position == position);
                let (same, new): (Vec<_>, Vec<_>) = whole.broken.iter().partition(|held| kept(held.position));
                carried_over += same.len();
                changed += new.len();
            }
        }
        assert!(carried_over > 100 && changed > 1_000, "{carried_over} the same, {changed} others");
    }
}
