//! The names beside ids that an organisation gives.

use serde_json::{Value, json};

use super::{acme, ask, handbook, policy, refused};

#[test]
fn an_alias_means_one_thing() {
    let own = policy(&acme(&json!({
        "sources": handbook(),
        "clouds": { "acme-cloud": { "label": "Acme", "aliases": ["acme"] }, "google": { "aliases": ["gcp", "g"] } },
        "systems": { "centos-7": { "aliases": ["el7"] } },
    })));
    for (field, word, id) in [("cloud", "acme", "acme-cloud"), ("cloud", "g", "google"), ("system", "el7", "centos-7")]
    {
        assert_eq!(
            serde_json::to_value(own.read_choices(&json!({ field: word })).unwrap()).unwrap(),
            json!({ field: id })
        );
    }
    assert!(own.read_choices(&json!({ "cloud": "gce" })).is_err(), "the list is taken as a whole");

    let of = |aliases: Value| json!({ "clouds": { "acme-cloud": { "label": "Acme", "aliases": aliases } } });
    for (aliases, place, reason) in [
        (json!(["aws"]), 0, "found `aws`, which is an id,"),
        (json!(["acme", "gcp"]), 1, "found `gcp`, which is an alias of `google`,"),
        (json!(["acme", "acme"]), 1, "found `acme`, for the second time,"),
        (json!(["acme-cloud"]), 0, "found `acme-cloud`, which is an id,"),
        (json!(["GCP"]), 0, "found an id of another form,"),
        (json!(["a b"]), 0, "found an id of another form,"),
    ] {
        let told = refused(&of(aliases), &[&format!("clouds.acme-cloud.aliases.{place}")]);
        assert!(told[0].contains(reason), "{told:?}");
    }
    let told =
        refused(&json!({ "systems": { "centos-7": { "aliases": ["rhel7"] } } }), &["systems.centos-7.aliases.0"]);
    assert!(told[0].contains("which is an alias of `rhel-7`"), "{told:?}");
    // An id of its own may not be what people know another cloud by, unless that gives the name up.
    let mut taken = json!({ "clouds": { "gcp": { "label": "Acme" } } });
    let told = refused(&taken, &["clouds.gcp"]);
    let reason = "found `gcp`, which is an alias of `google`, expected `google`, or an id that is no alias";
    assert!(told[0].ends_with(reason), "{told:?}");
    for other in [json!({ "aliases": [] }), json!({ "aliases": null }), Value::Null] {
        taken["clouds"]["google"] = other;
        assert_eq!(ask(&policy(&acme(&taken)), &json!({ "cloud": "gcp" })).findings, []);
    }
}

/// Inside of a policy there are ids alone: an alias is told the id that it stands for.
#[test]
fn a_policy_names_ids() {
    let cell = |cloud: &str, system: &str| {
        json!({ "cells": [{ "agent": "cloudcenter", "cloud": cloud, "system": system, "text": "Yes", "support": "supported",
                            "source": { "from": "dynaboot" } }] })
    };
    let when = |when: Value| json!({ "rules": [{ "id": "http-store", "when": when }] });
    let to = |at: &str, to: &str| json!({ "rules": [{ "id": "http-store", "fix": { "title": "x", "edits": [{ "at": at, "to": to }] } }] });
    for (more, place, id) in [
        (cell("gcp", "rhel-7"), "cells.0.cloud", "google"),
        (cell("aws", "rhel7"), "cells.0.system", "rhel-7"),
        (when(json!({ "cloud": ["aws", "oracle"] })), "rules.0.when.cloud.1", "oci"),
        (when(json!({ "system": ["win2016"] })), "rules.0.when.system.0", "windows-2016"),
        (to("cloud", "ec2"), "rules.0.fix.edits.0.to", "aws"),
        (to("system", "amzn2"), "rules.0.fix.edits.0.to", "amazon-linux-2"),
        (to("cloud", "awz"), "rules.0.fix.edits.0.to", "aws"),
        (
            json!({ "systems": { "centos-7": { "imageIds": { "gcp": ["x"] } } } }),
            "systems.centos-7.imageIds.gcp",
            "google",
        ),
        (
            json!({ "agents": { "cloudcenter": { "cloudFamilies": { "gcp": "x" } } } }),
            "agents.cloudcenter.cloudFamilies.gcp",
            "google",
        ),
        (
            json!({ "publishers": { "debian": { "systems": ["debian12"] } } }),
            "publishers.debian.systems.0",
            "debian-12",
        ),
        (json!({ "clouds": { "vsphere": null } }), "clouds.vsphere", "vmware"),
    ] {
        let told = refused(&more, &[place]);
        assert!(told[0].ends_with(&format!("did you mean `{id}`?")), "{told:?}");
    }
}
