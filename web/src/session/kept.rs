//! Work in progress over a reload: what is kept of it, which is never a secret, and how it comes back.

use std::rc::Rc;

use dynaboot_core::{Field, Policy};
use serde_json::{Map, Value, json};

use super::entered::{Entered, known_choices};
use super::{Action, Session};
use crate::link;
use crate::notice::Notice;
use crate::view::Place;

const CHOICES: &str = "choices";
const DRAFTS: &str = "drafts";
const LEFT_OUT: &str = "leftOut";
const ADDRESS: &str = "address";

/// Work in progress, as it was kept.
pub(crate) struct Kept {
    /// What stood behind the `#` when it was kept.
    pub(crate) address: String,
    entered: Entered,
    left_out: Vec<Field>,
    lost: Vec<String>,
}

impl Session {
    /// The session as a visit begins: with the work that was kept, if the address is still the one that it was kept under,
    /// else with what the address names.
    pub(crate) fn begun(self, fragment: &str, kept: Option<Kept>) -> Self {
        let Some(kept) = kept else { return self.opened(fragment) };
        let same = kept.address == fragment || Place::named(fragment).is_some();
        let restored = kept.restored(self);
        if !same {
            return restored.then(Action::OpenLink(fragment.to_owned()));
        }
        Self { link: Some(fragment.into()), place: Place::named(fragment).unwrap_or_default(), ..restored }
    }

    fn opened(self, fragment: &str) -> Self {
        let mut opened = self.then(Action::OpenLink(fragment.to_owned()));
        opened.past.clear();
        opened
    }

    /// The work in progress as a text to keep, without secrets; `None` as long as there is none.
    pub(crate) fn to_keep(&self, address: &str) -> Option<String> {
        // What nobody has accepted would come back as if somebody had.
        if self.is_blank() || !self.unaccepted().is_empty() {
            return None;
        }
        let shared = link::without_secrets(self.choices(), self.policy());
        let drafts = self.entered.drafts().filter(|(field, _)| !link::is_secret(field, self.policy()));
        let drafts: Map<String, Value> = drafts.map(|(field, text)| (field.to_string(), text.into())).collect();
        let kept = json!({ CHOICES: shared.choices, DRAFTS: drafts, LEFT_OUT: shared.left_out, ADDRESS: address });
        Some(kept.to_string())
    }
}

impl Kept {
    /// Reads what was kept, as far as this version of the page and its policy know it; `None` where they know nothing of it.
    pub(crate) fn read(text: &str, policy: &Policy) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let (choices, lost) = known_choices(value.get(CHOICES)?.clone(), policy);
        let mut entered = Entered::opened(choices, policy);
        for (field, text) in value.get(DRAFTS)?.as_object()? {
            entered.take(&field.parse().ok()?, text.as_str()?.to_owned(), policy);
        }
        let left_out = value.get(LEFT_OUT)?.as_array()?.iter().filter_map(|name| name.as_str()?.parse().ok());
        let address = value.get(ADDRESS)?.as_str()?.to_owned();
        let nothing = !lost.is_empty() && entered == Entered::default();
        (!nothing).then(|| Self { address, entered, left_out: left_out.collect(), lost })
    }

    /// The session with the work that was kept in it.
    fn restored(self, session: Session) -> Session {
        let not_kept = Some(self.left_out).filter(|fields| !fields.is_empty()).map(Notice::NotKept);
        let unknown = Some(self.lost).filter(|paths| !paths.is_empty()).map(Notice::Unknown);
        let notices: Vec<Notice> = not_kept.into_iter().chain(unknown).collect();
        let session = session.show(Rc::new(self.entered), None, &[]);
        Session { notices: notices.into(), ..session }
    }
}
