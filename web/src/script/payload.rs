//! What is put into the cloud's field, and how much of it that takes.

use dynaboot_core::payload::Payload;
use yew::prelude::*;

use crate::button::{CopyButton, DownloadButton};
use crate::text;

/// Properties of [`PayloadPart`].
#[derive(Properties, PartialEq)]
pub(crate) struct PayloadProps {
    /// The payload.
    pub(crate) payload: Payload,
    /// Whether it is the script, letter for letter.
    pub(crate) same: bool,
}

/// The field, its encoding, and its size.
#[component]
pub(crate) fn PayloadPart(props: &PayloadProps) -> Html {
    let PayloadProps { payload, same } = props;
    let (bytes, limit) = (i64::from(payload.bytes), i64::from(payload.limit));
    html! {
        <section class="Card Payload" aria-label="Payload">
            <header class="Card-head">
                <h3><code>{&payload.field}</code></h3>
                <div class="Card-actions">
                    <CopyButton name="Copy payload" text={payload.content.clone()} />
                    <DownloadButton name="Download payload" file_name={payload.file_name.clone()} text={payload.content.clone()} />
                </div>
            </header>
            <div class="Payload-size">
                <meter aria-label="Bytes used" min="0" max={payload.limit.to_string()} value={payload.bytes.to_string()} />
                <p>
                    <strong>{text::number(bytes)}</strong>{" of "}{text::number(limit)}{" B, "}
                    <strong>{text::number(payload.left)}{" left"}</strong>
                </p>
            </div>
            <p class="Card-note">
                {payload.encoding.as_str()}{", counted "}{payload.counted_as}
                if *same {
                    {". The script below, as it is."}
                }
            </p>
        </section>
    }
}
