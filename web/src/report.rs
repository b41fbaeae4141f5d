//! Tell: the verdict, and everything that it rests on.

mod alternatives;
mod cell;
mod chosen;
mod finding;
mod findings;
mod intro;
mod open;
mod rest;
mod source;
mod verdict;
mod why;

pub(crate) use source::SourceLine;
pub(crate) use verdict::ID as VERDICT;

use yew::prelude::*;

use crate::notice::Notices;
use crate::session::{Action, Session};
use crate::text;

/// Properties of [`Report`] and its parts.
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct ReportProps {
    /// The page's state.
    pub(crate) session: Session,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// What the page tells.
#[component]
pub(crate) fn Report(props: &ReportProps) -> Html {
    let ReportProps { session, on } = props;
    html! {
        <section class="Tell" aria-labelledby="tell">
            <h2 id="tell" class="Column-title">{text::TELL}</h2>
            <verdict::VerdictLine session={session.clone()} />
            <Notices session={session.clone()} {on} />
            if session.is_blank() {
                <intro::Intro session={session.clone()} {on} />
            } else {
                <chosen::Chosen session={session.clone()} />
                <open::Open session={session.clone()} />
                <alternatives::Alternatives session={session.clone()} {on} />
                <findings::Findings session={session.clone()} {on} />
                <cell::CellPart session={session.clone()} />
                <rest::Options session={session.clone()} />
                <rest::Changes session={session.clone()} />
                <rest::Assumptions session={session.clone()} />
            }
        </section>
    }
}
