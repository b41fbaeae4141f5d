//! A note beside the script: what the section does where the reader is, and who asked for it.

use dynaboot_core::script::Section;
use yew::prelude::*;

use super::because::Because;
use crate::session::Session;
use crate::text;

/// The id of the note.
pub(super) const ID: &str = "script-note";

/// Properties of [`Note`].
#[derive(Properties, PartialEq)]
pub(super) struct NoteProps {
    /// The page's state.
    pub(super) session: Session,
    /// The section; none as long as nobody has pointed at one.
    pub(super) section: Option<Section>,
}

/// Lines, title and reasons of a section. It is as high as most notes are, so that the script stays where it is.
#[component]
pub(super) fn Note(props: &NoteProps) -> Html {
    let NoteProps { session, section } = props;
    let news = session.lines_before().is_some();
    html! {
        <div class="Note" id={ID} aria-live="polite">
            if let Some(section) = section {
                <p>
                    <span class="Note-lines">{text::lines(section.first_line, section.last_line)}</span>{" "}
                    <strong>{text::sentence(&section.title)}</strong>
                </p>
                <Because session={session.clone()} reasons={section.because.clone()} />
            } else {
                <p class="Muted">{text::NOTE_HINT}</p>
                if news {
                    <p class="Muted">{text::CHANGED_LINES}</p>
                }
            }
        </div>
    }
}
