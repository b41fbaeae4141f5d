//! The page's only state: what was entered, what the core answers to it, and the way back.

mod answer;
mod entered;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use dynaboot_core::alternatives::Alternative;
use dynaboot_core::day::Day;
use dynaboot_core::field::{Edit, Field};
use dynaboot_core::report::Finding;
use dynaboot_core::{Assessment, Choices, Policy};
use yew::prelude::*;

use self::answer::Answer;
use self::entered::Entered;
use crate::link;
use crate::view::View;

/// What a reader of the page can do.
#[derive(Clone)]
pub(crate) enum Action {
    /// Type a text into a field, which may not be a value yet.
    Type(Field, String),
    /// Choose a value.
    Choose(Edit),
    /// Apply a remedy.
    Apply(Vec<Edit>),
    /// Put other choices in the place of all.
    Open(Box<Choices>),
    /// Change the choices, and look at the plan that they make.
    Plan(Vec<Edit>),
    /// Go to what an address names: a view, or the choices of a link.
    OpenLink(String),
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
}

/// The page's state. Every change makes a new one, with its answer.
#[derive(Clone)]
pub(crate) struct Session {
    policy: Rc<Policy>,
    today: Option<Day>,
    entered: Rc<Entered>,
    answer: Rc<Answer>,
    view: View,
    /// The link that was opened last: the way back to it is no wish to begin again.
    link: Option<Rc<str>>,
    past: Vec<Rc<Entered>>,
    future: Vec<Rc<Entered>>,
    /// The field that is being typed into: its letters are one change.
    typing: Option<Field>,
    /// The fields that a remedy or the way back has just changed.
    marked: Rc<[Field]>,
    /// What could not be done.
    notice: Option<Rc<str>>,
    revision: u64,
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision && Rc::ptr_eq(&self.entered, &other.entered)
    }
}

impl Session {
    /// A session on a day, which begins with choices.
    pub(crate) fn new(policy: Rc<Policy>, today: Option<Day>, choices: Choices) -> Self {
        let entered = Rc::new(Entered::new(choices));
        let answer = Rc::new(Answer::new(&entered.choices, today, &policy));
        Self {
            policy,
            today,
            entered,
            answer,
            view: View::default(),
            link: None,
            past: Vec::new(),
            future: Vec::new(),
            typing: None,
            marked: Rc::new([]),
            notice: None,
            revision: 0,
        }
    }

    /// The session with the choices of the link that it was opened by, if it was.
    pub(crate) fn opened(self, fragment: &str) -> Self {
        let mut opened = self.then(Action::OpenLink(fragment.to_owned()));
        opened.past.clear();
        opened
    }

    /// The policy.
    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What the user has said so far.
    pub(crate) fn choices(&self) -> &Choices {
        &self.entered.choices
    }

    /// What the core says to it.
    pub(crate) fn answer(&self) -> &Assessment {
        &self.answer.assessment
    }

    /// The nearest choices that are not blocked; none when these are not.
    pub(crate) fn alternatives(&self) -> &[Alternative] {
        self.answer.alternatives(&self.policy)
    }

    /// The view that is shown.
    pub(crate) fn view(&self) -> View {
        self.view
    }

    /// The browser's day, which holds unless the user chose one.
    pub(crate) fn today(&self) -> Option<Day> {
        self.today
    }

    /// What could not be done.
    pub(crate) fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// The text that a field's control shows.
    pub(crate) fn text(&self, field: &Field) -> String {
        self.entered.text(field)
    }

    /// Why a field's text is no value yet.
    pub(crate) fn problem(&self, field: &Field) -> Option<&str> {
        self.entered.problem(field)
    }

    /// The findings that point at a field; at a list, also those that point at its items.
    pub(crate) fn findings(&self, field: &Field) -> Vec<Finding> {
        let at = |finding: &&Finding| match finding.at {
            Field::Package(_) => *field == Field::SoftwarePackages,
            Field::Command(_) => *field == Field::SoftwareCommands,
            ref at => at == field,
        };
        self.answer().report.findings.iter().filter(at).cloned().collect()
    }

