//! Image builds: Packer's recipe is read by a parser and looked up; what it runs is there, and says what it must.

use std::io::Write;
use std::process::{Command, Stdio};

use dynaboot_core::{Assessment, Launch, LaunchTool, Policy, Verdict, assess};
use hcl::Expression;
use serde_json::{Value, json};

use crate::answers::choices;
use crate::commands::check_script;
use crate::terraform::{attribute, block, look_up, parse};
use crate::{table, tool};

/// A cloud, the builder that Packer has for it, and an image as the builder takes it.
pub(crate) const BUILDERS: [(&str, &str, &str); 6] = [
    ("aws", "amazon-ebs", "ami-0123456789abcdef0"),
    ("azure", "azure-arm", "publisher:offer:sku:latest"),
    ("google", "googlecompute", "projects/acme-images/global/images/family/golden"),
    ("openstack", "openstack", "6f1cbd2e-0000-4000-8000-000000000000"),
    ("vmware", "vsphere-clone", "/DC/vm/templates/golden"),
    ("alibaba", "alicloud-ecs", "m-0123456789abcdefghij"),
];

/// One system of Linux, and each Windows that has a launcher or a way in of its own.
pub(crate) const SYSTEMS: [&str; 5] =
    ["debian-12", "windows-2008-r2", "windows-2012-r2", "windows-2019", "windows-2022"];

/// The agent of the seed or any other: the table says nothing about images.
pub(crate) fn prebuilt(cloud: &str, system: &str, image: Option<&str>) -> Value {
    let mut choices = choices(cloud, system, image);
    choices["route"] = json!("prebuiltImage");
    choices
}

/// Every builder with every system, with a chosen image and without one.
fn cases() -> impl Iterator<Item = (&'static str, &'static str, &'static str, Option<&'static str>)> {
    let pairs = BUILDERS.into_iter().flat_map(|builder| SYSTEMS.map(|system| (builder, system)));
    pairs.flat_map(|((cloud, builder, image), system)| [Some(image), None].map(|given| (cloud, builder, system, given)))
}

#[track_caller]
pub(crate) fn answer(choices: &Value) -> Assessment {
    let policy = Policy::builtin().unwrap();
    let answer = assess(&policy.read_choices(choices).unwrap(), &policy);
    assert!(answer.script.is_some(), "{choices} {:?}", answer.report);
    answer
}

pub(crate) fn find(launch: &[Launch], tool: LaunchTool) -> &Launch {
    launch.iter().find(|launch| launch.tool == tool).unwrap()
}

#[test]
fn the_route_has_the_image_build_and_no_payload() {
    for (cloud, builder, system, image) in cases() {
        let answer = answer(&prebuilt(cloud, system, image));
        assert_eq!(answer.payload, None, "{cloud}");
        let tools: Vec<LaunchTool> = answer.launch.iter().map(|launch| launch.tool).collect();
        let own = if system.starts_with("windows") { LaunchTool::Powershell } else { LaunchTool::Shell };
        assert_eq!(tools, [LaunchTool::Packer, own], "{cloud} {system}");
        let body = parse(&find(&answer.launch, LaunchTool::Packer).text);
        let sources = attribute(block(&body, "build", &[]).body(), "sources").unwrap();
        assert_eq!(*sources, Expression::from(vec![format!("source.{builder}.image")]), "{cloud}");
    }
    // A cloud without a builder still has the script that is run before capture.
    for (system, tool) in [("debian-12", LaunchTool::Shell), ("windows-2012", LaunchTool::Powershell)] {
        let answer = answer(&prebuilt("softlayer", system, None));
        let tools: Vec<LaunchTool> = answer.launch.iter().map(|launch| launch.tool).collect();
        assert_eq!(tools, [tool]);
    }
}

