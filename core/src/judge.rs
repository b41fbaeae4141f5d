//! `judge`: every rule against the facts. No rule can fail; what is unknown leaves it open.

use std::iter::Peekable;
use std::slice::Iter;

use crate::fact::FactName;
use crate::facts::Facts;
use crate::field::Field;
use crate::report::Verdict;
use crate::rule::{Rule, Severity, Stage, Terms};
use crate::truth::Truth;

/// What the rules say about facts, before it is put into words. Both lists are in the policy's order, those about the payload last.
#[derive(Clone, Debug, Default)]
pub struct Judgement<'a> {
    /// The broken rules, each with the fact that breaks it.
    pub broken: Vec<Held<'a, FactName>>,
    /// The rules that ask, each with the facts that are open.
    pub open: Vec<Held<'a, Vec<FactName>>>,
}

/// A rule that was held against facts, and those that it hangs on.
#[derive(Clone, Debug)]
pub struct Held<'a, F> {
    /// The rule.
    pub rule: &'a Rule,
    /// What breaks it, or would settle it.
    pub by: F,
    /// Where the rule stands in the policy.
    position: usize,
}

/// Holds every rule that is checked on choices against the facts.
#[must_use]
pub fn judge<'a>(facts: &Facts<'a>) -> Judgement<'a> {
    let mut judgement = Judgement::default();
    judgement.add(Stage::Choices, facts);
    judgement
}

impl<'a> Judgement<'a> {
    /// Holds the rules of a stage against the facts. Those about the payload count once it has been made.
    pub(crate) fn add(&mut self, stage: Stage, facts: &Facts<'a>) {
        for (position, rule) in facts.policy.may_apply(stage, facts) {
            self.put(position, rule, facts);
        }
    }

    /// The judgement of other facts, as [`judge`] gives it, found from this one of those before: only the rules that compare
    /// what has changed are held again.
    pub(crate) fn again(&self, before: &Facts<'_>, facts: &Facts<'a>) -> Self {
        let changed = facts.changed(before);
        let (mut broken, mut open) = (self.broken.iter().peekable(), self.open.iter().peekable());
        let mut judgement = Self::default();
        for (position, rule) in facts.policy.may_apply(Stage::Choices, facts) {
            if facts.policy.compares(position, changed) {
                judgement.put(position, rule, facts);
            } else {
                judgement.broken.extend(at(position, &mut broken).cloned());
                judgement.open.extend(at(position, &mut open).cloned());
            }
        }
        judgement
    }

    fn put(&mut self, position: usize, rule: &'a Rule, facts: &Facts<'a>) {
        match stand(rule, facts) {
            Standing::Broken(by) => self.broken.push(Held { rule, by, position }),
            Standing::Open(by) if asks(rule) => self.open.push(Held { rule, by, position }),
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

pub(crate) fn stand(rule: &Rule, facts: &Facts<'_>) -> Standing {
    let applies = hold(&rule.when, facts);
    if applies == Truth::No {
        return Standing::Kept;
    }
    let sets = &rule.require.0;
    let kept = sets.iter().map(|terms| hold(terms, facts)).fold(Truth::No, Truth::or);
    match (applies, kept) {
        (Truth::No, _) | (_, Truth::Yes) => Standing::Kept,
        (Truth::Yes, Truth::No) => {
            sets.iter().find_map(|terms| first(terms, facts, Truth::No)).map_or(Standing::Kept, Standing::Broken)
        }
        (Truth::Yes, Truth::Open) => {
            Standing::Open(sets.iter().flat_map(|terms| all(terms, facts, Truth::Open)).collect())
        }
        // Until it is known whether the rule applies, only that is worth asking, one fact after the other.
        (Truth::Open, _) => Standing::Open(first(&rule.when, facts, Truth::Open).into_iter().collect()),
    }
}

impl Judgement<'_> {
    /// The verdict as things stand.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.best() {
            Verdict::Blocked => Verdict::Blocked,
            _ if !self.open.is_empty() => Verdict::Incomplete,
            best => best,
        }
    }

    /// The best verdict that can still be reached: every open rule may be kept in the end.
    #[must_use]
    pub fn best(&self) -> Verdict {
        Self::worst_of(self.broken.iter())
    }

    /// The best verdict that can be reached by answering: a warning about what is asked goes with the answer that suits.
    pub(crate) fn best_answered(&self) -> Verdict {
        let asked = |field: &Field| self.open.iter().flat_map(|held| &held.by).any(|fact| fact.field() == *field);
        let stays = |held: &&Held<'_, FactName>| held.rule.severity == Severity::Error || !asked(&held.by.field());
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

/// Whether all terms hold.
pub(crate) fn hold(terms: &Terms, facts: &Facts<'_>) -> Truth {
    let mut truth = Truth::Yes;
    for (fact, leaf) in &terms.0 {
        truth = truth.and(leaf.holds(facts.value(*fact)));
        if truth == Truth::No {
            break;
        }
    }
    truth
}

fn first(terms: &Terms, facts: &Facts<'_>, truth: Truth) -> Option<FactName> {
    terms.0.iter().find(|(fact, leaf)| leaf.holds(facts.value(*fact)) == truth).map(|(fact, _)| *fact)
}

fn all(terms: &Terms, facts: &Facts<'_>, truth: Truth) -> Vec<FactName> {
    terms.0.iter().filter(|(fact, leaf)| leaf.holds(facts.value(*fact)) == truth).map(|(fact, _)| *fact).collect()
}

#[cfg(test)]
mod tests {
    use super::{Judgement, judge};
    use crate::assess::judge_whole;
    use crate::choices::Choices;
    use crate::fact::FactName;
    use crate::facts::resolve;
    use crate::policy::Policy;

    /// The rules by their positions, the broken ones and then those that ask, each with the facts that it hangs on.
    fn told(judgement: &Judgement<'_>) -> Vec<(&'static str, usize, Vec<FactName>)> {
        let broken = judgement.broken.iter().map(|held| ("broken", held.position, vec![held.by]));
        let open = judgement.open.iter().map(|held| ("open", held.position, held.by.clone()));
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
                let again = judged.again(&before, &facts);
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
