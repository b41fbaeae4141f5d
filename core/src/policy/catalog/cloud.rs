//! Clouds, and how each takes and runs a first-boot script.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::policy::catalog::source::Citation;
use crate::policy::catalog::system::{Family, System};
use crate::primitives::glob;
use crate::primitives::ids::{RuleId, SystemId};
use crate::primitives::sorted::Sorted;
use crate::primitives::words::words;

/// A cloud, and how it takes and runs a first-boot script.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a cloud")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cloud {
    /// The name that people know.
    pub label: String,
    /// Other names that people write in place of its id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Whether its VMs stand outside of the user's own network; left out when that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_network: Option<bool>,
    /// The forms in which it writes an image's id, the most telling first; empty when any text may be one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub image_ids: Vec<ImageIdForm>,
    /// Whether these forms are general knowledge: an id of another one is then unusual, and not known to be wrong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub image_ids_uncertain: bool,
    /// What builds images for it; left out where nothing is known to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_builder: Option<ImageBuilder>,
    /// What makes a VM of Windows ready to be captured as an image; the first that fits a system is used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resets: Vec<Reset>,
    /// What takes a first-boot script on it, each under a name that its deliveries use.
    #[serde(default, skip_serializing_if = "Sorted::is_empty")]
    pub fields: Sorted<String, CloudField>,
    /// Who runs a first-boot script on it, and from which field; the first that fits a system is used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliveries: Vec<Delivery>,
}

impl Cloud {
    /// How it takes a script for a system: by the first delivery that is for it. `is_image` says whether the image's id fits a
    /// glob; where no id is known, none does.
    #[must_use]
    pub fn takes(&self, id: &SystemId, system: &System, is_image: impl Fn(&String) -> bool) -> Option<Taken<'_>> {
        let delivery = self.deliveries.iter().find(|delivery| {
            let named = delivery.systems.is_empty()
                || delivery.systems.iter().any(|pattern| glob::matches(pattern, id.as_str()));
            named
                && delivery.families.contains(&system.family)
                && (delivery.images.is_empty() || delivery.images.iter().any(&is_image))
        })?;
        self.taken(delivery)
    }

    /// One of its deliveries, with its field.
    #[must_use]
    pub fn taken<'a>(&'a self, delivery: &'a Delivery) -> Option<Taken<'a>> {
        Some(Taken { delivery, field: self.fields.get(delivery.field.as_str())? })
    }
}

/// A delivery and the field that it takes the script from. It reads as the delivery.
#[derive(Clone, Copy, Debug)]
pub struct Taken<'a> {
    delivery: &'a Delivery,
    /// What takes the script.
    pub field: &'a CloudField,
}

impl<'a> Taken<'a> {
    /// Who runs the script.
    #[must_use]
    pub const fn delivery(self) -> &'a Delivery {
        self.delivery
    }
}

impl Deref for Taken<'_> {
    type Target = Delivery;

    fn deref(&self) -> &Delivery {
        self.delivery
    }
}

words! {
    /// A form in which a cloud writes an image's id.
    pub enum ImageIdForm {
        /// `ami-` and 17 hexadecimal digits.
        Ami = "ami",
        /// `ami-` and 8 hexadecimal digits, as the last images got in June 2018.
        OldAmi = "oldAmi",
        /// A public parameter that resolves to an AMI: `resolve:ssm:/aws/service/…`.
        SsmParameter = "ssmParameter",
        /// `publisher:offer:sku:version`.
        AzureUrn = "azureUrn",
        /// The short name of a common image, such as `Ubuntu2204`.
        AzureAlias = "azureAlias",
        /// A resource path below `/subscriptions`, or a shared or community gallery.
        AzureResource = "azureResource",
        /// A self-link, a family, or a name.
        GceImage = "gceImage",
        /// A UUID of the image service.
        GlanceUuid = "glanceUuid",
        /// A name in the image service, of which there may be several.
        GlanceName = "glanceName",
        /// `m-` and 20 letters and digits.
        AlibabaImage = "alibabaImage",
        /// The file of a public image: `<system>_alibase_<day>.vhd`.
        AlibabaBase = "alibabaBase",
        /// `ocid1.image.<realm>.<region>.<unique id>`.
        Ocid = "ocid",
        /// `r`, three digits and a UUID.
        IbmImage = "ibmImage",
        /// A number.
        Number = "number",
        /// A lower-case name with hyphens, such as `ubuntu-24-04-x64`.
        Slug = "slug",
    }
}

