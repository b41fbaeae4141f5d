//! What is written for Terraform and Packer: read by a parser of HCL, by Terraform itself where it is here, and looked up.

use std::io::Write;
use std::process::{Command, Stdio};

use dynaboot_core::{Encoding, Launch, LaunchTool};
use hcl::{Block, Body, Expression};

use crate::answer::answer;
use crate::answers::{cases_in, choices};
use crate::table::{self, Table};
use crate::tool;

#[track_caller]
pub(crate) fn parse(text: &str) -> Body {
    hcl::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The values of a block with an identifier and labels.
pub(crate) fn block<'a>(body: &'a Body, identifier: &str, labels: &[&str]) -> &'a Block {
    let is_it = |block: &&Block| {
        block.identifier() == identifier
            && block.labels().iter().map(hcl::BlockLabel::as_str).eq(labels.iter().copied())
    };
    body.blocks().find(is_it).unwrap_or_else(|| panic!("there is no {identifier} {labels:?}"))
}

pub(crate) fn attribute<'a>(body: &'a Body, key: &str) -> Option<&'a Expression> {
    body.attributes().find(|attribute| attribute.key() == key).map(hcl::Attribute::expr)
}

/// Each argument of a block, and of the blocks in it, is in the table.
#[track_caller]
pub(crate) fn look_up(table: &Table, kind: &str, body: &Body, path: &str) {
    for attribute in body.attributes() {
        table.check_argument(kind, &format!("{path}{}", attribute.key()));
    }
    for inner in body.blocks() {
        // A dynamic block stands for those of its name, whose arguments are its content's.
        let (name, body) = if inner.identifier() == "dynamic" {
            (inner.labels()[0].as_str(), block(inner.body(), "content", &[]).body())
        } else {
            (inner.identifier(), inner.body())
        };
        table.check_argument(kind, &format!("{path}{name}"));
        look_up(table, kind, body, &format!("{path}{name}."));
    }
}

#[test]
fn arguments_are_those_that_the_providers_document() {
    let table = table::read();
    for case in cases_in(true) {
        for block in parse(&case.launch.text).blocks() {
            match block.identifier() {
                "resource" => look_up(&table, block.labels()[0].as_str(), block.body(), ""),
                "data" => look_up(&table, &format!("data {}", block.labels()[0].as_str()), block.body(), ""),
                "provider" => look_up(&table, &format!("provider {}", block.labels()[0].as_str()), block.body(), ""),
                "terraform" | "variable" | "locals" | "output" => {}
                other => panic!("{}: nothing looks at `{other}`", case.name),
            }
        }
    }
}

/// What the choices do not say has no default: Terraform asks for it, or stops.
#[test]
fn variables_have_no_default_but_the_image_that_was_chosen() {
    for case in cases_in(true) {
        let body = parse(&case.launch.text);
        let mut names = Vec::new();
        for variable in body.blocks().filter(|block| block.identifier() == "variable") {
            let name = variable.labels()[0].as_str();
            names.push(name.to_owned());
            let default = attribute(variable.body(), "default");
            let chosen = case.name.contains("Some(").then(|| Expression::from(case.image));
            assert_eq!(default, chosen.as_ref().filter(|_| name == "image"), "{} {name}", case.name);
            assert!(attribute(variable.body(), "description").is_some(), "{name}");
        }
        assert!(names.contains(&"image".to_owned()) && names.len() > 2, "{names:?}");
        for (index, _) in case.launch.text.match_indices("var.") {
            let name: String = case.launch.text[index + 4..]
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            assert!(names.contains(&name), "{}: var.{name} is not declared", case.name);
        }
    }
}

/// The payload is read from its file, and encoded once.
#[test]
fn the_payload_goes_into_the_field_of_the_cloud() {
    for (cloud, system, kind, field, raw, packed) in [
        ("aws", "debian-12", "aws_instance", "user_data_base64", "filebase64(local.payload)", "file(local.payload)"),
        (
            "azure",
            "rhel-9",
            "azurerm_linux_virtual_machine",
            "custom_data",
            "filebase64(local.payload)",
            "file(local.payload)",
        ),
        ("alibaba", "debian-12", "alicloud_instance", "user_data", "filebase64(local.payload)", "file(local.payload)"),
    ] {
        let body = parse(&terraform(&answer(&choices(cloud, system, None)).launch).text);
        let given = attribute(block(&body, "resource", &[kind, "vm"]).body(), field).unwrap();
        let written = format!("local.encoding == \"raw\" ? {raw} : {packed}");
        assert_eq!(hcl::format::to_string(given).unwrap().trim(), written);
        let locals = block(&body, "locals", &[]).body();
        assert_eq!(attribute(locals, "encoding").unwrap(), &Expression::from("raw"));
    }
    let body = parse(&terraform(&answer(&choices("google", "ubuntu-24.04", None)).launch).text);
    let metadata = attribute(block(&body, "resource", &["google_compute_instance", "vm"]).body(), "metadata").unwrap();
    assert!(hcl::format::to_string(metadata).unwrap().contains("(local.field) = file(local.payload)"));
    assert_eq!(attribute(block(&body, "locals", &[]).body(), "field").unwrap(), &Expression::from("user-data"));
}

