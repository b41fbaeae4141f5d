//! An organisation's policy: laid over its base, bounded, proved, and refused whole when something is wrong.

mod diff;
mod file;
pub(crate) mod form;
mod keyed;
mod limits;
mod overlay;
#[cfg(feature = "schema")]
pub mod schema;
mod signature;

use std::fmt;

use serde_json::Value;

pub use self::diff::Difference;
pub use self::file::{LARGEST_FILE, Signed};
pub use self::signature::verify;
use crate::policy::{Policy, UnreadablePolicy, builtin_document, digest_of};
use crate::primitives::effort::Effort;
use crate::primitives::ids::AgentId;
use crate::primitives::strict::{self, ShapeError};
use crate::proof::mistakes::Mistakes;
use crate::proof::{look_at, try_out};

/// An organisation's policy that is wrong somewhere, and so is refused whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedPolicy {
    /// What is wrong, each with its path: never empty, and not more than a screen or two.
    pub mistakes: Vec<ShapeError>,
}

impl RefusedPolicy {
    #[expect(clippy::needless_pass_by_value, reason = "it ends a chain that hands over what went wrong")]
    fn unread(error: UnreadablePolicy) -> Self {
        Self { mistakes: vec![ShapeError::found("", &error.0, "a policy")] }
    }
}

impl fmt::Display for RefusedPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<&str> = self.mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for RefusedPolicy {}

impl Policy {
    /// An organisation's policy, laid over its base. Nothing of it is trusted: it is bounded in size, every name in it is
    /// looked up, and it is refused whole when something is wrong.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its path and what was probably meant.
    pub fn of_organisation(value: &Value) -> Result<Self, RefusedPolicy> {
        Self::lay(value).map(|(policy, _)| policy)
    }

    /// The policy, and the document that it was read from.
    fn lay(value: &Value) -> Result<(Self, Value), RefusedPolicy> {
        let laid = overlay::lay(value, builtin_document().map_err(RefusedPolicy::unread)?)
            .map_err(|mistakes| RefusedPolicy { mistakes })?;
        let document = strict::read(&laid.document).map_err(|mistake| RefusedPolicy { mistakes: vec![mistake] })?;
        let mut mistakes = Mistakes::default();
        limits::check_document(&document, &mut mistakes);
        if !mistakes.is_empty() {
            return Err(RefusedPolicy { mistakes: mistakes.into_list() });
        }
        // The base is proved already; what is laid over it is held against both.
        let given = laid.given();
        let own_agents = given.agents.iter().map(|id| AgentId::from(*id)).collect();
        let policy = Self::stamped(document, digest_of(&laid.document)).with_own_agents(own_agents);
        let effort = Effort::of_load();
        look_at(&given, &policy, &effort, &mut mistakes);
        if mistakes.is_empty() {
            try_out(&given, &policy, |example| example.choices.clone(), &effort, &mut mistakes);
        }
        if mistakes.is_empty() {
            Ok((policy, laid.document))
        } else {
            Err(RefusedPolicy { mistakes: mistakes.into_list() })
        }
    }
}

/// Everything in which the second policy differs from the first, in the order of their places. `None` is the built-in one.
///
/// # Errors
/// What is wrong with one of them.
pub fn difference(one: Option<&Value>, other: Option<&Value>) -> Result<Vec<Difference>, RefusedPolicy> {
    let document = |policy: Option<&Value>| match policy {
        Some(policy) => Policy::lay(policy).map(|(_, document)| document),
        None => builtin_document().map_err(RefusedPolicy::unread),
    };
    Ok(diff::compare(&document(one)?, &document(other)?))
}
