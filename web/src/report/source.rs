//! What a statement rests on.

use dynaboot_core::policy::catalog::Source;
use yew::prelude::*;

use crate::text;

/// The sentence, the document, and the day on which it was last read there.
pub(crate) fn source_line(source: &Source) -> Html {
    html! {
        <div class="Source">
            if !source.sentence.is_empty() {
                <blockquote>{&source.sentence}</blockquote>
            }
            if let Some(provenance) = text::provenance(source.provenance) {
                <p class="Source-provenance">{provenance}</p>
            }
            <p class="Muted">
                <a href={source.url.clone()} target="_blank" rel="noopener noreferrer">{&source.title}</a>
                {text::read_on(&text::day(source.checked_on))}
            </p>
        </div>
    }
}
