//! What the policy knows about clouds, systems, agents, and which of them go together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::choices::Arch;
use crate::day::Day;
use crate::ids::{AgentId, CloudId, RuleId, SourceId, SystemId};
use crate::version::Version;
use crate::words::words;

/// A document that facts are taken from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a source")]
pub struct SourceEntry {
    /// The document's title.
    pub title: String,
    /// Where it is to be found.
    pub url: String,
    /// The day on which somebody last read there what is cited from it.
    pub checked_on: Day,
}

/// What a fact rests on: a document, a sentence in it, and how plainly it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object that cites a source")]
pub struct Citation {
    /// The document.
    pub from: SourceId,
    /// The sentence, or the part of the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sentence: String,
    /// How plainly the document says it.
    #[serde(default)]
    pub provenance: Provenance,
}

words! {
    /// How plainly a source says what is taken from it.
    #[derive(Default)]
    pub enum Provenance {
        /// It stands there.
        #[default]
        Printed = "printed",
        /// It was lost there and put together again from the rest.
        Reconstructed = "reconstructed",
        /// What stands there can be read in more than one way.
        Ambiguous = "ambiguous",
    }
}

/// A cloud, and how it takes and runs a first-boot script.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a cloud")]
pub struct Cloud {
    /// The name that people know.
    pub label: String,
    /// The forms in which it writes an image's id; empty when any text may be one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub image_ids: Vec<ImageIdForm>,
    /// The ways in which it takes a first-boot script; the first that fits a system is used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliveries: Vec<Delivery>,
}

words! {
    /// A form in which a cloud writes an image's id.
    pub enum ImageIdForm {
        /// `ami-` and 8 or 17 hexadecimal digits.
        Ami = "ami",
        /// A public parameter that resolves to an AMI: `resolve:ssm:/aws/service/…`.
        SsmParameter = "ssmParameter",
        /// `publisher:offer:sku:version`.
        AzureUrn = "azureUrn",
        /// A resource path below `/subscriptions`, or a shared or community gallery.
        AzureResource = "azureResource",
        /// A self-link, a family, or a name.
        GceImage = "gceImage",
        /// A UUID, or a name.
        Glance = "glance",
    }
}

/// A way in which a cloud takes a first-boot script.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a delivery")]
pub struct Delivery {
    /// The families of systems that it is for.
    pub families: Vec<Family>,
    /// The systems that it is for, as globs over ids; empty for all of the families.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub systems: Vec<String>,
    /// What kind of delivery it is.
    pub kind: DeliveryKind,
    /// The field's name in the cloud's own words.
    pub field: String,
    /// The name of the file that the payload is kept in.
    pub file_name: String,
    /// Who runs it on the VM.
    pub runner: String,
    /// How often it is run.
    pub runs: Runs,
    /// How many bytes the field takes.
    pub limit: u32,
    /// What the limit counts.
    pub counted_as: CountedAs,
    /// Whether the runner also takes the script compressed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub takes_gzip: bool,
    /// The rule that asks, when an image has to bring something for it to be run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<RuleId>,
    /// What says so.
    pub source: Citation,
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
    }
}

words! {
    /// A family of operating systems.
    pub enum Family {
        /// Scripts are POSIX shell.
        Linux = "linux",
        /// Scripts are PowerShell.
        Windows = "windows",
    }
}

/// An operating system in one of its releases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a system")]
pub struct System {
    /// The name that people know.
    pub label: String,
    /// Its family.
    pub family: Family,
    /// The package manager; Windows has none that a script could count on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_manager: Option<PackageManager>,
    /// The Python that the release itself brings; left out when it is not known or there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock_python: Option<Version>,
    /// The package that brings Python 2, when the agent expects it and a stock image may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub python2_package: Option<String>,
    /// The package that brings the headers of OpenSSL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openssl_package: Option<String>,
    /// The listed day on which its standard support ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_of_life: Option<Day>,
    /// The listed day on which its extended, paid support ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_end_of_life: Option<Day>,
    /// What image ids tell this system, as globs by cloud.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub image_ids: BTreeMap<CloudId, Vec<String>>,
    /// What says so.
    pub source: Citation,
}

