//! Policies that ask for as much work as they can: each is answered or refused after a counted number of steps, and says so.

use dynaboot_core::{Policy, Report, Verdict, assess, check};
use serde_json::json;

use super::attacks::{Attack, attacks, contested, loads, messages, ready};

fn ask(attack: &Attack) -> (Policy, Report) {
    let policy = Policy::of_organisation(&attack.policy).unwrap_or_else(|refused| panic!("{}: {refused}", attack.name));
    let report = check(&policy.read_choices(&attack.choices).unwrap(), &policy);
    (policy, report)
}

#[test]
fn what_takes_too_much_work_is_incomplete_and_says_so() {
    for attack in attacks() {
        let (policy, report) = ask(&attack);
        assert!(report.unfinished.is_some(), "{}", attack.name);
        assert_eq!(report.verdict, Verdict::Incomplete, "{}", attack.name);
        let told: usize = report.findings.iter().map(|finding| finding.message.len()).sum();
        assert!(told < 3 << 20, "{}: {told} bytes", attack.name);
        let whole = assess(&policy.read_choices(&attack.choices).unwrap(), &policy);
        let made = (whole.plan, whole.script, whole.payload, whole.launch.len());
        assert_eq!(made, (None, None, None, 0), "{}", attack.name);
        assert!(whole.report.unfinished.is_some(), "{}", attack.name);
    }
}

/// A half of what was looked at would be no ground to say that an answer leads nowhere.
#[test]
fn of_a_question_that_was_not_looked_at_whole_no_outcome_is_told() {
    let (_, report) = ask(&contested());
    let own = report.questions.iter().filter(|question| question.at.to_string().starts_with("answers.q"));
    assert_eq!(own.clone().count(), 10);
    assert!(own.filter(|question| question.outcomes.is_empty()).all(|question| question.decisive));
}

/// An error that was found is one, whatever else was not looked at.
#[test]
fn what_blocks_blocks_all_the_same() {
    let mut attack = messages();
    attack.choices["answers"]["userDataRuns"] = json!(false);
    let (_, report) = ask(&attack);
    assert_eq!(report.verdict, Verdict::Blocked);
    assert!(report.unfinished.is_some());
}

#[test]
fn what_would_take_long_to_load_is_refused_at_its_place() {
    for (name, value, place) in loads() {
        match (Policy::of_organisation(&value), place) {
            (Ok(_), None) => {}
            (Err(refused), Some(place)) => {
                assert_eq!(
                    refused.mistakes.first().map(|mistake| mistake.path.as_str()),
                    Some(place),
                    "{name}: {refused}"
                );
                assert!(refused.mistakes.len() <= 50, "{name}");
            }
            (Ok(_), Some(_)) => panic!("{name} loads"),
            (Err(refused), None) => panic!("{name}: {refused}"),
        }
    }
}

/// What organisations write is not cut short: a thousand rules that apply, all questions open.
#[test]
fn a_large_policy_is_answered_whole() {
    for (_, value, place) in loads() {
        if place.is_none() {
            let policy = Policy::of_organisation(&value).unwrap();
            for choices in [json!({}), ready("https://store.example.com/agent.tar.gz"), json!({ "cloud": "aws" })] {
                assert_eq!(check(&policy.read_choices(&choices).unwrap(), &policy).unfinished, None, "{choices}");
            }
        }
    }
}
