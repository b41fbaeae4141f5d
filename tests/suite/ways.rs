//! From any cell to a good answer: by questions answered helpfully, by alternatives, by fixes.

use std::fmt::Write;

use dynaboot_core::{Alternative, Choices, Edit, Policy, QuestionKind, Verdict, alternatives, assess, check};
use serde_json::{Value, json};

use crate::meaning::{good, with};
use crate::seed::CLOUDS;

const SYSTEMS: [&str; 8] =
    ["windows-2008", "windows-2012", "windows-2016", "centos-6", "centos-7", "rhel-6", "rhel-7", "ubuntu-16.04"];

/// What a helpful person answers to a question for a text.
fn helpful_text(at: &str) -> Value {
    json!(match at {
        "bundleStore.url" => "https://store.example.com/bundle",
        "packageStore.url" => "https://repo.example.com",
        "agent.settings.brokerHost" => "broker.example.com",
        "answers.python" => "2.7.18",
        "image.publisher" => "OpenLogic",
        _ => panic!("nobody knows what to answer for {at}"),
    })
}

/// Answers the first question in the way that leads furthest, until none is left; gives how many that were.
fn answer_helpfully(mut choices: Choices, policy: &Policy) -> (usize, Verdict) {
    for asked in 0..20 {
        let report = check(&choices, policy);
        let Some(question) = report.questions.iter().find(|question| question.decisive) else {
            return (asked, report.verdict);
        };
        let best = question.outcomes.iter().rev().max_by_key(|outcome| outcome.verdict);
        let answer = match question.kind {
            QuestionKind::Text => helpful_text(&question.at.to_string()),
            QuestionKind::YesNo | QuestionKind::Choice => best.unwrap().answer.clone(),
        };
        Edit::new(question.at.clone(), answer).apply(&mut choices).unwrap();
    }
    panic!("the questions do not end: {:?}", check(&choices, policy).questions);
}

#[test]
fn never_more_than_eight_questions() {
    let policy = Policy::builtin().unwrap();
    let mut list = String::new();
    for system in SYSTEMS {
        let counts = CLOUDS.map(|cloud| {
            // That the agent is absent is the case with the most to ask.
            let value = json!({ "cloud": cloud, "system": system, "agent": { "onImage": "absent" } });
            let choices = policy.read_choices(&value).unwrap();
            let (asked, verdict) = answer_helpfully(choices, &policy);
            assert!(asked < 8, "{cloud} {system}: {asked} and the agent");
            assert_ne!(verdict, Verdict::Incomplete, "{cloud} {system}");
            asked
        });
        writeln!(list, "{system}: {counts:?}").unwrap();
    }
    let expected = "\
windows-2008: [5, 4, 7, 5, 0, 5, 6]
windows-2012: [5, 4, 7, 5, 0, 5, 6]
windows-2016: [4, 4, 0, 4, 0, 4, 0]
centos-6: [6, 6, 5, 6, 0, 5, 6]
centos-7: [5, 6, 5, 6, 0, 5, 6]
rhel-6: [5, 5, 5, 0, 0, 5, 6]
rhel-7: [5, 5, 5, 0, 0, 5, 6]
ubuntu-16.04: [4, 4, 4, 5, 0, 5, 6]
";
    assert_eq!(list, expected, "\n{list}");
}

/// What is told of an answer beforehand comes when the rest is answered helpfully.
#[test]
fn what_is_told_to_come_can_come() {
    let policy = Policy::builtin().unwrap();
    let mut told = 0;
    for (cloud, system) in CLOUDS.into_iter().flat_map(|cloud| SYSTEMS.map(|system| (cloud, system))) {
        for today in [Value::Null, json!("2026-11-22")] {
            let value = json!({ "cloud": cloud, "system": system, "agent": { "onImage": "absent" }, "today": today });
            let choices = policy.read_choices(&value).unwrap();
            for question in check(&choices, &policy).questions {
                for outcome in question.outcomes {
                    let mut answered = choices.clone();
                    Edit::new(question.at.clone(), outcome.answer.clone()).apply(&mut answered).unwrap();
                    let (_, verdict) = answer_helpfully(answered, &policy);
                    let place = format!("{value} {} = {}", question.at, outcome.answer);
                    assert_eq!(verdict, outcome.verdict, "{place}");
                    told += 1;
                }
            }
        }
    }
    assert!(told > 100, "only {told} outcomes were tried");
}

/// Many different choices: every cloud, with things said that block here and there.
fn many() -> Vec<Value> {
    let mut many = Vec::new();
    let policy = Policy::builtin().unwrap();
    for cloud in policy.document().clouds.keys() {
        // Every third system: the table's own are among them, and the rest are alike.
        for system in policy.document().systems.keys().step_by(3) {
            for more in [
                json!({}),
                json!({ "answers": { "netTools": false, "userDataRuns": false } }),
                json!({ "bundleStore": { "url": "http://store.example.com/b" }, "image": { "source": "public", "arch": "arm64" } }),
                json!({ "bundleStore": { "url": "https://store.example.com/b" }, "answers": { "python": "2.6.6", "certificatesInstalled": false } }),
                json!({ "image": { "id": "nonsense id", "publisher": "RogueWave" }, "agent": { "onImage": "absent" } }),
            ] {
                let mut choices = json!({ "cloud": cloud, "system": system, "today": "2026-11-22" });
                choices.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                many.push(choices);
            }
        }
    }
    many
}

