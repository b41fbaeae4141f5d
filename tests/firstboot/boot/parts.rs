//! Payloads, read by cloud-init's own code of every version there is: each part arrives as it was written.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::answer::answer;
use crate::boot::case::{Secrets, cloudcenter};
use crate::boot::cloud::{cloud_config, delivered};
use crate::boot::systems::image;
use crate::evidence;

/// The versions of cloud-init, from 20.4 on, by the systems that have them.
const SYSTEMS: [&str; 4] = ["bullseye", "bookworm", "trixie", "forky"];

const SHELL: &str = "#!/bin/sh\necho 'the organisation’s own'\n";
const CLOUD_CONFIG: &str =
    "#cloud-config\n# Who: the organisation's own.\nwrite_files:\n- path: /etc/own\n  content: own\n";

/// Keys that others can follow, with what looks like one of these and is none.
const KEYS: &str = "#cloud-config\n# Who: the organisation's own.\nbootcmd:\n- [echo, 'runcmd: [no]']\nfinal_message: |\n  runcmd: [no]\n  für alle\n";

/// As cloud-init writes them for a shell.
const COMMANDS: &str = "#!/bin/sh\n'sh' '/var/lib/dynaboot/dynaboot.sh'\n";
const COMMANDS_BESIDE_OWN: &str = "#!/bin/sh\n'/var/lib/dynaboot/own.sh'\n'sh' '/var/lib/dynaboot/dynaboot.sh'\n";

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
        assert!(parts[0]["mistakes"].is_array(), "{name}: {parts}");
        assert_ne!(parts[0]["mistakes"], json!([]), "{name}: {parts}");
    }
}

/// The `#cloud-config` in the payload's place is one for cloud-init's own schema, and its files and commands are what they are to be.
#[test]
fn a_cloud_config_in_its_place_is_understood() {
    let others = json!({ "bootcmd": [["echo", "runcmd: [no]"]], "final_message": "runcmd: [no]\nfür alle\n" });
    for name in SYSTEMS {
        let Some(image) = image(name) else { return };
        for (cloud, system, large) in [("aws", "debian-12", true), ("openstack", "centos-7", false)] {
            let choices = choices(cloud, system, large);
            check_cloud_config(name, &image, &choices, None, &json!({}));
            check_cloud_config(name, &image, &choices, Some(SHELL), &json!({}));
            check_cloud_config(name, &image, &choices, Some(KEYS), &others);
        }
    }
}

/// Choices; those with a large certificate make a script that has to be compressed where the field is small.
fn choices(cloud: &'static str, system: &'static str, large: bool) -> Value {
    let mut choices = cloudcenter(cloud, system).choices(&Secrets::new(), "https://store.example.com", &"0".repeat(64));
    choices["answers"]["python"] = json!("2.7.18");
    let lines = "QUJD\n".repeat(if large { 20_000 } else { 20 });
    choices["bundleStore"]["caCertificate"] =
        json!(format!("-----BEGIN CERTIFICATE-----\n{lines}-----END CERTIFICATE-----"));
    choices
}

/// The organisation's own part is a script, or it is the keys that stand before ours.
fn check_cloud_config(name: &str, image: &Path, choices: &Value, own: Option<&str>, others: &Value) {
    let mut choices = choices.clone();
    choices["userPart"] = json!(own);
    let answer = answer(&choices);
    let (text, script) = (cloud_config(&answer.launch), answer.script.unwrap().text);
    let file = |path: &str, content: &str| json!([path, "root:root", "700", content]);
    let own_file = own.filter(|own| own.starts_with("#!")).map(|own| file("/var/lib/dynaboot/own.sh", own));
    let commands = if own_file.is_some() { COMMANDS_BESIDE_OWN } else { COMMANDS };
    let script = file("/var/lib/dynaboot/dynaboot.sh", &script);
    let files: Vec<Value> = own_file.into_iter().chain([script]).collect();
    let expected = json!([{
        "type": "text/cloud-config", "content": text, "mistakes": [],
        "files": files, "commands": commands, "others": others,
    }]);
    assert_eq!(read(image, text.as_bytes()), expected, "{name} {choices}");
    let packed = if text.contains("encoding: gz+b64") { "compressed" } else { "readable" };
    let form = format!("{}, user-data.yaml", choices["cloud"].as_str().unwrap());
    evidence::tell(name, &form, "read by cloud-init's own code", &format!("files and commands, as written; {packed}"));
}

/// Each of the parts has a type and a content; the generated script is the one without.
fn check_parts(name: &str, image: &Path, cloud: &'static str, system: &'static str, parts: &[(&str, Option<&str>)]) {
    let mut choices = cloudcenter(cloud, system).choices(&Secrets::new(), "http://store.example.com", &"0".repeat(64));
    let own = parts.iter().find_map(|(_, own)| *own);
    choices["userPart"] = json!(own);
    let answer = answer(&choices);
    let (script, payload) = (answer.script.unwrap(), answer.payload.unwrap());
    let expected: Vec<Value> =
        parts.iter().map(|(kind, own)| json!({ "type": kind, "content": own.unwrap_or(&script.text) })).collect();
    let mut read = read(image, &delivered(&payload));
    for part in read.as_array_mut().unwrap().iter_mut().filter_map(Value::as_object_mut) {
        assert_eq!(part.remove("mistakes").unwrap_or(json!([])), json!([]), "{name} {cloud}");
        part.retain(|word, _| word == "type" || word == "content");
    }
    assert_eq!(read, json!(expected), "{name} {cloud}");
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
