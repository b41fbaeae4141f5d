//! `render`: from a plan to the text of a script, section by section.

pub mod linux;
mod parts;
pub mod plan;
pub mod quote;
mod text;
mod value;
pub(crate) mod variant;
pub mod windows;

use crate::policy::catalog::Family;
use crate::script::plan::Plan;

pub(crate) use self::text::VERSION;
pub use self::text::{Script, Section};
pub(crate) use self::value::filled_bytes;

/// Renders a plan, in the language that its system runs.
#[must_use]
pub fn render(plan: &Plan<'_>) -> Script {
    match plan.family {
        Family::Linux => linux::render(plan),
        Family::Windows => windows::render(plan),
    }
}

/// The most bytes that the script of a plan has, where that can be told without writing it.
pub(crate) fn at_most(plan: &Plan<'_>) -> Option<usize> {
    match plan.family {
        Family::Linux => Some(linux::at_most(plan)),
        Family::Windows => None,
    }
}
