//! A planner in a host page: the page's views without what belongs to a whole page, and a way to its state from outside.

mod app;
mod settings;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use dynaboot_core::{Assessment, Choices, Policy};
use web_sys::Element;
use yew::prelude::*;

use self::app::{Root, RootProps};
pub use self::settings::Settings;
use crate::link;
use crate::session::{Action, Session};
use crate::text;

/// A planner. It can rest, and begin again for another host element: an app that is given up leaves listeners behind.
pub struct Planner(Rc<State>);

struct State {
    app: RefCell<yew::AppHandle<Root>>,
    session: RefCell<Option<Session>>,
    /// Which of its lives it leads: nothing of one is to be seen in the next.
    life: Cell<u64>,
    on: Callback<Action>,
    changed: Box<dyn Fn()>,
}

impl Planner {
    /// A planner that rests, in an element of its own. `changed` is called after every change of its state.
    pub fn new(place: Element, changed: impl Fn() + 'static) -> Self {
        Self(Rc::new_cyclic(|state: &Weak<State>| {
            let state = state.clone();
            let on = Callback::from(move |action| {
                if let Some(state) = state.upgrade() {
                    state.act(action);
                }
            });
            let rests = RootProps { session: None, life: 0, on: on.clone() };
            let app = yew::Renderer::<Root>::with_root_and_props(place, rests).render();
            State {
                app: RefCell::new(app),
                session: RefCell::default(),
                life: Cell::default(),
                on,
                changed: Box::new(changed),
            }
        }))
    }

    /// Takes over what the host page says.
    ///
    /// # Errors
    /// Something in the settings that there is not. Then everything stays as it was.
    pub fn settle(&self, settings: Settings, policy: &Rc<Policy>) -> Result<(), dynaboot_core::ShapeError> {
        let before = self.0.session.borrow().clone();
        let session = settings.applied(before, policy)?;
        self.0.show(session);
        Ok(())
    }

    /// Goes back to what the host page gave.
    pub fn reset(&self) {
        let first = self.0.session.borrow().as_ref().map(Session::first);
        if let Some(first) = first {
            self.0.act(Action::Open(Box::new(first)));
        }
    }

    /// What was chosen, without what may hold a secret; none as long as it rests.
    #[must_use]
    pub fn choices(&self) -> Option<Choices> {
        let session = self.0.session.borrow();
        session.as_ref().map(|session| link::without_secrets(session.choices(), session.policy()).choices)
    }

    /// The verdict in a sentence; none as long as it rests.
    #[must_use]
    pub fn sentence(&self) -> Option<String> {
        self.read(|answer| text::verdict_sentence(&answer.report))
    }

    /// What is read out of the whole assessment, typed secrets in its texts; none as long as it rests.
    #[must_use]
    pub fn read<T>(&self, read: impl FnOnce(&Assessment) -> T) -> Option<T> {
        self.0.session.borrow().as_ref().map(|session| read(session.answer()))
    }

    /// Ends: nothing of it is left in its element.
    pub fn end(self) {
        // Whoever still acts on it finds nothing.
        self.0.session.take();
        self.0.render();
        if let Ok(state) = Rc::try_unwrap(self.0) {
            state.app.into_inner().destroy();
        }
    }

    /// Shows nothing any more, and forgets what was entered.
    pub fn rest(&self) {
        self.0.session.take();
        self.0.life.set(self.0.life.get() + 1);
        self.0.render();
    }
}

impl State {
    fn act(&self, action: Action) {
        let next = self.session.borrow().as_ref().map(|session| session.then(action));
        if let Some(next) = next {
            self.show(next);
        }
    }

    fn show(&self, session: Session) {
        let is_news = self.session.borrow().as_ref().is_none_or(|before| !before.answers_as(&session));
        self.session.replace(Some(session));
        self.render();
        if is_news {
            (self.changed)();
        }
    }

    fn render(&self) {
        let session = self.session.borrow().clone();
        self.app.borrow_mut().update(RootProps { session, life: self.life.get(), on: self.on.clone() });
    }
}
