//! Operating systems, each in one of its releases.

use serde::{Deserialize, Serialize};

use crate::policy::catalog::source::Citation;
use crate::primitives::day::Day;
use crate::primitives::ids::CloudId;
use crate::primitives::sorted::Sorted;
use crate::primitives::version::Version;
use crate::primitives::words::words;

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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct System {
    /// The name that people know.
    pub label: String,
    /// Other names that people write in place of its id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its family.
    pub family: Family,
    /// What it says of itself, as the probe reads it: `ID` and `VERSION_ID` of its os-release, or `windows` and its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<String>,
    /// The package manager; Windows has none that a script could count on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package_manager: Option<PackageManager>,
    /// The PowerShell that the release itself brings; Linux has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub powershell: Option<Version>,
    /// The Python that the release itself brings; left out when it is not known or there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock_python: Option<Version>,
    /// The package that brings Python 2, when the agent expects it and a stock image may lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub python2_package: Option<String>,
    /// The package that brings the headers of OpenSSL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openssl_package: Option<String>,
    /// Whether it is in the catalogue of systems on which the platform itself detects a missing agent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub base_image: bool,
    /// Whether its own package repositories still answer.
    #[serde(default, skip_serializing_if = "Repositories::is_alive")]
    pub repositories: Repositories,
    /// Whether it speaks TLS 1.2 as it comes.
    #[serde(default, skip_serializing_if = "Tls12::is_by_default")]
    pub tls12: Tls12,
    /// The listed day on which its standard support ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_of_life: Option<Day>,
    /// The listed day on which its extended, paid support ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended_end_of_life: Option<Day>,
    /// What image ids tell this system, as globs by cloud.
    #[serde(default, skip_serializing_if = "Sorted::is_empty")]
    pub image_ids: Sorted<CloudId, Vec<String>>,
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

words! {
    /// Whether the package repositories of a system still answer.
    #[derive(Default)]
    pub enum Repositories {
        /// They do.
        #[default]
        Alive = "alive",
        /// They have moved away or are gone.
        Dead = "dead",
    }

    /// Whether a system speaks TLS 1.2 as it comes.
    #[derive(Default)]
    pub enum Tls12 {
        /// It does.
        #[default]
        ByDefault = "byDefault",
        /// It has to be told to.
        NotByDefault = "notByDefault",
    }
}

impl Repositories {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    const fn is_alive(&self) -> bool {
        matches!(self, Self::Alive)
    }
}

impl Tls12 {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    const fn is_by_default(&self) -> bool {
        matches!(self, Self::ByDefault)
    }
}
