//! What an answer means: one test a statement, by whole answers to whole choices.

use dynaboot_core::policy::rule::Severity;
use dynaboot_core::{Policy, Report, Verdict, assess, check};
use serde_json::{Value, json};

/// Choices for which all is well, over plain HTTP.
pub(crate) fn good(cloud: &str, system: &str) -> Value {
    json!({
        "cloud": cloud, "system": system,
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": "http://store.example.com/bundle" },
        "packageStore": { "url": "https://repo.example.com" },
    })
}

/// Choices with some more said: dotted fields and their values.
pub(crate) fn with(mut choices: Value, said: &[(&str, Value)]) -> Value {
    for (field, value) in said {
        let place = field.split('.').fold(&mut choices, |place, key| &mut place[key]);
        *place = value.clone();
    }
    choices
}

#[track_caller]
pub(crate) fn report(choices: &Value) -> Report {
    let policy = Policy::builtin().unwrap();
    let choices = policy.read_choices(choices).unwrap();
    let answer = assess(&choices, &policy);
    assert_eq!(check(&choices, &policy), answer.report, "check says what assess says");
    let good = matches!(answer.report.verdict, Verdict::Ready | Verdict::ReadyWithWarnings);
    assert!(good || answer.script.is_none() && answer.payload.is_none(), "no text to paste unless it is ready");
    answer.report
}

#[track_caller]
fn check_verdict(choices: &Value, verdict: Verdict) {
    let report = report(choices);
    assert_eq!(report.verdict, verdict, "{choices}\n{:#?}\n{:#?}", report.findings, report.questions);
}

pub(crate) fn asked(report: &Report) -> Vec<String> {
    report.questions.iter().map(|question| question.at.to_string()).collect()
}

pub(crate) fn errors(report: &Report) -> Vec<String> {
    report
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.at.to_string())
        .collect()
}

#[test]
fn errors_beat_questions_and_questions_beat_warnings() {
    check_verdict(&json!({ "cloud": "openstack", "system": "rhel-7" }), Verdict::Blocked);
    check_verdict(&with(good("aws", "centos-7"), &[("agent.onImage", Value::Null)]), Verdict::Incomplete);
    check_verdict(&good("aws", "centos-7"), Verdict::ReadyWithWarnings);
    let https = [
        ("bundleStore.url", json!("https://store.example.com/bundle")),
        ("answers.certificatesInstalled", json!(true)),
        ("answers.python", json!("2.7.18")),
    ];
    check_verdict(&with(good("aws", "centos-7"), &https), Verdict::Ready);
    check_verdict(&json!({}), Verdict::Incomplete);
}

#[test]
fn an_unknown_agent_is_judged_absent_and_asked_for() {
    let report = report(&json!({ "cloud": "openstack", "system": "rhel-7" }));
    assert_eq!(report.verdict, Verdict::Blocked);
    let question = report.questions.iter().find(|question| question.at.to_string() == "agent.onImage").unwrap();
    assert!(question.decisive);
    let outcomes: Vec<_> =
        question.outcomes.iter().map(|outcome| (outcome.answer.as_str().unwrap(), outcome.verdict)).collect();
    assert_eq!(outcomes, [("present", Verdict::Ready), ("absent", Verdict::Blocked)]);
    let assumed: Vec<_> =
        report.assumptions.iter().map(|assumption| (assumption.at.to_string(), assumption.value.clone())).collect();
    for (at, value) in [
        ("agent.id", "cloudcenter"),
        ("image.arch", "x86_64"),
        ("agent.onImage", "absent"),
        ("agent.settings.brokerPort", "5671"),
    ] {
        assert!(assumed.contains(&(at.to_owned(), value.to_owned())), "{at} {assumed:?}");
    }
}

