//! The places in the choices that a finding can point at and an edit can change.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;

use crate::choices::scalar::Scalar;
use crate::choices::{Answer, Choices};
use crate::primitives::strict::{self, ShapeError};

/// Writes the list of fields once, and with it their names, how they are read and how they are set.
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal => $($path:ident).+;)+ ..; $($(#[$late_doc:meta])* $late:ident = $late_name:literal => $late_path:ident;)+) => {
        /// A place in the choices. A finding cannot point at a place that does not exist.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Field {
            $($(#[$doc])* $variant,)+
            /// An answer that only rules read, by its id in the policy.
            Answer(String),
            $($(#[$late_doc])* $late,)+
            /// A setting of the agent, by its name in the recipe.
            AgentSetting(String),
            /// A package of the additional software, by its index.
            Package(usize),
            /// A command of the additional software, by its index.
            Command(usize),
        }

        impl Field {
            /// The names of all fields, without the answers that a policy lists, the settings and the items of lists.
            pub const NAMES: &[&str] = &[$($name,)+ $($late_name),+];

            /// What the choices hold there; `null` when nothing.
            #[must_use]
            pub fn get(&self, choices: &Choices) -> Value {
                let value = match self {
                    $(Self::$variant => serde_json::to_value(&choices.$($path).+),)+
                    Self::Answer(id) => serde_json::to_value(choices.answers.others.0.get(id)),
                    $(Self::$late => serde_json::to_value(&choices.$late_path),)+
                    Self::AgentSetting(name) => serde_json::to_value(choices.agent.settings.get(name)),
                    Self::Package(index) => serde_json::to_value(choices.software.packages.get(*index)),
                    Self::Command(index) => serde_json::to_value(choices.software.commands.get(*index)),
                };
                value.unwrap_or_default()
            }

            /// Puts a value there; `null` takes away what was there.
            ///
            /// # Errors
            /// A value whose shape is not the field's; the choices are then as they were.
            pub fn set(&self, choices: &mut Choices, to: &Value) -> Result<(), ShapeError> {
                let result = match self {
                    $(Self::$variant => strict::read::<Option<_>>(to)
                        .map(|value| choices.$($path).+ = value.unwrap_or_default()),)+
                    Self::Answer(id) => strict::read(to).map(|value: Option<Answer>| match value {
                        Some(value) => { choices.answers.others.0.insert(id.clone(), value); }
                        None => { choices.answers.others.0.remove(id); }
                    }),
                    $(Self::$late => strict::read::<Option<_>>(to)
                        .map(|value| choices.$late_path = value.unwrap_or_default()),)+
                    Self::AgentSetting(name) => strict::read(to).map(|value: Option<Scalar>| match value {
                        Some(value) => { choices.agent.settings.insert(name.clone(), value.0); }
                        None => { choices.agent.settings.remove(name); }
                    }),
                    Self::Package(index) => set_item(&mut choices.software.packages, *index, to),
                    Self::Command(index) => set_item(&mut choices.software.commands, *index, to),
                };
                result.map_err(|error| ShapeError { path: self.to_string(), ..error })
            }
        }

        impl fmt::Display for Field {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$variant => f.write_str($name),)+
                    Self::Answer(id) => write!(f, "answers.{id}"),
                    $(Self::$late => f.write_str($late_name),)+
                    Self::AgentSetting(name) => write!(f, "agent.settings.{name}"),
                    Self::Package(index) => write!(f, "software.packages.{index}"),
                    Self::Command(index) => write!(f, "software.commands.{index}"),
                }
            }
        }

        impl FromStr for Field {
            type Err = ShapeError;

            fn from_str(text: &str) -> Result<Self, ShapeError> {
                match text {
                    $($name => return Ok(Self::$variant),)+
                    $($late_name => return Ok(Self::$late),)+
                    _ => {}
                }
                let item = |prefix| text.strip_prefix(prefix).and_then(|index: &str| index.parse().ok());
                if let Some(id) = text.strip_prefix("answers.").filter(|id| is_answer_id(id)) {
                    Ok(Self::Answer(id.to_owned()))
                } else if let Some(name) = text.strip_prefix("agent.settings.") {
                    Ok(Self::AgentSetting(name.to_owned()))
                } else if let Some(index) = item("software.packages.") {
                    Ok(Self::Package(index))
                } else if let Some(index) = item("software.commands.") {
                    Ok(Self::Command(index))
                } else {
                    Err(ShapeError::unknown("", "field", text, Self::NAMES.iter().copied()))
                }
            }
        }
    };
}

