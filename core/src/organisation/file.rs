//! An organisation's policy as the bytes of its file, signed or not.

use serde_json::Value;

use super::RefusedPolicy;
use super::signature::{BYTE_ORDER_MARK, verify};
use crate::policy::Policy;
use crate::primitives::strict::ShapeError;

/// The most bytes that a policy's file may have: far more than any has, far less than would hurt.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// What vouches for the bytes of a policy.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// The text of the `.minisig` file.
    pub signature: &'a str,
    /// The key: its line of Base64, or the text of the `.pub` file.
    pub public_key: &'a str,
}

impl Policy {
    /// An organisation's policy from its file: JSON in UTF-8. Where it is signed, that is verified before anything is read.
    ///
    /// # Errors
    /// A signature that does not hold, at `signature`; or everything that is wrong with the policy.
    pub fn of_file(bytes: &[u8], signed: Option<Signed<'_>>) -> Result<Self, RefusedPolicy> {
        let value = read(bytes, signed).map_err(|mistake| RefusedPolicy { mistakes: vec![mistake] })?;
        Self::of_organisation(&value)
    }
}

fn read(bytes: &[u8], signed: Option<Signed<'_>>) -> Result<Value, ShapeError> {
    if bytes.len() > LARGEST_FILE {
        return Err(ShapeError::found("", "a larger file", "a policy of at most 4 MiB"));
    }
    if let Some(Signed { signature, public_key }) = signed {
        verify(bytes, signature, public_key)?;
    }
    let text = str::from_utf8(bytes).map_err(|_| ShapeError::found("", "bytes that are no UTF-8", "JSON in UTF-8"))?;
    serde_json::from_str(text.trim_start_matches(BYTE_ORDER_MARK))
        .map_err(|cause| ShapeError::found("", &format!("text that is no JSON ({cause})"), "a policy as JSON"))
}

#[cfg(test)]
mod tests {
    use super::{LARGEST_FILE, Policy, Signed};

    const ACME: &str = r#"{ "name": "acme", "version": "3" }"#;

    #[track_caller]
    fn check_refused(bytes: &[u8], signed: Option<Signed<'_>>, path: &str, told: &str) {
        let Err(refused) = Policy::of_file(bytes, signed) else { panic!("it is taken") };
        assert_eq!(refused.mistakes.first().map(|mistake| mistake.path.as_str()), Some(path));
        assert!(refused.to_string().contains(told), "{refused}");
    }

    #[test]
    fn a_file_is_a_policy_with_and_without_a_mark_before_it() {
        for text in [ACME.to_owned(), format!("\u{feff}{ACME}\r\n")] {
            let policy = Policy::of_file(text.as_bytes(), None).unwrap();
            assert_eq!((policy.stamp().name.as_str(), policy.stamp().version.as_str()), ("acme", "3"));
        }
    }

    #[test]
    fn what_is_no_policy_says_what_it_is() {
        check_refused(b"{ \"name\": \"acme\", }", None, "", "no JSON (trailing comma at line 1 column 19)");
        check_refused(b"", None, "", "no JSON");
        check_refused(b"<!DOCTYPE html>", None, "", "no JSON");
        check_refused(b"{ \"name\": \"\xff\" }", None, "", "no UTF-8");
        check_refused("[".repeat(100_000).as_bytes(), None, "", "no JSON");
        check_refused(&vec![b' '; LARGEST_FILE + 1], None, "", "at most 4 MiB");
        check_refused(br#"{ "name": "acme", "verison": "3" }"#, None, "verison", "did you mean `version`?");
        let other = Signed { signature: "", public_key: "" };
        check_refused(b"no JSON, and not even looked at", Some(other), "signature", "public key");
    }
}
