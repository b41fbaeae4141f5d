//! A policy as it is written.

use serde::{Deserialize, Serialize};

use crate::choices::field::Field;
use crate::policy::catalog::{Agent, Branches, Cell, Cloud, Publisher, SourceEntry, System};
use crate::policy::fact::FactName;
use crate::policy::rule::Rule;
use crate::policy::stamp::RuleOff;
use crate::primitives::ids::{AgentId, CloudId, PublisherId, SourceId, SystemId};
use crate::primitives::sorted::Sorted;
use crate::primitives::words::words;

/// A policy as it is written: the embedded one, and what the authors' pages are lowered to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a policy")]
pub struct PolicyDocument {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The agent that is assumed when none is chosen.
    pub default_agent: AgentId,
    /// The documents that its facts are taken from.
    pub sources: Sorted<SourceId, SourceEntry>,
    /// The clouds.
    pub clouds: Sorted<CloudId, Cloud>,
    /// The systems.
    pub systems: Sorted<SystemId, System>,
    /// Those whose images the clouds offer to all.
    pub publishers: Sorted<PublisherId, Publisher>,
    /// The agents.
    pub agents: Sorted<AgentId, Agent>,
    /// The support tables, cell by cell.
    pub cells: Vec<Cell>,
    /// The options on each branch of the tables.
    pub options: Branches,
    /// What is asked for fields that are open, by the fields' names; and with it, what `answers` may hold.
    pub questions: Sorted<String, QuestionText>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The rules that an organisation has switched off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<RuleOff>,
}

impl PolicyDocument {
    /// What is asked for a field.
    #[must_use]
    pub fn question(&self, field: &Field) -> Option<&QuestionText> {
        self.questions.get(field.to_string().as_str())
    }

    /// The answers that `answers` may hold, each with its question.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &QuestionText)> {
        let listed = self.questions.iter().filter(|(_, question)| question.kind.is_some());
        listed.filter_map(|(name, question)| Some((name.strip_prefix("answers.")?, question)))
    }

    /// The question of an answer, by its id.
    #[must_use]
    pub fn answer(&self, id: &str) -> Option<&QuestionText> {
        self.questions.get(format!("answers.{id}").as_str()).filter(|question| question.kind.is_some())
    }

    /// Every field that has a name, and the answers that only rules read.
    pub fn fields(&self) -> impl Iterator<Item = Field> {
        let answers = self.answer_facts().map(|fact| fact.field());
        Field::NAMES.iter().filter_map(|name| name.parse().ok()).chain(answers)
    }

    /// The fact that a name means. An answer of the list may be named by its id alone.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<FactName> {
        let fact = FactName::named(name).or_else(|| FactName::of_answer(name))?;
        match &fact {
            FactName::Answer(answer) => self.answer(answer.id()).map(|_| fact),
            _ => Some(fact),
        }
    }

    /// The bytes that are compared at most when a system, a publisher or a version is looked up.
    pub(crate) fn weight(&self) -> usize {
        let deliveries =
            self.clouds.values().flat_map(|cloud| &cloud.deliveries).flat_map(|delivery| &delivery.systems);
        let publishers = self.publishers.values().flat_map(|publisher| &publisher.systems);
        let names = self.publishers.values().flat_map(|publisher| publisher.names.values()).flatten();
        let versions = self.agents.values().flat_map(|agent| &agent.unsupported).flat_map(|entry| &entry.systems);
        deliveries.chain(publishers).chain(names).chain(versions).map(String::len).sum()
    }

    /// The facts of the answers that only rules read.
    pub fn answer_facts(&self) -> impl Iterator<Item = FactName> {
        let facts = self.answers().filter_map(|(id, _)| FactName::of_answer(id));
        facts.filter(|fact| matches!(fact, FactName::Answer(_)))
    }
}

/// What is asked for a field; what is said about the image has a kind, and is an answer by that.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a question")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionText {
    /// The question.
    pub ask: String,
    /// How it is answered: what has a kind is one of `answers`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AnswerKind>,
    /// The words that there are to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Its name in a few words, where there is no room for the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What the answer means, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// Answers that are common, when any text may be one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
}

words! {
    /// How an answer is given.
    pub enum AnswerKind {
        /// By yes or no.
        YesNo = "yesNo",
        /// By one of the question's words.
        Choice = "choice",
        /// By a whole number.
        Number = "number",
        /// By a version, or `none`.
        Version = "version",
    }
}