#[track_caller]
fn check_edits(edits: &[Edit], choices: &Choices) -> Choices {
    let mut changed = choices.clone();
    for edit in edits {
        let place = edit.at.to_string();
        let kept = ["answers.", "agent.onImage", "image.publisher", "today"];
        assert!(!kept.iter().any(|field| place.starts_with(field)), "{place} is the user's to say");
        assert!(!edit.to.is_null() && edit.to != json!(""), "{place} is emptied");
        edit.apply(&mut changed).unwrap();
    }
    changed
}

#[test]
fn alternatives_lead_out_and_never_lie() {
    let policy = Policy::builtin().unwrap();
    let mut found = 0;
    for value in many() {
        let choices = policy.read_choices(&value).unwrap();
        let ways = alternatives(&choices, &policy);
        if check(&choices, &policy).verdict != Verdict::Blocked {
            assert_eq!(ways, [], "nothing is blocked: {value}");
        }
        for way in &ways {
            let after = check(&check_edits(&way.edits, &choices), &policy);
            assert_ne!(after.verdict, Verdict::Blocked, "{value} {way:?}");
            assert_eq!(after.verdict, way.verdict, "{value} {way:?}");
            assert!(!way.title.is_empty());
        }
        let rank = |verdict| [Verdict::Ready, Verdict::ReadyWithWarnings].iter().position(|good| *good == verdict);
        assert!(
            ways.is_sorted_by_key(|way: &Alternative| rank(way.verdict).unwrap_or(2)),
            "the best verdict first: {ways:?}"
        );
        assert!(ways.len() <= 6, "more are no help: {ways:?}");
        found += ways.len();
    }
    assert!(found > 500, "only {found} ways out were tried");
}

fn titles(choices: &Value) -> Vec<String> {
    let policy = Policy::builtin().unwrap();
    let ways = alternatives(&policy.read_choices(choices).unwrap(), &policy);
    ways.into_iter().map(|way| way.title).collect()
}

/// What can be had comes before what asks; among these the nearest by what it means.
#[test]
fn alternatives_are_answers() {
    let refused = with(good("openstack", "rhel-7"), &[("answers.netTools", json!(true))]);
    assert_eq!(
        titles(&refused),
        [
            "bake the agent into an image",
            "RHEL 7 → CentOS 7",
            "RHEL 7 → CentOS 6",
            "OpenStack → AWS",
            "OpenStack → AzureRM",
            "OpenStack → Google"
        ]
    );
    // What asks only what the blocked choices leave open is better than what asks more.
    let asking = good("openstack", "rhel-7");
    let ways = titles(&asking);
    assert!(ways.contains(&"RHEL 7 → CentOS 7".to_owned()), "{ways:?}");
    assert!(!ways.iter().any(|way| way.contains("RHEL 8") || way.contains("generic")), "{ways:?}");
    // Where nothing else is left, another agent's table or a newer release is better than nothing.
    let bare = titles(&json!({ "cloud": "openstack", "system": "rhel-7" }));
    assert!(bare.len() >= 3 && bare.len() <= 6, "{bare:?}");
}

/// A script that is too large for one cloud's field has its way out where the field is larger.
#[test]
fn a_larger_field_is_a_way_out() {
    let policy = Policy::builtin().unwrap();
    let mut state: u32 = 1;
    let mut command = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("/usr/bin/{state:08x}")
    };
    let value = json!({
        "cloud": "aws", "system": "rhel-7",
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": "http://store.example.com/bundle" }, "packageStore": { "url": "https://repo.example.com" },
        "software": { "commands": std::iter::repeat_with(&mut command).take(3_000).collect::<Vec<_>>() },
    });
    let choices = policy.read_choices(&value).unwrap();
    assert_eq!(check(&choices, &policy).verdict, Verdict::Blocked);
    let ways = alternatives(&choices, &policy);
    assert!(ways.iter().any(|way| way.title == "AWS → Google"), "{ways:?}");
}

#[test]
fn a_fix_removes_its_finding_and_brings_nothing_worse() {
    let policy = Policy::builtin().unwrap();
    let mut tried = 0;
    for value in many() {
        let choices = policy.read_choices(&value).unwrap();
        let before = assess(&choices, &policy).report.findings;
        for finding in &before {
            let Some(fix) = &finding.fix else { continue };
            let after = check(&check_edits(&fix.edits, &choices), &policy).findings;
            assert!(after.iter().all(|left| left.rule != finding.rule), "{value} {finding:?}");
            let worse = after
                .iter()
                .find(|left| left.severity > finding.severity && before.iter().all(|old| old.rule != left.rule));
            assert!(worse.is_none(), "{value} {:?} brings {worse:?}", finding.rule);
            tried += 1;
        }
    }
    assert!(tried > 60, "only {tried} fixes were tried");
}