#[test]
fn what_ready_needs() {
    let needed =
        ["cloud", "system", "agent.onImage", "bundleStore.url", "packageStore.url", "agent.settings.brokerHost"];
    for field in needed {
        let report = report(&with(good("aws", "centos-7"), &[(field, Value::Null)]));
        assert_eq!(report.verdict, Verdict::Incomplete, "without {field}");
        assert!(asked(&report).contains(&field.to_owned()), "{field} {:?}", asked(&report));
        assert!(report.questions.iter().find(|question| question.at.to_string() == field).unwrap().decisive);
    }
    for (cloud, system, field) in [
        ("aws", "centos-6", "answers.userDataRuns"),
        ("aws", "windows-2012", "answers.userDataRuns"),
        ("azure", "centos-7", "image.publisher"),
        ("openstack", "centos-7", "answers.netTools"),
        ("google", "windows-2008", "image.source"),
    ] {
        let report = report(&good(cloud, system));
        assert_eq!(report.verdict, Verdict::Incomplete, "{cloud} {system}");
        assert!(asked(&report).contains(&field.to_owned()), "{cloud} {system}: {:?}", asked(&report));
    }
    let custom = with(
        good("google", "windows-2008"),
        &[("image.source", json!("custom")), ("answers.userDataRuns", json!(true))],
    );
    assert_eq!(asked(&report(&custom)), ["answers.administratorUser"]);
    check_verdict(&with(custom, &[("answers.administratorUser", json!(true))]), Verdict::ReadyWithWarnings);
    let https = with(good("aws", "centos-7"), &[("bundleStore.url", json!("https://store.example.com/bundle"))]);
    assert_eq!(asked(&report(&https)), ["answers.python", "answers.certificatesInstalled"]);
    assert_eq!(asked(&report(&good("aws", "centos-7"))), Vec::<String>::new());
}

#[test]
fn the_generic_agent_needs_its_command_and_its_path() {
    let generic = json!({
        "cloud": "aws", "system": "debian-12",
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./setup", "presentPath": "/opt/agent" } },
        "bundleStore": { "url": "https://store.example.com/agent.tar.gz" }, "answers": { "certificatesInstalled": true },
    });
    check_verdict(&generic, Verdict::Ready);
    for setting in ["installCommand", "presentPath"] {
        let field = format!("agent.settings.{setting}");
        let report = report(&with(generic.clone(), &[(&field, json!(""))]));
        assert_eq!((report.verdict, asked(&report)), (Verdict::Incomplete, vec![field]));
    }
}

#[test]
fn not_listed_asks_for_somebody_who_answers_for_it() {
    let unlisted = good("aws", "debian-12");
    assert_eq!(asked(&report(&unlisted)), ["answers.supportConfirmed"]);
    check_verdict(&unlisted, Verdict::Incomplete);
    check_verdict(&with(unlisted.clone(), &[("answers.supportConfirmed", json!(true))]), Verdict::ReadyWithWarnings);
    let refused = report(&with(unlisted, &[("answers.supportConfirmed", json!(false))]));
    assert_eq!((refused.verdict, errors(&refused)), (Verdict::Blocked, vec!["answers.supportConfirmed".to_owned()]));
}

#[test]
fn user_data_that_does_not_run_is_an_error_on_every_cell_but_where_it_is_not_used() {
    for (cloud, system) in [
        ("aws", "centos-6"),
        ("aws", "centos-7"),
        ("aws", "windows-2012"),
        ("aws", "rhel-7"),
        ("google", "centos-7"),
        ("aws", "debian-12"),
    ] {
        let report = report(&with(good(cloud, system), &[("answers.userDataRuns", json!(false))]));
        assert!(errors(&report).contains(&"answers.userDataRuns".to_owned()), "{cloud} {system}");
    }
    let azure = report(&with(good("azure", "windows-2016"), &[("answers.userDataRuns", json!(false))]));
    assert_eq!(errors(&azure), Vec::<String>::new());
}

#[test]
fn findings_point_at_the_broken_fact() {
    let https = ("bundleStore.url", json!("https://store.example.com/bundle"));
    for (choices, at) in [
        (with(good("aws", "centos-7"), &[https.clone(), ("answers.python", json!("2.7.5"))]), "answers.python"),
        (with(good("aws", "centos-7"), &[https.clone(), ("answers.python", json!("3.6.8"))]), "answers.python"),
        (with(good("aws", "centos-7"), &[https.clone(), ("answers.python", json!("none"))]), "answers.python"),
        (
            with(good("aws", "centos-7"), &[https, ("answers.certificatesInstalled", json!(false))]),
            "answers.certificatesInstalled",
        ),
        (with(good("openstack", "centos-7"), &[("answers.netTools", json!(false))]), "answers.netTools"),
        (with(good("azure", "centos-7"), &[("image.publisher", json!("RogueWave"))]), "image.publisher"),
        (with(good("azure", "centos-7"), &[("image.id", json!("RogueWave:CentOS:7_9:latest"))]), "image.publisher"),
        (with(good("aws", "centos-7"), &[("image.id", json!("ami-123"))]), "image.id"),
        (good("openstack", "rhel-7"), "system"),
        (with(good("google", "windows-2012"), &[("image.source", json!("public"))]), "image.source"),
        (with(good("aws", "centos-7"), &[("software.commands", json!(["/bin/ls", "ls"]))]), "software.commands.1"),
        (with(good("aws", "centos-7"), &[("agent.settings.brokerPort", json!("x"))]), "agent.settings.brokerPort"),
    ] {
        assert_eq!(errors(&report(&choices)), [at], "{choices}");
    }
}

