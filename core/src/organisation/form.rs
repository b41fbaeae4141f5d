//! An organisation's policy, as it is written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::policy::catalog::Branches;
use crate::policy::rule::Severity;
use crate::primitives::ids::{AgentId, RuleId};
use crate::primitives::sorted::Sorted;
use crate::primitives::words::words;

/// An organisation's policy: what it adds to its base, and what it changes there.
///
/// Entries stay values until they are laid over the base: one that alters an entry of the base names only what it changes.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a policy")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// What it is laid over.
    #[serde(default)]
    pub base: Base,
    /// The agent that is assumed when none is chosen.
    #[serde(default)]
    pub default_agent: Option<AgentId>,
    /// The documents that its facts are taken from.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Option<crate::policy::catalog::SourceEntry>>"))]
    pub sources: BTreeMap<String, Value>,
    /// Clouds, by their ids; `null` takes one away.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Option<crate::policy::catalog::Cloud>>"))]
    pub clouds: BTreeMap<String, Value>,
    /// Systems, by their ids; `null` takes one away.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Option<crate::policy::catalog::System>>"))]
    pub systems: BTreeMap<String, Value>,
    /// Publishers of images, by their ids; `null` takes one away.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Option<crate::policy::catalog::Publisher>>"))]
    pub publishers: BTreeMap<String, Value>,
    /// Agents, by their ids; `null` takes one away.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Option<crate::policy::catalog::Agent>>"))]
    pub agents: BTreeMap<String, Value>,
    /// Cells of support tables; one with the agent, cloud and system of another takes its place.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::policy::catalog::Cell>"))]
    pub cells: Vec<Value>,
    /// The options on each branch of the tables.
    #[serde(default)]
    pub options: Option<Branches>,
    /// What is asked for fields that are open, by the fields' names. One with a `kind` is an answer of the organisation's own,
    /// by its id: rules compare it as the fact `answers.ID`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Option<crate::policy::QuestionText>>"))]
    pub questions: BTreeMap<String, Value>,
    /// Rules; one with the id of another alters it.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::policy::rule::Rule>"))]
    pub rules: Vec<Value>,
    /// Rules of the base whose severity is another, or that are off.
    #[serde(default)]
    pub change: Sorted<RuleId, RuleChange>,
    /// Where an editor finds the form of this file; nobody else looks at it.
    #[serde(rename = "$schema", default)]
    pub schema: Option<String>,
}

words! {
    /// What an organisation's policy is laid over.
    #[derive(Default)]
    pub enum Base {
        /// The built-in policy.
        #[default]
        Builtin = "builtin",
        /// Nothing, but for the rules that guard the script.
        None = "none",
    }
}

/// How a rule of the base is changed: by one of both.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object with `severity` or `off`")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleChange {
    /// How bad it is from now on when the rule is broken.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Why the rule is off; shown in every answer.
    #[serde(default)]
    pub off: Option<String>,
}
