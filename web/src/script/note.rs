//! A note beside the script: what the section does where the reader is, and who asked for it.

use dynaboot_core::script::Section;
use yew::prelude::*;

use super::because::because;
use crate::session::Session;
use crate::text;

/// The id of the note.
pub(super) const ID: &str = "script-note";

/// Lines, title and reasons of a section. It is as high as most notes are, so that the script stays where it is.
pub(super) fn note(session: &Session, section: Option<&Section>) -> Html {
    let news = session.has_new_lines();
    html! {
        <div class="Note" id={ID} aria-live="polite">
            if let Some(section) = section {
                <p>
                    <span class="Note-lines">{text::lines(section.first_line, section.last_line)}</span>{" "}
                    <strong>{text::sentence(&section.title)}</strong>
                </p>
                {because(session, &section.because)}
            } else {
                <p class="Muted">{text::NOTE_HINT}</p>
                if news {
                    <p class="Muted">{text::CHANGED_LINES}</p>
                }
            }
        </div>
    }
}
