//! Where facts come from.

use serde::{Deserialize, Serialize};

use crate::primitives::day::Day;
use crate::primitives::ids::SourceId;
use crate::primitives::words::words;

/// A document that facts are taken from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a source")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceEntry {
    /// The document's title.
    pub title: String,
    /// Where it is to be found.
    pub url: String,
    /// The day on which somebody last read there what is cited from it.
    pub checked_on: Day,
}

/// What a fact rests on: a document, a sentence in it, and how plainly it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object that cites a source")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Citation {
    /// The document.
    pub from: SourceId,
    /// The sentence, or the part of the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// How plainly the document says it.
    #[serde(default)]
    pub provenance: Provenance,
}

words! {
    /// How plainly a source says what is taken from it.
    #[derive(Default)]
    pub enum Provenance {
        /// It stands there.
        #[default]
        Printed = "printed",
        /// It was lost there and put together again from the rest.
        Reconstructed = "reconstructed",
        /// What stands there can be read in more than one way.
        Ambiguous = "ambiguous",
    }
}

/// What a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Source {
    /// The document's title.
    pub title: String,
    /// Where it is to be found.
    pub url: String,
    /// The sentence, or the part of the document.
    pub sentence: String,
    /// The day on which it was last read there, like `2026-11-22`.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub checked_on: Day,
    /// How plainly it says so.
    pub provenance: Provenance,
}