fields! {
    /// The cloud.
    Cloud = "cloud" => cloud;
    /// The operating system.
    System = "system" => system;
    /// The image's id.
    ImageId = "image.id" => image.id;
    /// Who made the image.
    ImageSource = "image.source" => image.source;
    /// The image's publisher.
    ImagePublisher = "image.publisher" => image.publisher;
    /// The image's processor architecture.
    ImageArch = "image.arch" => image.arch;
    /// The agent's recipe.
    AgentId = "agent.id" => agent.id;
    /// The agent's version.
    AgentVersion = "agent.version" => agent.version;
    /// Whether the image has the agent.
    AgentOnImage = "agent.onImage" => agent.on_image;
    /// The bundle store's URL.
    BundleStoreUrl = "bundleStore.url" => bundle_store.url;
    /// The bundle's checksum.
    BundleStoreSha256 = "bundleStore.sha256" => bundle_store.sha256;
    /// The certificate behind the store's.
    BundleStoreCaCertificate = "bundleStore.caCertificate" => bundle_store.ca_certificate;
    /// The user at the store.
    BundleStoreUser = "bundleStore.user" => bundle_store.user;
    /// The password at the store.
    BundleStorePassword = "bundleStore.password" => bundle_store.password;
    /// The package store's URL.
    PackageStoreUrl = "packageStore.url" => package_store.url;
    /// The additional packages.
    SoftwarePackages = "software.packages" => software.packages;
    /// The commands that the lifecycle user may run.
    SoftwareCommands = "software.commands" => software.commands;
    /// The proxy.
    Proxy = "proxy" => proxy;
    /// The URL that is told the outcome.
    CallHome = "callHome" => call_home;
    /// The image's Python.
    Python = "answers.python" => answers.python;
    /// Whether net-tools is installed.
    NetTools = "answers.netTools" => answers.net_tools;
    /// Whether OpenSSL's headers are installed.
    OpensslDevel = "answers.opensslDevel" => answers.openssl_devel;
    /// Whether the store's certificates are installed.
    CertificatesInstalled = "answers.certificatesInstalled" => answers.certificates_installed;
    /// Whether the image runs user data.
    UserDataRuns = "answers.userDataRuns" => answers.user_data_runs;
    /// What the image downloads with.
    Downloader = "answers.downloader" => answers.downloader;
    ..;
    /// The organisation's own user data.
    UserPart = "userPart" => user_part;
    /// The way to the agent.
    Route = "route" => route;
    /// The day of the answer.
    Today = "today" => today;
}

impl Field {
    /// Every field that something may stand at: those with names, the answers that were given, and the settings.
    pub fn all(choices: &Choices) -> impl Iterator<Item = Self> + use<'_> {
        let named = Self::NAMES.iter().filter_map(|name| name.parse().ok());
        let answers = choices.answers.others.0.keys().map(|id| Self::Answer(id.clone()));
        named.chain(answers).chain(choices.agent.settings.keys().map(|name| Self::AgentSetting(name.clone())))
    }

    /// Whether it is something that the user says about the image.
    #[must_use]
    pub const fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::Python
                | Self::NetTools
                | Self::OpensslDevel
                | Self::CertificatesInstalled
                | Self::UserDataRuns
                | Self::Downloader
                | Self::Answer(_)
        )
    }
}

/// The longest id of an answer, in bytes.
pub(crate) const LONGEST_ANSWER_ID: usize = 40;

/// Whether an answer may have this id: letters and digits, a small letter first.
pub(crate) fn is_answer_id(id: &str) -> bool {
    id.len() <= LONGEST_ANSWER_ID
        && id.starts_with(|letter: char| letter.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Sets an item of a list, or appends it; `null` takes it away.
fn set_item(list: &mut Vec<String>, index: usize, to: &Value) -> Result<(), ShapeError> {
    let value: Option<String> = strict::read(to)?;
    match (value, list.get_mut(index)) {
        (Some(value), Some(item)) => *item = value,
        (Some(value), None) => list.push(value),
        (None, Some(_)) => {
            list.remove(index);
        }
        (None, None) => {}
    }
    Ok(())
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::unknown_variant(&text, Self::NAMES))
    }
}

/// One change of the choices: a value put at a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an edit")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Edit {
    /// Where.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub at: Field,
    /// What stands there afterwards; `null` takes away what was there.
    #[cfg_attr(feature = "wasm", tsify(type = "string | boolean | string[] | null"))]
    pub to: Value,
}

impl Edit {
    /// An edit that puts `to` at `at`.
    pub fn new(at: Field, to: impl Into<Value>) -> Self {
        Self { at, to: to.into() }
    }

    /// Changes the choices.
    ///
    /// # Errors
    /// A value whose shape is not the field's; the choices are then as they were.
    pub fn apply(&self, choices: &mut Choices) -> Result<(), ShapeError> {
        self.at.set(choices, &self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::{Edit, Field};
    use crate::choices::Choices;

    #[test]
    fn every_field_can_be_named_set_and_read() {
        let samples = ["aws", "public", "x86_64", "2.7.9", "absent", "curl", "prebuiltImage", "2026-11-22"];
        for name in Field::NAMES {
            let field: Field = name.parse().unwrap();
            assert_eq!(field.to_string(), *name);
            let mut choices = Choices::default();
            let values = samples
                .iter()
                .map(|sample| serde_json::json!(sample))
                .chain([serde_json::json!(true), serde_json::json!(["git"])]);
            let taken =
                values.into_iter().find(|value| Edit::new(field.clone(), value.clone()).apply(&mut choices).is_ok());
            let taken = taken.unwrap_or_else(|| panic!("no sample fits {name}"));
            if field == Field::BundleStorePassword {
                assert!(field.get(&choices).is_null(), "a secret is never written out");
            } else {
                assert_eq!(field.get(&choices), taken, "{name}");
            }
            Edit::new(field.clone(), serde_json::Value::Null).apply(&mut choices).ok();
        }
    }

    #[test]
    fn a_wrong_value_changes_nothing_and_says_where() {
        let mut choices = Choices::default();
        let error = Edit::new(Field::NetTools, "maybe").apply(&mut choices).unwrap_err();
        assert_eq!(error.path, "answers.netTools");
        assert_eq!(choices, Choices::default());
    }
}
