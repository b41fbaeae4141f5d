//! Whatever stands in a policy's file: it is refused with sentences, or answers by it hold together. Neither costs more than a
//! page can wait for.
//!
//! An input is `{ "policy": …, "choices": … }`, so that the fuzzer finds the choices that a policy is slow for.

#![no_main]

use std::sync::OnceLock;
use std::time::Duration;

use dynaboot_core::{Choices, Policy, alternatives, calendar, check, explain, matrix, verify};
use dynaboot_fuzz::{Clock, hold, mutate};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target, fuzzer_mutate};
use serde_json::{Value, json};

/// To read a policy, whatever it holds.
const LONGEST_LOAD: Duration = Duration::from_secs(2);

/// An answer by any policy costs at most so many by the built-in one.
const MOST_CHECKS: u32 = 50;

/// Choices that everybody makes, and what a check costs by the built-in policy.
static USUAL: OnceLock<(Value, Duration)> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(input) = serde_json::from_slice::<Value>(bytes) else {
        refuse(bytes);
        return Corpus::Reject;
    };
    let part = |name: &str| input.get(name).cloned().unwrap_or_default();
    let (usual, one_check) = USUAL.get_or_init(usual);
    let policy = part("policy");
    let clock = Clock::start();
    let read = Policy::of_organisation(&policy);
    let load = clock.elapsed();
    assert!(load <= LONGEST_LOAD, "this policy is read in {load:?}");
    let policy = match read {
        Ok(policy) => policy,
        Err(refused) => {
            assert!(!refused.mistakes.is_empty(), "it says what is wrong");
            assert!(refused.mistakes.iter().all(|mistake| !mistake.message.is_empty()), "by sentences");
            return Corpus::Keep;
        }
    };
    let agents = policy.document().agents.keys().take(3).map(|agent| json!({ "agent": { "id": agent } }));
    for value in [part("choices"), usual.clone()].into_iter().chain(agents) {
        if let Ok(choices) = policy.read_choices(&value) {
            bound(&choices, &policy, *one_check * MOST_CHECKS);
            hold(&choices, &policy);
            alternatives(&choices, &policy);
        }
    }
    let first = policy.document().agents.keys().next();
    if let Some(agent) = first {
        assert!(matrix(agent, &policy).is_ok(), "an agent that there is has its table");
        assert!(calendar(agent, "2026-11-27".parse().expect("a day"), &policy).is_ok(), "and its calendar");
    }
    for rule in policy.document().rules.iter().rev().take(3) {
        assert!(explain(rule.id.as_str(), &policy).is_ok(), "a rule that there is has its page");
    }
    Corpus::Keep
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    let changed = if seed % 5 == 0 { None } else { mutate(&data[..size], most, seed) };
    match changed {
        Some(text) => {
            data[..text.len()].copy_from_slice(&text);
            text.len()
        }
        None => fuzzer_mutate(data, size, most),
    }
});

/// What is no JSON is no policy, and no signature either.
fn refuse(bytes: &[u8]) {
    let Err(refused) = Policy::of_file(bytes, None) else { panic!("what is no JSON is taken for a policy") };
    assert!(!refused.mistakes.is_empty(), "it says what is wrong");
    let text = String::from_utf8_lossy(bytes);
    assert!(verify(bytes, &text, &text).is_err(), "nothing vouches for itself");
}

/// The check is made again where it took long: the first one may have waited for memory.
fn bound(choices: &Choices, policy: &Policy, most: Duration) {
    let mut shortest = Duration::MAX;
    for _ in 0..4 {
        let clock = Clock::start();
        check(choices, policy);
        shortest = shortest.min(clock.elapsed());
        if shortest <= most {
            return;
        }
    }
    panic!("a check by this policy takes {shortest:?}, where {most:?} are {MOST_CHECKS} by the built-in one");
}

/// Choices that would be ready, and what a check costs that has everything to ask: of nothing chosen.
fn usual() -> (Value, Duration) {
    let policy = Policy::builtin().expect("the embedded policy can be read");
    let nothing = Choices::default();
    let rounds = 20;
    check(&nothing, &policy);
    let clock = Clock::start();
    for _ in 0..rounds {
        check(&nothing, &policy);
    }
    let usual = json!({
        "cloud": "aws", "system": "centos-7", "image": { "source": "public" },
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": "https://store.example.com/5.2.2/bundle" },
        "packageStore": { "url": "http://repo.example.com" }, "today": "2026-11-27",
    });
    (usual, clock.elapsed() / rounds)
}
