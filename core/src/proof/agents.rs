//! Agents and their recipes: a script takes every text of theirs as it is meant, and none for something else.

use super::recipes::{CREDENTIALS, STORES, names};
use super::spoken;
use super::words::{Proof, placeholders};
use crate::policy::catalog::{Agent, Family, Recipe, Setting, SettingForm};
use crate::policy::setting::{self, is_windows_file};
use crate::primitives::address::Address;
use crate::primitives::template;

impl Proof<'_> {
    pub(super) fn agent(&mut self, at: &str, agent: &Agent) {
        self.filled(&format!("{at}.label"), &agent.label);
        self.citation(at, &agent.source);
        for (index, setting) in agent.settings.iter().enumerate() {
            let at = format!("{at}.settings.{index}");
            let letters = setting.name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let is_taken = STORES.iter().chain(&CREDENTIALS).any(|name| *name == setting.name);
            if !letters || setting.name.is_empty() || is_taken {
                self.mistakes.found(&format!("{at}.name"), "another text", "letters and digits, like `brokerHost`");
            }
            if let Some(default) =
                setting.default.as_ref().filter(|default| !setting::has_form(default, setting.form, None))
            {
                let form = format!("a {}, as `form` says", setting.form.as_str());
                self.mistakes.found(&format!("{at}.default"), &format!("`{default}`"), &form);
            }
        }
        for (index, entry) in agent.unsupported.iter().enumerate() {
            let at = format!("{at}.unsupported.{index}");
            self.citation(&at, &entry.source);
            self.systems(&format!("{at}.systems"), &entry.systems);
            self.range(&format!("{at}.versions"), &entry.versions);
        }
        for cloud in agent.cloud_families.keys() {
            self.id_of(&format!("{at}.cloudFamilies.{cloud}"), "cloud", cloud.as_str(), &self.document.clouds);
        }
        // It begins a line of a sudoers file.
        if let Some(user) = &agent.lifecycle_user {
            let is_name = user.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '_')
                && user.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
            if !is_name || user.len() > 32 {
                self.mistakes.found(&format!("{at}.lifecycleUser"), "another text", "a user's name");
            }
        }
        if let Some(recipe) = &agent.linux {
            self.recipe(&format!("{at}.linux"), recipe, Family::Linux, &agent.settings);
            let named = [
                ("installer", !recipe.installer.is_empty()),
                ("machineEnvironment", !recipe.machine_environment.is_empty()),
                ("credentials", recipe.credentials.is_some()),
            ];
            for (name, _) in named.into_iter().filter(|(_, given)| *given) {
                self.mistakes.found(&format!("{at}.linux.{name}"), "something", "nothing: it is for Windows alone");
            }
        }
        if let Some(recipe) = &agent.windows {
            self.recipe(&format!("{at}.windows"), recipe, Family::Windows, &agent.settings);
            if !is_windows_file(&recipe.installer) {
                let found = format!("`{}`", recipe.installer);
                self.mistakes.found(&format!("{at}.windows.installer"), &found, "the name of a file, without a path");
            }
        }
    }

    fn recipe(&mut self, at: &str, recipe: &Recipe, family: Family, settings: &[Setting]) {
        for (name, list) in [("present", &recipe.present), ("install", &recipe.install)] {
            if list.is_empty() {
                self.mistakes.found(&format!("{at}.{name}"), "an empty list", "one item at least");
            }
        }
        if recipe.arches.is_empty() {
            self.mistakes.found(&format!("{at}.arches"), "an empty list", "one architecture at least");
        }
        let (sample, expected) = match family {
            Family::Linux => {
                ("/opt/agent", "an absolute path with two parts at least, or a setting of the form `path`")
            }
            Family::Windows => (r"C:\opt\agent", "an absolute path with its drive, or a setting of the form `path`"),
        };
        for (place, path) in recipe.paths() {
            // What a setting of that form gives is held against it; anything else in braces could be any text. What hands
            // something over stands where the policy says.
            let is_path = |name: &str| {
                let mut all = settings.iter();
                !place.ends_with("path") && all.any(|setting| setting.name == name && setting.form == SettingForm::Path)
            };
            let filled = template::fill(path, |name| is_path(name).then(|| sample.to_owned()));
            if !setting::has_form(&filled, SettingForm::Path, Some(family)) {
                self.mistakes.found(&format!("{at}.{place}"), &format!("`{path}`"), expected);
            }
        }
        self.bundle(&format!("{at}.bundle"), &recipe.bundle, settings);
        let is_command =
            |name: &str| settings.iter().any(|setting| setting.name == name && setting.form == SettingForm::Command);
        if let Some(index) = spoken::first(&recipe.install, is_command) {
            let expected = "it after the code, as `$1`, or in `environment`; a setting of the form `command` may be the whole of a shell's code";
            self.mistakes.found(&format!("{at}.install.{index}"), "something to fill in where code is read", expected);
        }
        for (list, variables) in recipe.variables() {
            for name in variables.keys().filter(|name| !is_variable(name)) {
                self.mistakes.found(&format!("{at}.{list}.{name}"), "another text", "a variable's name");
            }
        }
        let known: Vec<&str> = names(settings).collect();
        for (place, text) in recipe.texts() {
            let at = format!("{at}.{place}");
            if text.contains(char::is_control) {
                self.mistakes.found(&at, "a control character", "a line of text");
            }
            for placeholder in placeholders(text) {
                self.known(&at, "placeholder", &placeholder, &known);
            }
        }
        if recipe.credentials.as_ref().is_some_and(|file| file.line.contains(char::is_control)) {
            self.mistakes.found(&format!("{at}.credentials.line"), "a control character", "a line of text");
        }
        self.works(at, recipe, family, settings);
    }

    /// A place below the store, or a URL whose host is plain to see: whatever is filled in, the store's secrets go nowhere else.
    fn bundle(&mut self, at: &str, bundle: &str, settings: &[Setting]) {
        let sample = |name: &str| match settings.iter().find(|setting| setting.name == name)?.form {
            SettingForm::Host => Some("x".to_owned()),
            SettingForm::Port => Some("1".to_owned()),
            SettingForm::Path | SettingForm::Command | SettingForm::Name => None,
        };
        let fits = if let Some(rest) = bundle.strip_prefix("{bundleStore}") {
            (rest.is_empty() || rest.starts_with('/')) && !rest.contains("{bundleStore}")
        } else {
            let host = bundle.split_once("://").map_or(bundle, |(_, rest)| rest);
            let host = host.split(['/', '?']).next().unwrap_or_default();
            let filled = template::fill(bundle, |name| Some(sample(name).unwrap_or_default()));
            placeholders(host).iter().all(|name| sample(name).is_some())
                && !bundle.contains("{bundleStore}")
                && Address::read(&filled).is_some_and(|address| !address.credentials)
        };
        if !fits {
            let expected = "`{bundleStore}`, a path below it like `{bundleStore}/agent.tar.gz`, or a URL of its own";
            self.mistakes.found(at, &format!("`{bundle}`"), expected);
        }
    }
}

fn is_variable(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
