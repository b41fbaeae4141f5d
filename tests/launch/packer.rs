//! The recipes read by Packer itself: its builders look at every argument, and log in where they would.
//!
//! What a Linux distribution still may bring is Packer 1.6.6, whose builders are a part of it. It is older than the block that
//! asks for plugins, and than tokens for AWS's metadata: those are taken out before, and the rest is what it is shown.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use dynaboot_core::LaunchTool;
use hcl::Body;
use rcgen::KeyPair;

use crate::image::{BUILDERS, SYSTEMS, answer, find, prebuilt};
use crate::terraform::{attribute, parse};
use crate::tool::{self, Scratch};

/// Packer, as `cargo xtask test` names it, or as the machine has it.
fn packer() -> Option<PathBuf> {
    let named = std::env::var_os("DYNABOOT_PACKER").map(PathBuf::from);
    named.or_else(|| tool::find("packer", "whether Packer reads its recipes"))
}

/// A recipe without what is newer than the Packer that reads it.
fn older(text: &str) -> String {
    let mut kept = String::new();
    let mut end = None;
    for line in text.split_inclusive('\n') {
        if end.is_some_and(|end| line == end) {
            end = None;
        } else if end.is_none() {
            end = match line {
                "packer {\n" => Some("}\n"),
                "  metadata_options {\n" => Some("  }\n"),
                line if line.starts_with("  imds_support ") => None,
                line => {
                    kept.push_str(line);
                    None
                }
            };
        }
    }
    kept
}

/// The variables that a recipe asks for, each with a value.
fn values(body: &Body, folder: &Path) -> Vec<String> {
    let asked = body.blocks().filter(|block| block.identifier() == "variable");
    let asked = asked.filter(|block| attribute(block.body(), "default").is_none());
    let values = asked.map(|block| match block.labels()[0].as_str() {
        "ssh_private_key_file" => format!("ssh_private_key_file={}", folder.join("key").display()),
        name => format!("{name}={}", name.replace('_', "-")),
    });
    values.flat_map(|value| ["-var".to_owned(), value]).collect()
}

/// What logs anybody in, as OpenStack's identity service does.
fn keystone() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v3", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 8_192];
            let _ = stream.read(&mut request);
            let body =
                r#"{"token": {"methods": ["password"], "expires_at": "2099-01-01T00:00:00.000000Z", "catalog": []}}"#;
            let head =
                "HTTP/1.1 201 Created\r\nX-Subject-Token: t\r\nContent-Type: application/json\r\nConnection: close";
            let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
    });
    url
}

fn validate(packer: &Path, text: &str, folder: &Scratch, identity: &str) -> Output {
    fs::write(folder.join("image.pkr.hcl"), text).unwrap();
    Command::new(packer)
        .arg("validate")
        .args(values(&parse(text), &folder.join("")))
        .arg("image.pkr.hcl")
        .current_dir(folder.join(""))
        .envs([("CHECKPOINT_DISABLE", "1"), ("OS_AUTH_URL", identity), ("OS_USERNAME", "x"), ("OS_PASSWORD", "x")])
        .envs([("OS_PROJECT_NAME", "x"), ("OS_DOMAIN_NAME", "Default")])
        .envs([("ALICLOUD_ACCESS_KEY", "x"), ("ALICLOUD_SECRET_KEY", "x")])
        .output()
        .unwrap()
}

#[test]
fn packer_validates_every_recipe() {
    let Some(packer) = packer() else { return };
    let identity = keystone();
    let key = KeyPair::generate().unwrap().serialize_pem();
    for (cloud, _, image) in BUILDERS {
        for system in SYSTEMS {
            let folder = Scratch::new("packer");
            let answer = answer(&prebuilt(cloud, system, Some(image)));
            let script = answer.script.unwrap();
            fs::write(folder.join(&script.file_name), script.text).unwrap();
            for launch in &answer.launch {
                fs::write(folder.join(&launch.file_name), &launch.text).unwrap();
            }
            fs::write(folder.join("key"), &key).unwrap();
            let text = older(&find(&answer.launch, LaunchTool::Packer).text);
            let output = validate(&packer, &text, &folder, &identity);
            assert!(output.status.success(), "{cloud} {system}: {output:?}\n{text}");
            if system != "windows-2022" {
                continue;
            }
            // It can tell: a name that is none of the builder's is refused.
            let wrong = text.replacen("winrm_use_ssl ", "winrm_use_tls ", 1);
            assert!(!validate(&packer, &wrong, &folder, &identity).status.success(), "{cloud} {system}");
        }
    }
}
