//! Support tables: which cloud and system go together, and what the source offers on each branch.

use serde::{Deserialize, Serialize};

use crate::policy::catalog::source::Citation;
use crate::primitives::ids::{AgentId, CloudId, RuleId, SystemId};
use crate::primitives::words::words;

/// A cell of an agent's support table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a cell")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// Whose table.
    pub agent: AgentId,
    /// The column.
    pub cloud: CloudId,
    /// The row; `*` for all systems that have no row of their own.
    pub system: SystemId,
    /// What is printed there.
    pub text: String,
    /// What it means.
    pub support: Support,
    /// The rule that a conditional cell depends on, or that says why an unsupported one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<RuleId>,
    /// What says so.
    pub source: Citation,
}

impl Cell {
    /// Where it stands: its agent, its cloud and its system.
    pub(crate) fn place(&self) -> (&str, &str, &str) {
        (self.agent.as_str(), self.cloud.as_str(), self.system.as_str())
    }
}

words! {
    /// What a cell of a support table means.
    pub enum Support {
        /// It works.
        Supported = "supported",
        /// It works when a condition holds.
        Conditional = "conditional",
        /// It does not work.
        Unsupported = "unsupported",
        /// The table says nothing: neither supported nor refused.
        NotListed = "notListed",
    }
}

/// One of the options that a branch of the support table offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an option")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RouteOption {
    /// What to do, in a few words.
    pub title: String,
    /// What that means.
    pub detail: String,
}

/// The options that the source offers on each branch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object of options")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Branches {
    /// Where dynamic bootstrapping is supported.
    pub supported: Vec<RouteOption>,
    /// Where it is not.
    pub unsupported: Vec<RouteOption>,
}
