//! `launch`: how a payload is passed to its cloud: the command of the cloud's own tool, and Terraform.
//!
//! What each form says stands in the files beside this one, each whole with its variants, and depends on no value. A section
//! before it holds the values; what the choices do not say is a variable there, without which nothing is launched.

mod hcl;
mod image;
mod powershell;
mod shell;
mod text;

use serde::Serialize;

use crate::choices::non_blank;
use crate::facts::Facts;
use crate::launch::text::Values;
use crate::payload::{Encoding, Payload, cloud_config};
use crate::policy::catalog::{LaunchForm, MetadataTokens};
use crate::primitives::words::words;
use crate::script::quote::comment;
use crate::script::{Script, VERSION};

pub(crate) use image::build;

words! {
    /// A tool that launches a VM or builds an image.
    pub enum LaunchTool {
        /// The AWS command line.
        AwsCli = "aws-cli",
        /// The Azure command line.
        AzCli = "az-cli",
        /// The Google Cloud command line.
        Gcloud = "gcloud",
        /// The OpenStack command line.
        OpenstackCli = "openstack-cli",
        /// The vSphere command line.
        Govc = "govc",
        /// Terraform.
        Terraform = "terraform",
        /// Packer.
        Packer = "packer",
        /// The shell of the VM itself.
        Shell = "shell",
        /// The PowerShell of the VM itself.
        Powershell = "powershell",
        /// cloud-init, by a `#cloud-config` in the payload's place.
        CloudConfig = "cloud-config",
    }
}

/// A file with which a tool launches the VM. The payload's file has to lie beside it; a `#cloud-config` holds the script itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Launch {
    /// The tool.
    pub tool: LaunchTool,
    /// What it does, in a few words.
    pub title: String,
    /// The name of the file that it is kept in.
    pub file_name: String,
    /// The file's text.
    pub text: String,
}

/// A form: the tool that it is for, what is done, and how.
struct Form {
    tool: LaunchTool,
    title: &'static str,
    text: &'static str,
}

/// Gives the files that launch a VM with a payload, one for each form that the delivery names, and the `#cloud-config` that does
/// what the payload does, where there can be one.
#[must_use]
pub(crate) fn launch(script: &Script, payload: &Payload, facts: &Facts<'_>) -> Vec<Launch> {
    let forms = facts.delivery.map(|delivery| delivery.delivery().launch.as_slice()).unwrap_or_default();
    let values = Values {
        about: about(facts, &format!("Launches a VM {} at its first boot.", target(facts))),
        files: vec![("payload", &payload.file_name)],
        texts: vec![("field", &payload.field), ("encoding", payload.encoding.as_str()), ("tokens", tokens(facts))],
        image: non_blank(facts.choices.image.id.as_deref()),
    };
    let [_, maker] = &values.about;
    let instead = cloud_config(script, maker, facts).map(|text| Launch {
        tool: LaunchTool::CloudConfig,
        title: "As #cloud-config, for a portal that takes nothing else".to_owned(),
        file_name: "user-data.yaml".to_owned(),
        text,
    });
    forms
        .iter()
        .filter(|form| takes(**form, payload))
        .map(|form| write(*form, payload, &values))
        .chain(instead)
        .collect()
}