#[test]
fn a_compressed_payload_says_so() {
    let large: Vec<_> = cases_in(true).filter(|case| case.payload.encoding == Encoding::GzipBase64).collect();
    assert!(large.len() >= 4);
    for case in large {
        let body = parse(&case.launch.text);
        let encoding = attribute(block(&body, "locals", &[]).body(), "encoding");
        // Nova's provider takes base64 for what it is.
        let is_openstack = case.name.starts_with("openstack");
        assert_eq!(encoding, Some(&Expression::from("gzip+base64")).filter(|_| !is_openstack), "{}", case.name);
    }
}

/// Metadata wants a token wherever the runner of the user data can ask with one.
#[test]
fn aws_metadata_wants_a_token() {
    for (system, wanted) in [("debian-12", "required"), ("windows-2012", "required"), ("centos-6", "optional")] {
        let answer = answer(&choices("aws", system, None));
        let body = parse(&terraform(&answer.launch).text);
        let instance = block(&body, "resource", &["aws_instance", "vm"]).body();
        let tokens = attribute(block(instance, "metadata_options", &[]).body(), "http_tokens").unwrap();
        assert_eq!(hcl::format::to_string(tokens).unwrap().trim(), "local.tokens");
        let tokens = attribute(block(&body, "locals", &[]).body(), "tokens");
        assert_eq!(tokens, Some(&Expression::from(wanted)), "{system}");
        let command = answer.launch.iter().find(|launch| launch.tool == LaunchTool::AwsCli).unwrap();
        assert!(command.text.contains(&format!("\ntokens='{wanted}'\n")), "{system}");
    }
}

fn terraform(launch: &[Launch]) -> Launch {
    launch.iter().find(|launch| launch.tool == LaunchTool::Terraform).unwrap().clone()
}

#[test]
fn terraform_reads_it_and_would_write_it_so() {
    let Some(terraform) = tool::find("terraform", "whether Terraform reads its files") else { return };
    for case in cases_in(true) {
        let mut child = Command::new(&terraform)
            .args(["fmt", "-check", "-diff", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(case.launch.text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}: {output:?}", case.name);
    }
}

/// Texts of anybody's are strings and nothing else: each arrives in the parser, and in Terraform itself, as it was.
#[test]
fn hostile_images_arrive_as_themselves() {
    let hostile = [
        "${var.name}",
        "$${x}",
        "$$${x}",
        "%{ if true }x%{ endif }",
        "%%{x}",
        "\"",
        "\\",
        "\\\"",
        "a\"\nresource \"x\" \"y\" {}\n#",
        "$",
        "%",
        "$ {",
        "\\u0024{x}",
        "é日本😀",
        "<<EOT",
        "${\"${\"",
        "\\${x}",
        "a$",
        "a%{",
        "\u{feff}x",
        "a\u{2028}b",
    ];
    let mut list = String::from("[");
    for text in hostile {
        let image = text.replace('\n', " ");
        let answer = answer(&choices("openstack", "rocky-9", Some(&image)));
        let launch = terraform(&answer.launch);
        let body = parse(&launch.text);
        let default = attribute(block(&body, "variable", &["image"]).body(), "default").unwrap();
        assert_eq!(*default, Expression::from(image.as_str()), "{}", launch.text);
        let line = launch.text.lines().find_map(|line| line.strip_prefix("  default     = ")).unwrap();
        list = format!("{list}{line}, ");
    }
    let Some(terraform) = tool::find("terraform", "whether Terraform reads strings as they are meant") else { return };
    let mut child =
        Command::new(terraform).arg("console").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    writeln!(child.stdin.take().unwrap(), "base64encode(jsonencode({list}]))").unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let json = base64::Engine::decode(&base64::prelude::BASE64_STANDARD, said.trim().trim_matches('"')).unwrap();
    let arrived: Vec<String> = serde_json::from_slice(&json).unwrap();
    assert_eq!(arrived, hostile.map(|text| text.replace('\n', " ")));
}
