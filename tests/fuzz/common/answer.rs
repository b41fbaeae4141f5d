//! What every answer holds to, whatever was asked and by whichever policy.

use dynaboot_core::policy::rule::Severity;
use dynaboot_core::{Choices, Policy, Route, Verdict, assess, check};

/// Answers, and panics where the answer contradicts itself.
///
/// # Panics
/// As said; the fuzzer takes that for something found.
pub fn hold(choices: &Choices, policy: &Policy) {
    let answer = assess(choices, policy);
    let report = &answer.report;
    let errors = report.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(report.verdict == Verdict::Blocked, errors, "blocked means that an error is found");
    let good = matches!(report.verdict, Verdict::Ready | Verdict::ReadyWithWarnings);
    assert!(good || answer.script.is_none() && answer.payload.is_none(), "no text to paste unless it is ready");
    assert!(report.route != Route::AlreadyThere || answer.script.is_none(), "nothing to do where the agent is");
    assert!(answer.payload.as_ref().is_none_or(|payload| payload.left >= 0), "what is given fits");
    assert_eq!(check(choices, policy), answer.report, "check says what assess says");
}
