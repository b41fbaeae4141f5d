//! Agents' recipes: how each is seen, fetched, installed and told its stores.

use serde::{Deserialize, Serialize};

use crate::choices::Arch;
use crate::policy::catalog::source::Citation;
use crate::primitives::ids::CloudId;
use crate::primitives::range::Range;
use crate::primitives::sorted::Sorted;
use crate::primitives::version::Version;
use crate::primitives::words::words;

/// An agent's recipe: how it is seen, fetched, installed and told where its stores are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about an agent")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    #[serde(default, skip_serializing_if = "Sorted::is_empty")]
    pub cloud_families: Sorted<CloudId, String>,
    /// The user that it runs the user's commands as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifecycle_user: Option<String>,
    /// The systems that some of its versions do not run on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsupported: Vec<Unsupported>,
    /// How it is installed on Linux.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linux: Option<Recipe>,
    /// How it is installed on Windows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub windows: Option<Recipe>,
    /// What says so.
    pub source: Citation,
}

/// Systems that some versions of an agent do not run on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about versions")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unsupported {
    /// The systems, as globs over ids.
    pub systems: Vec<String>,
    /// The versions.
    pub versions: Range<Version>,
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recipe {
    /// The agent is there when one of these paths exists.
    pub present: Vec<String>,
    /// Where its bundle is.
    pub bundle: String,
    /// Where the bundle is unpacked to before it is installed; left out, a private directory that is removed afterwards. On
    /// Windows the directory may be there, and what the bundle holds is put beside what it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unpack_to: Option<String>,
    /// The environment of the installation.
    #[serde(default, skip_serializing_if = "Sorted::is_empty")]
    pub environment: Sorted<String, String>,
    /// The file of the bundle that the command is run beside, on Windows, wherever it stands there; left out, the command is
    /// run where the bundle was unpacked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub installer: String,
    /// The command that installs it, a word an item.
    pub install: Vec<String>,
    /// The umask of the installation, on Linux.
    #[serde(default, skip_serializing_if = "Umask::is_shared")]
    pub umask: Umask,
    /// The service that is up afterwards; empty when the recipe does not know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
    /// The files that hand the stores' URLs over to the agent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handover: Vec<HandoverFile>,
    /// The variables of the machine that hand the stores' URLs over, on Windows.
    #[serde(default, skip_serializing_if = "Sorted::is_empty")]
    pub machine_environment: Sorted<String, String>,
    /// The file in which the agent looks for the store's credentials, on Windows. Its line may also name `storeUser` and
    /// `storePassword`, each a text of JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<HandoverFile>,
    /// The architectures that there is a bundle for.
    pub arches: Vec<Arch>,
}

impl Recipe {
    /// The paths on the image, each with its place in the recipe.
    #[must_use]
    pub fn paths(&self) -> Vec<(String, &str)> {
        let mut paths = numbered("present", &self.present);
        paths.extend(self.unpack_to.iter().map(|path| ("unpackTo".to_owned(), path.as_str())));
        for (index, file) in self.handover.iter().enumerate() {
            paths.push((format!("handover.{index}.path"), &file.path));
        }
        paths.extend(self.credentials.iter().map(|file| ("credentials.path".to_owned(), file.path.as_str())));
        paths
    }

    /// The texts that may name settings and stores in braces, each with its place in the recipe.
    #[must_use]
    pub fn texts(&self) -> Vec<(String, &str)> {
        let mut texts = numbered("present", &self.present);
        texts.extend(numbered("install", &self.install));
        texts.extend([("bundle".to_owned(), self.bundle.as_str()), ("service".to_owned(), self.service.as_str())]);
        texts.extend(self.unpack_to.iter().map(|path| ("unpackTo".to_owned(), path.as_str())));
        for (list, variables) in self.variables() {
            texts.extend(variables.iter().map(|(name, value)| (format!("{list}.{name}"), value.as_str())));
        }
        for (index, file) in self.handover.iter().enumerate() {
            texts.push((format!("handover.{index}.line"), &file.line));
        }
        texts
    }

    /// The variables that it sets, by the two lists that it has of them.
    #[must_use]
    pub const fn variables(&self) -> [(&'static str, &Sorted<String, String>); 2] {
        [("environment", &self.environment), ("machineEnvironment", &self.machine_environment)]
    }
}

fn numbered<'a>(list: &str, texts: &'a [String]) -> Vec<(String, &'a str)> {
    texts.iter().enumerate().map(|(index, text)| (format!("{list}.{index}"), text.as_str())).collect()
}

words! {
    /// Whom new files are for.
    #[derive(Default)]
    pub enum Umask {
        /// Everybody may read them, as installers expect.
        #[default]
        Shared = "022",
        /// Their owner alone.
        Private = "077",
    }
}

impl Umask {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
    const fn is_shared(&self) -> bool {
        matches!(self, Self::Shared)
    }
}

/// A file that hands something over to the agent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, expecting = "an object about a file")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandoverFile {
    /// The file.
    pub path: String,
    /// Its one line.
    pub line: String,
}