#[test]
fn python_over_http_is_nobodys_business() {
    for python in ["2.6.6", "3.9", "none"] {
        check_verdict(&with(good("aws", "centos-7"), &[("answers.python", json!(python))]), Verdict::ReadyWithWarnings);
        check_verdict(
            &with(good("aws", "ubuntu-16.04"), &[("answers.python", json!(python))]),
            Verdict::ReadyWithWarnings,
        );
    }
}

#[test]
fn google_windows() {
    check_verdict(&good("google", "windows-2016"), Verdict::Blocked);
    let everything = [
        ("image.source", json!("public")),
        ("answers.userDataRuns", json!(true)),
        ("answers.administratorUser", json!(true)),
    ];
    check_verdict(&with(good("google", "windows-2012"), &everything), Verdict::Blocked);
    let without = [
        ("image.source", json!("custom")),
        ("answers.userDataRuns", json!(true)),
        ("answers.administratorUser", json!(false)),
    ];
    check_verdict(&with(good("google", "windows-2012"), &without), Verdict::Blocked);
}

#[test]
fn an_outcome_is_the_best_that_is_left() {
    let report = report(&json!({ "cloud": "aws", "system": "centos-6" }));
    let question = report.questions.iter().find(|question| question.at.to_string() == "answers.userDataRuns").unwrap();
    let outcomes: Vec<_> =
        question.outcomes.iter().map(|outcome| (outcome.answer.as_bool().unwrap(), outcome.verdict)).collect();
    // Over HTTP the store warns, over HTTPS the system's TLS does, whichever URL is typed.
    assert_eq!(outcomes, [(true, Verdict::ReadyWithWarnings), (false, Verdict::Blocked)]);
    let first_minor = report.questions.iter().position(|question| !question.decisive).unwrap_or(report.questions.len());
    assert!(report.questions[first_minor..].iter().all(|question| !question.decisive), "decisive ones first");
}

#[test]
fn the_agent_already_there_needs_nothing_else() {
    for choices in [
        json!({ "agent": { "onImage": "present" } }),
        json!({ "image": { "source": "worker" }, "cloud": "vmware", "system": "centos-7" }),
    ] {
        let report = report(&choices);
        assert_eq!(report.verdict, Verdict::Ready, "{choices}");
        assert_eq!((report.options.len(), report.questions.len()), (0, 0));
    }
    let contradiction = report(&json!({ "image": { "source": "worker" }, "agent": { "onImage": "absent" } }));
    assert_eq!(contradiction.verdict, Verdict::Blocked);
}

#[test]
fn two_options_on_each_branch() {
    let titles = |cloud, system| -> Vec<String> {
        report(&json!({ "cloud": cloud, "system": system })).options.into_iter().map(|option| option.title).collect()
    };
    assert_eq!(titles("aws", "centos-7").len(), 2);
    assert_eq!(titles("vmware", "centos-7").len(), 2);
    assert_ne!(titles("aws", "centos-7"), titles("vmware", "centos-7"));
    assert_eq!(titles("aws", "centos-6"), titles("aws", "centos-7"));
}

#[test]
fn the_day_on_which_the_answer_changes() {
    let on = |day: &str| report(&with(good("aws", "windows-2016"), &[("today", json!(day))]));
    let change = on("2026-11-22").changes_on.unwrap();
    assert_eq!((change.date.to_string().as_str(), change.rule.as_str()), ("2027-01-12", "extended-support-only"));
    assert_eq!(change.verdict, Verdict::ReadyWithWarnings, "the text fits as it did");
    assert_eq!(on("2027-01-12").changes_on.unwrap().date.to_string(), "2030-01-12");
    assert_eq!(on("2030-01-12").changes_on, None);
    assert_eq!(report(&good("aws", "windows-2016")).changes_on, None, "without a day nothing is said about days");
}

