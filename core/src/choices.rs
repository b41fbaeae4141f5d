//! What the user has said so far. Every field is optional: a form is half-filled most of the time.

mod answers;
pub(crate) mod field;
pub(crate) mod scalar;
mod user_part;

use serde::{Deserialize, Deserializer, Serialize};

use self::scalar::Scalar;
use crate::primitives::day::Day;
use crate::primitives::ids::{AgentId, CloudId, SystemId};
use crate::primitives::secret::Secret;
use crate::primitives::sorted::Sorted;
use crate::primitives::version::Version;
use crate::primitives::words::words;

pub use self::answers::{Answer, Answers, Downloader, OtherAnswers, Python};
pub use self::user_part::PartKind;

/// What the user has said so far about the VM, its image and where its agent comes from.
///
/// `null` and left out are the same. Unknown is never false.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object of choices")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choices {
    /// The cloud, by its id in the catalog.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub cloud: Option<CloudId>,
    /// The operating system, by its id in the catalog; left out, it may follow from `image.id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub system: Option<SystemId>,
    /// The image that the VM is launched from.
    #[serde(default, deserialize_with = "null_is_empty", skip_serializing_if = "is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Image | null"))]
    pub image: Image,
    /// The management agent.
    #[serde(default, deserialize_with = "null_is_empty", skip_serializing_if = "is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "AgentChoices | null"))]
    pub agent: AgentChoices,
    /// Where the agent's bundle is downloaded from.
    #[serde(default, deserialize_with = "null_is_empty", skip_serializing_if = "is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "BundleStore | null"))]
    pub bundle_store: BundleStore,
    /// Where the agent fetches the remaining packages from.
    #[serde(default, deserialize_with = "null_is_empty", skip_serializing_if = "is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "PackageStore | null"))]
    pub package_store: PackageStore,
    /// Additional software, and what the lifecycle user may run.
    #[serde(default, deserialize_with = "null_is_empty", skip_serializing_if = "is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Software | null"))]
    pub software: Software,
    /// The URL of a proxy for every download.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub proxy: Option<String>,
    /// A URL that is told how the bootstrap ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub call_home: Option<String>,
    /// What the user confirms about the image.
    #[serde(default, deserialize_with = "null_is_empty", skip_serializing_if = "is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Answers | null"))]
    pub answers: Answers,
    /// User data of the organisation's own that must ride along: shell or cloud-config.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub user_part: Option<String>,
    /// The way to the agent that the user asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Route | null"))]
    pub route: Option<Route>,
    /// The day for which the answer holds, like `2026-11-22`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub today: Option<Day>,
}

/// The image that the VM is launched from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields, expecting = "an object about the image")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Image {
    /// The id as the cloud writes it, such as `ami-0123456789abcdef0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub id: Option<String>,
    /// Who made the image, seen from the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "ImageSource | null"))]
    pub source: Option<ImageSource>,
    /// The publisher of the image; of a custom image, its base image's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub publisher: Option<String>,
    /// The processor architecture; `x86_64` is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Arch | null"))]
    pub arch: Option<Arch>,
}

words! {
    /// Who made an image, seen from the user.
    pub enum ImageSource {
        /// A default public image of the cloud.
        Public = "public",
        /// An image made by the user's organisation.
        Custom = "custom",
        /// An image with the agent provided inside.
        Worker = "worker",
    }
}

words! {
    /// A processor architecture.
    #[derive(Default)]
    pub enum Arch {
        /// 64-bit x86.
        #[default]
        X86_64 = "x86_64",
        /// 64-bit Arm.
        Arm64 = "arm64",
    }
}

/// The management agent: which one, whether it is there, how it is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields, expecting = "an object about the agent")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgentChoices {
    /// The agent's recipe, by its id in the catalog; the policy's default agent is assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub id: Option<AgentId>,
    /// The agent's version, such as `5.2.2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub version: Option<Version>,
    /// Whether the image has the agent already.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Presence | null"))]
    pub on_image: Option<Presence>,
    /// The settings that the agent's recipe names.
    #[serde(deserialize_with = "given_settings", skip_serializing_if = "Sorted::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Record<string, string | number | boolean | null> | null"))]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, Option<scalar::ScalarForm>>"))]
    pub settings: Sorted<String, String>,
}

