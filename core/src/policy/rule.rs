//! Rules as values: when one applies, what it requires, what it says.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::choices::field::Field;
use crate::policy::action::Action;
use crate::policy::catalog::Citation;
use crate::policy::fact::FactName;
pub use crate::policy::terms::{Leaf, Require, Terms};
use crate::primitives::ids::RuleId;
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
