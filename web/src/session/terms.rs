//! What a host page settles about the planner in it: which fields stand as it gave them, and which are not shown.

use std::rc::Rc;

use dynaboot_core::{Choices, Day, Edit, Field, Policy, ShapeError};

use super::Session;
use super::entered::Entered;
use crate::view::{Place, View};

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

    fn holds(&self, field: &Field) -> bool {
        covers(&self.fixed, field) || self.hides(field)
    }

    fn hides(&self, field: &Field) -> bool {
        covers(&self.hidden, field)
    }
}

impl Session {
    /// The session on terms of a host page.
    pub(crate) fn on_terms(self, terms: Terms) -> Self {
        let view = terms.view;
        let moved = self.terms.as_ref().is_none_or(|before| before.view != view);
        let session = Self { terms: Some(Rc::new(terms)), ..self };
        let place = if moved { Place { view, rule: None } } else { session.place.clone() };
        session.looking_at(place)
    }

    /// The session with what the host page gives now, as if it had begun with that.
    pub(crate) fn given(&self, choices: Choices) -> Self {
        let entered = Rc::new(Entered::opened(choices, &self.policy));
        Self { past: Vec::new(), future: Vec::new(), before: None, ..self.clone() }.show(entered, None, &[])
    }

    /// The session by another policy, and on another day.
    ///
    /// # Errors
    /// What was entered and that policy does not know.
    pub(crate) fn moved(self, policy: Rc<Policy>, today: Option<Day>) -> Result<Self, ShapeError> {
        if Rc::ptr_eq(&self.policy, &policy) && self.today == today {
            return Ok(self);
        }
        let known = serde_json::to_value(self.choices()).map(|value| policy.read_choices(&value));
        known
            .map_err(|error| ShapeError::found("choices", &error.to_string(), "choices"))?
            .map_err(|error| error.within("choices"))?;
        let entered = Rc::clone(&self.entered);
        Ok(Self { policy, today, past: Vec::new(), future: Vec::new(), before: None, ..self }.show(entered, None, &[]))
    }

    /// The session with what was entered before, as far as it is not fixed.
    pub(crate) fn entered_again(&self, choices: Choices) -> Self {
        let entered = self.held(Entered::opened(choices, &self.policy));
        self.clone().show(Rc::new(entered), None, &[])
    }

    /// Whether the answer is the same one.
    pub(crate) fn answers_as(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.answer, &other.answer)
    }

    /// Whether the planner stands in a host page.
    pub(crate) fn is_embedded(&self) -> bool {
        self.terms.is_some()
    }

    /// The view that is shown by itself.
    pub(crate) fn home(&self) -> View {
        self.terms.as_ref().map(|terms| terms.view).unwrap_or_default()
    }

    /// What starting over leads to.
    pub(crate) fn first(&self) -> Choices {
        self.terms.as_ref().map(|terms| terms.first.clone()).unwrap_or_default()
    }

    /// Whether there is a control for a field.
    pub(crate) fn has_control(&self, field: &Field) -> bool {
        !self.is_hidden(field) && (self.view() != View::Check || field.is_answer())
    }

    /// Whether a field keeps the value that the host page gave it.
    pub(crate) fn is_fixed(&self, field: &Field) -> bool {
        self.terms.as_ref().is_some_and(|terms| terms.holds(field))
    }

    /// Whether a field is not shown.
    pub(crate) fn is_hidden(&self, field: &Field) -> bool {
        self.terms.as_ref().is_some_and(|terms| terms.hides(field))
    }

    /// What was entered, with what is fixed as it stands now.
    pub(super) fn held(&self, mut entered: Entered) -> Entered {
        if self.terms.is_some() {
            let policy = self.policy().document();
            let settings = Field::all(self.choices()).chain(Field::all(&entered.choices));
            let same_agent = self.choices().agent.id == entered.choices.agent.id;
            let settings = settings.filter(|field| same_agent || !matches!(field, Field::AgentSetting(_)));
            let fields: Vec<Field> = policy.fields().chain(settings).collect();
            for field in fields.iter().filter(|field| self.is_fixed(field)) {
                entered.keep(field, &self.entered);
            }
        }
        entered
    }

    /// Whether edits leave what is fixed as it is.
    pub(crate) fn allows(&self, edits: &[Edit]) -> bool {
        edits.iter().all(|edit| !self.is_fixed(&edit.at) || edit.at.get(self.choices()) == edit.to)
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
