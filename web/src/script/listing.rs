//! The script's text, line by line.

use dynaboot_core::script::{Script, Section};
use yew::prelude::*;

use super::note;
use crate::browser;
use crate::session::Session;
use crate::text;

/// The id of a section's heading, which stands above its first line.
pub(crate) fn section_id(section: &Section) -> String {
    format!("line-{}", section.first_line)
}

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
    let before = session.lines_before();
    let mut lines = script.text.split_inclusive('\n').zip(1_u32..).peekable();
    let line = |(line, _): (&str, u32)| {
        let news = before.as_ref().is_some_and(|before| !before.contains(line));
        html! { <span class={classes!("Line", news.then_some("is-news"))}>{line.to_owned()}</span> }
    };
    let mut parts = Vec::new();
    for (index, section) in script.sections.iter().enumerate() {
        while let Some(above) = lines.next_if(|(_, number)| *number < section.first_line) {
            parts.push(line(above));
        }
        let mut inside = Vec::new();
        while let Some(next) = lines.next_if(|(_, number)| *number <= section.last_line) {
            inside.push(line(next));
        }
        let reach = on_reach.reform(move |_: MouseEvent| index);
        let current = *at == Some(index);
        parts.push(html! {
            <span key={index} class={classes!("Section", current.then_some("is-current"))} onmouseenter={reach.clone()} onclick={reach}>
                {heading(script, section, index, (*at).unwrap_or_default() == index, on_reach)}
                { for inside }
            </span>
        });
    }
    parts.extend(lines.map(line));
    // Somebody who cannot use a mouse scrolls it by the keyboard.
    html! { <pre class="Listing" tabindex="0"><code>{ for parts }</code></pre> }
}

/// A section's heading, as a way to its note: Tab comes to one of them, arrow keys go on from there.
fn heading(script: &Script, section: &Section, index: usize, by_tab: bool, on_reach: &Callback<usize>) -> Html {
    let reach = on_reach.reform(move |_: FocusEvent| index);
    let last = script.sections.len().saturating_sub(1);
    let ids: Vec<String> = script.sections.iter().map(section_id).collect();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowDown" => (index + 1).min(last),
            "ArrowUp" => index.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        if let Some(id) = ids.get(to) {
            event.prevent_default();
            browser::focus(id);
            browser::show(id);
        }
    });
    html! {
        <button
            type="button" class="Section-title" id={section_id(section)} tabindex={if by_tab { "0" } else { "-1" }}
            aria-label={text::note_of(&section.title, section.first_line, section.last_line)} aria-describedby={note::ID}
            data-title={text::sentence(&section.title)} onfocus={reach} {onkeydown}
        />
    }
}
