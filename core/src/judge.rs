//! `judge`: every rule against the facts. No rule can fail; what is unknown leaves it open.

use crate::fact::FactName;
use crate::facts::Facts;
use crate::field::Field;
use crate::report::Verdict;
use crate::rule::{Rule, Severity, Stage, Terms};
use crate::truth::Truth;

/// What the rules say about facts, before it is put into words.
#[derive(Clone, Debug, Default)]
pub struct Judgement<'a> {
    /// The broken rules, each with the fact that breaks it.
    pub broken: Vec<(&'a Rule, FactName)>,
    /// The rules that ask, each with the facts that are open.
    pub open: Vec<(&'a Rule, Vec<FactName>)>,
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
        for rule in facts.policy.may_apply(stage, facts) {
            match stand(rule, facts) {
                Standing::Broken(fact) => self.broken.push((rule, fact)),
                Standing::Open(open) if asks(rule) => self.open.push((rule, open)),
                Standing::Kept | Standing::Open(_) => {}
            }
        }
    }
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
        let asked = |field: &Field| self.open.iter().flat_map(|(_, open)| open).any(|fact| fact.field() == *field);
        let stays = |(rule, fact): &&(&Rule, FactName)| rule.severity == Severity::Error || !asked(&fact.field());
        Self::worst_of(self.broken.iter().filter(stays))
    }

    fn worst_of<'r>(broken: impl Iterator<Item = &'r (&'r Rule, FactName)>) -> Verdict {
        match broken.map(|(rule, _)| rule.severity).max() {
            Some(Severity::Error) => Verdict::Blocked,
            Some(Severity::Warning) => Verdict::ReadyWithWarnings,
            Some(Severity::Note) | None => Verdict::Ready,
        }
    }

    pub(crate) fn breaks(&self, rule: &Rule) -> bool {
        self.broken.iter().any(|(broken, _)| broken.id == rule.id)
    }
}

fn asks(rule: &Rule) -> bool {
    rule.severity == Severity::Error && !rule.silent
}

/// Whether all terms hold.
pub(crate) fn hold(terms: &Terms, facts: &Facts<'_>) -> Truth {
    let mut truth = Truth::Yes;
    for (fact, leaf) in &terms.0 {
        truth = truth.and(leaf.holds(&facts.value(*fact)));
        if truth == Truth::No {
            break;
        }
    }
    truth
}

fn first(terms: &Terms, facts: &Facts<'_>, truth: Truth) -> Option<FactName> {
    terms.0.iter().find(|(fact, leaf)| leaf.holds(&facts.value(*fact)) == truth).map(|(fact, _)| *fact)
}

fn all(terms: &Terms, facts: &Facts<'_>, truth: Truth) -> Vec<FactName> {
    terms.0.iter().filter(|(fact, leaf)| leaf.holds(&facts.value(*fact)) == truth).map(|(fact, _)| *fact).collect()
}