/// What takes a first-boot script on a cloud.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a field")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CloudField {
    /// Its name in the cloud's own words.
    pub name: String,
    /// What kind of field it is.
    pub kind: DeliveryKind,
    /// Other fields of the cloud that take the same content, and run it at other times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_fields: Vec<OtherField>,
    /// How many bytes it takes.
    pub limit: u32,
    /// What the limit counts.
    pub counted_as: CountedAs,
    /// Whether it holds base64 as it is put there: nothing on the way makes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub encoded: bool,
    /// What says so.
    pub source: Citation,
}

/// Who runs a first-boot script on a cloud, and what takes it there.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a delivery")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivery {
    /// The families of systems that it is for.
    pub families: Vec<Family>,
    /// The systems that it is for, as globs over ids; empty for all of the families.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// The images that it is for, as globs over ids; empty for all of the systems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<String>,
    /// What takes the script: a name of the cloud's `fields`.
    pub field: String,
    /// The name of the file that the payload is kept in.
    pub file_name: String,
    /// What the runner knows the script by.
    #[serde(default, skip_serializing_if = "Envelope::is_nothing")]
    pub envelope: Envelope,
    /// Who runs it on the VM.
    pub runner: String,
    /// How often it is run.
    pub runs: Runs,
    /// Whether the runner knows the session tokens that a cloud can require for metadata.
    #[serde(default, skip_serializing_if = "MetadataTokens::is_known")]
    pub metadata_tokens: MetadataTokens,
    /// Whether the runner also takes the script compressed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub takes_gzip: bool,
    /// Whether the runner takes several parts in one MIME text, which on Linux cloud-init alone does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub takes_parts: bool,
    /// The rule that asks, when an image has to bring something for it to be run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<RuleId>,
    /// How a VM is launched with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub launch: Vec<LaunchForm>,
    /// What says so.
    pub source: Citation,
}

words! {
    /// What builds images: a builder of Packer.
    pub enum ImageBuilder {
        /// For Alibaba Cloud.
        AlicloudEcs = "alicloud-ecs",
        /// For AWS.
        AmazonEbs = "amazon-ebs",
        /// For Azure.
        AzureArm = "azure-arm",
        /// For Google Cloud.
        GoogleCompute = "googlecompute",
        /// For OpenStack.
        OpenStack = "openstack",
        /// For vSphere, from a template.
        VsphereClone = "vsphere-clone",
    }
}

/// What makes a VM of Windows ready to be captured as an image.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a reset")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reset {
    /// The systems that it is for, as globs over ids; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// What does it.
    pub tool: ResetTool,
    /// What says so.
    pub source: Citation,
}

words! {
    /// What makes every copy of a Windows VM a machine of its own.
    pub enum ResetTool {
        /// Windows' own, with the answers of cloudbase-init where that is there.
        Sysprep = "sysprep",
        /// The same, once the agents of Azure are up.
        AzureSysprep = "azureSysprep",
        /// EC2's first launcher, which shuts the VM down.
        Ec2Config = "ec2Config",
        /// EC2's second and third launchers.
        Ec2Launch = "ec2Launch",
        /// Google's own.
        GceSysprep = "gceSysprep",
    }
}

