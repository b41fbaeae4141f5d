//! The page's only state: what was entered, what the core answers to it, and the way back.

mod acceptance;
mod answer;
mod arrival;
mod entered;
mod field;
mod hosted;
mod kept;
mod news;
mod terms;
#[cfg(test)]
mod tests;
mod trial;

use std::rc::Rc;

use dynaboot_core::{Alternative, Assessment, Choices, Day, Edit, Field, Policy, RuleId};
use yew::prelude::*;

use self::answer::Answer;
use self::arrival::Arrival;
use self::entered::Entered;
pub(crate) use self::field::FieldView;
pub(crate) use self::kept::Kept;
pub(crate) use self::terms::{Access, Terms};
use crate::given::{Given, Vouched};
use crate::link;
use crate::notice::Notice;
use crate::view::{Place, View};

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
    /// Look at another place.
    Visit(Place),
    /// Go to what an address names: a view, or the choices of a link.
    OpenLink(String),
    /// Take what came by a link as one's own.
    Accept,
    /// Try another policy.
    Try(Given),
    /// Go back to the page's own policy.
    EndTrial,
    /// Take the last change back.
    Undo,
    /// Do it again.
    Redo,
}

/// The page's state. Every change makes a new one, with its answer.
#[derive(Clone)]
pub(crate) struct Session {
    policy: Rc<Policy>,
    vouched: Vouched,
    trial: Option<Trial>,
    today: Option<Day>,
    /// What a host page settles, when the planner stands in one.
    terms: Option<Rc<Terms>>,
    entered: Rc<Entered>,
    answer: Rc<Answer>,
    place: Place,
    /// The link that was opened last: the way back to it is no wish to begin again.
    link: Option<Rc<str>>,
    /// What came by links and nobody has accepted yet.
    arrival: Arrival,
    /// The answer before the last change, to tell what that changed.
    before: Option<Rc<Answer>>,
    past: Vec<Rc<Entered>>,
    future: Vec<Rc<Entered>>,
    /// The field that is being typed into: its letters are one change.
    typing: Option<Field>,
    /// The fields that a remedy or the way back has just changed.
    marked: Rc<[Field]>,
    /// What there is to say about how these choices came here.
    notices: Rc<[Notice]>,
    revision: u64,
}

