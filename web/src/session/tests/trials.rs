//! An organisation's policy that is tried, and left again.

use std::rc::Rc;

use dynaboot_core::{Edit, Field, Policy};
use serde_json::json;

use super::{session, typed};
use crate::given::{Given, Vouched};
use crate::notice::Notice;
use crate::session::{Action, Kept};

fn acme(more: &serde_json::Value) -> Given {
    let mut policy = json!({ "name": "acme", "version": "3", "change": { "http-store": { "severity": "error" } } });
    let (Some(policy_entries), Some(entries)) = (policy.as_object_mut(), more.as_object()) else { panic!("{more}") };
    policy_entries.extend(entries.clone());
    Given { policy: Rc::new(Policy::of_organisation(&policy).unwrap()), vouched: Vouched::Unsigned }
}

#[test]
fn a_policy_is_tried_with_what_was_entered_and_left_again() {
    let cloud = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let work = typed(&cloud, &Field::BundleStorePassword, "s3cret");
    let work = typed(&work, &Field::Python, "2.7.");
    assert!(work.own_policy().is_none());
    let trial = work.then(Action::Try(acme(&json!({}))));
    assert_eq!((trial.policy().stamp().name.as_str(), trial.own_policy().unwrap().name.as_str()), ("acme", "builtin"));
    for field in [Field::Cloud, Field::BundleStorePassword, Field::Python] {
        assert_eq!(trial.text(&field), work.text(&field), "{field}");
    }
    assert!(trial.problem(&Field::Python).is_some() && trial.notices().is_empty());
    assert!(!trial.can_undo(), "what was entered by another policy is no step of this one");
    assert_ne!(trial.fragment(), work.fragment(), "a link says by which policy it was made");
    let visited = trial.then(Action::OpenLink("matrix".to_owned())).then(Action::OpenLink(work.fragment()));
    assert_eq!(visited.text(&Field::BundleStorePassword), "s3cret", "the browser's way back takes nothing away");
    let back = trial.then(Action::EndTrial);
    assert_eq!(back.policy().stamp(), work.policy().stamp());
    assert!(back.own_policy().is_none() && back.can_undo() && back != trial);
    assert_eq!(back.then(Action::EndTrial).choices(), work.choices(), "there is nothing to go back from");
}

#[test]
fn what_the_other_policy_does_not_know_is_left_out_and_comes_back() {
    let work = session().then(Action::Choose(Edit::new(Field::Cloud, "aws")));
    let work = work.then(Action::Choose(Edit::new(Field::System, "centos-7")));
    let trial = work.then(Action::Try(acme(&json!({ "clouds": { "aws": null } }))));
    assert_eq!((trial.text(&Field::Cloud).as_str(), trial.text(&Field::System).as_str()), ("", "centos-7"));
    assert_eq!(trial.notices(), [Notice::Unknown(vec!["cloud".to_owned()])]);
    let back = trial.then(Action::EndTrial);
    assert_eq!(back.choices(), work.choices());
    let changed = trial.then(Action::Choose(Edit::new(Field::System, "rhel-7")));
    let again = changed.then(Action::Try(acme(&json!({})))).then(Action::EndTrial);
    for back in [changed.then(Action::EndTrial), again] {
        assert_eq!((back.text(&Field::Cloud).as_str(), back.text(&Field::System).as_str()), ("", "rhel-7"));
        assert_eq!(back.then(Action::Undo).choices(), work.choices(), "one step back is what was there before");
    }
}

#[test]
fn work_by_another_policy_comes_back_as_far_as_it_is_known() {
    let kept = r#"{"choices":{"cloud":"acme","system":"centos-7"},"drafts":{},"leftOut":[],"address":"plan"}"#;
    let back = session().begun("plan", Kept::read(kept, session().policy()));
    assert_eq!(back.text(&Field::System), "centos-7");
    assert_eq!(back.notices(), [Notice::Unknown(vec!["cloud".to_owned()])]);
}
