//! The policy that the page goes by: the built-in one, or the file that its `index.html` names.

use std::rc::Rc;

use dynaboot_core::{Policy, RefusedPolicy, ShapeError, Signed};

use crate::text;

/// The policy's file as the page found it.
pub struct PolicyFile {
    /// Its address, or that of its signature, whichever was asked for last.
    pub address: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// The text of its signature.
    pub signature: Option<String>,
    /// The key that is to have signed it.
    pub public_key: Option<String>,
    /// Why there is no file: the number of the server's answer, or a word of `web/start.js`.
    pub problem: Option<String>,
}

/// A policy, and who vouches for it.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) policy: Rc<Policy>,
    pub(crate) vouched: Vouched,
}

/// Who vouches for a policy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Vouched {
    /// Nobody but who serves it.
    #[default]
    Unsigned,
    /// A signature was verified.
    Signed,
}

impl PolicyFile {
    /// A file that the reader tries.
    pub(crate) fn tried(name: String, bytes: Vec<u8>) -> Self {
        Self { address: name, bytes, signature: None, public_key: None, problem: None }
    }

    /// The policy.
    ///
    /// # Errors
    /// Everything that is wrong with it, its signature or its address.
    pub(crate) fn read(&self) -> Result<Given, Vec<ShapeError>> {
        if let Some(problem) = &self.problem {
            return Err(vec![text::no_policy_file(problem, &self.address)]);
        }
        let signed = match (&self.signature, &self.public_key) {
            (Some(signature), Some(public_key)) => Some(Signed { signature, public_key }),
            (None, None) => None,
            _ => return Err(vec![text::half_a_signature()]),
        };
        let vouched = if signed.is_some() { Vouched::Signed } else { Vouched::Unsigned };
        let policy = Policy::of_file(&self.bytes, signed).map_err(|RefusedPolicy { mistakes }| mistakes)?;
        Ok(Given { policy: Rc::new(policy), vouched })
    }
}

#[cfg(test)]
mod tests {
    use super::PolicyFile;

    fn file() -> PolicyFile {
        PolicyFile {
            address: "https://example.com/policy.json".to_owned(),
            bytes: br#"{ "name": "acme", "version": "3" }"#.to_vec(),
            signature: None,
            public_key: None,
            problem: None,
        }
    }

    #[track_caller]
    fn check_refused(file: &PolicyFile, path: &str, told: &str) {
        let Err(mistakes) = file.read() else { panic!("it is taken") };
        let [mistake] = mistakes.as_slice() else { panic!("{mistakes:?}") };
        assert_eq!(mistake.path, path);
        assert!(mistake.message.contains(told), "{mistake}");
    }

    #[test]
    fn a_policy_that_cannot_be_had_says_why() {
        assert_eq!(file().read().ok().map(|given| given.policy.stamp().name.clone()).as_deref(), Some("acme"));
        for (problem, told) in [
            ("404", "answer 404 at https://example.com/policy.json"),
            ("origin", "another origin"),
            ("unreachable", "no answer"),
            ("address", "no address"),
        ] {
            check_refused(&PolicyFile { problem: Some(problem.to_owned()), ..file() }, "", told);
        }
    }

    #[test]
    fn half_a_signature_is_none() {
        check_refused(&PolicyFile { signature: Some(String::new()), ..file() }, "signature", "the other");
        check_refused(&PolicyFile { public_key: Some(String::new()), ..file() }, "signature", "the other");
        let both = PolicyFile { signature: Some(String::new()), public_key: Some(String::new()), ..file() };
        check_refused(&both, "signature", "public key that cannot be read");
    }
}
