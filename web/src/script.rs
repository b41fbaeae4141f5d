//! Give: what to paste, and what each part of it is for.

mod because;
mod listing;
mod payload;
mod steps;
mod waiting;

use dynaboot_core::choices::Route;
use yew::prelude::*;

use crate::button::{CopyButton, DownloadButton};
use crate::report::ReportProps;

/// What the page gives.
#[component]
pub(crate) fn Give(props: &ReportProps) -> Html {
    let session = &props.session;
    let answer = session.answer();
    html! {
        <section class="Give" aria-labelledby="give">
            <h2 id="give" class="Column-title">{"Give"}</h2>
            <div class="Give-inside">
                if let Some(payload) = &answer.payload {
                    <payload::PayloadPart payload={payload.clone()} same={answer.script.as_ref().is_some_and(|script| script.text == payload.content)} />
                }
                if let Some(script) = &answer.script {
                    <section class="Card Script" aria-label="Script">
                        <header class="Card-head">
                            <h3>{&script.file_name}</h3>
                            <div class="Card-actions">
                                <CopyButton name="Copy script" text={script.text.clone()} />
                                <DownloadButton name="Download script" file_name={script.file_name.clone()} text={script.text.clone()} />
                            </div>
                        </header>
                        if answer.report.route == Route::PrebuiltImage {
                            <p class="Card-note">{"Run it as root in a VM of that image, then capture the VM as your image."}</p>
                        }
                        <steps::Steps session={session.clone()} sections={script.sections.clone()} />
                        <listing::Listing script={script.clone()} />
                    </section>
                } else {
                    <waiting::Waiting session={session.clone()} />
                }
            </div>
        </section>
    }
}
