//! Image builds: what makes a VM with the agent ready to be captured, and Packer's recipe that does it on the cloud.

use crate::choices::given;
use crate::facts::Facts;
use crate::launch::{HEAD, Launch, LaunchTool, Values, about, hcl, powershell, shell, target, tokens};
use crate::policy::catalog::{Family, ImageBuilder, Reset, ResetTool, System};
use crate::primitives::glob;
use crate::primitives::version::Version;
use crate::script::Script;

/// Gives the files that make an image in which a script has installed the agent: the recipe for the cloud's builder where it
/// has one, and the script that is run on any VM before it is captured.
#[must_use]
pub(crate) fn build(script: &Script, facts: &Facts<'_>) -> Vec<Launch> {
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
        Family::Linux => {
            (LaunchTool::Shell, "prepare.sh", shell::write(&[HEAD, include_str!("image/prepare.sh")], &values))
        }
        Family::Windows => (LaunchTool::Powershell, "prepare.ps1", powershell::write(resetting(reset), &values, facts)),
    };
    Launch { tool, title: "Prepare a VM for capture".to_owned(), file_name: file_name.to_owned(), text }
}

/// What installs the agent on Windows, and lets that tool make every copy a machine of its own.
const fn resetting(reset: ResetTool) -> &'static [&'static str] {
    const PREPARE: &str = include_str!("image/prepare.ps1");
    const CERTIFICATE: &str = include_str!("image/certificate.ps1");
    const RESET: &str = include_str!("image/reset.ps1");
    const SYSPREP: &str = include_str!("image/reset-sysprep.ps1");
    const PREPARED: &str = include_str!("image/prepared.ps1");
    match reset {
        ResetTool::Sysprep => &[PREPARE, CERTIFICATE, RESET, SYSPREP, PREPARED],
        ResetTool::AzureSysprep => {
            &[PREPARE, CERTIFICATE, RESET, include_str!("image/reset-azure.ps1"), SYSPREP, PREPARED]
        }
        ResetTool::Ec2Config => &[PREPARE, CERTIFICATE, include_str!("image/reset-ec2config.ps1")],
        ResetTool::Ec2Launch => &[PREPARE, CERTIFICATE, RESET, include_str!("image/reset-ec2launch.ps1"), PREPARED],
        ResetTool::GceSysprep => &[PREPARE, CERTIFICATE, RESET, include_str!("image/reset-google.ps1"), PREPARED],
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
        (Family::Linux, _) => include_str!("image/linux.pkr.hcl"),
        (Family::Windows, ResetTool::Ec2Config) => {
            concat!(include_str!("image/windows.pkr.hcl"), include_str!("image/windows-stops.pkr.hcl"))
        }
        (Family::Windows, _) => {
            concat!(include_str!("image/windows.pkr.hcl"), include_str!("image/windows-last.pkr.hcl"))
        }
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
        ImageBuilder::AlicloudEcs => include_str!("image/alibaba.pkr.hcl"),
        ImageBuilder::AmazonEbs => include_str!("image/aws.pkr.hcl"),
        ImageBuilder::AzureArm => include_str!("image/azure.pkr.hcl"),
        ImageBuilder::GoogleCompute => include_str!("image/google.pkr.hcl"),
        ImageBuilder::OpenStack => include_str!("image/openstack.pkr.hcl"),
        ImageBuilder::VsphereClone => include_str!("image/vmware.pkr.hcl"),
    }
}

/// What a source says of a system that lets the build in by SSH, and the variables that this asks for.
fn by_ssh(builder: ImageBuilder) -> (Vec<&'static str>, &'static [&'static str]) {
    const USER: &str = include_str!("image/ssh.pkr.hcl");
    const USER_VARIABLES: &str = include_str!("image/ssh-variables.pkr.hcl");
    match builder {
        ImageBuilder::AzureArm => (vec![include_str!("image/azure-linux.pkr.hcl")], &[]),
        ImageBuilder::VsphereClone => (
            vec![USER, include_str!("image/ssh-key.pkr.hcl")],
            &[USER_VARIABLES, include_str!("image/ssh-key-variables.pkr.hcl")],
        ),
        ImageBuilder::AlicloudEcs | ImageBuilder::AmazonEbs | ImageBuilder::GoogleCompute | ImageBuilder::OpenStack => {
            (vec![USER], &[USER_VARIABLES])
        }
    }
}

/// What a source says of a system that lets the build in by `WinRM`, and the variables that this asks for.
fn by_winrm(builder: ImageBuilder, system: &System, reset: ResetTool) -> (Vec<&'static str>, &'static [&'static str]) {
    const ADMINISTRATOR: &str = include_str!("image/winrm-administrator.pkr.hcl");
    const USER: &str = include_str!("image/winrm-user.pkr.hcl");
    const USER_VARIABLES: &str = include_str!("image/winrm-user-variables.pkr.hcl");
    const PASSWORD: &str = include_str!("image/winrm-password.pkr.hcl");
    const PASSWORD_VARIABLES: &str = include_str!("image/winrm-password-variables.pkr.hcl");
    let mut inside = vec![include_str!("image/winrm.pkr.hcl")];
    let variables: &[&str] = match builder {
        ImageBuilder::AlicloudEcs => {
            inside.extend([ADMINISTRATOR, PASSWORD, let_in(builder, system)]);
            &[PASSWORD_VARIABLES]
        }
        ImageBuilder::AmazonEbs => {
            inside.push(ADMINISTRATOR);
            if reset == ResetTool::Ec2Config {
                inside.push(include_str!("image/aws-stops.pkr.hcl"));
            }
            inside.push(let_in(builder, system));
            &[]
        }
        ImageBuilder::AzureArm => {
            inside.push(include_str!("image/azure-windows.pkr.hcl"));
            &[]
        }
        ImageBuilder::GoogleCompute => {
            inside.push(include_str!("image/google-winrm.pkr.hcl"));
            &[]
        }
        ImageBuilder::OpenStack => {
            inside.push(USER);
            &[USER_VARIABLES]
        }
        ImageBuilder::VsphereClone => {
            inside.extend([USER, PASSWORD]);
            &[USER_VARIABLES, PASSWORD_VARIABLES]
        }
    };
    (inside, variables)
}

/// The user data that makes an image let the build in, where it does not by itself; before PowerShell 3.0 that could not make
/// a certificate.
fn let_in(builder: ImageBuilder, system: &System) -> &'static str {
    /// What is done, between the marks of the cloud.
    macro_rules! user_data {
        ($cloud:literal) => {
            concat!(
                include_str!(concat!("image/", $cloud, "-winrm-head.pkr.hcl")),
                include_str!("image/winrm-setup.pkr.hcl"),
                include_str!(concat!("image/", $cloud, "-winrm-tail.pkr.hcl"))
            )
        };
    }
    if system.powershell.as_ref().is_none_or(|version| *version < Version::from([3, 0])) {
        return include_str!("image/no-winrm.pkr.hcl");
    }
    match builder {
        ImageBuilder::AlicloudEcs => user_data!("alibaba"),
        _ => user_data!("aws"),
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
