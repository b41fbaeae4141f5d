//! What is known about facts: the values that rules are held against.

use std::borrow::Cow;

use crate::policy::fact::{AnswerFact, FactName};
use crate::policy::packing::Measure;
use crate::primitives::day::Day;
use crate::primitives::effort::Effort;
use crate::primitives::version::Version;
use crate::primitives::words::Word;

/// What is known about a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue<'a> {
    /// Not known yet.
    Open,
    /// Known not to be there; it compares to nothing.
    Absent,
    /// A text.
    Text(Cow<'a, str>),
    /// Yes or no.
    Flag(bool),
    /// A version.
    Version(Cow<'a, Version>),
    /// A day.
    Date(Day),
    /// A number.
    Number(i64),
}

impl<'a> From<&'a str> for FactValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<W: Word> From<W> for FactValue<'_> {
    fn from(word: W) -> Self {
        Self::from(word.word())
    }
}

impl From<bool> for FactValue<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<'a, T: Into<FactValue<'a>>> From<Option<T>> for FactValue<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Open, Into::into)
    }
}

/// What is known about each fact.
#[derive(Clone, Debug, Default)]
pub struct Values<'a> {
    /// In the order of [`FactName::ALL`].
    named: Vec<FactValue<'a>>,
    /// Of the answers that were given and that only rules read, in the order of their ids.
    answers: Vec<(AnswerFact, FactValue<'a>)>,
    /// What holding rules against them may still take.
    effort: Effort,
}

impl<'a> Values<'a> {
    /// What is known about a fact.
    #[must_use]
    pub fn of(&self, fact: FactName) -> &FactValue<'a> {
        let value = match fact {
            FactName::Answer(answer) => {
                let place = self.answers.binary_search_by(|(given, _)| given.cmp(&answer));
                place.ok().and_then(|place| self.answers.get(place)).map(|(_, value)| value)
            }
            named => self.named.get(named.place()),
        };
        value.unwrap_or(&FactValue::Open)
    }

    /// The values of the facts of [`FactName::ALL`], in that order, and those of the answers that were given.
    pub(crate) fn new(
        named: impl IntoIterator<Item = FactValue<'a>>,
        answers: impl IntoIterator<Item = (AnswerFact, FactValue<'a>)>,
        effort: Effort,
    ) -> Self {
        Self { named: named.into_iter().collect(), answers: answers.into_iter().collect(), effort }
    }

    /// What holding rules against them may still take.
    pub(crate) const fn effort(&self) -> &Effort {
        &self.effort
    }

    /// The facts whose values are others here.
    pub(crate) fn changed(&self, before: &Values<'_>) -> FactSet {
        let named = FactName::ALL.iter().copied().filter(|fact| self.of(*fact) != before.of(*fact));
        // They have one bit in a set, so that any of them says enough.
        let answer = [self, before].into_iter().find_map(|values| values.answers.first());
        let answer = answer.filter(|_| self.answers != before.answers).map(|(fact, _)| FactName::Answer(*fact));
        named.chain(answer).collect()
    }

    /// The same, with a payload that is made.
    pub(crate) fn with_payload(&self, made: Measure) -> Self {
        let mut values = self.clone();
        for (fact, known) in [
            (FactName::PayloadLeft, FactValue::Number(made.left)),
            (FactName::PayloadOver, FactValue::Number(-made.left)),
            (FactName::PayloadPacking, made.packing.into()),
        ] {
            if let Some(value) = values.named.get_mut(fact.place()) {
                *value = known;
            }
        }
        values
    }
}

/// Some of the facts. The answers that only rules read stand for each other: rather too much is looked at again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FactSet(u128);

const _: () = assert!(FactName::ALL.len() < u128::BITS as usize, "each fact has its bit");

impl FactSet {
    /// Whether a fact is in both.
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl FromIterator<FactName> for FactSet {
    fn from_iter<I: IntoIterator<Item = FactName>>(facts: I) -> Self {
        Self(facts.into_iter().fold(0, |set, fact| set | 1 << fact.place()))
    }
}
