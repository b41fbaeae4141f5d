//! The script's text, section by section.

use std::rc::Rc;

use dynaboot_core::script::Script;
use yew::prelude::*;

use super::lines::lines;
use super::section::{SectionPart, SectionView, section_id, step};
use crate::session::Session;

/// Properties of [`Listing`].
#[derive(Properties, PartialEq)]
pub(crate) struct ListingProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The script.
    pub(crate) script: Script,
    /// The section where the reader is.
    pub(crate) at: Option<usize>,
    /// Told when somebody comes to a section.
    pub(crate) on_reach: Callback<usize>,
}

/// The text of a script. Numbers and titles come from the style sheet, so that what is marked and copied is the text alone.
#[component]
pub(crate) fn Listing(props: &ListingProps) -> Html {
    let ListingProps { session, script, at, on_reach } = props;
    let ids: Rc<[AttrValue]> = script.sections.iter().map(|section| section_id(section).into()).collect();
    let on_key = use_callback(ids, |(index, event): (usize, KeyboardEvent), ids| step(index, ids, &event));
    let news = session.new_lines();
    let mut rest = script.text.as_str();
    let mut next = 1;
    let mut take_to = |last: u32| {
        let (first, (taken, left)) = (next, cut(rest, (last + 1).saturating_sub(next)));
        (rest, next) = (left, next.max(last + 1));
        (first, taken)
    };
    let sections = script.sections.iter().enumerate().map(|(index, section)| {
        let (first, above) = take_to(section.first_line.saturating_sub(1));
        let above = lines(first, above, &news);
        let (_, text) = take_to(section.last_line);
        let view = SectionView::new(index, section, text, &news);
        let (current, by_tab) = (*at == Some(index), at.unwrap_or_default() == index);
        html! { <>{above}<SectionPart section={view} {current} {by_tab} {on_reach} on_key={&on_key} /></> }
    });
    let sections: Vec<Html> = sections.collect();
    let below = lines(next, rest, &news);
    // Somebody who cannot use a mouse scrolls it by the keyboard.
    html! { <pre class="Listing" tabindex="0"><code>{ for sections }{below}</code></pre> }
}

/// A text's first lines, and the rest of it.
fn cut(text: &str, lines: u32) -> (&str, &str) {
    let lines = usize::try_from(lines).unwrap_or(usize::MAX);
    let end = text.split_inclusive('\n').take(lines).map(str::len).sum();
    text.split_at_checked(end).unwrap_or((text, ""))
}
