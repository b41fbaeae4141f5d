//! Image builds: what makes a VM with the agent ready to be captured, and Packer's recipe that does it on the cloud.

use crate::catalog::{Family, ImageBuilder, Reset, ResetTool, System};
use crate::choices::given;
use crate::facts::Facts;
use crate::glob;
use crate::launch::{HEAD, Launch, LaunchTool, Values, about, hcl, powershell, shell, target, tokens};
use crate::script::Script;
use crate::version::Version;

/// Gives the files that make an image in which a script has installed the agent: the recipe for the cloud's builder where it
/// has one, and the script that is run on any VM before it is captured.
#[must_use]
pub fn build(script: &Script, facts: &Facts<'_>) -> Vec<Launch> {
    let Some((_, system)) = facts.system else { return Vec::new() };
    let reset = reset(facts);
    let prepare = prepare(script, system.family, reset, facts);
    let builder = facts.cloud.and_then(|(_, cloud)| cloud.image_builder);
    let recipe =
        builder.map(|builder| packer(builder, system, reset, [script.file_name.as_str(), &prepare.file_name], facts));
    recipe.into_iter().chain([prepare]).collect()
}

/// What makes a copy of a Windows VM a machine of its own; where nothing is known, what Windows itself has for it.
fn reset(facts: &Facts<'_>) -> ResetTool {
    let Some(((_, cloud), (id, _))) = facts.cloud.zip(facts.system) else { return ResetTool::Sysprep };
    let mut resets = cloud.resets.iter();
    let is_it = |reset: &&Reset| {
        reset.systems.is_empty() || reset.systems.iter().any(|pattern| glob::matches(pattern, id.as_str()))
    };
    resets.find(is_it).map_or(ResetTool::Sysprep, |reset| reset.tool)
}

/// The script that installs the agent and takes away what is one machine's alone.
fn prepare(script: &Script, family: Family, reset: ResetTool, facts: &Facts<'_>) -> Launch {
    let values = Values {
        about: about(
            facts,
            &format!("Makes an image of a VM {}: run it there, shut the VM down, capture it.", target(facts)),
        ),
        files: vec![("payload", &script.file_name)],
        texts: Vec::new(),
        image: None,
    };
    let (tool, file_name, text) = match family {
        Family::Linux => (LaunchTool::Shell, "prepare.sh", shell::write(&[HEAD, include_str!("prepare.sh")], &values)),
        Family::Windows => (LaunchTool::Powershell, "prepare.ps1", powershell::write(resetting(reset), &values, facts)),
    };
    Launch { tool, title: "Prepare a VM for capture".to_owned(), file_name: file_name.to_owned(), text }
}

/// What installs the agent on Windows, and lets that tool make every copy a machine of its own.
const fn resetting(reset: ResetTool) -> &'static [&'static str] {
    const PREPARE: &str = include_str!("prepare.ps1");
    const RESET: &str = include_str!("reset.ps1");
    const EC2: &str = include_str!("reset-ec2.ps1");
    const SYSPREP: &str = include_str!("reset-sysprep.ps1");
    const PREPARED: &str = include_str!("prepared.ps1");
    match reset {
        ResetTool::Sysprep => &[PREPARE, RESET, SYSPREP, PREPARED],
        ResetTool::AzureSysprep => &[PREPARE, RESET, include_str!("reset-azure.ps1"), SYSPREP, PREPARED],
        ResetTool::Ec2Config => &[PREPARE, EC2, include_str!("reset-ec2config.ps1")],
        ResetTool::Ec2Launch => &[PREPARE, RESET, EC2, include_str!("reset-ec2launch.ps1"), PREPARED],
        ResetTool::GceSysprep => &[PREPARE, RESET, include_str!("reset-google.ps1"), PREPARED],
    }
}

