//! What is put into the cloud's field, and how much of it that takes.

use dynaboot_core::Payload;
use yew::prelude::*;

use crate::button::{CopyButton, download_button};
use crate::text;

/// The field, its encoding, and its size.
pub(super) fn payload_part(payload: &Payload, is_script: bool) -> Html {
    html! {
        <section class="Card Payload" part="payload" aria-label={text::PAYLOAD}>
            <header class="Card-head">
                <h3><code>{&payload.field}</code></h3>
                <div class="Card-actions">
                    <CopyButton name={text::COPY_PAYLOAD} text={payload.content.clone()} />
                    {download_button(text::DOWNLOAD_PAYLOAD, &payload.file_name, payload.content.clone())}
                </div>
            </header>
            <div class="Payload-size">
                <meter aria-label={text::BYTES_USED} min="0" max={payload.limit.to_string()} value={payload.bytes.to_string()} />
                <p>
                    <strong>{text::number(payload.bytes.into())}</strong>{text::bytes_of(payload.limit)}
                    <strong>{text::bytes_left(payload.left)}</strong>
                </p>
            </div>
            <p class="Card-note">
                {text::encoded(payload.encoding.as_str(), payload.counted_as)}
                if is_script {
                    {text::SAME_SCRIPT}
                }
            </p>
        </section>
    }
}
