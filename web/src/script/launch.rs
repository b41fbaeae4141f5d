//! How the VM is launched: the files of each tool, folded.

use dynaboot_core::{Launch, LaunchTool, Payload};
use yew::prelude::*;

use crate::browser;
use crate::button::{CopyButton, download_button};
use crate::rich::rich;
use crate::text;

/// A file a tool, to copy or to save.
pub(super) fn launch_part(launch: &[Launch], payload: Option<&Payload>) -> Html {
    // A file that reads the payload names it; one that stands in its place may have such a word of somebody's own.
    let beside = |file: &Launch| {
        let name = payload.map(|payload| payload.file_name.as_str());
        let name = name.filter(|name| file.tool != LaunchTool::CloudConfig && file.text.contains(name));
        name.map(|name| AttrValue::from(name.to_owned()))
    };
    html! {
        <section class="Card Launch" aria-label={text::LAUNCH}>
            <h3 class="Card-head">{text::LAUNCH}</h3>
            { for launch.iter().map(|file| html! { <FilePart key={file.file_name.clone()} file={file.clone()} beside={beside(file)} /> }) }
        </section>
    }
}

/// Properties of [`FilePart`].
#[derive(Properties, PartialEq)]
struct FileProps {
    /// The file.
    file: Launch,
    /// The name of the file that has to lie beside it.
    beside: Option<AttrValue>,
}

/// A file, folded; its text, which holds all of the payload, is there only while somebody looks at it.
#[component]
fn FilePart(props: &FileProps) -> Html {
    let FileProps { file, beside } = props;
    let open = use_state_eq(|| false);
    let ontoggle = {
        let set = open.setter();
        Callback::from(move |event: Event| set.set(browser::is_unfolded(&event)))
    };
    html! {
        <details class="Fold" {ontoggle}>
            <summary>{text::sentence(&file.title)}</summary>
            if *open {
                <div class="Launch-file">
                    <div class="Card-actions">
                        <code class="Launch-name">{&file.file_name}</code>
                        <CopyButton name={text::copy_of(&file.file_name)} text={file.text.clone()} />
                        {download_button(text::download_of(&file.file_name), &file.file_name, browser::files::marked(&file.file_name, &file.text))}
                    </div>
                    if let Some(name) = beside {
                        <p class="Card-note">{rich(&text::lies_beside(name))}</p>
                    }
                    <pre class="Listing" tabindex="0"><code>{text::seen_lines(&file.text)}</code></pre>
                </div>
            }
        </details>
    }
}
