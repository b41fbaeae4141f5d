//! Whatever stands behind an address's `#`: it is refused, or read; what is shared again is read as what was shared.
//!
//! An input is that text, or JSON that a link is made of here: bytes that are changed at random are seldom the Base64 of choices.

#![no_main]

use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dynaboot_core::Policy;
use dynaboot_fuzz::{hold, mutate};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};

/// The page's own reader, compiled without the page.
#[expect(dead_code, reason = "the page uses more of it")]
#[path = "../../web/src/link.rs"]
mod link;

static POLICY: OnceLock<Policy> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(text) = str::from_utf8(bytes) else { return Corpus::Reject };
    let policy = POLICY.get_or_init(|| Policy::builtin().expect("the embedded policy can be read"));
    let fragment =
        if text.starts_with('{') { format!("plan={}", URL_SAFE_NO_PAD.encode(text)) } else { text.to_owned() };
    let Ok(opened) = link::read(&fragment, policy) else { return Corpus::Keep };
    let shared = link::without_secrets(&opened.choices, policy).choices;
    let again = link::read(&link::write(&opened.choices, None, policy), policy).expect("what is written is read");
    assert_eq!(again.choices, shared, "what is shared arrives");
    let twice = link::without_secrets(&again.choices, policy);
    assert_eq!((twice.choices, twice.left_out), (shared, Vec::new()), "nothing is left to leave out");
    hold(&opened.choices, policy);
    Corpus::Keep
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    let changed = if seed % 4 == 0 { None } else { mutate(&data[..size], most, seed) };
    match changed {
        Some(text) => {
            data[..text.len()].copy_from_slice(&text);
            text.len()
        }
        None => fuzzer_mutate(data, size, most),
    }
});
