//! What Azure's script extensions run, as their protected settings: the VM alone can read them, unlike the public ones.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

use crate::payload::gzip::gzip;
use crate::payload::sized::{Encoding, Payload, Wrapped, far_too_large, most_packed, payload};
use crate::policy::catalog::Taken;
use crate::policy::packing::Packing;

/// The one setting that says what is run.
#[derive(Serialize)]
pub(super) enum ProtectedSettings<'a> {
    /// A command line.
    #[serde(rename = "commandToExecute")]
    Command(&'a str),
    /// A script in base64, compressed or not.
    #[serde(rename = "script")]
    Script(&'a str),
}

/// The settings as the text of their file.
pub(super) fn settings(settings: &ProtectedSettings<'_>) -> String {
    serde_json::to_string(settings).unwrap_or_default() + "\n"
}

/// A script for the shell in these settings: compressed only where it would not fit otherwise.
pub(super) fn wrap(script: &str, delivery: Taken<'_>) -> Wrapped {
    let put = |bytes: &[u8]| {
        let content = settings(&ProtectedSettings::Script(&BASE64_STANDARD.encode(bytes)));
        payload(delivery, &delivery.file_name, Encoding::Raw, content, bytes.len())
    };
    let plain = put(script.as_bytes());
    if plain.left >= 0 || !delivery.takes_gzip {
        return Wrapped::Made(plain);
    }
    match gzip(script.as_bytes(), most_packed(delivery)) {
        Ok(packed) => Wrapped::Made(Payload { packing: Packing::TooLong, ..put(&packed) }),
        Err(read) => far_too_large(delivery, Packing::TooLong, read),
    }
}
