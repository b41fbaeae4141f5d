//! What the session does with actions.

mod links;
mod trials;

use std::collections::BTreeMap;
use std::rc::Rc;

use dynaboot_core::{Choices, Edit, Field, Policy, Python};
use proptest::prelude::*;

use super::{Action, Kept, Session};
use crate::link::{self, Unreadable};
use crate::notice::Notice;
use crate::view::View;

fn session() -> Session {
    Session::new(Rc::new(Policy::builtin().unwrap()), "2026-11-22".parse().ok(), Choices::default())
}

fn typed(session: &Session, field: &Field, text: &str) -> Session {
    session.then(Action::Type(field.clone(), text.to_owned()))
}

#[test]
fn a_text_that_is_no_value_yet_is_kept_beside_what_it_needs() {
    let first = typed(&session(), &Field::Python, "2.7");
    assert!(matches!(first.choices().answers.python, Some(Python::Version(_))));
    let second = typed(&first, &Field::Python, "2.7.");
    assert_eq!(second.text(&Field::Python), "2.7.");
    assert_eq!(second.problem(&Field::Python), Some("a version like 2.7.9, or none"));
    assert_eq!(second.choices().answers.python, None, "what stands there no longer says 2.7");
    let third = typed(&second, &Field::Python, "2.7.5");
    assert_eq!(third.problem(&Field::Python), None);
    assert_eq!(third.then(Action::Undo).text(&Field::Python), "", "the letters of one text are one change");
}

#[test]
fn a_list_keeps_the_line_that_is_being_begun() {
    let session = typed(&session(), &Field::SoftwarePackages, "git\n");
    assert_eq!(session.choices().software.packages, ["git"]);
    assert_eq!(session.text(&Field::SoftwarePackages), "git\n");
}

#[test]
fn undo_and_redo_go_all_the_way() {
    let blank = session();
    let aws = blank.then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let centos = aws.then(Action::Choose(Edit::new(Field::System, "centos-7")));
    let back = centos.then(Action::Undo);
    assert_eq!(back.choices(), aws.choices());
    assert!(back.field(Field::System).marked && !back.field(Field::Cloud).marked);
    let start = back.then(Action::Undo);
    assert!(start.is_blank() && !start.can_undo());
    assert_eq!(start.then(Action::Undo).choices(), start.choices());
    let again = start.then(Action::Redo).then(Action::Redo);
    assert_eq!(again.choices(), centos.choices());
    assert!(!again.can_redo());
    let other = back.then(Action::Choose(Edit::new(Field::System, "rhel-7")));
    assert!(!other.can_redo(), "a change ends the way forth");
}

#[test]
fn another_agent_drops_the_settings_that_it_does_not_have() {
    let host = Field::AgentSetting("brokerHost".to_owned());
    let first = typed(&session(), &host, "broker.example.com");
    let generic = first.then(Action::Choose(Edit::new(Field::AgentId, "generic")));
    assert!(generic.choices().agent.settings.is_empty());
    let again = generic.then(Action::Choose(Edit::new(Field::AgentId, "cloudcenter")));
    assert_eq!(again.text(&host), "broker.example.com", "they are kept for the agent that has them");
    assert_eq!(generic.then(Action::Undo).text(&host), "broker.example.com");
}

#[test]
fn the_day_is_the_browsers_unless_one_is_chosen() {
    let on_aws = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let session = on_aws.then(Action::Choose(Edit::new(Field::System, "centos-7")));
    let has_ended =
        |session: &Session| session.answer().report.findings.iter().any(|finding| finding.at == Field::System);
    assert!(has_ended(&session));
    assert!(!has_ended(&typed(&session, &Field::Today, "2020-01-01")));
    assert!(session.choices().today.is_none());
}

#[test]
fn a_text_beyond_what_is_answered_is_kept_and_not_taken() {
    let most = 1 << 20;
    let long = typed(&session(), &Field::UserPart, &"é".repeat(most - 1_000));
    assert!(long.problem(&Field::UserPart).is_none() && long.choices().user_part.is_some());
    let proxy = "a".repeat(1_001);
    let beside = typed(&long, &Field::Proxy, &proxy);
    assert_eq!(beside.problem(&Field::Proxy), Some("at most 1048576 letters in all fields together"));
    assert!(beside.choices().proxy.is_none() && beside.text(&Field::Proxy) == proxy);
    assert!(beside.problem(&Field::UserPart).is_none());
    let longer = typed(&long, &Field::UserPart, &"é".repeat(most + 1));
    assert!(longer.problem(&Field::UserPart).is_some() && longer.choices().user_part.is_none());
    assert!(typed(&longer, &Field::UserPart, "#!/bin/sh\n").problem(&Field::UserPart).is_none());
    let lines = typed(&session(), &Field::SoftwarePackages, &"a\n".repeat(4_001));
    assert_eq!(lines.problem(&Field::SoftwarePackages), Some("at most 4000 lines"));
    assert!(lines.choices().software.packages.is_empty());
}