    /// Whether the verdict still hangs on a field.
    pub(crate) fn needs(&self, field: &Field) -> bool {
        self.answer().report.questions.iter().any(|question| question.decisive && question.at == *field)
    }

    /// Whether something has just changed a field that the user did not type.
    pub(crate) fn is_marked(&self, field: &Field) -> bool {
        self.marked.contains(field)
    }

    /// Whether nothing has been said yet.
    pub(crate) fn is_blank(&self) -> bool {
        *self.entered == Entered::default()
    }

    /// Whether there is a way back.
    pub(crate) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is a way forth again.
    pub(crate) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The session after an action.
    pub(crate) fn then(&self, action: Action) -> Self {
        match action {
            Action::Undo => self.travelled(|next| (&mut next.past, &mut next.future)),
            Action::Redo => self.travelled(|next| (&mut next.future, &mut next.past)),
            Action::Open(choices) => self.changed(Entered::new(*choices), None, &[]),
            Action::OpenLink(fragment) => self.arrived(&fragment),
            Action::Type(field, text) => {
                let mut entered = (*self.entered).clone();
                entered.take(&field, text);
                self.changed(entered, Some(field), &[])
            }
            Action::Choose(edit) => self.edited(&[edit], &[]),
            Action::Apply(edits) => {
                let fields: Vec<Field> = edits.iter().map(|edit| edit.at.clone()).collect();
                self.edited(&edits, &fields)
            }
            Action::Plan(edits) => self.then(Action::Apply(edits)).looking_at(View::Plan),
        }
    }

    /// Goes to what an address names.
    fn arrived(&self, fragment: &str) -> Self {
        if let Some(view) = View::named(fragment) {
            return self.clone().looking_at(view);
        }
        if self.link.as_deref() == Some(fragment) {
            return self.clone().looking_at(View::Plan);
        }
        let arrived = match link::read(fragment, &self.policy) {
            Ok(choices) => Self { link: Some(fragment.into()), ..self.then(Action::Open(Box::new(choices))) },
            Err(problem) => Self { notice: Some(problem.to_string().into()), ..self.clone() },
        };
        arrived.looking_at(View::Plan)
    }

    fn looking_at(self, view: View) -> Self {
        Self { view, revision: self.revision + 1, ..self }
    }

    fn edited(&self, edits: &[Edit], marked: &[Field]) -> Self {
        let mut entered = (*self.entered).clone();
        for edit in edits {
            entered.put(edit, &self.policy);
        }
        self.changed(entered, None, marked)
    }

    fn changed(&self, entered: Entered, typing: Option<Field>, marked: &[Field]) -> Self {
        let mut next = self.clone();
        let goes_on = typing.is_some() && typing == self.typing;
        if !goes_on && entered != *self.entered {
            next.past.push(Rc::clone(&self.entered));
            next.future.clear();
        }
        next.show(Rc::new(entered), typing, marked)
    }

    /// Takes the last of one list, and puts what it replaces on the other.
    fn travelled(&self, lists: impl Fn(&mut Self) -> (&mut Vec<Rc<Entered>>, &mut Vec<Rc<Entered>>)) -> Self {
        let mut next = self.clone();
        let now = Rc::clone(&self.entered);
        let (from, to) = lists(&mut next);
        let Some(entered) = from.pop() else { return next };
        to.push(now);
        let marked: Vec<Field> = fields().filter(|field| self.text(field) != entered.text(field)).collect();
        next.show(entered, None, &marked)
    }

    fn show(mut self, entered: Rc<Entered>, typing: Option<Field>, marked: &[Field]) -> Self {
        self.answer = Rc::new(Answer::new(&entered.choices, self.today, &self.policy));
        self.entered = entered;
        self.typing = typing;
        self.marked = marked.into();
        self.notice = None;
        self.revision += 1;
        self
    }
}

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.then(action))
    }
}

/// All fields, without settings and items of lists.
fn fields() -> impl Iterator<Item = Field> {
    Field::NAMES.iter().filter_map(|name| name.parse().ok())
}