/// The rule's finding comes with the day; that the text is too large for the field stays true.
#[test]
fn a_coming_day_does_not_make_a_text_smaller() {
    let software =
        json!((0..2_000_u32).map(|n| format!("x-usr-bin-{:08x}", n.wrapping_mul(2_654_435_761))).collect::<Vec<_>>());
    let choices = with(
        good("aws", "ubuntu-24.04"),
        &[
            (
                "agent",
                json!({ "id": "generic", "onImage": "absent", "settings": { "installCommand": "./i", "presentPath": "/opt/a" } }),
            ),
            ("packageStore", Value::Null),
            ("callHome", json!(format!("https://portal.example.com/{}", "x".repeat(60_000)))),
            ("today", json!("2026-11-22")),
        ],
    );
    let report = report(&with(choices, &[("software", json!({ "packages": software }))]));
    assert_eq!(errors(&report), ["cloud"], "too large is the only thing that is wrong");
    let change = report.changes_on.unwrap();
    assert_eq!((change.date.to_string().as_str(), change.verdict), ("2029-05-31", Verdict::Blocked));
}

#[test]
fn an_images_id_tells_what_nobody_chose() {
    let urn = "OpenLogic:CentOS:7_9:latest";
    let told = report(&json!({ "cloud": "azure", "image": { "id": urn } })).told;
    let told: Vec<String> = told.iter().map(|told| format!("{} {} {}", told.at, told.value, told.label)).collect();
    assert_eq!(told, ["system centos-7 CentOS 7", "image.source public public", "image.publisher OpenLogic OpenLogic"]);
    let chosen = json!({ "cloud": "azure", "system": "centos-7", "image": { "id": urn, "source": "public", "publisher": "OpenLogic" } });
    assert_eq!(report(&chosen).told, []);
    // A default public image of Windows is refused on Google, also where only the id says that it is one.
    let family = "projects/windows-cloud/global/images/family/windows-2012-r2";
    let windows = json!({ "cloud": "google", "system": "windows-2012", "image": { "id": family } });
    assert_eq!(errors(&report(&windows)), ["image.source"]);
}

#[test]
fn known_publishers_have_names() {
    let choices = json!({ "cloud": "aws", "system": "centos-7", "image": { "publisher": "099720109477" } });
    let report = report(&choices);
    let finding = report.findings.iter().find(|finding| finding.rule == "publisher-makes-the-system").unwrap();
    assert_eq!(finding.message, "Canonical does not publish CentOS 7");
}

#[test]
fn forms_of_general_knowledge_only_warn() {
    for (cloud, severity) in [("aws", Severity::Error), ("alibaba", Severity::Warning), ("oci", Severity::Warning)] {
        let report = report(&json!({ "cloud": cloud, "image": { "id": "no id at all" } }));
        let finding = report.findings.iter().find(|finding| finding.at.to_string() == "image.id").unwrap();
        assert_eq!(finding.severity, severity, "{cloud}");
    }
}

#[test]
fn a_wrong_shape_is_refused_with_its_place() {
    let policy = Policy::builtin().unwrap();
    for (choices, path, meant) in [
        (json!({ "clod": "aws" }), "clod", Some("cloud")),
        (json!({ "cloud": "awz" }), "cloud", Some("aws")),
        (json!({ "system": "centos_7" }), "system", Some("centos-7")),
        (json!({ "agent": { "onImage": "presnt" } }), "agent.onImage", Some("present")),
        (json!({ "agent": { "settings": { "brokerhost": "x" } } }), "agent.settings.brokerhost", Some("brokerHost")),
        (json!({ "answers": { "nettools": true } }), "answers.nettools", Some("netTools")),
        (json!({ "answers": { "netTools": "yes" } }), "answers.netTools", None),
        (json!({ "software": { "packages": ["git", 1] } }), "software.packages.1", None),
        (json!({ "today": "2026-02-30" }), "today", None),
        (json!({ "bundleStore": { "password": 1234 } }), "bundleStore.password", None),
        (json!([]), "", None),
    ] {
        let error = policy.read_choices(&choices).unwrap_err();
        assert_eq!((error.path.as_str(), error.did_you_mean.as_deref()), (path, meant), "{error}");
        assert!(
            !error.expected.is_empty() && !error.message.contains("1234") && !error.message.contains("struct"),
            "{error:?}"
        );
    }
    let nothing =
        policy.read_choices(&json!({ "cloud": null, "image": null, "software": { "packages": null } })).unwrap();
    assert_eq!(nothing, dynaboot_core::Choices::default(), "null and left out are the same");
}
