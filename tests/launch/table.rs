//! What each tool takes, by its own documentation.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Table {
    /// By the words that a command begins with.
    commands: BTreeMap<String, Entry>,
    /// By the type of a resource, a data source or a builder.
    blocks: BTreeMap<String, Entry>,
}

/// What one command or block takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Entry {
    pub(crate) takes: Vec<String>,
    pub(crate) source: String,
    pub(crate) checked_on: toml::value::Datetime,
}

pub(crate) fn read() -> Table {
    toml::from_str(include_str!("arguments.toml")).unwrap()
}

impl Table {
    /// Looks a command's options up.
    #[track_caller]
    pub(crate) fn check_command(&self, words: &[String]) {
        let line = words.join(" ");
        let (_, entry) = self
            .commands
            .iter()
            .find(|(command, _)| line.starts_with(&format!("{command} ")))
            .unwrap_or_else(|| panic!("no table has the command of `{line}`"));
        for word in words.iter().filter(|word| word.starts_with('-')) {
            let option = word.split_once('=').map_or(word.as_str(), |(option, _)| option);
            assert!(entry.takes.iter().any(|taken| taken == option), "`{option}` of `{line}` is in no table");
        }
    }

    /// Looks an argument or a block within a block up, as a dotted path below it.
    #[track_caller]
    pub(crate) fn check_argument(&self, block: &str, path: &str) {
        let entry = self.blocks.get(block).unwrap_or_else(|| panic!("no table has `{block}`"));
        assert!(entry.takes.iter().any(|taken| taken == path), "`{path}` of `{block}` is in no table");
    }
}

#[test]
fn each_entry_has_a_source_and_a_day() {
    let table = read();
    for (name, entry) in table.commands.iter().chain(&table.blocks) {
        assert!(entry.source.starts_with("https://") && entry.checked_on.date.is_some(), "{name}");
        assert!(!entry.takes.is_empty(), "{name}");
    }
}
