//! A policy that the reader tries: the session moves over to it, and back.

use std::rc::Rc;

use dynaboot_core::PolicyStamp;

use super::entered::Entered;
use super::{Session, Trial};
use crate::given::Given;
use crate::notice::Notice;

impl Session {
    /// The page's own policy, while another is tried.
    pub(crate) fn own_policy(&self) -> Option<&PolicyStamp> {
        self.trial.as_ref().map(|trial| trial.before.policy.stamp())
    }

    /// The session by a policy that the reader tries. What was entered stays, as far as that policy knows it.
    pub(super) fn trying(&self, given: Given) -> Self {
        let (entered, notices) = self.known_to(&given);
        let trial = match &self.trial {
            None => Trial { before: Rc::new(self.clone()), unchanged: Some(Rc::clone(&entered)) },
            Some(trial) => {
                let unchanged = self.is_untouched(trial).then(|| Rc::clone(&entered));
                Trial { unchanged, ..trial.clone() }
            }
        };
        Self { trial: Some(trial), ..self.ruled_by(given, entered, notices) }
    }

    /// The session by the page's own policy again.
    pub(super) fn tried(&self) -> Self {
        let Some(trial) = &self.trial else { return self.clone() };
        let before = &trial.before;
        let revision = self.revision + 1;
        if self.is_untouched(trial) {
            return Self { place: self.place.clone(), revision, ..(**before).clone() };
        }
        let given = Given { policy: Rc::clone(&before.policy), vouched: before.vouched };
        let (entered, notices) = self.known_to(&given);
        // One step back leads to what was there before.
        // What links brought before that, and the reader has accepted only the last of here, is not looked at that way.
        let was_accepted = !before.unaccepted().is_empty() && self.unaccepted().is_empty();
        let earlier = if was_accepted { &[] } else { before.past.as_slice() };
        let past = earlier.iter().chain([&before.entered]).cloned().collect();
        Self { trial: None, past, ..self.ruled_by(given, entered, notices) }
    }

    fn is_untouched(&self, trial: &Trial) -> bool {
        trial.unchanged.as_ref().is_some_and(|entered| Rc::ptr_eq(entered, &self.entered))
    }

    fn known_to(&self, given: &Given) -> (Rc<Entered>, Rc<[Notice]>) {
        let (entered, lost) = self.entered.known_to(&given.policy);
        let notice = Some(lost).filter(|lost| !lost.is_empty()).map(Notice::Unknown);
        (Rc::new(entered), notice.into_iter().collect())
    }

    fn ruled_by(&self, Given { policy, vouched }: Given, entered: Rc<Entered>, notices: Rc<[Notice]>) -> Self {
        // The browser's way back leads to an address by the other policy, which is no other link.
        let link = Some(self.fragment_of(&self.entered).into());
        let session =
            Self { policy, vouched, link, past: Vec::new(), future: Vec::new(), before: None, ..self.clone() };
        Self { notices, ..session.show(entered, None, &[]) }
    }
}
