//! Those whose images a cloud offers to all: by what names they go there.

use serde::{Deserialize, Serialize};

use crate::policy::catalog::source::Citation;
use crate::primitives::ids::CloudId;
use crate::primitives::sorted::Sorted;

/// A publisher of images, or the owner of the account that they belong to.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a publisher")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publisher {
    /// The name that people know.
    pub label: String,
    /// The names, account numbers and projects that it goes by, by cloud; case does not matter.
    pub names: Sorted<CloudId, Vec<String>>,
    /// The systems that it publishes, as globs over ids.
    pub systems: Vec<String>,
    /// What says so.
    pub source: Citation,
    /// What says so of its names on a cloud, where that is another document.
    #[serde(default, skip_serializing_if = "Sorted::is_empty")]
    pub sources: Sorted<CloudId, Citation>,
}
