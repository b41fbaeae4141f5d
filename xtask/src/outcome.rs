//! How a stage of a run ended.

use crate::failure::Failure;

/// Why a stage did not pass.
pub(crate) enum Stop {
    Failed(Failure),
    /// It could not be run here, and why.
    Skipped(String),
    /// Nobody asked for it, which is no fault anywhere; and what would.
    NotAsked(String),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// A stage that somebody asked for by its name: one that could not be run is a failure.
pub(crate) fn insisted(outcome: Outcome) -> Result<(), Failure> {
    match outcome {
        Ok(_) => Ok(()),
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Skipped(reason) | Stop::NotAsked(reason)) => Err(Failure::new(reason)),
    }
}

/// A stage that passed gives the tests that it skipped.
pub(crate) type Outcome = Result<Vec<String>, Stop>;
