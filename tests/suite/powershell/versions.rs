//! The table of what each version of PowerShell and .NET has.

use std::collections::BTreeMap;

use dynaboot_core::Version;
use serde::Deserialize;

/// `versions.toml`, which says what each part is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Versions {
    pub(super) sources: BTreeMap<String, Source>,
    pub(super) dotnet: BTreeMap<String, Version>,
    pub(super) syntax: BTreeMap<String, Vec<String>>,
    pub(super) operators: BTreeMap<String, Vec<String>>,
    pub(super) variables: BTreeMap<String, Vec<String>>,
    pub(super) commands: BTreeMap<String, Command>,
    pub(super) types: BTreeMap<String, Type>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Source {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) checked_on: toml::value::Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Command {
    pub(super) since: Version,
    #[serde(default)]
    pub(super) parameters: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Type {
    pub(super) since: Version,
    #[serde(default)]
    pub(super) members: Vec<String>,
}

impl Versions {
    pub(super) fn read() -> Self {
        let versions: Self = toml::from_str(include_str!("versions.toml")).unwrap();
        for source in versions.sources.values() {
            assert!(!source.title.is_empty() && source.url.starts_with("https://"), "{}", source.title);
            assert!(source.checked_on.date.is_some(), "{}", source.title);
        }
        versions
    }

    /// The .NET that comes with a PowerShell.
    pub(super) fn dotnet(&self, powershell: &Version) -> &Version {
        &self.dotnet[&powershell.to_string()]
    }

    /// Since when there is something of a list by version.
    pub(super) fn since(list: &BTreeMap<String, Vec<String>>, name: &str) -> Option<Version> {
        let (version, _) = list.iter().find(|(_, names)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))?;
        version.parse().ok()
    }

    /// A type, with or without its first `System.`, as PowerShell finds it.
    pub(super) fn find_type(&self, name: &str) -> Option<&Type> {
        let short = name.strip_prefix("System.").unwrap_or(name);
        self.types.iter().find(|(known, _)| known.eq_ignore_ascii_case(short)).map(|(_, found)| found)
    }

    pub(super) fn command(&self, name: &str) -> Option<&Command> {
        self.commands.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, command)| command)
    }
}
