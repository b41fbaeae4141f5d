//! What a host page settles about the planner in it: which fields stand as it gave them, and which are not shown.

use dynaboot_core::{Choices, Field, Policy, ShapeError};

use crate::view::View;

/// What a host page settles.
#[derive(Clone, PartialEq)]
pub(crate) struct Terms {
    /// What the planner begins with.
    pub(crate) first: Choices,
    /// The view that it shows by itself.
    pub(crate) view: View,
    fixed: Vec<String>,
    hidden: Vec<String>,
}

/// What a host page leaves of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// It can be changed.
    Free,
    /// It is shown as the host page gave it.
    Fixed,
    /// It is not even shown.
    Hidden,
}

impl Terms {
    /// Terms by the paths of fields, each of which covers what is below it.
    ///
    /// # Errors
    /// A path that no field has.
    pub(crate) fn new(
        first: Choices,
        view: View,
        fixed: Vec<String>,
        hidden: Vec<String>,
        policy: &Policy,
    ) -> Result<Self, ShapeError> {
        for (name, paths) in [("fixedFields", &fixed), ("hiddenFields", &hidden)] {
            for (index, path) in paths.iter().enumerate() {
                check(&format!("{name}.{index}"), path, policy)?;
            }
        }
        Ok(Self { first, view, fixed, hidden })
    }

    /// What is left of a field.
    pub(super) fn access(&self, field: &Field) -> Access {
        if covers(&self.hidden, field) {
            Access::Hidden
        } else if covers(&self.fixed, field) {
            Access::Fixed
        } else {
            Access::Free
        }
    }
}

/// Whether one of the paths is that of a field, or of something that it is in.
fn covers(paths: &[String], field: &Field) -> bool {
    // Most fields of most pages are free.
    if paths.is_empty() {
        return false;
    }
    let field = field.to_string();
    paths.iter().any(|path| is_within(&field, path))
}

fn is_within(field: &str, path: &str) -> bool {
    field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn check(at: &str, path: &str, policy: &Policy) -> Result<(), ShapeError> {
    let settings = policy.document().agents.values().flat_map(|agent| &agent.settings);
    let settings = settings.map(|setting| Field::AgentSetting(setting.name.clone()));
    let known: Vec<String> = policy.document().fields().chain(settings).map(|field| field.to_string()).collect();
    if known.iter().any(|field| is_within(field, path)) {
        return Ok(());
    }
    Err(ShapeError::unknown(at, "field", path, known.iter().map(String::as_str)))
}
