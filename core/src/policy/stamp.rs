//! Which policy an answer follows from.

use serde::{Deserialize, Serialize};

/// Which policy an answer follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct PolicyStamp {
    /// The policy's name.
    pub name: String,
    /// The policy's version.
    pub version: String,
    /// SHA-256 of the policy's canonical JSON.
    pub digest: String,
    /// The rules that an organisation has switched off, with its reasons.
    pub off: Vec<RuleOff>,
}

/// A rule that an organisation has switched off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a rule that is off")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RuleOff {
    /// The rule.
    pub rule: String,
    /// Why.
    pub reason: String,
}
