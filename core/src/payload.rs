//! `wrap`: a script in the form of the cloud's own field, with its size counted as the cloud counts it.

mod cloud_config;
mod gzip;
mod mime;
mod windows;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

pub(crate) use self::cloud_config::cloud_config;
use self::gzip::gzip;
pub use self::mime::PartKind;
use crate::catalog::{CountedAs, DeliveryKind, Family, OtherField, Taken};
use crate::choices::given;
use crate::facts::Facts;
use crate::script::Script;
use crate::words::words;

/// What is put into the cloud's field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Payload {
    /// The field's name in the cloud's own words.
    pub field: String,
    /// Other fields that take the same content, and run it at other times.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub other_fields: Vec<OtherField>,
    /// The name of the file that it is kept in.
    pub file_name: String,
    /// How `content` is encoded.
    pub encoding: Encoding,
    /// What is put into the field.
    pub content: String,
    /// Its size as the cloud counts it, in bytes.
    pub bytes: u32,
    /// How many bytes the field takes.
    pub limit: u32,
    /// How many bytes are left.
    pub left: i64,
    /// What is counted, in words.
    pub counted_as: &'static str,
}

words! {
    /// How the content of a payload is encoded.
    pub enum Encoding {
        /// As it is: the cloud's own tools encode it where its API wants that.
        Raw = "raw",
        /// In base64.
        Base64 = "base64",
        /// Compressed, then in base64.
        GzipBase64 = "gzip+base64",
    }
}

/// Wraps a script for the cloud's field: as it is when it fits, else compressed when the runner takes that; together with user
/// data of the organisation's own when that can ride along. Where the cloud wants a URL, that is the content, and the script has to
/// be kept there. `None` where the cloud has no field that takes either.
#[must_use]
pub fn wrap(script: &Script, facts: &Facts<'_>) -> Option<Payload> {
    let delivery = facts.delivery?;
    if facts.system?.1.family == Family::Windows {
        let made = windows::wrap(script, delivery);
        return Some(if delivery.field.encoded { encoded(made) } else { made });
    }
    if delivery.field.kind == DeliveryKind::ScriptUrl {
        let url = script_url(facts, &script.file_name)?;
        let length = url.len();
        return Some(payload(delivery, &delivery.file_name, Encoding::Raw, url, length));
    }
    let own = given(facts.choices.user_part.as_deref()).filter(|_| delivery.takes_parts);
    let (text, file_name) = match own {
        Some(own) => (mime::multipart(own, &script.text, &script.file_name), "user-data.mime"),
        None => (script.text.clone(), delivery.file_name.as_str()),
    };
    let length = text.len();
    let payload = |encoding, content, length| payload(delivery, file_name, encoding, content, length);
    let raw = payload(Encoding::Raw, text, length);
    if raw.left >= 0 || !delivery.takes_gzip {
        return Some(if delivery.field.encoded { encoded(raw) } else { raw });
    }
    let compressed = gzip(raw.content.as_bytes());
    let content = BASE64_STANDARD.encode(&compressed);
    Some(payload(Encoding::GzipBase64, content, compressed.len()))
}

/// How many bytes are left at the least for a script of at most so many. `None` where it does not travel as it is.
pub(crate) fn left_at_least(length: usize, facts: &Facts<'_>) -> Option<i64> {
    let delivery = facts.delivery?;
    let beside_another = delivery.takes_parts && given(facts.choices.user_part.as_deref()).is_some();
    let as_it_is =
        facts.system?.1.family == Family::Linux && delivery.field.kind != DeliveryKind::ScriptUrl && !beside_another;
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

/// A payload in the base64 that its field holds, which its size counts already.
fn encoded(raw: Payload) -> Payload {
    Payload { encoding: Encoding::Base64, content: BASE64_STANDARD.encode(&raw.content), ..raw }
}

/// A payload whose size is counted over `length` bytes: those that the runner gets.
fn payload(delivery: Taken<'_>, file_name: &str, encoding: Encoding, content: String, length: usize) -> Payload {
    let field = delivery.field;
    let bytes = count(length, field.counted_as);
    Payload {
        field: field.name.clone(),
        other_fields: field.other_fields.clone(),
        file_name: file_name.to_owned(),
        encoding,
        content,
        bytes,
        limit: field.limit,
        left: i64::from(field.limit) - i64::from(bytes),
        counted_as: words(field.counted_as),
    }
}

/// The size of a content as the cloud counts it: base64 makes four characters of three bytes.
fn count(length: usize, counted_as: CountedAs) -> u32 {
    let counted = match counted_as {
        CountedAs::AsIs | CountedAs::BeforeBase64 | CountedAs::CommandLine => length,
        CountedAs::AfterBase64 => length.div_ceil(3).saturating_mul(4),
    };
    u32::try_from(counted).unwrap_or(u32::MAX)
}

const fn words(counted_as: CountedAs) -> &'static str {
    match counted_as {
        CountedAs::AsIs => "as it is",
        CountedAs::BeforeBase64 => "before base64",
        CountedAs::AfterBase64 => "after base64",
        CountedAs::CommandLine => "as a command line",
    }
}

#[cfg(test)]
mod tests {
    use super::count;
    use crate::catalog::CountedAs::{AfterBase64, BeforeBase64};

    #[test]
    fn base64_counts_its_padding() {
        assert_eq!(count(49_149, AfterBase64), 65_532);
        assert_eq!(count(49_150, AfterBase64), 65_536);
        assert_eq!(count(1, AfterBase64), 4);
        assert_eq!(count(16_384, BeforeBase64), 16_384);
    }
}
