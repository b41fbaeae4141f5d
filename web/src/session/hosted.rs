//! A session in a host page: what the page settles holds, whatever is done.

use std::rc::Rc;

use dynaboot_core::{Choices, Day, Edit, Field, Policy, ShapeError};

use super::Session;
use super::entered::Entered;
use super::terms::{Access, Terms};
use crate::view::{Place, View};

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

    /// What a host page leaves of a field.
    pub(crate) fn access(&self, field: &Field) -> Access {
        self.terms.as_ref().map_or(Access::Free, |terms| terms.access(field))
    }

    /// Whether a field keeps the value that the host page gave it.
    pub(crate) fn is_fixed(&self, field: &Field) -> bool {
        self.access(field) != Access::Free
    }

    /// Whether a field is not shown.
    pub(crate) fn is_hidden(&self, field: &Field) -> bool {
        self.access(field) == Access::Hidden
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

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use dynaboot_core::{Choices, Edit, Field, Policy};
    use serde_json::{Value, json};

    use crate::session::{Action, Session, Terms};
    use crate::view::View;

    fn policy() -> Rc<Policy> {
        Rc::new(Policy::builtin().unwrap())
    }

    fn paths(paths: &[&str]) -> Vec<String> {
        paths.iter().map(|path| (*path).to_owned()).collect()
    }

    fn planner(choices: &Value, fixed: &[&str], hidden: &[&str]) -> Session {
        let policy = policy();
        let choices = policy.read_choices(choices).unwrap();
        let terms = Terms::new(choices.clone(), View::Plan, paths(fixed), paths(hidden), &policy).unwrap();
        Session::new(policy, "2026-11-22".parse().ok(), Choices::default()).on_terms(terms).given(choices)
    }

    #[test]
    fn nothing_changes_what_is_fixed_or_hidden() {
        let given = json!({
            "cloud": "aws", "system": "rhel-7", "agent": { "settings": { "brokerHost": "broker.example.com" } },
            "bundleStore": { "url": "https://store.example.com/b", "password": "s3cret" }, "answers": { "netTools": true },
        });
        let fixed = ["cloud", "answers", "agent.settings"];
        let session = planner(&given, &fixed, &["bundleStore"]);
        let kept = |session: &Session| {
            let fields = [Field::Cloud, Field::NetTools, Field::BundleStoreUrl, Field::BundleStorePassword];
            fields.map(|field| session.text(&field)).join(" ")
        };
        let wanted = kept(&session);
        assert_eq!(wanted, "aws true https://store.example.com/b s3cret");
        let other = policy().read_choices(&json!({ "cloud": "google", "system": "rhel-8" })).unwrap();
        let edits = vec![Edit::new(Field::Cloud, "google"), Edit::new(Field::System, "rhel-9")];
        let broker = Field::AgentSetting("brokerHost".into());
        for action in [
            Action::Open(Box::new(other)),
            Action::Apply(edits.clone()),
            Action::Choose(Edit::new(Field::NetTools, Value::Null)),
            Action::Type(Field::BundleStorePassword, String::new()),
            Action::Type(broker.clone(), "other.example.com".into()),
            Action::OpenLink("plan=e30".into()),
        ] {
            let after = session.then(action);
            assert_eq!(kept(&after), wanted);
            assert_eq!(after.text(&broker), "broker.example.com");
            assert_eq!(kept(&after.then(Action::Undo)), wanted);
        }
        assert_eq!(session.then(Action::Apply(edits.clone())).text(&Field::System), "rhel-9");
        assert!(!session.allows(&edits) && session.allows(&edits[1..]));
        assert!(session.allows(&[Edit::new(Field::Cloud, "aws")]));
    }

    #[test]
    fn a_path_covers_what_is_below_it_and_no_more() {
        let session = planner(&json!({}), &["bundleStore.url"], &["agent"]);
        assert!(session.is_fixed(&Field::BundleStoreUrl) && !session.is_fixed(&Field::BundleStoreUser));
        assert!(session.is_hidden(&Field::AgentId) && session.is_hidden(&Field::AgentSetting("brokerHost".into())));
        assert!(!session.is_hidden(&Field::BundleStoreUrl));
        let error =
            Terms::new(Choices::default(), View::Plan, paths(&["cloud", "image.publishr"]), Vec::new(), &policy());
        let Err(error) = error else { panic!("no field has that path") };
        assert_eq!((error.path.as_str(), error.did_you_mean.as_deref()), ("fixedFields.1", Some("image.publisher")));
        for path in ["", "clou", "cloud.", "cloud.x", "today.x"] {
            assert!(
                Terms::new(Choices::default(), View::Plan, Vec::new(), paths(&[path]), &policy()).is_err(),
                "{path}"
            );
        }
    }

    #[test]
    fn starting_over_leads_to_what_was_given() {
        let session = planner(&json!({ "cloud": "aws", "system": "rhel-7" }), &[], &[]);
        assert!(!session.is_begun() && !session.can_undo());
        let begun = session.then(Action::Choose(Edit::new(Field::System, "rhel-8")));
        assert!(begun.is_begun());
        let over = begun.then(Action::Open(Box::new(begun.first())));
        assert_eq!(over.text(&Field::System), "rhel-7");
        assert!(!over.is_begun());
        // What is given anew has no way back to what was there before.
        assert!(!begun.given(Choices::default()).can_undo());
    }
}
