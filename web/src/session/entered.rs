//! What was entered: the choices, and the texts that are not in them, or not yet.

use std::collections::BTreeMap;

use dynaboot_core::field::{Edit, Field};
use dynaboot_core::{Choices, Policy};
use serde_json::Value;

/// What was entered: the choices, and the texts that say more, or less, than the choices hold.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Entered {
    /// The choices.
    pub(super) choices: Choices,
    drafts: BTreeMap<Field, Draft>,
}

/// A text as it was typed.
#[derive(Clone, PartialEq)]
struct Draft {
    text: String,
    problem: Option<String>,
}

impl Entered {
    /// Just these choices.
    pub(super) fn new(choices: Choices) -> Self {
        Self { choices, drafts: BTreeMap::new() }
    }

    /// The text that a field's control shows.
    pub(super) fn text(&self, field: &Field) -> String {
        self.drafts.get(field).map_or_else(|| shown(field, &self.choices), |draft| draft.text.clone())
    }

    /// What a field's text needs to be a value.
    pub(super) fn problem(&self, field: &Field) -> Option<&str> {
        self.drafts.get(field)?.problem.as_deref()
    }

    /// Takes a text as far as it is a value. What is none yet leaves the field open, and is kept.
    pub(super) fn take(&mut self, field: &Field, text: String) {
        let problem = Edit::new(field.clone(), read(field, &text)).apply(&mut self.choices).err();
        if problem.is_some() {
            // What the field held before is not what stands there now.
            let _ = Edit::new(field.clone(), Value::Null).apply(&mut self.choices);
        }
        if problem.is_none() && shown(field, &self.choices) == text {
            self.drafts.remove(field);
        } else {
            let problem = problem.map(|problem| problem.expected);
            self.drafts.insert(field.clone(), Draft { text, problem });
        }
    }

    /// Puts a value into its place, and what was typed there out of the way.
    pub(super) fn put(&mut self, edit: &Edit, policy: &Policy) {
        if let Err(problem) = edit.apply(&mut self.choices) {
            let problem = Some(problem.expected);
            self.drafts.insert(edit.at.clone(), Draft { text: edit.to.to_string(), problem });
            return;
        }
        self.drafts.remove(match edit.at {
            Field::Package(_) => &Field::SoftwarePackages,
            Field::Command(_) => &Field::SoftwareCommands,
            ref at => at,
        });
        if edit.at == Field::AgentId {
            // Another agent has other settings.
            let known = policy.agent(&self.choices).map(|(_, agent)| agent.settings.as_slice()).unwrap_or_default();
            self.choices.agent.settings.retain(|name, _| known.iter().any(|setting| setting.name == *name));
        }
    }
}

/// The text that says what the choices hold at a field.
fn shown(field: &Field, choices: &Choices) -> String {
    if *field == Field::BundleStorePassword {
        return choices.bundle_store.password.as_ref().map(|password| password.reveal().clone()).unwrap_or_default();
    }
    match field.get(choices) {
        Value::String(text) => text,
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        Value::Bool(answer) => answer.to_string(),
        _ => String::new(),
    }
}

/// The value that a text stands for.
fn read(field: &Field, text: &str) -> Value {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    match field {
        Field::SoftwarePackages | Field::SoftwareCommands => lines().into(),
        Field::Python | Field::Today | Field::AgentVersion if text.trim().is_empty() => Value::Null,
        Field::Python | Field::Today | Field::AgentVersion => text.trim().into(),
        _ if text.is_empty() => Value::Null,
        _ => text.into(),
    }
}
