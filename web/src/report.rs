//! Tell: the verdict, and everything that it rests on.

mod alternatives;
mod cell;
mod chosen;
mod finding;
mod findings;
mod intro;
mod notices;
mod open;
mod recipe;
mod rest;
mod source;
mod verdict;
mod why;

pub(crate) use source::source_line;
pub(crate) use verdict::ID as VERDICT;

use yew::prelude::*;

use crate::props::PageProps;
use crate::text;

/// What the page tells.
#[component]
pub(crate) fn Report(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    html! {
        <section class="Tell" part="report" aria-labelledby="tell">
            <h2 id="tell" class="Column-title">{text::TELL}</h2>
            {verdict::verdict_line(session)}
            {notices::notices(session, on)}
            if session.is_blank() {
                {intro::intro(session, on)}
            } else {
                {chosen::chosen(session)}
                {open::open(session)}
                // A component that shows nothing would stand where a sibling that has gone was.
                if !session.alternatives().is_empty() {
                    {alternatives::alternatives(session, on)}
                }
                {findings::findings(session, on)}
                {recipe::recipe(session)}
                {cell::cell_part(session)}
                {rest::options(session)}
                {rest::changes(session)}
                {rest::assumptions(session)}
            }
        </section>
    }
}
