//! The `#cloud-config` in the payload's place: where there is one, what stands in it, and how it is made to fit.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::policy::catalog::{CloudField, CountedAs, Delivery, Family};
use dynaboot_core::{LaunchTool, Policy};
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use crate::answer::answer;
use crate::answers::choices;

const OWN_SCRIPT: &str = "#!/usr/bin/env python3\nprint('own')\n";
const OWN_CLOUD_CONFIG: &str = "#cloud-config\n# Ours.\npackages: [git]\nfinal_message: |\n  runcmd: is no key here\n";

/// The text for choices, and the script that it must hold.
fn text_and_script(choices: &Value) -> (Option<String>, String) {
    let answer = answer(choices);
    let text = answer.launch.into_iter().find(|launch| launch.tool == LaunchTool::CloudConfig).map(|launch| {
        assert_eq!((launch.file_name.as_str(), launch.title.starts_with("As #cloud-config")), ("user-data.yaml", true));
        launch.text
    });
    (text, answer.script.unwrap().text)
}

#[track_caller]
fn made(choices: &Value) -> (String, String) {
    let (text, script) = text_and_script(choices);
    (text.unwrap_or_else(|| panic!("there is none for {choices}")), script)
}

fn with_own(cloud: &str, own: &str) -> Value {
    let mut choices = choices(cloud, "debian-12", None);
    choices["userPart"] = json!(own);
    choices
}

/// A certificate of so many lines, as random as real ones.
fn certificate(lines: usize) -> Value {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut byte = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_le_bytes()[7]
    };
    let mut text = String::new();
    for _ in 0..lines {
        let line: Vec<u8> = (0..48).map(|_| byte()).collect();
        text.push_str(&BASE64_STANDARD.encode(line));
        text.push('\n');
    }
    json!(format!("-----BEGIN CERTIFICATE-----\n{text}-----END CERTIFICATE-----"))
}

/// The lines of a file in the text, without what stands before them.
fn content(text: &str, path: &str) -> String {
    let (_, file) = text.split_once(&format!("- path: {path}\n")).unwrap();
    let (_, block) = file.split_once("  content: ").unwrap();
    let lines = block.lines().skip(1).take_while(|line| line.is_empty() || line.starts_with("    "));
    lines.flat_map(|line| [line.strip_prefix("    ").unwrap_or_default(), "\n"]).collect()
}

fn unpacked(lines: &str) -> String {
    let mut text = String::new();
    let bytes = BASE64_STANDARD.decode(lines.replace('\n', "")).unwrap();
    GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    text
}

/// Whoever takes parts is cloud-init, and there is one for each of its deliveries on Linux, as long as it fits.
#[test]
fn what_cloud_init_reads_has_one() {
    let policy = Policy::builtin().unwrap();
    for (id, cloud) in &policy.document().clouds {
        for delivery in &cloud.deliveries {
            let is_linux = delivery.families.contains(&Family::Linux);
            assert_eq!(delivery.takes_parts, is_linux && delivery.runner == "cloud-init", "{id} {}", delivery.field);
        }
    }
    for (cloud, system, expected) in [
        ("aws", "debian-12", true),
        ("aws", "centos-6", true),
        ("azure", "debian-12", true),
        ("google", "ubuntu-24.04", true),
        ("google", "debian-12", false),
        ("openstack", "rocky-9", true),
        ("vmware", "debian-12", true),
        ("softlayer", "debian-12", false),
        ("alibaba", "debian-12", true),
        ("oci", "debian-12", true),
        ("digitalocean", "debian-12", true),
        ("hetzner", "debian-12", true),
        ("aws", "windows-2019", false),
        ("openstack", "windows-2016", false),
    ] {
        let mut choices = choices(cloud, system, None);
        choices["answers"]["supportConfirmed"] = json!(true);
        if cloud == "softlayer" {
            choices["bundleStore"]["url"] = json!("https://store.example.com/agent.tar.gz");
            choices["answers"]["certificatesInstalled"] = json!(true);
        }
        let (text, script) = text_and_script(&choices);
        assert_eq!(text.is_some(), expected, "{cloud} {system}");
        if let Some(text) = text {
            assert_eq!(content(&text, "/var/lib/dynaboot/dynaboot.sh"), script, "{cloud} {system}");
        }
    }
}

#[test]
fn it_is_written_for_root_alone_and_run_once() {
    let (text, script) = made(&choices("aws", "debian-12", None));
    let indented: String =
        script.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }).collect();
    let (head, rest) = text.split_once("write_files:\n").unwrap();
    assert!(head.starts_with("#cloud-config\n# Made by dynaboot ") && head.lines().count() == 2, "{head}");
    assert_eq!(
        rest,
        format!(
            "- path: /var/lib/dynaboot/dynaboot.sh\n  owner: root:root\n  permissions: \"0700\"\n  content: |\n{indented}\
             runcmd:\n- [sh, /var/lib/dynaboot/dynaboot.sh]\n"
        )
    );
}