/// The recipe: the VM that builds, how it lets the build in, and what is run on it.
fn packer(
    builder: ImageBuilder,
    system: &System,
    reset: ResetTool,
    [script, prepare]: [&str; 2],
    facts: &Facts<'_>,
) -> Launch {
    let (inside, variables) = match system.family {
        Family::Linux => by_ssh(builder),
        Family::Windows => by_winrm(builder, system, reset),
    };
    let source = format!("{}\n{}}}\n", source(builder), inside.join("\n"));
    let steps = match (system.family, reset) {
        (Family::Linux, _) => include_str!("linux.pkr.hcl"),
        (Family::Windows, ResetTool::Ec2Config) => {
            concat!(include_str!("windows.pkr.hcl"), include_str!("windows-stops.pkr.hcl"))
        }
        (Family::Windows, _) => concat!(include_str!("windows.pkr.hcl"), include_str!("windows-last.pkr.hcl")),
    };
    let build = format!("build {{\n  sources = [\"source.{}.image\"]\n\n{steps}}}\n", builder.as_str());
    let values = Values {
        about: about(facts, &format!("Builds an image {} while it is built.", target(facts))),
        files: vec![("script", script), ("prepare", prepare)],
        texts: vec![("tokens", tokens(facts))],
        image: given(facts.choices.image.id.as_deref()).filter(|image| takes(builder, image)),
    };
    let parts: Vec<&str> = variables.iter().copied().chain([source.as_str(), &build]).collect();
    Launch {
        tool: LaunchTool::Packer,
        title: "Build an image with Packer".to_owned(),
        file_name: "image.pkr.hcl".to_owned(),
        text: hcl::write(&parts, &values),
    }
}

/// The variables of a builder and its source, which is left open.
const fn source(builder: ImageBuilder) -> &'static str {
    match builder {
        ImageBuilder::AmazonEbs => include_str!("aws.pkr.hcl"),
        ImageBuilder::AzureArm => include_str!("azure.pkr.hcl"),
        ImageBuilder::GoogleCompute => include_str!("google.pkr.hcl"),
        ImageBuilder::OpenStack => include_str!("openstack.pkr.hcl"),
        ImageBuilder::VsphereClone => include_str!("vmware.pkr.hcl"),
    }
}

/// What a source says of a system that lets the build in by SSH, and the variables that this asks for.
fn by_ssh(builder: ImageBuilder) -> (Vec<&'static str>, &'static [&'static str]) {
    const USER: &str = include_str!("ssh.pkr.hcl");
    const USER_VARIABLES: &str = include_str!("ssh-variables.pkr.hcl");
    match builder {
        ImageBuilder::AzureArm => (vec![include_str!("azure-linux.pkr.hcl")], &[]),
        ImageBuilder::VsphereClone => {
            (vec![USER, include_str!("ssh-key.pkr.hcl")], &[USER_VARIABLES, include_str!("ssh-key-variables.pkr.hcl")])
        }
        ImageBuilder::AmazonEbs | ImageBuilder::GoogleCompute | ImageBuilder::OpenStack => {
            (vec![USER], &[USER_VARIABLES])
        }
    }
}

/// What a source says of a system that lets the build in by `WinRM`, and the variables that this asks for. On AWS an image does
/// not let anybody in, until user data makes it; before PowerShell 3.0 that could not make a certificate.
fn by_winrm(builder: ImageBuilder, system: &System, reset: ResetTool) -> (Vec<&'static str>, &'static [&'static str]) {
    const USER: &str = include_str!("winrm-user.pkr.hcl");
    const USER_VARIABLES: &str = include_str!("winrm-user-variables.pkr.hcl");
    let mut inside = vec![include_str!("winrm.pkr.hcl")];
    let variables: &[&str] = match builder {
        ImageBuilder::AmazonEbs => {
            inside.push(include_str!("aws-windows.pkr.hcl"));
            if reset == ResetTool::Ec2Config {
                inside.push(include_str!("aws-stops.pkr.hcl"));
            }
            let makes = system.powershell.as_ref().is_some_and(|version| *version >= Version::from([3, 0]));
            inside.push(if makes { include_str!("aws-winrm.pkr.hcl") } else { include_str!("aws-no-winrm.pkr.hcl") });
            &[]
        }
        ImageBuilder::AzureArm => {
            inside.push(include_str!("azure-windows.pkr.hcl"));
            &[]
        }
        ImageBuilder::GoogleCompute => {
            inside.push(include_str!("google-winrm.pkr.hcl"));
            &[]
        }
        ImageBuilder::OpenStack => {
            inside.push(USER);
            &[USER_VARIABLES]
        }
        ImageBuilder::VsphereClone => {
            inside.extend([USER, include_str!("winrm-password.pkr.hcl")]);
            &[USER_VARIABLES, include_str!("winrm-password-variables.pkr.hcl")]
        }
    };
    (inside, variables)
}

/// Whether a builder takes an image's id in this form; else it has to be given in another one.
fn takes(builder: ImageBuilder, image: &str) -> bool {
    match builder {
        ImageBuilder::AmazonEbs => image.starts_with("ami-"),
        ImageBuilder::AzureArm => image.split(':').count() == 4,
        ImageBuilder::GoogleCompute | ImageBuilder::OpenStack | ImageBuilder::VsphereClone => true,
    }
}