words! {
    /// How a VM is launched: a tool, and how that tool is given the script.
    pub enum LaunchForm {
        /// The AWS command line, with user data.
        AwsCli = "awsCli",
        /// Terraform's provider for AWS, with user data.
        AwsTerraform = "awsTerraform",
        /// The Azure command line, with custom data.
        AzureCli = "azureCli",
        /// Terraform's provider for Azure, with custom data.
        AzureTerraform = "azureTerraform",
        /// The Azure command line, with the script extension for Windows.
        AzureExtensionCli = "azureExtensionCli",
        /// Terraform's provider for Azure, with the script extension for Windows.
        AzureExtensionTerraform = "azureExtensionTerraform",
        /// The Azure command line, with the script extension for Linux.
        AzureScriptCli = "azureScriptCli",
        /// Terraform's provider for Azure, with the script extension for Linux.
        AzureScriptTerraform = "azureScriptTerraform",
        /// The Google Cloud command line, with a metadata key.
        GoogleCli = "googleCli",
        /// Terraform's provider for Google Cloud, with a metadata key.
        GoogleTerraform = "googleTerraform",
        /// The OpenStack command line, with user data.
        OpenstackCli = "openstackCli",
        /// Terraform's provider for OpenStack, with user data.
        OpenstackTerraform = "openstackTerraform",
        /// Terraform's provider for Alibaba Cloud, with user data. (Its command line takes user data only as an argument,
        /// which others on the machine can read.)
        AlibabaTerraform = "alibabaTerraform",
        /// govc, with guestinfo.
        VmwareCli = "vmwareCli",
        /// Terraform's provider for vSphere, with guestinfo.
        VmwareTerraform = "vmwareTerraform",
    }
}

words! {
    /// What kind of delivery it is.
    pub enum DeliveryKind {
        /// A text that the image itself has to run at first boot.
        UserData = "userData",
        /// A metadata key that the cloud's own guest agent runs.
        StartupScript = "startupScript",
        /// A script extension of the cloud.
        Extension = "extension",
        /// A URL that the cloud fetches the script from, and runs it.
        ScriptUrl = "scriptUrl",
    }
}

/// Another field of a cloud that takes the same content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a field")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherField {
    /// The field's name in the cloud's own words.
    pub field: String,
    /// How often what stands there is run.
    pub runs: Runs,
}

words! {
    /// What a runner knows a script by.
    #[derive(Default)]
    pub enum Envelope {
        /// The script's own first line, or the field.
        #[default]
        Nothing = "nothing",
        /// Tags around it: `<powershell>`.
        PowershellTag = "powershellTag",
        /// A line before it: `#ps1_sysnative`.
        Ps1Sysnative = "ps1Sysnative",
        /// A line before it: `[powershell]`.
        PowershellLine = "powershellLine",
        /// A command line, in an object of settings that only the VM can read.
        ProtectedCommand = "protectedCommand",
        /// A script in base64, in such an object.
        ProtectedScript = "protectedScript",
    }
}

impl Envelope {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    const fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

words! {
    /// Whether a runner knows the session tokens that a cloud can require for metadata.
    #[derive(Default)]
    pub enum MetadataTokens {
        /// It asks with one.
        #[default]
        Known = "known",
        /// It asks without one, and gets nothing where one is required.
        Unknown = "unknown",
    }
}

impl MetadataTokens {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    const fn is_known(&self) -> bool {
        matches!(self, Self::Known)
    }
}

words! {
    /// How often a delivered script is run.
    pub enum Runs {
        /// At first boot.
        Once = "once",
        /// At every boot: the script must be harmless then.
        EveryBoot = "everyBoot",
    }
}

words! {
    /// What a limit counts.
    pub enum CountedAs {
        /// The bytes as they stand in the field.
        AsIs = "asIs",
        /// The bytes before the field's base64.
        BeforeBase64 = "beforeBase64",
        /// The characters of the field's base64.
        AfterBase64 = "afterBase64",
        /// The characters of the command line that runs it.
        CommandLine = "commandLine",
    }
}