words! {
    /// A package manager.
    pub enum PackageManager {
        /// Debian's and Ubuntu's.
        Apt = "apt",
        /// Red Hat's until release 7.
        Yum = "yum",
        /// Red Hat's since release 8.
        Dnf = "dnf",
        /// SUSE's.
        Zypper = "zypper",
    }
}

/// An agent's recipe: how it is seen, fetched, installed and told where its stores are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about an agent")]
pub struct Agent {
    /// The name that people know.
    pub label: String,
    /// Where its support table comes from.
    pub table: Table,
    /// Whether it fetches the rest of itself from a package store.
    pub package_store: bool,
    /// Whether its own bootstrap uses the image's Python.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub uses_python: bool,
    /// The settings that its installation takes.
    pub settings: Vec<Setting>,
    /// How its installer spells the clouds.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cloud_families: BTreeMap<CloudId, String>,
    /// The user that it runs the user's commands as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifecycle_user: Option<String>,
    /// How it is installed on Linux.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linux: Option<Recipe>,
    /// What says so.
    pub source: Citation,
}

words! {
    /// Where an agent's support table comes from.
    pub enum Table {
        /// The cells of the policy.
        Cells = "cells",
        /// The mechanics of cloud and system: where a delivery exists, it works.
        Mechanics = "mechanics",
    }
}

/// A setting of an agent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a setting")]
pub struct Setting {
    /// Its name in `agent.settings`.
    pub name: String,
    /// The name that people know.
    pub label: String,
    /// The question for it.
    pub ask: String,
    /// What its values look like.
    pub form: SettingForm,
    /// What is assumed when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Whether nothing can be installed without it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

words! {
    /// What the values of a setting look like.
    pub enum SettingForm {
        /// A host name or an address.
        Host = "host",
        /// A port, from 1 to 65535.
        Port = "port",
        /// An absolute path.
        Path = "path",
        /// A command of the shell.
        Command = "command",
        /// A name of letters, digits and `@ . _ -`.
        Name = "name",
    }
}

/// How an agent is installed on a family of systems. Texts may name settings and stores in braces.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about an installation")]
pub struct Recipe {
    /// The agent is there when one of these paths exists.
    pub present: Vec<String>,
    /// Where its bundle is.
    pub bundle: String,
    /// Where the bundle is unpacked to before it is installed; left out, a private directory that is removed afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpack_to: Option<String>,
    /// The environment of the installation.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub environment: BTreeMap<String, String>,
    /// The command that installs it, run where the bundle was unpacked, a word an item.
    pub install: Vec<String>,
    /// The service that is up afterwards; empty when the recipe does not know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
    /// The files that hand the stores' URLs over to the agent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handover: Vec<HandoverFile>,
    /// The architectures that there is a bundle for.
    pub arches: Vec<Arch>,
}

/// A file that hands something over to the agent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a file")]
pub struct HandoverFile {
    /// The file.
    pub path: String,
    /// Its one line.
    pub line: String,
}

/// A cell of an agent's support table.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "a cell")]
pub struct Cell {
    /// Whose table.
    pub agent: AgentId,
    /// The column.
    pub cloud: CloudId,
    /// The row; `*` for all systems that have no row of their own.
    pub system: SystemId,
    /// What is printed there.
    pub text: String,
    /// What it means.
    pub support: Support,
    /// The rule that a conditional cell depends on, or that says why an unsupported one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<RuleId>,
    /// What says so.
    pub source: Citation,
}

words! {
    /// What a cell of a support table means.
    pub enum Support {
        /// It works.
        Supported = "supported",
        /// It works when a condition holds.
        Conditional = "conditional",
        /// It does not work.
        Unsupported = "unsupported",
        /// The table says nothing: neither supported nor refused.
        NotListed = "notListed",
    }
}

/// One of the options that a branch of the support table offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an option")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct RouteOption {
    /// What to do, in a few words.
    pub title: String,
    /// What that means.
    pub detail: String,
}

/// The options that the source offers on each branch.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object of options")]
pub struct Branches {
    /// Where dynamic bootstrapping is supported.
    pub supported: Vec<RouteOption>,
    /// Where it is not.
    pub unsupported: Vec<RouteOption>,
}
