//! The content of a cloud's field, with its size counted as the cloud counts it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

use crate::policy::catalog::{CountedAs, OtherField, Taken};
use crate::policy::packing::{Counted, Measure, Packing};
use crate::primitives::words::words;

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
    /// In which form the script travels.
    #[serde(skip)]
    pub(crate) packing: Packing,
}

impl Payload {
    /// What rules may compare of it.
    pub(crate) const fn measure(&self) -> Measure {
        Measure { left: self.left, packing: self.packing, counted: Counted::Whole }
    }
}

/// What comes of a script in the form of a field.
pub(crate) enum Wrapped {
    /// The payload, whether or not it fits.
    Made(Payload),
    /// More than twice what the field takes, so that it was not made. A compressor got through so many bytes until then.
    FarTooLarge {
        /// What is known of it.
        measure: Measure,
        /// The bytes that were read.
        read: usize,
    },
}

impl Wrapped {
    /// What rules may compare of it.
    pub(crate) const fn measure(&self) -> Measure {
        match self {
            Self::Made(payload) => payload.measure(),
            Self::FarTooLarge { measure, .. } => *measure,
        }
    }

    /// The payload, where it was made.
    pub(crate) fn made(self) -> Option<Payload> {
        match self {
            Self::Made(payload) => Some(payload),
            Self::FarTooLarge { .. } => None,
        }
    }
}

/// What packed text may have: beyond that, how far it is too large helps nobody.
pub(super) fn most_packed(delivery: Taken<'_>) -> usize {
    2 * usize::try_from(delivery.field.limit).unwrap_or(usize::MAX / 2)
}

/// What is known of a payload that was not made: packed, it has more than [`most_packed`].
pub(super) fn far_too_large(delivery: Taken<'_>, packing: Packing, read: usize) -> Wrapped {
    let left = -i64::from(delivery.field.limit);
    Wrapped::FarTooLarge { measure: Measure { left, packing, counted: Counted::InPart }, read }
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

/// A payload in the base64 that its field holds, which its size counts already.
pub(super) fn encoded(raw: Payload) -> Payload {
    Payload { encoding: Encoding::Base64, content: BASE64_STANDARD.encode(&raw.content), ..raw }
}

/// A payload whose size is counted over `length` bytes: those that the runner gets.
pub(super) fn payload(
    delivery: Taken<'_>,
    file_name: &str,
    encoding: Encoding,
    content: String,
    length: usize,
) -> Payload {
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
        packing: Packing::Plain,
    }
}

/// The size of a content as the cloud counts it: base64 makes four characters of three bytes.
pub(super) fn count(length: usize, counted_as: CountedAs) -> u32 {
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
    use crate::policy::catalog::CountedAs::{AfterBase64, BeforeBase64};

    #[test]
    fn base64_counts_its_padding() {
        assert_eq!(count(49_149, AfterBase64), 65_532);
        assert_eq!(count(49_150, AfterBase64), 65_536);
        assert_eq!(count(1, AfterBase64), 4);
        assert_eq!(count(16_384, BeforeBase64), 16_384);
    }
}