#[test]
fn arguments_are_those_that_packers_builders_document() {
    let table = table::read();
    for (cloud, builder, system, image) in cases() {
        let body = parse(&find(&answer(&prebuilt(cloud, system, image)).launch, LaunchTool::Packer).text);
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
    for (cloud, _, system, given) in cases() {
        let text = &find(&answer(&prebuilt(cloud, system, given)).launch, LaunchTool::Packer).text.clone();
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
    // An image that the builder would not understand has to be given in the form that it does.
    for (cloud, image) in [("aws", "resolve:ssm:/aws/service/x/ami-id"), ("azure", "Debian11")] {
        let answer = answer(&prebuilt(cloud, "debian-12", Some(image)));
        let body = parse(&find(&answer.launch, LaunchTool::Packer).text);
        assert_eq!(attribute(block(&body, "variable", &["image"]).body(), "default"), None, "{image}");
    }
}

/// The recipe names the files by which it is given, as `render` would write them.
#[test]
fn the_recipe_finds_its_files() {
    for (system, own) in [("debian-12", LaunchTool::Shell), ("windows-2022", LaunchTool::Powershell)] {
        let answer = answer(&prebuilt("aws", system, None));
        let body = parse(&find(&answer.launch, LaunchTool::Packer).text);
        let locals = block(&body, "locals", &[]).body();
        let named = |key| hcl::format::to_string(attribute(locals, key).unwrap()).unwrap();
        let prepare = find(&answer.launch, own);
        let script = answer.script.unwrap().file_name;
        assert!(named("script").contains(&script));
        assert!(named("prepare").contains(&prepare.file_name));
        assert!(prepare.text.contains(&script), "and so does the script that is run before capture");
    }
}

#[test]
fn shells_read_what_is_run_before_capture() {
    let answer = answer(&prebuilt("aws", "debian-12", None));
    check_script("prepare", &find(&answer.launch, LaunchTool::Shell).text);
}

#[test]
fn the_recipe_is_written_as_hashicorps_tools_would() {
    let Some(terraform) = tool::find("terraform", "whether the recipes are in canonical form") else { return };
    for (cloud, _, system, image) in cases() {
        let answer = answer(&prebuilt(cloud, system, image));
        let mut child = Command::new(&terraform)
            .args(["fmt", "-check", "-diff", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(find(&answer.launch, LaunchTool::Packer).text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{cloud} {system}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

/// Which generation of the launcher an image has is known by its system; the first one shuts the VM down itself.
#[test]
fn packer_waits_for_the_launcher_that_shuts_down() {
    for (system, stops) in [("windows-2012-r2", true), ("windows-2019", false), ("windows-2022", false)] {
        let answer = answer(&prebuilt("aws", system, None));
        let body = parse(&find(&answer.launch, LaunchTool::Packer).text);
        let source = block(&body, "source", &["amazon-ebs", "image"]).body();
        assert_eq!(attribute(source, "disable_stop_instance"), Some(&Expression::from(true)).filter(|_| stops));
        assert_eq!(find(&answer.launch, LaunchTool::Powershell).text.contains("-sysprep"), stops, "{system}");
    }
}

/// Nothing of the generation of CentOS 6 asks AWS for metadata with a token.
#[test]
fn old_systems_are_asked_for_no_token() {
    for (system, wanted) in [("centos-6", "optional"), ("rhel-6", "optional"), ("centos-7", "required")] {
        let mut choices = prebuilt("aws", system, None);
        choices["answers"]["python"] = json!("2.7.9");
        choices["answers"]["supportConfirmed"] = json!(true);
        let body = parse(&find(&answer(&choices).launch, LaunchTool::Packer).text);
        let tokens = attribute(block(&body, "locals", &[]).body(), "tokens");
        assert_eq!(tokens, Some(&Expression::from(wanted)), "{system}");
    }
}

/// What the source asks of a worker's image it asks of one of Windows too: the store's certificates have to be there.
#[test]
fn an_image_without_the_stores_certificates_is_not_built() {
    let policy = Policy::builtin().unwrap();
    for system in SYSTEMS {
        let mut choices = prebuilt("openstack", system, None);
        let url = choices["bundleStore"]["url"].as_str().unwrap().replace("http:", "https:");
        choices["bundleStore"]["url"] = json!(url);
        choices["answers"]["certificatesInstalled"] = json!(false);
        let refused = assess(&policy.read_choices(&choices).unwrap(), &policy);
        assert_eq!((refused.report.verdict, refused.launch.len()), (Verdict::Blocked, 0), "{system}");
        choices["answers"]["certificatesInstalled"] = json!(true);
        assert_eq!(answer(&choices).launch.len(), 2, "{system}");
    }
}

#[test]
fn no_secret_stands_beside_the_script() {
    for system in SYSTEMS {
        let answer = answer(&prebuilt("aws", system, None));
        assert!(answer.script.unwrap().text.contains("s3cr3t"));
        assert!(answer.launch.iter().all(|launch| !launch.text.contains("s3cr3t")));
    }
}