#[test]
fn ways_out_are_worked_out_once_and_only_when_blocked() {
    assert!(session().alternatives().is_empty());
    let openstack = session().then(Action::Choose(Edit::new(Field::Cloud, "openstack")));
    let blocked = openstack.then(Action::Choose(Edit::new(Field::System, "rhel-7")));
    let same = blocked.clone();
    let way = *blocked.alternatives().first().unwrap();
    assert!(std::ptr::eq(way, *same.alternatives().first().unwrap()));
    let after = blocked.then(Action::Apply(way.edits.clone()));
    assert_eq!(after.answer().report.verdict, way.verdict);
    assert!(after.alternatives().is_empty());
    assert!(way.edits.iter().all(|edit| after.field(edit.at.clone()).marked));
    assert_eq!(after.then(Action::Undo).choices(), blocked.choices());
}

#[test]
fn an_address_names_a_view_or_a_plan() {
    let aws = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let shared = aws.fragment();
    let go = |session: &Session, fragment: &str| session.then(Action::OpenLink(fragment.to_owned()));
    let opened = session().begun(&shared, None);
    assert_eq!((opened.view(), opened.choices()), (View::Plan, aws.choices()));
    let edited = opened.then(Action::Choose(Edit::new(Field::System, "centos-7")));
    let matrix = go(&edited, "matrix");
    assert_eq!((matrix.view(), matrix.choices()), (View::Matrix, edited.choices()));
    for way_back in ["plan", "", &shared] {
        let back = go(&matrix, way_back);
        assert_eq!((back.view(), back.choices()), (View::Plan, edited.choices()), "{way_back}");
        assert_eq!(back.notices(), []);
    }
    let broken = go(&matrix, "plan=nothing");
    assert_eq!((broken.view(), broken.notices()), (View::Plan, [Notice::Unreadable(Unreadable::Broken)].as_slice()));
    assert_eq!(broken.choices(), edited.choices(), "what was entered is still there");
    let rule = go(&edited, "policy/http-store");
    assert_eq!((rule.view(), rule.rule().unwrap().as_str()), (View::Policy, "http-store"));
}

#[test]
fn a_link_says_when_its_answer_is_not_ours() {
    let aws = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let on = |day: &str| Session::new(Rc::new(Policy::builtin().unwrap()), day.parse().ok(), Choices::default());
    let same = on("2026-11-22").begun(&aws.fragment(), None);
    assert_eq!((same.notices(), same.choices().today), ([].as_slice(), None));
    let later = on("2027-01-01").begun(&aws.fragment(), None);
    let day = "2026-11-22".parse().unwrap();
    assert_eq!((later.notices(), later.choices().today), ([Notice::OtherDay(day)].as_slice(), Some(day)));
    let today = later.then(Action::Choose(Edit::new(Field::Today, serde_json::Value::Null)));
    assert_eq!((today.notices(), today.choices().today), ([].as_slice(), None));
    let ours = link::short(&aws.policy().stamp().digest).to_owned();
    let other = session().begun(&aws.fragment().replace(&ours, "0123456789ab"), None);
    assert_eq!(other.notices(), [Notice::OtherPolicy("0123456789ab".to_owned())]);
}

#[test]
fn the_browsers_way_back_finds_what_was_entered_there_with_its_secrets() {
    let aws = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let secret = typed(&aws, &Field::BundleStorePassword, "s3cret");
    let azure = secret.then(Action::Choose(Edit::new(Field::Cloud, "azure")));
    let back = azure.then(Action::OpenLink(secret.fragment()));
    assert_eq!(back.choices(), secret.choices());
}

#[test]
fn a_text_that_changes_nothing_takes_no_way_back_away() {
    let untouched = typed(&session(), &Field::SoftwarePackages, "");
    assert!(!untouched.can_undo());
    let typed = typed(&untouched, &Field::SoftwarePackages, "g");
    assert!(typed.then(Action::Undo).is_blank());
}

