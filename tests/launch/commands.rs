//! The commands, run by real shells. The tools are stand-ins, which only write down what they are told.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::{Encoding, LaunchTool, Policy, probe};

use crate::answer::answer;
use crate::answers::{Case, cases_in, choices};
use crate::table;
use crate::tool::{self, Scratch};

/// Writes each word down, and keeps every file that a word names.
const LISTENER: &str = r#"#!/bin/sh
{
    printf '%s\0' "${0##*/}" "$@"
    printf '\n\0'
} >>"$RECORD/calls"
for word in "$@"; do
    path=${word#@} path=${path#fileb://}
    [ -f "$path" ] || path=${path#*=}
    if [ -f "$path" ]; then cat "$path" >"$RECORD/file"; fi
done
"#;

/// A folder with a launch file, its payload and the stand-ins.
struct Place(Scratch);

impl Place {
    fn new(name: &str, case: &Case) -> Self {
        let place = Self(Scratch::new(&format!("launch-{name}")));
        fs::create_dir(place.0.join("bin")).unwrap();
        for tool in ["aws", "az", "gcloud", "openstack", "govc"] {
            write_program(&place.0.join("bin").join(tool), LISTENER);
        }
        place.put(case);
        place
    }

    fn put(&self, case: &Case) {
        let _ = fs::remove_file(self.0.join("calls"));
        let _ = fs::remove_file(self.0.join("file"));
        fs::write(self.0.join("launch.sh"), &case.launch.text).unwrap();
        fs::write(self.0.join(&case.payload.file_name), &case.payload.content).unwrap();
    }

    fn run(&self, shell: &str, variables: &BTreeMap<String, String>) -> Output {
        let mut command = Command::new(shell);
        let path = format!("{}:/usr/bin:/bin", self.0.join("bin").display());
        command.arg(self.0.join("launch.sh")).env_clear().envs(variables).env("PATH", path);
        command.env("RECORD", self.0.join("")).output().unwrap()
    }

    /// The calls of the stand-ins, word by word.
    fn calls(&self) -> Vec<Vec<String>> {
        let text = fs::read_to_string(self.0.join("calls")).unwrap_or_default();
        let calls = text.split("\n\0").filter(|call| !call.is_empty());
        calls.map(|call| call.split_terminator('\0').map(str::to_owned).collect()).collect()
    }
}

fn write_program(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The variables that a file wants: those whose lack it has a sentence for.
pub(crate) fn wanted(text: &str) -> Vec<String> {
    let names = text.lines().filter_map(|line| Some(line.strip_prefix(": \"${")?.split_once(":?")?.0.to_owned()));
    names.collect()
}

/// A value for each: one that a shell would take apart if it were not quoted.
fn filled(case: &Case) -> BTreeMap<String, String> {
    let value = |name: &String| if name == "IMAGE" { case.image.to_owned() } else { format!("a $b *{name}") };
    wanted(&case.launch.text).iter().map(|name| (name.clone(), value(name))).collect()
}

fn shells() -> impl Iterator<Item = &'static str> {
    let answers = |shell: &&str| Command::new(shell).args(["-c", ":"]).status().is_ok_and(|status| status.success());
    ["sh", "dash", "bash"].into_iter().filter(answers)
}

#[test]
fn tools_are_told_what_they_take_and_the_payload_arrives_unchanged() {
    let table = table::read();
    for case in cases_in(false) {
        let place = Place::new("told", &case);
        for shell in shells() {
            place.put(&case);
            let output = place.run(shell, &filled(&case));
            assert!(output.status.success(), "{} {shell}: {output:?}", case.name);
            let calls = place.calls();
            assert!(!calls.is_empty(), "{}", case.name);
            for call in &calls {
                table.check_command(call);
                for name in wanted(&case.launch.text) {
                    let parts = call.iter().filter(|word| word.contains("a $b") && word.contains(&name));
                    assert!(
                        parts.clone().count() == 0
                            || parts.clone().any(|word| word.starts_with(&format!("a $b *{name}"))),
                        "{call:?}"
                    );
                }
            }
            // The tool encodes what it is given; guestinfo is given what is already encoded.
            let arrived = fs::read(place.0.join("file")).unwrap();
            let content = match (case.payload.encoding, case.launch.tool) {
                (Encoding::Raw, _) | (_, LaunchTool::Govc) => case.payload.content.clone().into_bytes(),
                _ => BASE64_STANDARD.decode(&case.payload.content).unwrap(),
            };
            assert_eq!(arrived, content, "{}", case.name);
        }
    }
}

#[test]
fn a_variable_that_is_unset_or_empty_stops_it_with_a_sentence() {
    for case in cases_in(false).filter(|case| case.payload.encoding == Encoding::Raw) {
        let place = Place::new("unset", &case);
        let variables = filled(&case);
        let preset = case.launch.text.contains("\nIMAGE='");
        for missing in variables.keys().filter(|name| !preset || *name != "IMAGE") {
            for empty in [true, false] {
                let mut variables = variables.clone();
                variables.remove(missing);
                if empty {
                    variables.insert(missing.clone(), String::new());
                }
                let output = place.run("sh", &variables);
                let said = String::from_utf8(output.stderr).unwrap();
                assert!(
                    !output.status.success() && said.contains(&format!("{missing}: set it to")),
                    "{}: {said}",
                    case.name
                );
                assert_eq!(place.calls(), Vec::<Vec<String>>::new(), "{} without {missing}", case.name);
            }
        }
    }
}

#[test]
fn without_the_payload_nothing_is_launched() {
    for case in cases_in(false) {
        let place = Place::new("bare", &case);
        fs::remove_file(place.0.join(&case.payload.file_name)).unwrap();
        let output = place.run("sh", &filled(&case));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && said.contains("has to lie beside this script"), "{}: {said}", case.name);
        assert_eq!(place.calls(), Vec::<Vec<String>>::new(), "{}", case.name);
    }
}

/// Reads a script by every shell, and by ShellCheck where it is here.
#[track_caller]
pub(crate) fn check_script(name: &str, text: &str) {
    let place = Scratch::new("launch-read");
    let script = place.join("script.sh");
    fs::write(&script, text).unwrap();
    for shell in shells() {
        assert!(Command::new(shell).arg("-n").arg(&script).status().unwrap().success(), "{name} {shell}");
    }
    if let Some(checker) = tool::find("shellcheck", "what ShellCheck says of the scripts") {
        let output = Command::new(checker).args(["-s", "sh"]).arg(&script).output().unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn shells_read_them_and_shellcheck_has_nothing_to_say() {
    for case in cases_in(false) {
        check_script(&case.name, &case.launch.text);
    }
    let policy = Policy::builtin().unwrap();
    let choices = policy.read_choices(&choices("aws", "debian-12", None)).unwrap();
    check_script("probe", &probe(&choices, &policy).unwrap().text);
}

/// An image's id travels through choices from anybody: a shell must see one word.
#[test]
fn a_hostile_image_is_one_word() {
    let hostile = "x'; touch owned; '$(touch owned)`touch owned`";
    let answer = answer(&choices("openstack", "rocky-9", Some(hostile)));
    let launch = answer.launch.into_iter().find(|launch| launch.tool == LaunchTool::OpenstackCli).unwrap();
    let case = Case { name: "hostile".to_owned(), launch, payload: answer.payload.unwrap(), image: "" };
    let place = Place::new("hostile", &case);
    assert!(place.run("sh", &filled(&case)).status.success());
    assert!(place.calls()[0].iter().any(|word| word == hostile), "{:?}", place.calls());
    assert!(!place.0.join("owned").exists());
}

/// The command wants the name or the family, and the project, one by one.
#[test]
fn google_is_told_the_parts_of_an_images_path() {
    for (image, told) in [
        ("debian-12-v20260101", "--image debian-12-v20260101"),
        ("family/debian-12", "--image-family debian-12 --image-project mine"),
        ("debian-cloud/debian-12-v20260101", "--image debian-12-v20260101 --image-project debian-cloud"),
        ("global/images/golden", "--image golden --image-project mine"),
        ("projects/p/global/images/golden", "--image golden --image-project p"),
        ("projects/p/global/images/family/f", "--image-family f --image-project p"),
        (
            "https://www.googleapis.com/compute/v1/projects/p/global/images/family/f",
            "--image-family f --image-project p",
        ),
    ] {
        let answer = answer(&choices("google", "debian-12", Some(image)));
        let launch = answer.launch.into_iter().find(|launch| launch.tool == LaunchTool::Gcloud).unwrap();
        let case = Case { name: image.to_owned(), launch, payload: answer.payload.unwrap(), image: "" };
        let place = Place::new("google", &case);
        let mut variables = filled(&case);
        variables.insert("PROJECT".to_owned(), "mine".to_owned());
        assert!(place.run("sh", &variables).status.success());
        let line = place.calls()[0].join(" ");
        assert!(line.contains(&format!(" {told} --metadata-from-file startup-script=")), "{line}");
    }
}

#[test]
fn aws_takes_both_forms_of_a_public_parameter() {
    for image in ["resolve:ssm:/aws/service/x/ami-id", "{{ssm:/aws/service/x/ami-id}}"] {
        let answer = answer(&choices("aws", "debian-12", Some(image)));
        let launch = answer.launch.into_iter().find(|launch| launch.tool == LaunchTool::AwsCli).unwrap();
        let case = Case { name: image.to_owned(), launch, payload: answer.payload.unwrap(), image: "" };
        let place = Place::new("parameter", &case);
        assert!(place.run("sh", &filled(&case)).status.success());
        let line = place.calls()[0].join(" ");
        assert!(line.contains(" --image-id resolve:ssm:/aws/service/x/ami-id "), "{line}");
        assert!(line.contains("HttpTokens=required"), "{line}");
    }
}
