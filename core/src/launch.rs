//! `launch`: how a payload is passed to its cloud: the command of the cloud's own tool, and Terraform.
//!
//! What each form says stands in the files beside this one, and depends on no value. A section before it holds the values;
//! what the choices do not say is a variable there, without which nothing is launched.

mod hcl;
mod image;
mod powershell;
mod shell;

use serde::Serialize;

use crate::choices::given;
use crate::facts::Facts;
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

/// A form: the tool that it is for, what is done, and how, in parts.
struct Form {
    tool: LaunchTool,
    title: &'static str,
    parts: &'static [&'static str],
}

/// What the parts of a form are about.
struct Values<'a> {
    /// What the file is for, and who made it: a line each.
    about: [String; 2],
    /// The files that have to lie beside it, by their names in the text.
    files: Vec<(&'static str, &'a str)>,
    /// Texts by their names, for the parts that ask for them.
    texts: Vec<(&'static str, &'a str)>,
    /// The image, when it is chosen.
    image: Option<&'a str>,
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
        image: given(facts.choices.image.id.as_deref()),
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
    let Form { tool, title, parts } = form_of(form);
    let (file_name, text) = if tool == LaunchTool::Terraform {
        ("main.tf", hcl::write(parts, values))
    } else {
        // A tool that is not told the encoding encodes what it is given.
        let decodes = payload.encoding != Encoding::Raw && !shell::uses(parts, "encoding");
        let before = [HEAD, if decodes { include_str!("launch/decode.sh") } else { "" }];
        let parts: Vec<&str> = before.iter().chain(parts).copied().filter(|part| !part.is_empty()).collect();
        ("launch.sh", shell::write(&parts, values))
    };
    Launch { tool, title: title.to_owned(), file_name: file_name.to_owned(), text }
}

/// Where a script in shell lies, and the file beside it.
const HEAD: &str = include_str!("launch/head.sh");

/// What a file is for, in the words of the choices.
fn target(facts: &Facts<'_>) -> String {
    let label = |label: Option<&str>| comment(label.unwrap_or("any"));
    format!(
        "on {}, {}, that installs the {}",
        label(facts.cloud.map(|(_, cloud)| cloud.label.as_str())),
        label(facts.system.map(|(_, system)| system.label.as_str())),
        label(facts.agent.map(|(_, agent)| agent.label.as_str())),
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
    /// The text of a part, by its file's name.
    macro_rules! parts {
        ($($name:literal),+) => { &[$(include_str!(concat!("launch/", $name))),+] };
    }
    const TERRAFORM: &str = "Launch with Terraform";
    let (tool, title, parts): (LaunchTool, &str, &[&str]) = match form {
        LaunchForm::AwsCli => (LaunchTool::AwsCli, "Launch with the AWS command line", parts!("aws.sh")),
        LaunchForm::AwsTerraform => (LaunchTool::Terraform, TERRAFORM, parts!("aws.tf")),
        LaunchForm::AzureCli => {
            (LaunchTool::AzCli, "Launch with the Azure command line", parts!("azure.sh", "azure-linux.sh"))
        }
        LaunchForm::AzureTerraform => (LaunchTool::Terraform, TERRAFORM, parts!("azure.tf", "azure-linux.tf")),
        LaunchForm::AzureExtensionCli => {
            (LaunchTool::AzCli, "Launch with the Azure command line", parts!("azure.sh", "azure-windows.sh"))
        }
        LaunchForm::AzureExtensionTerraform => {
            (LaunchTool::Terraform, TERRAFORM, parts!("azure.tf", "azure-windows.tf"))
        }
        LaunchForm::GoogleCli => (LaunchTool::Gcloud, "Launch with the Google Cloud command line", parts!("google.sh")),
        LaunchForm::GoogleTerraform => (LaunchTool::Terraform, TERRAFORM, parts!("google.tf")),
        LaunchForm::OpenstackCli => {
            (LaunchTool::OpenstackCli, "Launch with the OpenStack command line", parts!("openstack.sh"))
        }
        LaunchForm::OpenstackTerraform => (LaunchTool::Terraform, TERRAFORM, parts!("openstack.tf")),
        LaunchForm::AlibabaTerraform => (LaunchTool::Terraform, TERRAFORM, parts!("alibaba.tf")),
        LaunchForm::VmwareCli => (LaunchTool::Govc, "Launch with govc", parts!("vmware.sh")),
        LaunchForm::VmwareTerraform => (LaunchTool::Terraform, TERRAFORM, parts!("vmware.tf")),
    };
    Form { tool, title, parts }
}
