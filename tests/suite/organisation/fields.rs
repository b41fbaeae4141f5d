//! Fields of user data, and the deliveries that name them.

use dynaboot_core::policy::rule::Severity;
use serde_json::{Value, json};

use super::{acme, ask, cloud, delivery, handbook, over_http, policy, refused, rule, severity, with};

/// An organisation may know another limit, and says nothing but that.
#[test]
fn a_field_is_altered_alone() {
    let own = policy(&acme(&json!({ "clouds": { "aws": { "fields": { "user-data": { "limit": 100 } } } } })));
    let mut choices = over_http();
    choices["cloud"] = json!("amazon");
    let found = ask(&own, &choices);
    assert_eq!(severity(&found, "payload-fits-the-field"), Some(Severity::Error));
    let gone = json!({ "clouds": { "aws": { "fields": { "user-data": null } } } });
    let places: Vec<String> = (0..6).map(|index| format!("clouds.aws.deliveries.{index}.field")).collect();
    refused(&gone, &places.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn what_is_too_large_for_a_cloud_of_its_own_cites_its_own_source() {
    let mut small = cloud(delivery());
    small["clouds"]["acme"]["fields"]["user-data"]["limit"] = json!(100);
    let own = policy(&acme(&small));
    let mut choices = over_http();
    choices["cloud"] = json!("acme");
    let found = ask(&own, &choices);
    let finding = found.findings.iter().find(|finding| finding.rule == "payload-fits-the-field").unwrap();
    assert_eq!((finding.source.title.as_str(), finding.source.sentence.as_str()), ("Handbook", "As we do it."));
}

/// So may a rule of its own about the size.
#[test]
fn a_rule_leaves_its_source_to_the_field() {
    let mut own = rule();
    own["sourceOf"] = json!("feild");
    let rules = |rule: &Value| json!({ "sources": handbook(), "rules": [rule] });
    let told = refused(&rules(&own), &["rules.0.sourceOf"]);
    assert!(told[0].contains("unknown value `feild`"), "{told:?}");
    own["sourceOf"] = json!("field");
    let found = ask(&policy(&acme(&rules(&own))), &over_http());
    let finding = found.findings.iter().find(|finding| finding.rule == "acme-has-a-proxy").unwrap();
    assert!(finding.source.url.contains("aws"), "{finding:?}");
    // Where no system says which field it is, the rule's own source is left.
    let nothing = json!({ "cloud": "aws", "answers": { "userDataRuns": true }, "bundleStore": { "url": "http://x.example.com" } });
    let found = ask(&policy(&acme(&rules(&own))), &nothing);
    let finding = found.findings.iter().find(|finding| finding.rule == "acme-has-a-proxy").unwrap();
    assert_eq!(finding.source.title, "Handbook");
}

#[test]
fn a_delivery_names_a_field_that_is_there() {
    let told = refused(&cloud(with(delivery(), "/field", &json!("user-dta"))), &["clouds.acme.deliveries.0.field"]);
    assert!(told[0].ends_with("unknown field `user-dta`, did you mean `user-data`?"), "{told:?}");
    let mut none = cloud(delivery());
    none["clouds"]["acme"]["fields"] = Value::Null;
    let told = refused(&none, &["clouds.acme.deliveries.0.field"]);
    assert!(
        told[0].ends_with("found `user-data`, and the cloud has no `fields`, expected the name of one"),
        "{told:?}"
    );
    for (key, to, place) in [
        ("source", json!({ "from": "nowhere" }), ".source.from"),
        ("name", json!(" "), ".name"),
        ("limt", json!(1), ".limt"),
    ] {
        let mut wrong = cloud(delivery());
        wrong["clouds"]["acme"]["fields"]["user-data"][key] = to;
        refused(&wrong, &[&format!("clouds.acme.fields.user-data{place}")]);
    }
}

/// What a field says now, a delivery said before.
#[test]
fn a_delivery_of_the_old_shape_is_told_where_its_limit_went() {
    let mut old = delivery();
    for (key, value) in
        [("kind", json!("userData")), ("limit", json!(1)), ("countedAs", json!("asIs")), ("encoded", json!(true))]
    {
        old[key] = value;
    }
    let at = |key: &str| format!("clouds.acme.deliveries.0.{key}");
    let places = ["kind", "limit", "countedAs", "encoded"].map(at);
    let told = refused(&cloud(old), &places.each_ref().map(String::as_str)).join("\n");
    let sentence = "clouds.acme.deliveries.0.limit: found what a field says, \
                    expected `limit` in `clouds.acme.fields`, in the one that the delivery names";
    assert!(told.contains(sentence), "{told}");
}