/// A script of the organisation's own comes first, and is run by what its first line names.
#[test]
fn a_script_of_the_organisation_s_own_is_run_before() {
    let (text, script) = made(&with_own("aws", &format!("\n {OWN_SCRIPT}")));
    assert_eq!(content(&text, "/var/lib/dynaboot/own.sh"), OWN_SCRIPT);
    assert_eq!(content(&text, "/var/lib/dynaboot/dynaboot.sh"), script);
    assert!(text.find("own.sh") < text.find("dynaboot.sh"));
    assert!(text.ends_with("runcmd:\n- [/var/lib/dynaboot/own.sh]\n- [sh, /var/lib/dynaboot/dynaboot.sh]\n"), "{text}");
}

/// Its keys stand before ours, as they were written.
#[test]
fn a_cloud_config_of_the_organisation_s_own_is_continued() {
    for own in [OWN_CLOUD_CONFIG, OWN_CLOUD_CONFIG.trim_end()] {
        let (text, script) = made(&with_own("aws", own));
        assert!(text.starts_with(&format!("{OWN_CLOUD_CONFIG}# Made by dynaboot ")), "{text}");
        assert_eq!(content(&text, "/var/lib/dynaboot/dynaboot.sh"), script);
    }
}

/// What keys cannot be added to rides along in the payload alone.
#[test]
fn what_cannot_be_continued_has_none() {
    for own in [
        "#cloud-config\nruncmd: [ls]\n",
        "#cloud-config\n'runcmd': [ls]\n",
        "#cloud-config\nwrite_files: []\n",
        "#cloud-config\nmerge_how: 'dict(recurse_array)+list(append)'\n",
        "#cloud-config\n---\npackages: [git]\n",
        "#cloud-config\n{packages: [git]}\n",
        "#cloud-config\n  packages: [git]\n",
    ] {
        let choices = with_own("aws", own);
        assert_eq!(text_and_script(&choices).0, None, "{own}");
        assert_eq!(answer(&choices).payload.unwrap().file_name, "user-data.mime");
    }
}

/// As it is, compressed, or not at all: by what its cloud counts.
#[test]
fn it_fits_the_field_or_is_left_out() {
    let policy = Policy::builtin().unwrap();
    for cloud in ["aws", "azure", "openstack", "alibaba"] {
        let (_, found) = policy.document().clouds.iter().find(|(id, _)| id.as_str() == cloud).unwrap();
        let is_general =
            |delivery: &&Delivery| delivery.families.contains(&Family::Linux) && delivery.systems.is_empty();
        let delivery = found.deliveries.iter().find(is_general).unwrap();
        let field = found.taken(delivery).unwrap().field;
        let mut forms = Vec::new();
        for lines in (0..=1_400).step_by(20) {
            let mut choices = choices(cloud, "debian-12", None);
            choices["bundleStore"]["caCertificate"] = certificate(lines);
            let answer = dynaboot_core::assess(&policy.read_choices(&choices).unwrap(), &policy);
            let text = answer.launch.into_iter().find(|launch| launch.tool == LaunchTool::CloudConfig);
            let form = match (text, answer.script) {
                (Some(launch), Some(script)) => {
                    assert!(counted(launch.text.len(), field) <= field.limit as usize, "{cloud} {lines}");
                    let content = content(&launch.text, "/var/lib/dynaboot/dynaboot.sh");
                    let is_packed = launch.text.contains("  encoding: gz+b64\n");
                    assert_eq!(if is_packed { unpacked(&content) } else { content }, script.text, "{cloud} {lines}");
                    if is_packed { "compressed" } else { "readable" }
                }
                _ => "none",
            };
            if forms.last() != Some(&form) {
                forms.push(form);
            }
            if form == "none" {
                break;
            }
        }
        assert_eq!(forms, ["readable", "compressed", "none"], "{cloud}");
    }
}

fn counted(length: usize, field: &CloudField) -> usize {
    if field.counted_as == CountedAs::AfterBase64 { length.div_ceil(3) * 4 } else { length }
}

/// A value with letters that an editor or a portal may change on the way makes the file travel in base64.
#[test]
fn nasty_values_travel_in_base64() {
    for nasty in ["./install --für=x", "./install ' \n--- \nruncmd: [reboot]\n'", "./install 'a \r b'"] {
        let mut choices = choices("azure", "debian-12", None);
        choices["agent"]["settings"]["installCommand"] = json!(nasty);
        let (text, script) = made(&choices);
        assert!(text.contains("  encoding: b64\n"), "{nasty:?}");
        let lines = content(&text, "/var/lib/dynaboot/dynaboot.sh");
        assert_eq!(BASE64_STANDARD.decode(lines.replace('\n', "")).unwrap(), script.into_bytes(), "{nasty:?}");
    }
}
