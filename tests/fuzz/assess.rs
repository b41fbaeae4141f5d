//! Whatever JSON says: it is refused with a place, or answered; and what an answer says holds together.

#![no_main]

use std::sync::OnceLock;

use dynaboot_core::Policy;
use dynaboot_fuzz::hold;
use libfuzzer_sys::{Corpus, fuzz_target};

static POLICY: OnceLock<Policy> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(value) = serde_json::from_slice(bytes) else { return Corpus::Reject };
    let policy = POLICY.get_or_init(|| Policy::builtin().expect("the embedded policy can be read"));
    match policy.read_choices(&value) {
        Ok(choices) => hold(&choices, policy),
        Err(refused) => assert!(!refused.message.is_empty(), "a refusal is a sentence"),
    }
    Corpus::Keep
});
