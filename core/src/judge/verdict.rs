//! How an answer can end; `Judgement::verdict` says how one does.

use crate::primitives::words::words;

words! {
    /// The verdict: derived from findings and questions, never stored.
    pub enum Verdict {
        /// It will not work.
        Blocked = "blocked",
        /// That depends on an answer.
        Incomplete = "incomplete",
        /// It works, and something about it may hurt.
        ReadyWithWarnings = "readyWithWarnings",
        /// It works.
        Ready = "ready",
    }
}
