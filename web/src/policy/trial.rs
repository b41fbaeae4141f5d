//! A policy file to try: dropped onto the view, or picked.

use dynaboot_core::{LARGEST_FILE, ShapeError};
use yew::prelude::*;

use crate::browser::files::{self, Handed};
use crate::given::PolicyFile;
use crate::mistakes::mistakes;
use crate::session::{Action, Session};
use crate::text;

const FILE: &str = "policy-file";
const HINT: &str = "policy-file-hint";

/// A file that was tried last and is no policy.
#[derive(Clone, PartialEq)]
pub(super) struct Rejected {
    name: String,
    mistakes: Vec<ShapeError>,
}

/// What is wrong with the file that was tried last, and where a file goes.
#[hook]
pub(super) fn use_trial(on: &Callback<Action>) -> (UseStateHandle<Option<Rejected>>, Callback<Handed>) {
    let rejected = use_state_eq(|| None);
    let set = rejected.setter();
    let take = use_callback(on.clone(), move |file: Handed, on| {
        let (set, on) = (set.clone(), on.clone());
        let name = file.name();
        files::read(&file, LARGEST_FILE, move |bytes| match PolicyFile::tried(name.clone(), bytes).read() {
            Ok(given) => {
                set.set(None);
                on.emit(Action::Try(given));
            }
            Err(mistakes) => set.set(Some(Rejected { name, mistakes })),
        });
    });
    (rejected, take)
}

/// Takes a file out of an event, when there is one in it.
pub(super) fn handing<E: 'static>(take: &Callback<Handed>, file: fn(&E) -> Option<Handed>) -> Callback<E> {
    let take = take.clone();
    Callback::from(move |event: E| {
        if let Some(file) = file(&event) {
            take.emit(file);
        }
    })
}

/// The card that asks for a file, and says what is wrong with the last one.
pub(super) fn trial(session: &Session, rejected: Option<&Rejected>, take: &Callback<Handed>) -> Html {
    let onchange = handing(take, files::picked);
    html! {
        <section class="Card Trial" aria-labelledby="policy-trial">
            <h2 id="policy-trial">{text::TRY_POLICY}</h2>
            <label for={FILE}>{text::POLICY_FILE}</label>
            <input id={FILE} type="file" accept=".json,application/json" aria-describedby={HINT} {onchange} />
            <p class="Muted" id={HINT}>{text::TRY_POLICY_HINT}</p>
            <div role="status">
                if let Some(Rejected { name, mistakes: all }) = rejected {
                    <p><strong>{text::not_tried(name, session.policy().stamp())}</strong></p>
                    {mistakes(all)}
                }
            </div>
        </section>
    }
}

/// What is said above every view while another policy than the page's own is tried, with the way back.
pub(crate) fn trial_notice(session: &Session, on: &Callback<Action>) -> Html {
    let Some(own) = session.own_policy() else { return Html::default() };
    html! {
        <div class="Notice Trying" role="status">
            <p>{text::trying(session.policy().stamp(), own)}</p>
            <button type="button" id="end-trial" class="Button" onclick={on.reform(|_: MouseEvent| Action::EndTrial)}>{text::END_TRIAL}</button>
        </div>
    }
}
