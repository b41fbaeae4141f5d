//! Image builds: Packer's recipe is read by a parser and looked up; what it runs is there, and says what it must.

use std::io::Write;
use std::process::{Command, Stdio};

use dynaboot_core::launch::{Launch, LaunchTool};
use dynaboot_core::{Assessment, Policy, assess};
use hcl::Expression;
use serde_json::{Value, json};

use crate::answers::choices;
use crate::commands::check_script;
use crate::terraform::{attribute, block, look_up, parse};
use crate::{table, tool};

/// A cloud, the builder that Packer has for it, and an image as the builder takes it.
const BUILDERS: [(&str, &str, &str); 5] = [
    ("aws", "amazon-ebs", "ami-0123456789abcdef0"),
    ("azure", "azure-arm", "Debian:debian-12:12-gen2:latest"),
    ("google", "googlecompute", "projects/debian-cloud/global/images/family/debian-12"),
    ("openstack", "openstack", "6f1cbd2e-0000-4000-8000-000000000000"),
    ("vmware", "vsphere-clone", "/DC/vm/templates/debian-12"),
];

/// The agent of the seed or any other: the table says nothing about images.
fn prebuilt(cloud: &str, image: Option<&str>) -> Value {
    let mut choices = choices(cloud, "debian-12", image);
    choices["route"] = json!("prebuiltImage");
    choices
}

#[track_caller]
fn answer(choices: &Value) -> Assessment {
    let policy = Policy::builtin().unwrap();
    let answer = assess(&policy.read_choices(choices).unwrap(), &policy);
    assert!(answer.script.is_some(), "{choices} {:?}", answer.report);
    answer
}

fn find(launch: &[Launch], tool: LaunchTool) -> &Launch {
    launch.iter().find(|launch| launch.tool == tool).unwrap()
}

#[test]
fn the_route_has_the_image_build_and_no_payload() {
    for (cloud, builder, image) in BUILDERS {
        let answer = answer(&prebuilt(cloud, Some(image)));
        assert_eq!(answer.payload, None, "{cloud}");
        let tools: Vec<LaunchTool> = answer.launch.iter().map(|launch| launch.tool).collect();
        assert_eq!(tools, [LaunchTool::Packer, LaunchTool::Shell], "{cloud}");
        let body = parse(&find(&answer.launch, LaunchTool::Packer).text);
        let sources = attribute(block(&body, "build", &[]).body(), "sources").unwrap();
        assert_eq!(*sources, Expression::from(vec![format!("source.{builder}.image")]), "{cloud}");
    }
    // A cloud without a builder still has the script that is run before capture.
    let answer = answer(&prebuilt("softlayer", None));
    let tools: Vec<LaunchTool> = answer.launch.iter().map(|launch| launch.tool).collect();
    assert_eq!(tools, [LaunchTool::Shell]);
}

#[test]
fn arguments_are_those_that_packers_builders_document() {
    let table = table::read();
    for (cloud, builder, image) in BUILDERS {
        let body = parse(&find(&answer(&prebuilt(cloud, Some(image))).launch, LaunchTool::Packer).text);
        look_up(&table, &format!("source {builder}"), block(&body, "source", &[builder, "image"]).body(), "");
        for provisioner in block(&body, "build", &[]).body().blocks() {
            assert_eq!(provisioner.identifier(), "provisioner");
            look_up(&table, &format!("provisioner {}", provisioner.labels()[0].as_str()), provisioner.body(), "");
        }
        let known = ["packer", "variable", "locals", "source", "build"];
        assert!(body.blocks().all(|block| known.contains(&block.identifier())), "{cloud}");
    }
}

/// What the choices do not say has no default: Packer asks for it, or stops.
#[test]
fn variables_have_no_default_but_the_image_that_was_chosen() {
    for (cloud, _, image) in BUILDERS {
        for given in [Some(image), None] {
            let text = &find(&answer(&prebuilt(cloud, given)).launch, LaunchTool::Packer).text.clone();
            let body = parse(text);
            for variable in body.blocks().filter(|block| block.identifier() == "variable") {
                let is_image = variable.labels()[0].as_str() == "image";
                let default = attribute(variable.body(), "default").cloned();
                assert_eq!(default, given.filter(|_| is_image).map(Expression::from), "{cloud}");
            }
            for (index, _) in text.match_indices("var.") {
                let rest = &text[index + 4..];
                let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap();
                block(&body, "variable", &[&rest[..end]]);
            }
        }
    }
    // An image that the builder would not understand has to be given in the form that it does.
    for (cloud, image) in [("aws", "resolve:ssm:/aws/service/x/ami-id"), ("azure", "Debian11")] {
        let body = parse(&find(&answer(&prebuilt(cloud, Some(image))).launch, LaunchTool::Packer).text);
        assert_eq!(attribute(block(&body, "variable", &["image"]).body(), "default"), None, "{image}");
    }
}

/// The recipe names the files by which it is given, as `render` would write them.
#[test]
fn the_recipe_finds_its_files() {
    let answer = answer(&prebuilt("aws", None));
    let body = parse(&find(&answer.launch, LaunchTool::Packer).text);
    let locals = block(&body, "locals", &[]).body();
    let named = |key| hcl::format::to_string(attribute(locals, key).unwrap()).unwrap();
    assert!(named("script").contains(&answer.script.unwrap().file_name));
    assert!(named("prepare").contains(&find(&answer.launch, LaunchTool::Shell).file_name));
}

#[test]
fn shells_read_what_is_run_before_capture() {
    let answer = answer(&prebuilt("aws", None));
    check_script("prepare", &find(&answer.launch, LaunchTool::Shell).text);
}

#[test]
fn the_recipe_is_written_as_hashicorps_tools_would() {
    let Some(terraform) = tool::find("terraform", "whether the recipes are in canonical form") else { return };
    for (cloud, _, image) in BUILDERS {
        let answer = answer(&prebuilt(cloud, Some(image)));
        let mut child = Command::new(&terraform)
            .args(["fmt", "-check", "-diff", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(find(&answer.launch, LaunchTool::Packer).text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{cloud}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn no_secret_stands_beside_the_script() {
    let answer = answer(&prebuilt("aws", None));
    assert!(answer.script.unwrap().text.contains("s3cr3t"));
    assert!(answer.launch.iter().all(|launch| !launch.text.contains("s3cr3t")));
}