/// The way back from a policy that is tried.
#[derive(Clone)]
struct Trial {
    /// The session by the page's own policy.
    before: Rc<Session>,
    /// What came over, as long as nothing has changed it: then the way back leads to what was there.
    unchanged: Option<Rc<Entered>>,
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
        let answer = Rc::new(Answer::new(&entered.choices, today));
        Self {
            policy,
            vouched: Vouched::default(),
            trial: None,
            today,
            terms: None,
            entered,
            answer,
            place: Place::default(),
            link: None,
            arrival: Arrival::default(),
            before: None,
            past: Vec::new(),
            future: Vec::new(),
            typing: None,
            marked: Rc::new([]),
            notices: Rc::new([]),
            revision: 0,
        }
    }

    /// The session with a policy that somebody vouches for.
    pub(crate) fn vouched_for(self, vouched: Vouched) -> Self {
        Self { vouched, ..self }
    }

    /// Who vouches for the policy.
    pub(crate) fn vouched(&self) -> Vouched {
        self.vouched
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
        self.answer.assessment(&self.policy)
    }

    /// The nearest choices that are not blocked; none when these are not.
    pub(crate) fn alternatives(&self) -> Vec<&Alternative> {
        let all = self.answer.alternatives(&self.policy).iter();
        all.filter(|way| self.allows(&way.edits)).collect()
    }

    /// The view that is shown.
    pub(crate) fn view(&self) -> View {
        self.place.view
    }

    /// The rule whose page is shown.
    pub(crate) fn rule(&self) -> Option<&RuleId> {
        self.place.rule.as_ref()
    }

    /// What stands in the address for the place that is shown.
    pub(crate) fn fragment(&self) -> String {
        if self.view() == View::Plan && !self.is_blank() {
            return link::write(self.choices(), self.today, &self.policy);
        }
        self.place.fragment()
    }

    /// The browser's day, which holds unless the user chose one.
    pub(crate) fn today(&self) -> Option<Day> {
        self.today
    }

    /// What there is to say about how these choices came here.
    pub(crate) fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The text that a field's control shows.
    pub(crate) fn text(&self, field: &Field) -> String {
        self.entered.text(field)
    }

    /// Why a field's text is no value yet.
    pub(crate) fn problem(&self, field: &Field) -> Option<&str> {
        self.entered.problem(field)
    }

    /// Whether the verdict still hangs on a field.
    pub(crate) fn needs(&self, field: &Field) -> bool {
        self.answer().report.questions.iter().any(|question| question.decisive && question.at == *field)
    }

    /// Whether nothing has been said yet.
    pub(crate) fn is_blank(&self) -> bool {
        *self.entered == Entered::default()
    }

    /// Whether there is something that starting over would take away.
    pub(crate) fn is_begun(&self) -> bool {
        match &self.terms {
            None => !self.is_blank(),
            Some(terms) => *self.entered != Entered::opened(terms.first.clone(), &self.policy),
        }
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
            // Of other choices, everything would be news.
            Action::Open(choices) => {
                Self { before: None, ..self.changed(Entered::opened(*choices, &self.policy), None, &[]) }
            }
            Action::Accept => self.accepted(),
            Action::Try(given) => self.trying(given),
            Action::EndTrial => self.tried(),
            Action::Visit(place) => self.clone().looking_at(place),
            Action::OpenLink(fragment) => self.arrived(&fragment),
            Action::Type(field, text) => {
                let mut entered = (*self.entered).clone();
                entered.take(&field, text, &self.policy);
                let told: Vec<Field> =
                    self.policy.document().fields().filter(|field| entered.text(field) != self.text(field)).collect();
                let marked: Vec<Field> = told.into_iter().filter(|told| *told != field).collect();
                self.changed(entered, Some(field), &marked)
            }
            Action::Choose(edit) => self.edited(&[edit], &[]),
            Action::Apply(edits) => {
                let fields: Vec<Field> = edits.iter().map(|edit| edit.at.clone()).collect();
                self.edited(&edits, &fields)
            }
            Action::Plan(edits) => self.then(Action::Apply(edits)).looking_at(Place::default()),
        }
    }

    /// Goes to what an address names.
    fn arrived(&self, fragment: &str) -> Self {
        let place = Place::named(fragment);
        // An address does not hold all that was entered: what stands is never exchanged for what its address says of it.
        let stands = self.fragment_of(&self.entered) == fragment || self.link.as_deref() == Some(fragment);
        if stands || place.is_some() {
            return self.clone().looking_at(place.unwrap_or_default());
        }
        let link = Some(Rc::from(fragment));
        // The browser's way back leads to what was entered there, secrets included.
        let earlier = self.past.iter().rev().find(|entered| self.fragment_of(entered) == fragment);
        let arrived = match (earlier, link::read(fragment, &self.policy)) {
            (Some(earlier), _) => Self { link, ..self.changed((**earlier).clone(), None, &[]) },
            (None, Ok(opened)) => {
                let notices = self.notices_on(&opened);
                let arrival = self.arrival.with(&opened.choices, self.choices());
                let mut choices = opened.choices;
                choices.today = choices.today.filter(|day| Some(*day) != self.today);
                let next = self.then(Action::Open(Box::new(choices)));
                Self { link, arrival, notices, ..next }
            }
            (None, Err(problem)) => Self { notices: Rc::new([Notice::Unreadable(problem)]), ..self.clone() },
        };
        arrived.looking_at(Place::default())
    }

    /// What to say about a link: its answer is for another day, or from another policy.
    fn notices_on(&self, opened: &link::Opened) -> Rc<[Notice]> {
        let day = opened.choices.today.filter(|day| Some(*day) != self.today).map(Notice::OtherDay);
        let ours = link::short(&self.policy.stamp().digest);
        let policy = opened.policy.clone().filter(|digest| digest != ours).map(Notice::OtherPolicy);
        let left_out = Some(&opened.left_out).filter(|fields| !fields.is_empty()).cloned().map(Notice::LeftOut);
        left_out.into_iter().chain(day).chain(policy).collect()
    }

    fn fragment_of(&self, entered: &Entered) -> String {
        link::write(&entered.choices, self.today, &self.policy)
    }

    fn looking_at(self, place: Place) -> Self {
        Self { place, revision: self.revision + 1, ..self }
    }

    fn edited(&self, edits: &[Edit], marked: &[Field]) -> Self {
        let mut entered = (*self.entered).clone();
        for edit in edits {
            entered.put(edit, &self.policy);
        }
        self.changed(entered, None, marked)
    }

    fn changed(&self, entered: Entered, typing: Option<Field>, marked: &[Field]) -> Self {
        let entered = self.held(entered);
        let mut next = self.clone();
        let goes_on = typing.is_some() && typing == self.typing;
        let differs = entered != *self.entered;
        if !goes_on && differs {
            next.past.push(Rc::clone(&self.entered));
            next.future.clear();
        }
        // What changes nothing begins nothing: the letter after it has its own way back.
        let typing = if goes_on || differs { typing } else { self.typing.clone() };
        if !goes_on {
            next.before = Some(Rc::clone(&self.answer));
        }
        next.show(Rc::new(entered), typing, marked)
    }

    /// Takes the last of one list, and puts what it replaces on the other.
    fn travelled(&self, lists: impl Fn(&mut Self) -> (&mut Vec<Rc<Entered>>, &mut Vec<Rc<Entered>>)) -> Self {
        let mut next = self.clone();
        let now = Rc::clone(&self.entered);
        let (from, to) = lists(&mut next);
        let Some(entered) = from.pop() else { return next };
        let entered = if self.terms.is_none() { entered } else { Rc::new(self.held((*entered).clone())) };
        to.push(now);
        next.before = Some(Rc::clone(&self.answer));
        let marked: Vec<Field> =
            self.policy.document().fields().filter(|field| self.text(field) != entered.text(field)).collect();
        next.show(entered, None, &marked)
    }

    fn show(mut self, entered: Rc<Entered>, typing: Option<Field>, marked: &[Field]) -> Self {
        self.answer = Rc::new(Answer::new(&entered.choices, self.today));
        self.entered = entered;
        self.typing = typing;
        self.marked = marked.into();
        self.notices = Rc::new([]);
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
