//! One answer in a list of answers.

use dynaboot_core::Assessment;
use dynaboot_core::strict::ShapeError;
use serde::Serialize;
use tsify::Tsify;

/// What one row of a list leads to: its answer, or what is wrong with its shape.
#[derive(Serialize, Tsify)]
#[serde(untagged)]
pub enum Row {
    /// The answer.
    Answer(Box<Assessment>),
    /// What is wrong with the row's shape.
    Refused(RefusedRow),
}

/// A row that is not an answer.
#[derive(Serialize, Tsify)]
pub struct RefusedRow {
    /// What is wrong with it.
    pub error: ShapeError,
}

impl Row {
    pub(crate) fn answer(assessment: Assessment) -> Self {
        Self::Answer(Box::new(assessment))
    }

    pub(crate) fn refused(error: ShapeError) -> Self {
        Self::Refused(RefusedRow { error })
    }
}
