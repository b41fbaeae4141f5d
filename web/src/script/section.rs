//! A section of the script: its heading, which leads to its note, and its lines.

use dynaboot_core::script::Section;
use yew::prelude::*;

use super::lines::lines;
use super::note;
use crate::browser::tree::Tree;
use crate::text;

/// The id of a section's heading, which stands above its first line.
pub(super) fn section_id(section: &Section) -> String {
    format!("line-{}", section.first_line)
}

/// A section as it is shown: cut out of the script, so that it is rendered again only when this changed.
#[derive(Clone, PartialEq)]
pub(super) struct SectionView {
    index: usize,
    id: AttrValue,
    title: AttrValue,
    name: AttrValue,
    first: u32,
    text: AttrValue,
    /// The numbers of the lines that the last change brought.
    news: Vec<u32>,
}

impl SectionView {
    /// A section with its text.
    pub(super) fn new(index: usize, section: &Section, text: &str, news: &[u32]) -> Self {
        let lines = section.first_line..=section.last_line;
        Self {
            index,
            id: section_id(section).into(),
            title: text::sentence(&section.title).into(),
            name: text::note_of(&section.title, section.first_line, section.last_line).into(),
            first: section.first_line,
            text: text.to_owned().into(),
            news: news.iter().copied().filter(|number| lines.contains(number)).collect(),
        }
    }
}

/// Properties of [`SectionPart`].
#[derive(Properties, PartialEq)]
pub(super) struct SectionProps {
    /// The section.
    pub(super) section: SectionView,
    /// Whether the reader is there.
    pub(super) current: bool,
    /// Whether Tab comes here: it does to one heading.
    pub(super) by_tab: bool,
    /// Told when somebody comes here.
    pub(super) on_reach: Callback<usize>,
    /// Told which key is pressed at the heading.
    pub(super) on_key: Callback<(usize, KeyboardEvent)>,
}

/// A heading, whose words come from the style sheet so that they are not in what is copied, and lines.
#[component]
pub(super) fn SectionPart(props: &SectionProps) -> Html {
    let SectionProps { section, current, by_tab, on_reach, on_key } = props;
    let SectionView { index, id, title, name, first, text, news } = section;
    let index = *index;
    let reach = on_reach.reform(move |_: MouseEvent| index);
    html! {
        <span class={classes!("Section", current.then_some("is-current"))} onmouseenter={reach.clone()} onclick={reach}>
            <button
                type="button" class="Section-title" {id} tabindex={if *by_tab { "0" } else { "-1" }} aria-label={name}
                aria-describedby={note::ID} data-title={title} onfocus={on_reach.reform(move |_: FocusEvent| index)}
                onkeydown={on_key.reform(move |event| (index, event))}
            />
            {lines(*first, text, news)}
        </span>
    }
}

/// Goes from a heading to another, as a key says.
pub(super) fn step(index: usize, ids: &[AttrValue], event: &KeyboardEvent) {
    let last = ids.len().saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowDown" => (index + 1).min(last),
        "ArrowUp" => index.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    if let Some(id) = ids.get(to) {
        event.prevent_default();
        let tree = Tree::of(event);
        tree.focus(id);
        tree.show(id);
    }
}
