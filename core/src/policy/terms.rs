//! What rules compare facts with, and how that is written.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::policy::fact::{FactKind, FactName};
use crate::policy::value::{FactValue, Values};
use crate::primitives::day::Day;
use crate::primitives::effort::Effort;
use crate::primitives::glob;
use crate::primitives::range::Range;
use crate::primitives::truth::Truth;
use crate::primitives::version::Version;

/// Facts and what they are compared to; all of them hold or the whole does not.
#[derive(Clone, Debug, Default)]
pub struct Terms(pub Vec<(FactName, Leaf)>);

impl Terms {
    /// Whether all terms hold.
    #[must_use]
    pub(crate) fn hold(&self, values: &Values<'_>) -> Truth {
        let mut truth = Truth::Yes;
        for (fact, leaf) in &self.0 {
            truth = truth.and(leaf.compare(values.of(*fact), values.effort()));
            if truth == Truth::No {
                break;
            }
        }
        truth
    }

    /// The facts whose own term is as true as this.
    pub(crate) fn that_are(&self, truth: Truth, values: &Values<'_>) -> impl Iterator<Item = FactName> {
        self.0
            .iter()
            .filter(move |(fact, leaf)| leaf.compare(values.of(*fact), values.effort()) == truth)
            .map(|(fact, _)| *fact)
    }
}

/// What must hold: one set of terms, or any of several.
#[derive(Clone, Debug)]
pub struct Require(pub Vec<Terms>);

/// What a fact is compared to, typed by the fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Leaf {
    /// One of these texts, as globs; case does not matter.
    OneOf(Vec<String>),
    /// Yes, or no.
    Is(bool),
    /// A version in a range.
    Version(Range<Version>),
    /// A day in a range.
    Date(Range<Day>),
    /// A number in a range.
    Number(Range<i64>),
}

/// As much of a text as is compared: nothing that rules are about is longer, and the time that it takes has a bound.
fn beginning(text: &str) -> &str {
    const LONGEST: usize = 4 << 10;
    if text.len() <= LONGEST { text } else { text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default() }
}

impl Leaf {
    /// Whether what is known about a fact compares.
    #[must_use]
    pub fn holds(&self, value: &FactValue<'_>) -> Truth {
        self.compare(value, &Effort::default())
    }

    /// The same, as long as there is effort left for it; open when there is none.
    fn compare(&self, value: &FactValue<'_>, effort: &Effort) -> Truth {
        const A_COMPARISON: usize = 16;
        if !effort.spend(A_COMPARISON) {
            return Truth::Open;
        }
        match (self, value) {
            (_, FactValue::Open) => Truth::Open,
            (Self::OneOf(globs), FactValue::Text(text)) => {
                let text = beginning(text);
                let fits = |pattern: &String| effort.spend(glob::effort(pattern, text)) && glob::matches(pattern, text);
                match globs.iter().any(fits) {
                    false if effort.is_spent() => Truth::Open,
                    fits => fits.into(),
                }
            }
            (Self::Is(wanted), FactValue::Flag(flag)) => (wanted == flag).into(),
            (Self::Version(range), FactValue::Version(version)) => range.contains(version).into(),
            (Self::Date(range), FactValue::Date(day)) => range.contains(day).into(),
            (Self::Number(range), FactValue::Number(number)) => range.contains(number).into(),
            _ => Truth::No,
        }
    }
}

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (fact, leaf) in &self.0 {
            map.serialize_entry(fact, leaf)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Terms {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Terms;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of facts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Terms, A::Error> {
                let mut terms = Vec::new();
                while let Some(fact) = map.next_key::<FactName>()? {
                    terms.push((fact, map.next_value_seed(LeafOf(fact.kind()))?));
                }
                Ok(Terms(terms))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// Reads a leaf as its fact's kind says.
struct LeafOf(FactKind);

impl<'de> DeserializeSeed<'de> for LeafOf {
    type Value = Leaf;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Leaf, D::Error> {
        match self.0 {
            FactKind::Text(_) => Vec::deserialize(deserializer).map(Leaf::OneOf),
            FactKind::Flag => bool::deserialize(deserializer).map(Leaf::Is),
            FactKind::Version => Range::deserialize(deserializer).map(Leaf::Version),
            FactKind::Date => Range::deserialize(deserializer).map(Leaf::Date),
            FactKind::Number => Range::deserialize(deserializer).map(Leaf::Number),
            FactKind::Answer => deserializer.deserialize_any(OfAnswer),
        }
    }
}

/// What an answer is compared to. Which of both fits is for the policy's list of answers to say.
struct OfAnswer;

impl<'de> Visitor<'de> for OfAnswer {
    type Value = Leaf;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`true`, `false`, or a list of words")
    }

    fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Leaf, E> {
        Ok(Leaf::Is(flag))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, words: A) -> Result<Leaf, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(words)).map(Leaf::OneOf)
    }
}

impl Serialize for Require {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [terms] => terms.serialize(serializer),
            several => serializer.collect_map([("anyOf", several)]),
        }
    }
}

impl<'de> Deserialize<'de> for Require {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Require;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of facts, or `anyOf` with a list of them")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Require, A::Error> {
                let mut terms = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    if key == "anyOf" {
                        let sets: Vec<Terms> = map.next_value()?;
                        return match map.next_key::<String>()? {
                            None if terms.is_empty() => Ok(Require(sets)),
                            _ => Err(de::Error::custom(
                                "`anyOf` stands alone: put the other facts into each of its sets",
                            )),
                        };
                    }
                    let fact = FactName::named(&key).ok_or_else(|| de::Error::unknown_field(&key, FactName::NAMES))?;
                    terms.push((fact, map.next_value_seed(LeafOf(fact.kind()))?));
                }
                Ok(Require(vec![Terms(terms)]))
            }
        }

        deserializer.deserialize_map(Either)
    }
}
