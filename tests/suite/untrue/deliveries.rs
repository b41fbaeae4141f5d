//! Who runs the script and what takes it, as the documents of the clouds say today.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::{Assessment, Policy, Verdict, assess};
use serde_json::{Value, json};

use super::generic;
use crate::meaning::{asked, good, report, with};
use crate::reading::rules;

fn answer(choices: &Value) -> Assessment {
    let policy = Policy::builtin().unwrap();
    assess(&policy.read_choices(choices).unwrap(), &policy)
}

fn image(id: &str) -> [(&'static str, Value); 1] {
    [("image", json!({ "id": id }))]
}

/// The field that takes the script, how much it takes, and the tools that launch with it.
fn taken(choices: &Value) -> (String, u32, usize) {
    let answer = answer(choices);
    let payload = answer.payload.unwrap_or_else(|| panic!("{choices}: {:?}", rules(&answer.report)));
    (payload.field, payload.limit, answer.launch.len())
}

#[test]
fn azure_without_cloud_init_gets_the_script_extension() {
    let on_azure = |system: &str| with(generic(system), &[("cloud", json!("azure"))]);
    let extension = ("CustomScript.protectedSettings".to_owned(), 262_144, 2);
    for system in ["centos-6", "rhel-6"] {
        assert_eq!(taken(&on_azure(system)), extension);
    }
    for (system, id, is_old) in [
        ("centos-7", "OpenLogic:CentOS:7.5:latest", true),
        ("centos-7", "openlogic:centos-lvm:7.6:7.6.20190708", true),
        ("rhel-7", "RedHat:RHEL:7.4:latest", true),
        ("rhel-7", "RedHat:RHEL:7.7:latest", false),
        ("rhel-7", "RedHat:RHEL:7-LVM:latest", false),
        ("rhel-9", "RedHat:RHEL:9_1:latest", false),
    ] {
        let field = taken(&with(on_azure(system), &image(id))).0;
        assert_eq!(field == extension.0, is_old, "{id}: {field}");
    }
    // What it runs is the script itself.
    let answer = answer(&on_azure("rhel-6"));
    let (script, payload) = (answer.script.unwrap(), answer.payload.unwrap());
    let settings: Value = serde_json::from_str(&payload.content).unwrap();
    assert_eq!(BASE64_STANDARD.decode(settings["script"].as_str().unwrap()).unwrap(), script.text.as_bytes());
    assert_eq!(u64::from(payload.bytes), settings["script"].as_str().unwrap().len() as u64);
    // It takes one script, and does not ask the image for anything that runs user data.
    let own = [("image", json!({ "source": "custom" }))];
    assert!(!asked(&report(&with(on_azure("rhel-6"), &own))).contains(&"answers.userDataRuns".to_owned()));
    let part = [("userPart", json!("#!/bin/sh\ntrue\n"))];
    assert!(rules(&report(&with(on_azure("rhel-6"), &part))).contains(&"user-part-rides-along"));
    for launch in answer.launch {
        assert!(launch.text.contains("Microsoft.Azure.Extensions"), "{}", launch.text);
        assert!(!launch.text.contains("custom_data") && !launch.text.contains("--custom-data"), "{}", launch.text);
    }
}

/// An extension's script is compressed where it would not fit otherwise.
#[test]
fn a_script_in_settings_is_compressed_when_it_must_be() {
    let command = format!("./install {}", "x".repeat(300_000));
    let large = [("cloud", json!("azure")), ("agent.settings.installCommand", json!(command))];
    let answer = answer(&with(generic("centos-6"), &large));
    let payload = answer.payload.unwrap_or_else(|| panic!("{:?}", rules(&answer.report)));
    let settings: Value = serde_json::from_str(&payload.content).unwrap();
    let sent = BASE64_STANDARD.decode(settings["script"].as_str().unwrap()).unwrap();
    assert_eq!(sent.get(..2), Some(&[0x1f, 0x8b][..]), "{}", payload.bytes);
    assert!(payload.left > 0);
}

#[test]
fn the_launcher_that_an_image_names_is_the_one_that_runs() {
    let policy = Policy::builtin().unwrap();
    for (system, id, runner) in [
        (
            "windows-2016",
            "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2016-English-Full-Base",
            "EC2Launch",
        ),
        (
            "windows-2019",
            "resolve:ssm:/aws/service/ami-windows-latest/EC2LaunchV2-Windows_Server-2019-English-Full-Base",
            "EC2Launch v2",
        ),
        ("windows-2022", "ami-0123456789abcdef0", "EC2Launch v2"),
    ] {
        let choices = policy.read_choices(&with(generic(system), &image(id))).unwrap();
        assert_eq!(dynaboot_core::resolve(&choices, &policy).delivery.unwrap().runner, runner, "{id}");
    }
}

#[test]
fn clouds_beyond_the_seed_say_what_runs() {
    let on = |cloud: &str, system: &str| with(generic(system), &[("cloud", json!(cloud))]);
    assert_eq!(taken(&on("ibm", "rhel-9")), ("user_data".to_owned(), 65_536, 1));
    let windows = with(on("oci", "windows-2022"), &[("answers.userDataRuns", json!(true))]);
    assert_eq!(taken(&windows).0, "metadata.user_data");
    assert_eq!(asked(&report(&on("oci", "windows-2022"))), ["answers.userDataRuns"]);
    assert_eq!(taken(&on("alibaba", "windows-2008-r2")).1, 32_768);
    // Where nothing is known to run it, the advice is not to keep it at a URL.
    for (cloud, system) in [
        ("ibm", "windows-2022"),
        ("hetzner", "windows-2022"),
        ("softlayer", "windows-2016"),
        ("alibaba", "windows-2008"),
    ] {
        let report = report(&on(cloud, system));
        let told: Vec<&str> = rules(&report).into_iter().filter(|rule| rule.starts_with("cloud-")).collect();
        assert_eq!(told, ["cloud-runs-a-script"], "{cloud}");
    }
    assert!(rules(&report(&on("softlayer", "debian-12"))).contains(&"cloud-takes-the-script"));
}

#[test]
fn tls_and_life_are_as_the_vendors_say() {
    for (system, is_told) in [("windows-2008-r2", true), ("windows-2012", false), ("windows-2016", false)] {
        assert_eq!(rules(&report(&generic(system))).contains(&"windows-speaks-tls-1-2"), is_told, "{system}");
    }
    let today = [("today", json!("2026-11-27"))];
    let old = report(&with(good("aws", "ubuntu-16.04"), &today));
    assert!(rules(&old).contains(&"extended-support-only"), "{:?}", rules(&old));
}

#[test]
fn the_agents_release_is_bounded_where_its_bootstrap_is() {
    for (system, runs) in [("rhel-8", false), ("amazon-linux-2023", false), ("amazon-linux-2", true), ("rhel-7", true)]
    {
        let report = report(&with(good("aws", system), &[("agent.version", json!("5.2.2"))]));
        assert_eq!(!rules(&report).contains(&"agent-version-runs-on-the-system"), runs, "{system}");
    }
}

#[test]
fn names_of_public_images_tell_their_systems() {
    let policy = Policy::builtin().unwrap();
    for (cloud, id, system) in [
        ("aws", "AlmaLinux OS 9.3.20231113 x86_64", "alma-9"),
        ("aws", "CentOS Linux 7 x86_64 HVM EBS", "centos-7"),
        ("aws", "suse-sles-15-sp5-v20231017-hvm-ssd-x86_64", "sles-15"),
        ("azure", "resf:rockylinux-x86_64:9-base:latest", "rocky-9"),
        ("azure", "almalinux:almalinux-x86_64:8-gen2:latest", "alma-8"),
        ("alibaba", "win2019_1809_x64_dtc_en-us_40G_alibase_20240628.vhd", "windows-2019"),
    ] {
        let choices = policy.read_choices(&json!({ "cloud": cloud, "image": { "id": id } })).unwrap();
        assert_eq!(
            dynaboot_core::resolve(&choices, &policy).system.map(|system| system.id.as_str()),
            Some(system),
            "{id}"
        );
    }
    // The word is that of 2012 and of its R2.
    let choices =
        json!({ "cloud": "alibaba", "image": { "id": "win2012r2_9600_x64_dtc_en-us_40G_alibase_20240628.vhd" } });
    assert!(dynaboot_core::resolve(&policy.read_choices(&choices).unwrap(), &policy).system.is_none());
    assert_eq!(report(&choices).verdict, Verdict::Incomplete);
}
