//! `wrap`: a script in the form of the cloud's own field, with its size counted as the cloud counts it.

mod bare;
mod cloud_config;
mod gzip;
mod mime;
mod protected;
mod sized;
mod windows;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

pub(crate) use self::cloud_config::cloud_config;
use self::gzip::gzip;
pub(crate) use self::sized::Wrapped;
pub use self::sized::{Encoding, Payload};
use self::sized::{count, encoded, far_too_large, most_packed, payload};
use crate::choices::non_blank;
use crate::facts::Facts;
use crate::policy::catalog::{DeliveryKind, Envelope, Family};
use crate::policy::packing::Packing;
use crate::script::Script;

/// Wraps a script for the cloud's field: as it is when it fits, else compressed when the runner takes that; together with user
/// data of the organisation's own when that can ride along. Where the cloud wants a URL, that is the content, and the script has to
/// be kept there. `None` where the cloud has no field that takes either, and where it would be more than twice too large.
#[must_use]
pub fn wrap(script: &Script, facts: &Facts<'_>) -> Option<Payload> {
    wrapped(script, facts)?.made()
}

/// The same, also of what is far too large.
pub(crate) fn wrapped(script: &Script, facts: &Facts<'_>) -> Option<Wrapped> {
    let delivery = facts.delivery?;
    if facts.system?.family == Family::Windows {
        return Some(match windows::wrap(script, delivery) {
            Wrapped::Made(made) if delivery.field.encoded => Wrapped::Made(encoded(made)),
            made => made,
        });
    }
    if delivery.field.kind == DeliveryKind::ScriptUrl {
        let url = script_url(facts, &script.file_name)?;
        let length = url.len();
        return Some(Wrapped::Made(payload(delivery, &delivery.file_name, Encoding::Raw, url, length)));
    }
    let own = non_blank(facts.choices.user_part.as_deref()).filter(|_| delivery.takes_parts);
    let (text, file_name) = match own {
        Some(own) => (mime::multipart(own, &script.text, &script.file_name), "user-data.mime"),
        None => (script.text.clone(), delivery.file_name.as_str()),
    };
    let length = text.len();
    let payload = |encoding, content, length| payload(delivery, file_name, encoding, content, length);
    if delivery.envelope == Envelope::ProtectedScript {
        return Some(protected::wrap(&text, delivery));
    }
    let raw = payload(Encoding::Raw, text, length);
    if raw.left >= 0 || !delivery.takes_gzip {
        return Some(Wrapped::Made(if delivery.field.encoded { encoded(raw) } else { raw }));
    }
    let compressed = match gzip(raw.content.as_bytes(), most_packed(delivery)) {
        Ok(compressed) => compressed,
        Err(read) => return Some(far_too_large(delivery, Packing::TooLong, read)),
    };
    let content = BASE64_STANDARD.encode(&compressed);
    let packed = payload(Encoding::GzipBase64, content, compressed.len());
    Some(Wrapped::Made(Payload { packing: Packing::TooLong, ..packed }))
}

/// How many bytes are left at the least for a script of at most so many. `None` where it does not travel as it is.
pub(crate) fn left_at_least(length: usize, facts: &Facts<'_>) -> Option<i64> {
    let delivery = facts.delivery?;
    let beside_another = delivery.takes_parts && non_blank(facts.choices.user_part.as_deref()).is_some();
    let as_it_is =
        facts.system?.family == Family::Linux && delivery.field.kind != DeliveryKind::ScriptUrl && !beside_another;
    as_it_is.then(|| i64::from(delivery.field.limit) - i64::from(count(length, delivery.field.counted_as)))
}

/// Where a script of this name is kept for its cloud to fetch it: in the bundle store, or beside a bundle that is the whole of it.
fn script_url(facts: &Facts<'_>, name: &str) -> Option<String> {
    let store = facts.bundle_store.as_ref()?;
    let place = store.rest.split('?').next()?;
    let folder = match place.rsplit_once('/') {
        Some((folder, _)) if facts.recipe()?.bundle == "{bundleStore}" => folder,
        _ => place,
    };
    Some(format!("{}://{folder}/{name}", store.scheme.as_str()))
}
