//! The script with what asked for each part of it.

use std::path::Path;

use dynaboot_core::Route;
use dynaboot_core::script::Script;
use yew::prelude::*;

use super::listing::Listing;
use super::note::note;
use super::steps::Steps;
use crate::browser;
use crate::button::{CopyButton, download_button};
use crate::session::Session;
use crate::text;

/// Properties of [`ScriptPart`].
#[derive(Properties, PartialEq)]
pub(crate) struct PartProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The script.
    pub(crate) script: Script,
}

/// The script, its sections, and a note on the section where the reader is.
#[component]
pub(crate) fn ScriptPart(props: &PartProps) -> Html {
    let PartProps { session, script } = props;
    let at = use_state_eq(|| None::<usize>);
    let on_reach = {
        let set = at.setter();
        use_callback((), move |index, ()| set.set(Some(index)))
    };
    // Another script may have fewer sections.
    let section = (*at).and_then(|at| script.sections.get(at));
    html! {
        <section class="Card Script" part="script" aria-label={text::SCRIPT}>
            <header class="Card-head">
                <h3>{&script.file_name}</h3>
                <div class="Card-actions">
                    <CopyButton name={text::COPY_SCRIPT} text={script.text.clone()} />
                    {download_button(text::DOWNLOAD_SCRIPT, &script.file_name, browser::files::marked(&script.file_name, &script.text))}
                </div>
            </header>
            if session.answer().report.route == Route::PrebuiltImage {
                <p class="Card-note">{text::BAKE_HINT}</p>
            }
            if is_powershell(script) {
                <p class="Card-note">{text::NOT_ON_WINDOWS}</p>
            }
            <Steps session={session.clone()} sections={script.sections.clone()} />
            {note(session, section)}
            <Listing session={session.clone()} script={script.clone()} at={*at} {on_reach} />
        </section>
    }
}

fn is_powershell(script: &Script) -> bool {
    Path::new(&script.file_name).extension().is_some_and(|extension| extension == "ps1")
}
