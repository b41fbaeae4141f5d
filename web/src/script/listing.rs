//! The script's text, line by line.

use dynaboot_core::script::{Script, Section};
use yew::prelude::*;

use crate::text;

/// The id of a section's first line.
pub(crate) fn section_id(section: &Section) -> String {
    format!("line-{}", section.first_line)
}

/// Properties of [`Listing`].
#[derive(Properties, PartialEq)]
pub(crate) struct ListingProps {
    /// The script.
    pub(crate) script: Script,
}

/// The text of a script. Numbers and titles come from the style sheet, so that what is marked and copied is the text alone.
#[component]
pub(crate) fn Listing(props: &ListingProps) -> Html {
    let Script { text, sections, .. } = &props.script;
    let mut starts = sections.iter().peekable();
    let lines = text.split_inclusive('\n').zip(1_u32..).map(|(line, number)| {
        let section = starts.next_if(|section| section.first_line == number);
        html! {
            <span
                class={classes!("Line", section.map(|_| "is-first"))} id={section.map(section_id)}
                data-title={section.map(|section| text::sentence(&section.title))}
            >{line.to_owned()}</span>
        }
    });
    // Somebody who cannot use a mouse scrolls it by the keyboard.
    html! { <pre class="Listing" tabindex="0"><code>{ for lines }</code></pre> }
}
