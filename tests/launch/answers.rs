//! Good answers on each cloud that the policy knows how to launch on.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::{Encoding, Launch, LaunchTool, Payload, Policy, Verdict, assess};
use serde_json::{Value, json};

use crate::answer::answer;

/// A cloud, a system, and an image as that cloud writes it.
const PAIRS: [(&str, &str, &str); 14] = [
    ("aws", "debian-12", "ami-0123456789abcdef0"),
    ("azure", "rhel-9", "RedHat:RHEL:9-lvm-gen2:latest"),
    ("google", "debian-12", "projects/debian-cloud/global/images/family/debian-12"),
    ("google", "ubuntu-24.04", "family/ubuntu-2404-lts-amd64"),
    ("openstack", "rocky-9", "6f1cbd2e-0000-4000-8000-000000000000"),
    ("alibaba", "debian-12", "m-0123456789abcdefghij"),
    ("vmware", "debian-12", "/DC/vm/templates/debian-12"),
    ("aws", "centos-6", "ami-0123456789abcdef0"),
    ("aws", "windows-2019", "ami-0123456789abcdef0"),
    ("azure", "windows-2022", "MicrosoftWindowsServer:WindowsServer:2022-datacenter:latest"),
    ("google", "windows-2019", "projects/acme-images/global/images/family/windows-2019"),
    ("openstack", "windows-2016", "6f1cbd2e-0000-4000-8000-000000000000"),
    ("alibaba", "windows-2019", "m-0123456789abcdefghij"),
    ("vmware", "windows-2022", "/DC/vm/templates/windows-2022"),
];

/// Choices for the generic agent that are ready.
pub(crate) fn choices(cloud: &str, system: &str, image: Option<&str>) -> Value {
    let (bundle, install, present) = if system.starts_with("windows") {
        ("agent.zip", "setup.exe /quiet", r"C:\opt\agent")
    } else {
        ("agent.tar.gz", "./install", "/opt/agent")
    };
    json!({
        "cloud": cloud, "system": system, "image": { "id": image },
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": install, "presentPath": present } },
        "bundleStore": { "url": format!("http://store.example.com/{bundle}"), "user": "reader", "password": "s3cr3t!", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        "answers": { "userDataRuns": true, "netTools": true, "imageAfterJuly2016": true },
    })
}

/// More letters than most fields take as they are; compressed, few.
pub(crate) fn large_certificate() -> Value {
    json!(format!("-----BEGIN CERTIFICATE-----\n{}-----END CERTIFICATE-----", "QUJD\n".repeat(20_000)))
}

/// A launch file, the payload that it wants beside it, and what the image has to be given as, when it does not say it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) launch: Launch,
    pub(crate) payload: Payload,
    pub(crate) image: &'static str,
}

/// All launch files that pass on the payload: with an image and without one, with a script that fits as it is and with one that
/// travels compressed.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (cloud, system, image) in PAIRS {
        for given in [Some(image), None] {
            for large in [false, true] {
                let mut choices = choices(cloud, system, given);
                if large {
                    choices["bundleStore"]["caCertificate"] = large_certificate();
                }
                // What is packed on Windows is packed the same way without it.
                if large && (given.is_none() || cloud == "alibaba" || system.starts_with("windows")) {
                    continue;
                }
                let answer = answer(&choices);
                let payload = answer.payload.unwrap();
                for launch in answer.launch.into_iter().filter(|launch| launch.tool != LaunchTool::CloudConfig) {
                    let name = format!("{cloud} {system} {given:?} large={large} {}", launch.file_name);
                    cases.push(Case { name, launch, payload: payload.clone(), image });
                }
            }
        }
    }
    cases
}

/// The launch files in HCL, or those in shell.
pub(crate) fn cases_in(hcl: bool) -> impl Iterator<Item = Case> {
    cases().into_iter().filter(move |case| (case.launch.tool == LaunchTool::Terraform) == hcl)
}

#[test]
fn each_cloud_of_the_seed_has_its_command_and_terraform() {
    for (cloud, system, tool) in [
        ("aws", "debian-12", LaunchTool::AwsCli),
        ("azure", "rhel-9", LaunchTool::AzCli),
        ("google", "debian-12", LaunchTool::Gcloud),
        ("openstack", "rocky-9", LaunchTool::OpenstackCli),
    ] {
        let tools: Vec<LaunchTool> =
            answer(&choices(cloud, system, None)).launch.iter().map(|launch| launch.tool).collect();
        let instead = (cloud != "google").then_some(LaunchTool::CloudConfig);
        assert_eq!(tools, [tool, LaunchTool::Terraform].into_iter().chain(instead).collect::<Vec<_>>(), "{cloud}");
    }
}

/// The password is in the payload's file, and in what stands in its place.
#[test]
fn no_secret_stands_in_a_launch_file() {
    for case in cases() {
        assert!(!case.launch.text.contains("s3cr3t"), "{}", case.name);
    }
}

#[test]
fn what_is_not_ready_has_no_launch_files() {
    let policy = Policy::builtin().unwrap();
    let mut blocked = choices("aws", "debian-12", None);
    blocked["answers"]["userDataRuns"] = json!(false);
    for choices in [blocked, json!({ "cloud": "aws" }), json!({ "agent": { "onImage": "present" } })] {
        assert_eq!(assess(&policy.read_choices(&choices).unwrap(), &policy).launch, [], "{choices}");
    }
}

/// The Azure command would send its letters as other bytes.
#[test]
fn azure_is_not_told_by_its_command_what_that_would_garble() {
    let mut choices = choices("azure", "rhel-9", None);
    choices["agent"]["settings"]["installCommand"] = json!("./install --für=x");
    let tools: Vec<LaunchTool> = answer(&choices).launch.iter().map(|launch| launch.tool).collect();
    assert_eq!(tools, [LaunchTool::Terraform, LaunchTool::CloudConfig]);
}

/// What guestinfo holds is said beside it, and is what it is said to be.
#[test]
fn guestinfo_is_base64_and_says_so() {
    let answer = answer(&choices("vmware", "debian-12", None));
    let payload = answer.payload.unwrap();
    assert_eq!(payload.encoding, Encoding::Base64);
    assert_eq!(BASE64_STANDARD.decode(&payload.content).unwrap(), answer.script.unwrap().text.into_bytes());
    assert_eq!(payload.bytes as usize, payload.content.len());
    for launch in answer.launch.iter().filter(|launch| launch.tool != LaunchTool::CloudConfig) {
        assert!(
            launch.text.contains("encoding = \"base64\"") || launch.text.contains("encoding='base64'"),
            "{}",
            launch.text
        );
    }
}

/// The table of the agent of the seed says No, whatever the mechanics allow.
#[test]
fn vmware_stays_a_no_for_the_agent_of_the_seed() {
    let policy = Policy::builtin().unwrap();
    let mut choices = choices("vmware", "centos-7", None);
    choices["agent"] = json!({ "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } });
    choices["packageStore"] = json!({ "url": "https://repo.example.com" });
    let answer = assess(&policy.read_choices(&choices).unwrap(), &policy);
    assert_eq!((answer.report.verdict, answer.payload, answer.launch), (Verdict::Blocked, None, Vec::new()));
}
