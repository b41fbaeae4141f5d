//! Ranges of versions, days and numbers.

use serde::{Deserialize, Serialize};

/// A range with an included start and an excluded end; either may be open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a range with `atLeast` or `below`")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RangeOf{T}"))]
pub struct Range<T> {
    /// The first value inside.
    #[serde(default = "none::<T>", skip_serializing_if = "Option::is_none")]
    pub at_least: Option<T>,
    /// The first value outside.
    #[serde(default = "none::<T>", skip_serializing_if = "Option::is_none")]
    pub below: Option<T>,
}

/// Without it serde would ask for a default of the type in the range.
fn none<T>() -> Option<T> {
    None
}

impl<T: PartialOrd> Range<T> {
    /// Whether a value lies inside.
    #[must_use]
    pub fn contains(&self, value: &T) -> bool {
        self.at_least.as_ref().is_none_or(|start| start <= value) && self.below.as_ref().is_none_or(|end| value < end)
    }
}