/// Another id fills in again what the first one filled in, after a reload and from a link too.
#[test]
fn what_an_image_tells_stays_its_word() {
    let ami = typed(&session(), &Field::ImageId, "ami-0123456789abcdef0");
    let kept = Kept::read(&ami.to_keep("plan").unwrap(), ami.policy());
    for back in [session().begun("plan", kept), session().begun(&ami.fragment(), None)] {
        assert_eq!(back.text(&Field::Cloud), "aws");
        let azure = typed(&back, &Field::ImageId, "OpenLogic:CentOS:7_9:latest");
        assert_eq!(azure.text(&Field::Cloud), "azure");
        assert_eq!(azure.text(&Field::System), "centos-7");
    }
    let chosen = ami.then(Action::Choose(Edit::new(Field::System, "rhel-9")));
    let back = session().begun(&chosen.fragment(), None);
    assert_eq!(typed(&back, &Field::ImageId, "ami-1123456789abcdef0").text(&Field::System), "rhel-9");
}

/// No address holds a secret: the one that stands already names what was entered, with it.
#[test]
fn the_browsers_way_back_from_another_view_changes_nothing() {
    let aws = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    for (field, text) in
        [(Field::BundleStorePassword, "s3cret"), (Field::Today, "2026-"), (Field::Proxy, "http://p?s=1")]
    {
        let entered = typed(&aws, &field, text);
        let matrix = entered.then(Action::OpenLink("matrix".to_owned()));
        let back = matrix.then(Action::OpenLink(entered.fragment()));
        assert_eq!((back.view(), back.choices()), (View::Plan, entered.choices()), "{field}");
        assert_eq!(back.text(&field), text);
    }
}

#[test]
fn work_in_progress_survives_a_reload_and_secrets_do_not() {
    let work = typed(&session(), &Field::Python, "2.7.");
    let work = typed(&work, &Field::BundleStoreUrl, "https://me:s3cret@store.example.com/b");
    let work = typed(&work, &Field::BundleStorePassword, "s3cret");
    let work = typed(&work, &Field::Proxy, "http://me:s3cret@proxy");
    let work = typed(&work, &Field::SoftwareCommands, "/bin/x s3cret\n");
    let kept = work.to_keep("plan").unwrap();
    assert!(!kept.contains("s3cret"), "{kept}");
    let read = || Kept::read(&kept, work.policy());
    let back = session().begun("plan", read());
    assert_eq!(back.text(&Field::Python), "2.7.");
    assert!(back.problem(&Field::Python).is_some());
    assert_eq!(back.text(&Field::BundleStoreUrl), "https://store.example.com/b");
    let [Notice::NotKept(fields)] = back.notices() else { panic!("{:?}", back.notices()) };
    for field in [Field::BundleStorePassword, Field::Proxy, Field::SoftwareCommands] {
        assert!(fields.contains(&field) && back.text(&field).is_empty(), "{field}");
    }
    let other = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let opened = session().begun(&other.fragment(), read());
    assert_eq!(opened.choices(), other.choices(), "another link is opened");
    assert_eq!(opened.then(Action::Undo).text(&Field::Python), "2.7.", "and the work is one step back");
    assert!(session().to_keep("").is_none());
    for broken in ["", "{}", "[]", r#"{"choices":{"cloud":"awz"},"drafts":{},"leftOut":[],"address":""}"#] {
        assert!(Kept::read(broken, work.policy()).is_none(), "{broken}");
    }
}

#[test]
fn an_image_id_fills_in_what_it_tells() {
    let urn = typed(&session(), &Field::ImageId, "OpenLogic:CentOS:7_9:latest ");
    let texts =
        |session: &Session| [Field::Cloud, Field::System, Field::ImagePublisher].map(|field| session.text(&field));
    assert_eq!(texts(&urn), ["azure", "centos-7", "OpenLogic"]);
    assert!(urn.field(Field::System).told && urn.field(Field::Cloud).marked);
    let ami = typed(&urn, &Field::ImageId, "ami-0123456789abcdef0");
    assert_eq!(texts(&ami), ["aws", "", ""], "another id tells other things");
    let google = typed(&session(), &Field::ImageId, "projects/centos-cloud/global/images/family/centos-7");
    assert_eq!(google.text(&Field::Cloud), "google");
    let chosen = session().then(Action::Choose(Edit::new(Field::Cloud, "google")));
    assert_eq!(typed(&chosen, &Field::ImageId, "ami-0123456789abcdef0").text(&Field::Cloud), "google", "said is said");
    assert_eq!(ami.then(Action::Undo).text(&Field::ImageId), "");
}

