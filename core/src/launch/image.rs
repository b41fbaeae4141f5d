//! Image builds: what makes a VM with the agent ready to be captured, and Packer's recipe that does it on the cloud.

use crate::choices::non_blank;
use crate::facts::Facts;
use crate::launch::text::{Part, Values};
use crate::launch::{HEAD, Launch, LaunchTool, about, hcl, powershell, shell, target, tokens};
use crate::policy::catalog::{Family, ImageBuilder, Reset, ResetTool, System};
use crate::primitives::glob;
use crate::primitives::template;
use crate::primitives::version::Version;
use crate::script::Script;

/// Gives the files that make an image in which a script has installed the agent: the recipe for the cloud's builder where it
/// has one, and the script that is run on any VM before it is captured.
#[must_use]
pub(crate) fn build(script: &Script, facts: &Facts<'_>) -> Vec<Launch> {
    let Some(system) = facts.system else { return Vec::new() };
    let reset = reset(facts);
    let parts = parts(&system, reset, facts.setting(BEFORE_CAPTURE).is_some());
    let prepare = prepare(script, system.family, &parts, facts);
    let builder = facts.cloud.and_then(|cloud| cloud.image_builder);
    let recipe = builder.map(|builder| packer(builder, &parts, [script.file_name.as_str(), &prepare.file_name], facts));
    recipe.into_iter().chain([prepare]).collect()
}

/// The setting that holds the command which takes the agent's identity out of an image.
const BEFORE_CAPTURE: &str = "beforeCapture";

fn with(parts: &[Part], part: Part) -> Vec<Part> {
    parts.iter().copied().chain([part]).collect()
}

/// What makes a copy of a Windows VM a machine of its own; where nothing is known, what Windows itself has for it.
fn reset(facts: &Facts<'_>) -> ResetTool {
    let Some((cloud, system)) = facts.cloud.zip(facts.system) else { return ResetTool::Sysprep };
    let mut resets = cloud.resets.iter();
    let is_it = |reset: &&Reset| {
        reset.systems.is_empty() || reset.systems.iter().any(|pattern| glob::matches(pattern, system.id.as_str()))
    };
    resets.find(is_it).map_or(ResetTool::Sysprep, |reset| reset.tool)
}

/// What the variants of the files have, by the names that their directives use: the family, whether its PowerShell can make a
/// certificate for the build, and what resets the VM.
fn parts(system: &System, reset: ResetTool, before_capture: bool) -> [Part; 9] {
    let makes_certificate = system.powershell.as_ref().is_some_and(|version| *version >= Version::from([3, 0]));
    [
        ("beforeCapture", before_capture),
        ("linux", system.family == Family::Linux),
        ("windows", system.family == Family::Windows),
        ("makesCertificate", makes_certificate),
        ("sysprep", matches!(reset, ResetTool::Sysprep | ResetTool::AzureSysprep)),
        ("azureSysprep", reset == ResetTool::AzureSysprep),
        ("ec2Config", reset == ResetTool::Ec2Config),
        ("ec2Launch", reset == ResetTool::Ec2Launch),
        ("gceSysprep", reset == ResetTool::GceSysprep),
    ]
}

/// The script that installs the agent and takes away what is one machine's alone.
fn prepare(script: &Script, family: Family, parts: &[Part], facts: &Facts<'_>) -> Launch {
    let values = Values {
        about: about(
            facts,
            &format!("Makes an image of a VM {}: run it there, shut the VM down, capture it.", target(facts)),
        ),
        files: vec![("payload", &script.file_name)],
        texts: facts.setting(BEFORE_CAPTURE).map(|command| ("before_capture", command)).into_iter().collect(),
        image: None,
    };
    let (tool, file_name, text) = match family {
        Family::Linux => {
            let text =
                shell::write(&[HEAD, include_str!("image/prepare.sh")], &with(parts, ("decodes", false)), &values);
            (LaunchTool::Shell, "prepare.sh", text)
        }
        Family::Windows => {
            let text = powershell::write(include_str!("image/prepare.ps1"), parts, &values, facts);
            (LaunchTool::Powershell, "prepare.ps1", text)
        }
    };
    Launch { tool, title: "Prepare a VM for capture".to_owned(), file_name: file_name.to_owned(), text }
}

/// The recipe: the VM that builds, how it lets the build in, and what is run on it.
fn packer(builder: ImageBuilder, parts: &[Part], [script, prepare]: [&str; 2], facts: &Facts<'_>) -> Launch {
    let named = |name: &str| (name == "builder").then(|| builder.as_str().to_owned());
    let build = template::fill(include_str!("image/build.pkr.hcl"), named);
    let values = Values {
        about: about(facts, &format!("Builds an image {} while it is built.", target(facts))),
        files: vec![("script", script), ("prepare", prepare)],
        texts: vec![("tokens", tokens(facts))],
        image: non_blank(facts.choices.image.id.as_deref()).filter(|image| takes(builder, image)),
    };
    Launch {
        tool: LaunchTool::Packer,
        title: "Build an image with Packer".to_owned(),
        file_name: "image.pkr.hcl".to_owned(),
        text: hcl::write(&[source(builder), &build], parts, &values),
    }
}

/// The variables of a builder and its source.
const fn source(builder: ImageBuilder) -> &'static str {
    match builder {
        ImageBuilder::AlicloudEcs => include_str!("image/alibaba.pkr.hcl"),
        ImageBuilder::AmazonEbs => include_str!("image/aws.pkr.hcl"),
        ImageBuilder::AzureArm => include_str!("image/azure.pkr.hcl"),
        ImageBuilder::GoogleCompute => include_str!("image/google.pkr.hcl"),
        ImageBuilder::OpenStack => include_str!("image/openstack.pkr.hcl"),
        ImageBuilder::VsphereClone => include_str!("image/vmware.pkr.hcl"),
    }
}

/// Whether a builder takes an image's id in this form; else it has to be given in another one.
fn takes(builder: ImageBuilder, image: &str) -> bool {
    match builder {
        ImageBuilder::AmazonEbs => image.starts_with("ami-"),
        ImageBuilder::AzureArm => image.split(':').count() == 4,
        ImageBuilder::AlicloudEcs
        | ImageBuilder::GoogleCompute
        | ImageBuilder::OpenStack
        | ImageBuilder::VsphereClone => true,
    }
}
