//! Whatever JSON says: it is refused with a place, or answered; and what an answer says holds together.

#![no_main]

use std::sync::OnceLock;

use dynaboot_core::policy::rule::Severity;
use dynaboot_core::{Policy, Route, Verdict, assess, check};
use libfuzzer_sys::{Corpus, fuzz_target};

static POLICY: OnceLock<Policy> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(value) = serde_json::from_slice(bytes) else { return Corpus::Reject };
    let policy = POLICY.get_or_init(|| Policy::builtin().expect("the embedded policy can be read"));
    let choices = match policy.read_choices(&value) {
        Ok(choices) => choices,
        Err(refused) => {
            assert!(!refused.message.is_empty(), "a refusal is a sentence");
            return Corpus::Keep;
        }
    };
    let answer = assess(&choices, policy);
    let report = &answer.report;
    let errors = report.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(report.verdict == Verdict::Blocked, errors, "blocked means that an error is found");
    let good = matches!(report.verdict, Verdict::Ready | Verdict::ReadyWithWarnings);
    assert!(good || answer.script.is_none() && answer.payload.is_none(), "no text to paste unless it is ready");
    assert!(report.route != Route::AlreadyThere || answer.script.is_none(), "nothing to do where the agent is");
    assert!(answer.payload.as_ref().is_none_or(|payload| payload.left >= 0), "what is given fits");
    assert_eq!(check(&choices, policy), answer.report, "check says what assess says");
    Corpus::Keep
});
