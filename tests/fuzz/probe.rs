//! Whatever is pasted as a probe's line: it is refused with a sentence, or its edits make choices that can be read and answered.

#![no_main]

use std::sync::OnceLock;

use dynaboot_core::{Choices, Policy, read_probe};
use dynaboot_fuzz::hold;
use libfuzzer_sys::{Corpus, fuzz_target};

static POLICY: OnceLock<Policy> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(text) = str::from_utf8(bytes) else { return Corpus::Reject };
    let policy = POLICY.get_or_init(|| Policy::builtin().expect("the embedded policy can be read"));
    let edits = match read_probe(text, policy) {
        Ok(edits) => edits,
        Err(refused) => {
            assert!(!refused.message.is_empty(), "a refusal is a sentence");
            return Corpus::Keep;
        }
    };
    let mut choices = Choices::default();
    for edit in edits {
        policy.edit(&mut choices, &edit).expect("what a probe saw has the shape of its field");
    }
    let value = serde_json::to_value(&choices).expect("choices are JSON");
    assert_eq!(policy.read_choices(&value).as_ref(), Ok(&choices), "what a probe saw can be read as choices");
    hold(&choices, policy);
    Corpus::Keep
});
