//! Payloads, read by cloud-init's own code of every version there is: each part arrives as it was written.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::boot::case::{Secrets, cloudcenter};
use crate::boot::cloud::delivered;
use crate::boot::systems::image;
use crate::evidence;
use crate::machine::answer;

/// The versions of cloud-init, from 20.4 on, by the systems that have them.
const SYSTEMS: [&str; 4] = ["bullseye", "bookworm", "trixie", "forky"];

const SHELL: &str = "#!/bin/sh\necho 'the organisation’s own'\n";
const CLOUD_CONFIG: &str =
    "#cloud-config\n# Who: the organisation's own.\nwrite_files:\n- path: /etc/own\n  content: own\n";

#[test]
fn every_part_arrives() {
    for name in SYSTEMS {
        let Some(image) = image(name) else { return };
        for (cloud, system) in
            [("aws", "debian-12"), ("azure", "debian-12"), ("google", "ubuntu-24.04"), ("openstack", "debian-12")]
        {
            let alone = [("text/x-shellscript", None)];
            let shell = [("text/x-shellscript", Some(SHELL)), ("text/x-shellscript", None)];
            let cloud_config = [("text/cloud-config", Some(CLOUD_CONFIG)), ("text/x-shellscript", None)];
            for parts in [&alone[..], &shell, &cloud_config] {
                check_parts(name, &image, cloud, system, parts);
            }
        }
    }
}

/// The schema finds what is wrong: what it lets pass is not merely unread.
#[test]
fn a_wrong_cloud_config_is_found() {
    for name in SYSTEMS {
        let Some(image) = image(name) else { return };
        let parts = read(&image, b"#cloud-config\nntp: {servers: 5}\n");
        assert_ne!(parts[0]["mistakes"], json!([]), "{name}: {parts}");
    }
}

/// Each of the parts has a type and a content; the generated script is the one without.
fn check_parts(name: &str, image: &Path, cloud: &'static str, system: &'static str, parts: &[(&str, Option<&str>)]) {
    let mut choices = cloudcenter(cloud, system).choices(&Secrets::new(), "http://store.example.com", &"0".repeat(64));
    let own = parts.iter().find_map(|(_, own)| *own);
    choices["userPart"] = json!(own);
    let answer = answer(&choices);
    let (script, payload) = (answer.script.unwrap(), answer.payload.unwrap());
    let expected: Vec<Value> = parts
        .iter()
        .map(|(kind, own)| json!({ "type": kind, "content": own.unwrap_or(&script.text), "mistakes": [] }))
        .collect();
    assert_eq!(read(image, &delivered(&payload)), json!(expected), "{name} {cloud}");
    let form = format!("{cloud} {}, {}", payload.field, payload.file_name);
    evidence::tell(name, &form, "read by cloud-init's own code", &format!("{} parts, as written", parts.len()));
}

#[track_caller]
fn read(image: &Path, user_data: &[u8]) -> Value {
    let mut python = Command::new("chroot");
    python
        .arg(image)
        .args(["python3", "-B", "-c", include_str!("parts.py")])
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    let mut python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    python.stdin.take().unwrap().write_all(user_data).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "cloud-init cannot read it");
    serde_json::from_slice(&output.stdout).unwrap()
}
