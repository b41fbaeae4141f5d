//! The answer that tests of scripts, payloads and launch files begin with.

use dynaboot_core::{Assessment, Policy, assess};
use serde_json::Value;

/// The answer to choices, which must be a good one: with a payload.
#[track_caller]
pub(crate) fn answer(choices: &Value) -> Assessment {
    let policy = Policy::builtin().unwrap();
    let answer = assess(&policy.read_choices(choices).unwrap(), &policy);
    assert!(answer.payload.is_some(), "{choices} {:?}", answer.report);
    answer
}
