//! The probe: a script that looks at an image, and the box for what it says.

mod line;

use dynaboot_core::probe;
use yew::prelude::*;

use self::line::line_box;
use crate::browser;
use crate::button::{CopyButton, download_button};
use crate::props::PageProps;
use crate::text;
use crate::view::{Place, View};
use crate::way::PlaceLink;

/// The view. While another is shown, it keeps what was pasted here and shows nothing.
#[component]
pub(crate) fn ProbeView(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    let pasted = use_state_eq(String::new);
    if session.view() != View::Probe {
        return Html::default();
    }
    let on_paste = {
        let set = pasted.setter();
        Callback::from(move |text| set.set(text))
    };
    let script = probe(session.choices(), session.policy());
    html! {
        <main class="Probe">
            <div class="Probe-intro">
                { for text::PROBE_INTRO.iter().map(|sentence| html! { <p>{*sentence}</p> }) }
            </div>
            if let Ok(script) = script {
                <section class="Card" aria-label={text::PROBE_SCRIPT}>
                    <header class="Card-head">
                        <h2>{&script.file_name}</h2>
                        <div class="Card-actions">
                            <CopyButton name={text::COPY_PROBE} text={script.text.clone()} />
                            {download_button(text::DOWNLOAD_PROBE, &script.file_name, browser::files::marked(&script.file_name, &script.text))}
                        </div>
                    </header>
                    <pre class="Listing" tabindex="0"><code>{script.text}</code></pre>
                </section>
            } else {
                <p class="Waiting">
                    {text::PROBE_NEEDS_SYSTEM}{" "}<PlaceLink class={classes!()} place={Place::default()}>{text::CHOOSE_SYSTEM}</PlaceLink>
                </p>
            }
            {line_box(session, &pasted, &on_paste, on)}
        </main>
    }
}
