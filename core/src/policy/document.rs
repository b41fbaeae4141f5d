//! A policy as it is written.

use serde::{Deserialize, Serialize};

use crate::policy::catalog::{Agent, Branches, Cell, Cloud, Publisher, SourceEntry, System};
use crate::policy::rule::Rule;
use crate::policy::stamp::RuleOff;
use crate::primitives::ids::{AgentId, CloudId, PublisherId, SourceId, SystemId};
use crate::primitives::sorted::Sorted;

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
    /// What is asked for fields that are open, by the fields' names.
    pub questions: Sorted<String, QuestionText>,
    /// The rules.
    pub rules: Vec<Rule>,
    /// The rules that an organisation has switched off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<RuleOff>,
}

/// What is asked for a field.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a question")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionText {
    /// The question.
    pub ask: String,
    /// Answers that are common, when any text may be one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
}
