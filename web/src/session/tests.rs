//! What the session does with actions.

use std::rc::Rc;

use dynaboot_core::choices::Python;
use dynaboot_core::field::{Edit, Field};
use dynaboot_core::{Choices, Policy};

use super::{Action, Session};
use crate::link;
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
    assert!(back.is_marked(&Field::System) && !back.is_marked(&Field::Cloud));
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
fn ways_out_are_worked_out_once_and_only_when_blocked() {
    assert!(session().alternatives().is_empty());
    let openstack = session().then(Action::Choose(Edit::new(Field::Cloud, "openstack")));
    let blocked = openstack.then(Action::Choose(Edit::new(Field::System, "rhel-7")));
    let ways = blocked.alternatives();
    assert!(std::ptr::eq(ways, blocked.clone().alternatives()));
    let way = ways.first().unwrap();
    let after = blocked.then(Action::Apply(way.edits.clone()));
    assert_eq!(after.answer().report.verdict, way.verdict);
    assert!(after.alternatives().is_empty());
    assert!(way.edits.iter().all(|edit| after.is_marked(&edit.at)));
    assert_eq!(after.then(Action::Undo).choices(), blocked.choices());
}

#[test]
fn an_address_names_a_view_or_a_plan() {
    let aws = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let shared = link::write(aws.choices(), aws.policy()).fragment;
    let go = |session: &Session, fragment: &str| session.then(Action::OpenLink(fragment.to_owned()));
    let opened = session().opened(&shared);
    assert_eq!((opened.view(), opened.choices()), (View::Plan, aws.choices()));
    let edited = opened.then(Action::Choose(Edit::new(Field::System, "centos-7")));
    let matrix = go(&edited, "matrix");
    assert_eq!((matrix.view(), matrix.choices()), (View::Matrix, edited.choices()));
    for way_back in ["plan", "", &shared] {
        let back = go(&matrix, way_back);
        assert_eq!((back.view(), back.choices()), (View::Plan, edited.choices()), "{way_back}");
        assert_eq!(back.notice(), None);
    }
    let broken = go(&matrix, "plan=nothing");
    assert!(broken.view() == View::Plan && broken.notice().is_some());
}

#[test]
fn a_cell_opens_its_plan_and_keeps_the_rest() {
    let broker = Field::AgentSetting("brokerHost".to_owned());
    let matrix = typed(&session(), &broker, "broker.example.com").then(Action::OpenLink("matrix".to_owned()));
    let plan = matrix.then(Action::Plan(vec![Edit::new(Field::Cloud, "aws")]));
    assert_eq!(plan.view(), View::Plan);
    assert!(plan.is_marked(&Field::Cloud));
    assert_eq!(plan.text(&broker), "broker.example.com");
    assert_eq!(plan.then(Action::Undo).choices(), matrix.choices());
}
