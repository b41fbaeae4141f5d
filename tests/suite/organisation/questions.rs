//! Questions of an organisation's own, their answers, and the rules that compare them.

use dynaboot_core::policy::rule::Severity;
use dynaboot_core::{QuestionKind, Verdict};
use serde_json::{Value, json};

use super::{acme, ask, builtin, cited, handbook, over_http, policy, refused, severity, with};

/// A policy that asks a question of its own, and requires that the answer is yes.
fn asking(question: &Value, more: &Value) -> Value {
    let mut rule = json!({
        "id": "acme-security-approves", "title": "Security approves images", "severity": "error",
        "when": { "cloud": ["aws"] }, "require": { "answers.securityApproved": true },
        "message": "security has not approved the image: {answers.securityApproved}", "why": "The audit asks for it.",
        "todo": "Have security look at the image.", "source": cited(),
        "examples": [
            { "rule": "fires", "choices": { "cloud": "aws", "answers": { "securityApproved": false } } },
            { "rule": "passes", "choices": { "cloud": "aws", "answers": { "securityApproved": true } } },
            { "rule": "asks", "choices": over_http() }
        ]
    });
    for (key, value) in more.as_object().unwrap() {
        rule[key] = value.clone();
    }
    json!({ "sources": handbook(), "questions": { "securityApproved": question }, "rules": [rule] })
}

fn approved() -> Value {
    json!({ "ask": "Has security approved this image?", "kind": "yesNo" })
}

#[test]
fn a_question_of_an_organisation_is_one_entry() {
    let own = policy(&acme(&asking(&approved(), &json!({}))));
    let open = ask(&own, &over_http());
    assert_eq!(open.verdict, Verdict::Incomplete);
    let [question] = open.questions.as_slice() else { panic!("{:?}", open.questions) };
    assert_eq!((question.at.to_string().as_str(), question.kind), ("answers.securityApproved", QuestionKind::YesNo));
    assert_eq!((question.ask.as_str(), question.decisive), ("Has security approved this image?", true));
    let leads: Vec<(Value, Verdict)> =
        question.outcomes.iter().map(|outcome| (outcome.answer.clone(), outcome.verdict)).collect();
    assert_eq!(leads, [(json!(true), Verdict::ReadyWithWarnings), (json!(false), Verdict::Blocked)]);

    let said = |answer: bool| ask(&own, &with(over_http(), "/answers/securityApproved", &json!(answer)));
    assert_eq!((said(true).verdict, said(true).questions), (Verdict::ReadyWithWarnings, vec![]));
    let refused = said(false);
    assert_eq!(refused.verdict, Verdict::Blocked);
    let finding = refused.findings.iter().find(|finding| finding.rule == "acme-security-approves").unwrap();
    assert_eq!(finding.at.to_string(), "answers.securityApproved");
    assert_eq!(finding.message, "security has not approved the image: no");

    let left_out = ask(&own, &with(over_http(), "/answers/securityApproved", &Value::Null));
    assert_eq!(left_out, open, "unknown is not false");
}

#[test]
fn a_question_of_an_organisation_may_have_words_of_its_own() {
    let question = json!({ "ask": "Which tier?", "kind": "choice", "choices": ["gold", "silver"] });
    let more = |require: Value| json!({ "require": { "answers.securityApproved": require }, "examples": [] });
    let own = policy(&acme(&asking(&question, &more(json!(["gold"])))));
    let open = ask(&own, &over_http());
    assert_eq!(
        (open.questions[0].kind, open.questions[0].choices.as_slice()),
        (QuestionKind::Choice, ["gold".to_owned(), "silver".to_owned()].as_slice())
    );
    let said = |word: &str| ask(&own, &with(over_http(), "/answers/securityApproved", &json!(word))).verdict;
    assert_eq!((said("gold"), said("silver")), (Verdict::ReadyWithWarnings, Verdict::Blocked));
    let wrong = |answer: Value| own.read_choices(&json!({ "answers": { "securityApproved": answer } })).unwrap_err();
    assert_eq!(wrong(json!("glod")).did_you_mean.as_deref(), Some("gold"));
    assert_eq!(wrong(json!(true)).message, "answers.securityApproved: found `true`, expected one of `gold`, `silver`");
    refused(&asking(&question, &more(json!(["glod"]))), &["rules.0.require.answers.securityApproved.0"]);
    refused(&asking(&question, &more(json!(true))), &["rules.0.require.answers.securityApproved"]);
}

