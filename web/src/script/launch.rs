//! How the VM is launched: the files of each tool, folded.

use dynaboot_core::launch::Launch;
use yew::prelude::*;

use crate::button::{CopyButton, DownloadButton};
use crate::text;

/// Properties of [`LaunchPart`].
#[derive(Properties, PartialEq)]
pub(super) struct LaunchProps {
    /// The files, a tool each.
    pub(super) launch: Vec<Launch>,
}

/// A file a tool, to copy or to save.
#[component]
pub(super) fn LaunchPart(props: &LaunchProps) -> Html {
    html! {
        <section class="Card Launch" aria-label={text::LAUNCH}>
            <h3 class="Card-head">{text::LAUNCH}</h3>
            { for props.launch.iter().map(|file| {
                let title = text::sentence(&file.title);
                html! {
                    <details class="Fold" key={file.file_name.clone()}>
                        <summary>{&title}</summary>
                        <div class="Launch-file">
                            <div class="Card-actions">
                                <code class="Launch-name">{&file.file_name}</code>
                                <CopyButton name={text::copy_of(&file.file_name)} text={file.text.clone()} />
                                <DownloadButton name={text::download_of(&file.file_name)} file_name={file.file_name.clone()} text={file.text.clone()} />
                            </div>
                            <pre class="Listing" tabindex="0"><code>{&file.text}</code></pre>
                        </div>
                    </details>
                }
            }) }
        </section>
    }
}