impl AgentChoices {
    /// Makes these the choices of an agent. Settings and version are another's where it was another, and go.
    pub fn become_of(&mut self, agent: &AgentId, assumed: &AgentId) {
        if self.id.as_ref().unwrap_or(assumed) != agent {
            self.version = None;
            self.settings = Sorted::default();
        }
        self.id = Some(agent.clone());
    }
}

words! {
    /// Whether something is there.
    pub enum Presence {
        /// It is there.
        Present = "present",
        /// It is not there.
        Absent = "absent",
    }
}

/// Where the agent's bundle is downloaded from, and how it is trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields, expecting = "an object about the bundle store")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BundleStore {
    /// The store's URL; without a scheme it means http.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub url: Option<String>,
    /// The bundle's SHA-256, as 64 hexadecimal digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub sha256: Option<String>,
    /// The certificate (PEM) that the store's own certificate is checked against.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub ca_certificate: Option<String>,
    /// The user at the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub user: Option<String>,
    /// The user's password at the store. It is read in and never written out.
    #[serde(skip_serializing_if = "is_secret")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub password: Option<Secret<String>>,
}

/// Where the agent fetches the remaining packages from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields, expecting = "an object about the package store")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PackageStore {
    /// The store's URL; without a scheme it means http.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub url: Option<String>,
}

/// Additional software, and what the lifecycle user may run by sudo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields, expecting = "an object about additional software")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Software {
    /// Packages of the system's package manager.
    #[serde(deserialize_with = "null_is_empty", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string[] | null"))]
    pub packages: Vec<String>,
    /// Commands with absolute paths that the lifecycle user may run by sudo.
    #[serde(deserialize_with = "null_is_empty", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string[] | null"))]
    pub commands: Vec<String>,
}

words! {
    /// A way to get an agent onto a VM.
    pub enum Route {
        /// The image has the agent.
        AlreadyThere = "alreadyThere",
        /// A script in the launch call installs it at first boot.
        DynamicBootstrap = "dynamicBootstrap",
        /// It is baked into an image before launch.
        PrebuiltImage = "prebuiltImage",
    }
}

/// `null` and left out are the same, for groups of fields too.
fn null_is_empty<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// `null` and left out are the same, for each setting too.
fn given_settings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Sorted<String, String>, D::Error> {
    let settings: Sorted<String, Option<Scalar>> = null_is_empty(deserializer)?;
    Ok(settings.into_iter().filter_map(|(name, value)| Some((name, value?.0))).collect())
}

/// A text that says something: an emptied field of a form says nothing.
pub(crate) fn non_blank(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

impl Choices {
    /// How many bytes the texts have that may be long: what is done with choices takes longer the more there are.
    pub(crate) fn weight(&self) -> usize {
        self.texts().map(String::len).sum::<usize>() + 16 * (self.agent.settings.len() + self.answers.others.0.len())
    }

    /// How many letters the texts have that may be long, as JavaScript counts them.
    #[must_use]
    pub fn letters(&self) -> usize {
        self.texts().map(|text| text.encode_utf16().count()).sum()
    }

    fn texts(&self) -> impl Iterator<Item = &String> {
        let Self { image, agent, bundle_store, package_store, software, proxy, call_home, user_part, .. } = self;
        let store = [&bundle_store.url, &bundle_store.sha256, &bundle_store.ca_certificate, &bundle_store.user];
        let texts = [&image.id, &image.publisher, &package_store.url, proxy, call_home, user_part];
        let lists = software.packages.iter().chain(&software.commands).chain(agent.settings.values());
        store.into_iter().chain(texts).flatten().chain(lists)
    }
}

/// A text whose beginning and end say nothing, such as a URL that was copied with a blank.
pub(crate) fn non_blank_trimmed(text: Option<&str>) -> Option<&str> {
    non_blank(text).map(str::trim)
}

fn is_empty<T: Default + PartialEq>(group: &T) -> bool {
    *group == T::default()
}

/// Always: a secret is not written, not even that there is one. (`skip_serializing` would drop the field's type as well.)
#[expect(clippy::ref_option, reason = "serde hands over what the field holds")]
const fn is_secret<T>(_: &Option<Secret<T>>) -> bool {
    true
}