#[test]
fn an_answer_that_nobody_asks_for_is_refused() {
    let own = policy(&acme(&asking(&approved(), &json!({}))));
    let answer = |id: &str, answer: Value| own.read_choices(&json!({ "answers": { id: answer } })).unwrap_err();
    let unknown = answer("securityAproved", json!(true));
    assert_eq!(
        (unknown.path.as_str(), unknown.did_you_mean.as_deref()),
        ("answers.securityAproved", Some("securityApproved"))
    );
    let typed = answer("netTools", json!("yes"));
    let listed = answer("securityApproved", json!("yes"));
    assert_eq!(listed.message, typed.message.replace("netTools", "securityApproved"), "one reader, one sentence");
    assert_eq!(answer("securityApproved", json!(1)).path, "answers.securityApproved");
    let nobody = builtin().read_choices(&json!({ "answers": { "securityApproved": true } })).unwrap_err();
    assert_eq!(nobody.path, "answers.securityApproved");
}

#[test]
fn a_question_that_could_not_be_asked_is_refused() {
    for id in ["SecurityApproved", "security approved", "9lives", "a.b", &"x".repeat(41)] {
        refused(&json!({ "questions": { id: approved() } }), &[&format!("questions.{id}")]);
    }
    for (question, place) in [
        (json!({ "kind": "yesNo" }), "questions.x.ask"),
        (json!({ "ask": " ", "kind": "yesNo" }), "questions.x.ask"),
        (json!({ "ask": "X?", "kind": "yesno" }), "questions.x.kind"),
        (json!({ "ask": "X?", "kind": "version" }), "questions.x.kind"),
        (json!({ "ask": "X?", "kind": "choice" }), "questions.x.choices"),
        (json!({ "ask": "X?", "kind": "choice", "choices": ["a", "a"] }), "questions.x.choices.1"),
        (json!({ "ask": "X?", "kind": "yesNo", "choices": ["a"] }), "questions.x.choices"),
        (json!({ "ask": "X?" }), "questions.x"),
    ] {
        refused(&json!({ "questions": { "x": question } }), &[place]);
    }
    // What the base asks can get other words, but no other answers.
    policy(&acme(
        &json!({ "questions": { "netTools": { "ask": "Is net-tools there?" }, "cloud": { "ask": "Where?" } } }),
    ));
    refused(&json!({ "questions": { "netTools": { "kind": "choice" } } }), &["questions.netTools.kind"]);
    refused(
        &json!({ "questions": { "answers.downloader": { "choices": ["scp"] } } }),
        &["questions.answers.downloader.choices"],
    );
    refused(&json!({ "questions": { "answers.netTools": null } }), &["questions.answers.netTools"]);
    refused(&json!({ "questions": { "cloud": { "kind": "yesNo" } } }), &["questions.cloud.kind"]);
}

#[test]
fn a_rule_compares_answers_that_are_asked_for() {
    let rules = |when: Value| with(asking(&approved(), &json!({ "examples": [] })), "/rules/0/when", &when);
    let told = refused(&rules(json!({ "answers.securityAproved": true })), &["rules.0.when.answers.securityAproved"]);
    assert!(told[0].contains("did you mean `answers.securityApproved`?"), "{told:?}");
    refused(&rules(json!({ "answers.securityApproved": ["yes"] })), &["rules.0.when.answers.securityApproved"]);
    refused(&rules(json!({ "answers.securityApproved": 1 })), &["rules.0.when.answers.securityApproved"]);
    let at = asking(&approved(), &json!({ "at": "answers.securityAproved", "examples": [] }));
    refused(&at, &["rules.0.at"]);
    // What the base asks goes by its old name too.
    for name in ["netTools", "answers.netTools", "imageAfterJuly2016", "answers.imageAfterJuly2016"] {
        let own = policy(&acme(&rules(json!({ "cloud": ["aws"], name: true }))));
        let id = name.rsplit('.').next().unwrap();
        let answers = json!({ "userDataRuns": true, "securityApproved": false, id: true });
        let report = ask(&own, &with(over_http(), "/answers", &answers));
        assert_eq!(severity(&report, "acme-security-approves"), Some(Severity::Error), "{name}");
    }
}
