//! Signatures of minisign, by which an organisation vouches for the bytes of its policy.

use minisign_verify::{Error, PublicKey, Signature};

use crate::primitives::strict::ShapeError;

const PATH: &str = "signature";
const COMMENT: &str = "untrusted comment:";

/// Verifies that a key has signed these bytes, by the text of a `.minisig` file: both its signatures, the one over the bytes
/// and the one over the trusted comment, in the old form and in the prehashed one. The key is its line of Base64, or the
/// whole text of the `.pub` file.
///
/// # Errors
/// A signature that does not hold, or a text that is no signature or no key.
pub fn verify(bytes: &[u8], signature: &str, public_key: &str) -> Result<(), ShapeError> {
    let refused = |found: &str, expected: &str| ShapeError::found(PATH, found, expected);
    let key = PublicKey::from_base64(key_line(public_key))
        .map_err(|_| refused("a public key that cannot be read", "its line of Base64, or the text of its .pub file"))?;
    let signature = Signature::decode(signature.trim_start_matches(BYTE_ORDER_MARK))
        .map_err(|_| refused("text that is no signature", "the text of a .minisig file"))?;
    key.verify(bytes, &signature, true).map_err(|error| match error {
        Error::UnexpectedKeyId => refused("a signature by another key", "one by the given public key"),
        _ => refused("a signature that does not hold", "one over exactly these bytes and this trusted comment"),
    })
}

/// What some editors put before a text in UTF-8.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// The line of a key that is the key.
fn key_line(text: &str) -> &str {
    let lines = text.trim_start_matches(BYTE_ORDER_MARK).lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).find(|line| !line.starts_with(COMMENT)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::verify;

    // The examples of minisign's own verifier: the word `test`, signed in both forms.
    const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    const OLD: &str = "untrusted comment: signature from minisign secret key
RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=
trusted comment: timestamp:1555779966\tfile:test
QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==
";
    const PREHASHED: &str = "untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1556193335\tfile:test
y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==
";

    #[track_caller]
    fn check_refused(bytes: &[u8], signature: &str, key: &str, told: &str) {
        let error = verify(bytes, signature, key).unwrap_err();
        assert_eq!(error.path, "signature");
        assert!(error.message.contains(told), "{error}");
    }

    #[test]
    fn both_forms_hold_by_both_forms_of_the_key() {
        let file = format!("untrusted comment: minisign public key E7620F1842B4E81F\n{KEY}\n");
        for signature in [OLD, PREHASHED] {
            for key in [KEY, &format!("  {KEY}\n"), &file, &file.replace('\n', "\r\n"), &format!("\u{feff}{file}")] {
                for signature in [signature.to_owned(), signature.replace('\n', "\r\n"), format!("\u{feff}{signature}")]
                {
                    assert_eq!(verify(b"test", &signature, key), Ok(()), "{signature}");
                }
            }
        }
    }

    #[test]
    fn what_was_changed_does_not_hold() {
        for signature in [OLD, PREHASHED] {
            check_refused(b"Test", signature, KEY, "does not hold");
            check_refused(b"", signature, KEY, "does not hold");
            check_refused(b"test", &signature.replace("file:test", "file:best"), KEY, "does not hold");
        }
        let (first, _) = OLD.split_once("trusted comment: t").unwrap();
        let (_, last) = PREHASHED.split_once("trusted comment: t").unwrap();
        check_refused(b"test", &format!("{first}trusted comment: t{last}"), KEY, "does not hold");
        // The id of the key is signed by nothing: to change it is to name another one.
        check_refused(b"test", &OLD.replace("RWQf6LRC", "RWQf6LRD"), KEY, "another key");
        check_refused(b"test", OLD, &KEY.replace("RWQf6LRC", "RWQf6LRD"), "another key");
        check_refused(b"test", OLD, &KEY.replace("3mlY", "3mlZ"), "does not hold");
    }

    #[test]
    fn what_is_no_signature_or_no_key_says_so() {
        let cut: Vec<String> = (0..OLD.len()).map(|end| OLD.chars().take(end).collect()).collect();
        for text in cut.iter().filter(|text| text.lines().count() < 4 || !text.contains("AA==")) {
            check_refused(b"test", text, KEY, "no signature");
        }
        for key in ["", "\n", "untrusted comment: a key", "RWQ", "no key", &KEY.repeat(2), &KEY.replacen("RW", "QW", 1)]
        {
            check_refused(b"test", OLD, key, "public key that cannot be read");
        }
    }
}