/// Whether metadata is given only to whom asks with a session token, in AWS's own words: where the runner can ask so.
fn tokens(facts: &Facts<'_>) -> &'static str {
    match facts.delivery.map_or(MetadataTokens::Known, |delivery| delivery.metadata_tokens) {
        MetadataTokens::Known => "required",
        MetadataTokens::Unknown => "optional",
    }
}

/// Azure's command reads its file as text and sends each letter as one byte: other files would arrive as something else.
fn takes(form: LaunchForm, payload: &Payload) -> bool {
    form != LaunchForm::AzureCli || (payload.encoding == Encoding::Raw && payload.content.is_ascii())
}

fn write(form: LaunchForm, payload: &Payload, values: &Values<'_>) -> Launch {
    let Form { tool, title, text } = form_of(form);
    let is_command = matches!(form, LaunchForm::AzureExtensionCli | LaunchForm::AzureExtensionTerraform);
    let is_script = matches!(form, LaunchForm::AzureScriptCli | LaunchForm::AzureScriptTerraform);
    // A tool that is not told the encoding encodes what it is given.
    let decodes = payload.encoding != Encoding::Raw && !shell::uses(text, "encoding");
    let parts = [("decodes", decodes), ("command", is_command), ("script", is_script)];
    let (file_name, text) = if tool == LaunchTool::Terraform {
        ("main.tf", hcl::write(&[text], &parts, values))
    } else {
        ("launch.sh", shell::write(&[HEAD, text], &parts, values))
    };
    Launch { tool, title: title.to_owned(), file_name: file_name.to_owned(), text }
}

/// Where a script in shell lies, and the file beside it, decoded where the tool encodes it.
const HEAD: &str = include_str!("launch/head.sh");

/// What a file is for, in the words of the choices.
fn target(facts: &Facts<'_>) -> String {
    let label = |label: Option<&str>| comment(label.unwrap_or("any"));
    format!(
        "on {}, {}, that installs the {}",
        label(facts.cloud.map(|cloud| cloud.entry.label.as_str())),
        label(facts.system.map(|system| system.entry.label.as_str())),
        label(facts.agent.map(|agent| agent.entry.label.as_str())),
    )
}

/// What the file is for, and who made it.
fn about(facts: &Facts<'_>, purpose: &str) -> [String; 2] {
    let stamp = facts.policy.stamp();
    let maker =
        format!("Made by dynaboot {VERSION} from the policy {} {}.", comment(&stamp.name), comment(&stamp.version));
    [purpose.to_owned(), maker]
}

const fn form_of(form: LaunchForm) -> Form {
    /// A text, by its file's name.
    macro_rules! file {
        ($name:literal) => {
            include_str!(concat!("launch/", $name))
        };
    }
    const AWS: &str = "Launch with the AWS command line";
    const AZURE: &str = "Launch with the Azure command line";
    const GOOGLE: &str = "Launch with the Google Cloud command line";
    const OPENSTACK: &str = "Launch with the OpenStack command line";
    const TERRAFORM: &str = "Launch with Terraform";
    let (tool, title, text) = match form {
        LaunchForm::AwsCli => (LaunchTool::AwsCli, AWS, file!("aws.sh")),
        LaunchForm::AwsTerraform => (LaunchTool::Terraform, TERRAFORM, file!("aws.tf")),
        LaunchForm::AzureCli | LaunchForm::AzureExtensionCli | LaunchForm::AzureScriptCli => {
            (LaunchTool::AzCli, AZURE, file!("azure.sh"))
        }
        LaunchForm::AzureTerraform | LaunchForm::AzureExtensionTerraform | LaunchForm::AzureScriptTerraform => {
            (LaunchTool::Terraform, TERRAFORM, file!("azure.tf"))
        }
        LaunchForm::GoogleCli => (LaunchTool::Gcloud, GOOGLE, file!("google.sh")),
        LaunchForm::GoogleTerraform => (LaunchTool::Terraform, TERRAFORM, file!("google.tf")),
        LaunchForm::OpenstackCli => (LaunchTool::OpenstackCli, OPENSTACK, file!("openstack.sh")),
        LaunchForm::OpenstackTerraform => (LaunchTool::Terraform, TERRAFORM, file!("openstack.tf")),
        LaunchForm::AlibabaTerraform => (LaunchTool::Terraform, TERRAFORM, file!("alibaba.tf")),
        LaunchForm::VmwareCli => (LaunchTool::Govc, "Launch with govc", file!("vmware.sh")),
        LaunchForm::VmwareTerraform => (LaunchTool::Terraform, TERRAFORM, file!("vmware.tf")),
    };
    Form { tool, title, text }
}