#[test]
fn the_last_change_tells_what_it_changed() {
    let aws = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let http = typed(&aws, &Field::BundleStoreUrl, "http://store.example.com/b");
    let finding = http.answer().report.findings.iter().find(|finding| finding.rule == "http-store").unwrap();
    assert!(http.is_news(finding));
    let on = http.then(Action::Choose(Edit::new(Field::System, "centos-7")));
    assert!(!on.is_news(finding));
    let openstack = on.then(Action::Choose(Edit::new(Field::System, "rhel-7")));
    let blocked = openstack.then(Action::Choose(Edit::new(Field::Cloud, "openstack")));
    assert_eq!(blocked.verdict_before(), Some(openstack.answer().report.verdict));
    let opened = blocked.then(Action::Open(Box::new(http.choices().clone())));
    assert!(!opened.is_news(finding) && opened.verdict_before().is_none(), "of other choices, all would be news");
}

#[test]
fn a_cell_opens_its_plan_and_keeps_the_rest() {
    let broker = Field::AgentSetting("brokerHost".to_owned());
    let matrix = typed(&session(), &broker, "broker.example.com").then(Action::OpenLink("matrix".to_owned()));
    let plan = matrix.then(Action::Plan(vec![Edit::new(Field::Cloud, "aws")]));
    assert_eq!(plan.view(), View::Plan);
    assert!(plan.field(Field::Cloud).marked);
    assert_eq!(plan.text(&broker), "broker.example.com");
    assert_eq!(plan.then(Action::Undo).choices(), matrix.choices());
}

/// Fields that are typed into, settings of both agents among them.
fn typed_fields() -> Vec<Field> {
    let settings = ["brokerHost", "brokerPort", "installCommand", "presentPath"];
    let settings = settings.map(|name| Field::AgentSetting(name.to_owned()));
    [
        Field::ImageId,
        Field::ImagePublisher,
        Field::BundleStoreUrl,
        Field::BundleStoreSha256,
        Field::BundleStorePassword,
        Field::SoftwarePackages,
        Field::SoftwareCommands,
        Field::Proxy,
        Field::Python,
        Field::Today,
    ]
    .into_iter()
    .chain(settings)
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_was_typed_is_ever_lost(
        steps in prop::collection::vec(
            (0..typed_fields().len() + 2, prop_oneof!["\\PC{0,12}", "[0-9.:/a-z \n-]{0,16}", Just("ami-0123456789abcdef0".to_owned())]),
            1..14,
        )
    ) {
        let mut states = vec![session()];
        let mut said = BTreeMap::<Field, String>::new();
        for (index, text) in steps {
            let last = states.last().unwrap();
            let next = if let Some(field) = typed_fields().get(index) {
                said.insert(field.clone(), text.clone());
                typed(last, field, &text)
            } else {
                let agent = if index % 2 == 0 { "generic" } else { "cloudcenter" };
                last.then(Action::Choose(Edit::new(Field::AgentId, agent)))
            };
            states.push(next);
        }
        let mut last = states.pop().unwrap();
        for agent in ["generic", "cloudcenter"] {
            last = last.then(Action::Choose(Edit::new(Field::AgentId, agent)));
            let known = last.policy().agent(last.choices()).unwrap();
            for (field, text) in &said {
                let shown = match field {
                    Field::AgentSetting(name) => known.settings.iter().any(|setting| setting.name == *name),
                    _ => true,
                };
                // What was emptied may be filled in by an image's id.
                prop_assert!(!shown || text.is_empty() || last.text(field) == *text, "{field}: {text:?}");
            }
        }
        let texts = |session: &Session| typed_fields().iter().map(|field| session.text(field)).collect::<Vec<_>>();
        let mut way = last.clone();
        let mut steps = 0;
        while way.can_undo() {
            way = way.then(Action::Undo);
            steps += 1;
        }
        prop_assert!(way.is_blank());
        for _ in 0..steps {
            way = way.then(Action::Redo);
        }
        prop_assert_eq!(texts(&way), texts(&last));
    }
}
