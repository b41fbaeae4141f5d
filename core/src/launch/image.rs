//! Image builds: what makes a VM with the agent ready to be captured, and Packer's recipe that does it on the cloud.

use crate::catalog::{Family, ImageBuilder};
use crate::choices::given;
use crate::facts::Facts;
use crate::launch::{HEAD, Launch, LaunchTool, Values, about, hcl, shell, target};
use crate::script::Script;

/// Gives the files that make an image in which a script has installed the agent: the recipe for the cloud's builder where it
/// has one, and the script that is run on any VM before it is captured.
#[must_use]
pub fn build(script: &Script, facts: &Facts<'_>) -> Vec<Launch> {
    if facts.system.is_none_or(|(_, system)| system.family != Family::Linux) {
        return Vec::new();
    }
    let builder = facts.cloud.and_then(|(_, cloud)| cloud.image_builder);
    let prepare = prepare(script, facts);
    let recipe = builder.map(|builder| packer(builder, script, &prepare, facts));
    recipe.into_iter().chain([prepare]).collect()
}

/// The script that installs the agent and takes away what is one machine's alone.
fn prepare(script: &Script, facts: &Facts<'_>) -> Launch {
    let purpose = format!("Makes this VM {} an image: run it, shut the VM down, capture it.", target(facts));
    let values = Values {
        about: about(facts, &purpose),
        files: vec![("payload", &script.file_name)],
        texts: Vec::new(),
        image: None,
    };
    Launch {
        tool: LaunchTool::Shell,
        title: "Prepare a VM for capture".to_owned(),
        file_name: "prepare.sh".to_owned(),
        text: shell::write(&[HEAD, include_str!("prepare.sh")], &values),
    }
}

fn packer(builder: ImageBuilder, script: &Script, prepare: &Launch, facts: &Facts<'_>) -> Launch {
    let source = match builder {
        ImageBuilder::AmazonEbs => include_str!("aws.pkr.hcl"),
        ImageBuilder::AzureArm => include_str!("azure.pkr.hcl"),
        ImageBuilder::GoogleCompute => include_str!("google.pkr.hcl"),
        ImageBuilder::OpenStack => include_str!("openstack.pkr.hcl"),
        ImageBuilder::VsphereClone => include_str!("vmware.pkr.hcl"),
    };
    let steps = include_str!("linux.pkr.hcl");
    let build = format!("build {{\n  sources = [\"source.{}.image\"]\n\n{steps}}}\n", builder.as_str());
    let purpose = format!("Builds an image {} while it is built.", target(facts));
    let values = Values {
        about: about(facts, &purpose),
        files: vec![("script", &script.file_name), ("prepare", &prepare.file_name)],
        texts: Vec::new(),
        image: given(facts.choices.image.id.as_deref()).filter(|image| takes(builder, image)),
    };
    Launch {
        tool: LaunchTool::Packer,
        title: "Build an image with Packer".to_owned(),
        file_name: "image.pkr.hcl".to_owned(),
        text: hcl::write(&[source, &build], &values),
    }
}

/// Whether a builder takes an image's id in this form; else it has to be given in another one.
fn takes(builder: ImageBuilder, image: &str) -> bool {
    match builder {
        ImageBuilder::AmazonEbs => image.starts_with("ami-"),
        ImageBuilder::AzureArm => image.split(':').count() == 4,
        ImageBuilder::GoogleCompute | ImageBuilder::OpenStack | ImageBuilder::VsphereClone => true,
    }
}
