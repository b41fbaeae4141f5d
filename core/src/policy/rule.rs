//! Rules as values: when one applies, what it requires, what it says.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::choices::field::Field;
use crate::policy::action::Action;
use crate::policy::catalog::Citation;
use crate::policy::fact::{FactKind, FactName};
use crate::policy::value::{FactValue, Values};
use crate::primitives::day::Day;
use crate::primitives::effort::Effort;
use crate::primitives::glob;
use crate::primitives::ids::RuleId;
use crate::primitives::range::Range;
use crate::primitives::truth::Truth;
use crate::primitives::version::Version;
use crate::primitives::words::words;

/// A rule: predicate, message, documentation and remedy in one page.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a rule")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Its id, which is also its page's name.
    pub id: RuleId,
    /// The truth that it defends, as a heading.
    pub title: String,
    /// How bad it is when the rule is broken.
    pub severity: Severity,
    /// When it can be checked.
    #[serde(default)]
    pub stage: Stage,
    /// When it applies.
    pub when: Terms,
    /// What must hold then.
    pub require: Require,
    /// Where a finding points when that is not the broken fact's own field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Field>,
    /// Whether the rule leaves it unasked when it is open: the script finds out, or another rule asks. Rules that cannot
    /// block never ask.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
    /// Whether it keeps the script or the answer whole: no organisation can alter it, and it stays whatever the base.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub guard: bool,
    /// The step of the script that the rule asks for, wherever it may apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Action>,
    /// What is wrong, in a sentence; facts stand in braces.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub todo: String,
    /// A remedy that the choices allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixTemplate>,
    /// What says so.
    pub source: Citation,
    /// Whose source a finding cites in place of the rule's, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_of: Option<SourceOf>,
    /// Choices that break the rule, and choices that keep it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

impl Rule {
    /// Whether the rule compares a fact.
    #[must_use]
    pub fn looks_at(&self, fact: FactName) -> bool {
        self.compared().any(|named| named == fact)
    }

    /// The facts that the rule compares.
    pub(crate) fn compared(&self) -> impl Iterator<Item = FactName> {
        self.when.0.iter().map(|(fact, _)| *fact).chain(self.required())
    }

    /// Whether the rule applies by a fact.
    #[must_use]
    pub fn applies_by(&self, fact: FactName) -> bool {
        self.when.0.iter().any(|(named, _)| *named == fact)
    }

    /// The facts that the rule requires something of.
    pub fn required(&self) -> impl Iterator<Item = FactName> {
        self.require.0.iter().flat_map(|terms| &terms.0).map(|(fact, _)| *fact)
    }
}

words! {
    /// How bad a broken rule is.
    pub enum Severity {
        /// Good to know.
        Note = "note",
        /// It works and may hurt.
        Warning = "warning",
        /// It will not work.
        Error = "error",
    }
}

words! {
    /// When a rule can be checked.
    #[derive(Default)]
    pub enum Stage {
        /// As soon as there are choices.
        #[default]
        Choices = "choices",
        /// When the payload has been made, since it is about its size.
        Payload = "payload",
    }
}

/// Whose source a finding cites. Nothing of it crosses the border to JavaScript, so it is no word list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SourceOf {
    /// That of the cloud's field that takes the script.
    Field,
}

/// A remedy, with facts in braces still to be filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a fix")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FixTemplate {
    /// What it does, in a few words.
    pub title: String,
    /// What it changes.
    pub edits: Vec<EditTemplate>,
}

/// One change of a remedy.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an edit")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditTemplate {
    /// Where.
    pub at: Field,
    /// What stands there afterwards.
    pub to: String,
}

/// Choices that show a rule at work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an example")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Example {
    /// Whether they break the rule, keep it, or leave it open.
    pub rule: Shows,
    /// The other rules that they break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string[]"))]
    pub also: Vec<RuleId>,
    /// The choices, in the wire form.
    #[cfg_attr(feature = "wasm", tsify(type = "Choices"))]
    #[cfg_attr(feature = "schema", schemars(with = "crate::Choices"))]
    pub choices: Value,
}

/// Stands in an example for a text of 40,000 letters that no compression makes small.
const LARGE: &str = "{large}";

impl Example {
    /// The choices with `{large}` written out: 40,000 letters that no compression makes small, so that a built-in page can show
    /// what is too large for a field. No organisation's example has it written out: a few letters of its file would become many.
    #[must_use]
    pub fn written_out(&self) -> Value {
        let mut choices = self.choices.clone();
        write_out(&mut choices);
        choices
    }
}

fn write_out(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(LARGE) => *text = text.replace(LARGE, &large()),
        Value::Array(items) => items.iter_mut().for_each(write_out),
        Value::Object(entries) => entries.values_mut().for_each(write_out),
        _ => {}
    }
}

fn large() -> String {
    let mut state: u32 = 1;
    let letters = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from_digit(state >> 16 & 31, 32).unwrap_or_default()
    });
    letters.take(40_000).collect()
}

words! {
    /// What an example shows.
    pub enum Shows {
        /// The rule is broken.
        Fires = "fires",
        /// The rule is kept.
        Passes = "passes",
        /// The rule is open and asks.
        Asks = "asks",
    }
}

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
        const A_COMPARISON: usize = 8;
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
