//! What no recipe can do: found when the policy is read, and not on a machine.

use super::words::{Proof, placeholders};
use crate::policy::catalog::{Family, Recipe, Setting, SettingForm};
use crate::policy::command::{command_switch, is_batch, is_cmd};

/// What a recipe may name beside its settings.
pub(super) const STORES: [&str; 4] = ["bundleStore", "packageStore", "cloudFamily", "arch"];

/// What the line of the credentials may name as well.
pub(super) const CREDENTIALS: [&str; 2] = ["storeUser", "storePassword"];

/// Variables that the chosen proxy is handed over by.
const OF_THE_PROXY: [&str; 2] = ["http_proxy", "https_proxy"];

/// Variables of a Windows machine that are the system's own: what stands in them is lost when they are set.
const OF_WINDOWS: [&str; 11] = [
    "ComSpec",
    "DriverData",
    "OS",
    "Path",
    "PATHEXT",
    "PSModulePath",
    "SystemDrive",
    "SystemRoot",
    "TEMP",
    "TMP",
    "windir",
];

/// Characters that `cmd.exe` reads as its own, wherever they stand.
const OF_CMD: [char; 7] = ['"', '%', '&', '|', '<', '>', '^'];

/// Endings of files that are no programs, with what opens them.
const OPENED_BY: [(&str, &str); 10] = [
    (".msi", "`msiexec.exe` with `/i`, the file and `/qn`"),
    (".msp", "`msiexec.exe` with `/p`, the file and `/qn`"),
    (".ps1", "`powershell.exe` with `-NoProfile`, `-File` and the file"),
    (".vbs", "`cscript.exe` with `//B` and the file"),
    (".js", "the program that runs it, with the file"),
    (".jar", "`java`, with `-jar` and the file"),
    (".deb", "`dpkg` with `-i` and the file"),
    (".rpm", "`rpm` with `-U` and the file"),
    (".zip", "a program: a bundle is unpacked before"),
    (".gz", "a program: a bundle is unpacked before"),
];

impl Proof<'_> {
    /// Holds a recipe to what its script can do.
    pub(super) fn works(&mut self, at: &str, recipe: &Recipe, family: Family, settings: &[Setting]) {
        self.each_name_once(at, recipe, family);
        self.program(at, recipe, family, settings);
        if family == Family::Windows {
            self.words(at, &recipe.install);
        }
        self.service(at, &recipe.service, family, settings);
        if let Some(file) = &recipe.credentials {
            let known: Vec<&str> = names(settings).chain(CREDENTIALS).collect();
            // Other braces are JSON's own.
            let is_name = |name: &String| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            for placeholder in placeholders(&file.line).iter().filter(|name| is_name(name)) {
                self.known(&format!("{at}.credentials.line"), "placeholder", placeholder, &known);
            }
        }
    }

    /// Windows tells no capital letter from a small one.
    fn each_name_once(&mut self, at: &str, recipe: &Recipe, family: Family) {
        let same = |one: &str, other: &str| match family {
            Family::Linux => one == other,
            Family::Windows => one.eq_ignore_ascii_case(other),
        };
        for (list, variables) in recipe.variables() {
            let names: Vec<&String> = variables.keys().collect();
            for (index, name) in names.iter().enumerate() {
                let at = format!("{at}.{list}.{name}");
                if let Some(before) = names.iter().take(index).find(|before| same(before, name)) {
                    let found = format!("`{name}`, which is `{before}` again");
                    self.mistakes.found(
                        &at,
                        &found,
                        "each name once: Windows tells no capital letter from a small one",
                    );
                }
                if list == "environment" && OF_THE_PROXY.iter().any(|proxy| same(proxy, name)) {
                    let found = format!("`{name}`, which the script sets to a chosen proxy");
                    self.mistakes.found(&at, &found, "another name: whoever launches says which proxy there is");
                }
                if list == "machineEnvironment" && OF_WINDOWS.iter().any(|own| same(own, name)) {
                    let found = format!("`{name}`, which is the system's own");
                    self.mistakes.found(&at, &found, "a variable that is the agent's");
                }
            }
        }
        let files: Vec<(String, &str)> = recipe
            .paths()
            .into_iter()
            .filter(|(place, _)| place.rsplit('.').next() == Some("path") && place.contains('.'))
            .collect();
        for (index, (place, path)) in files.iter().enumerate() {
            let parts =
                |path: &str| path.split(['/', '\\']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
            if files.iter().take(index).any(|(_, before)| same(&parts(before), &parts(path))) {
                let found = format!("`{path}` for the second time");
                self.mistakes.found(&format!("{at}.{place}"), &found, "a file that nothing else of the recipe writes");
            }
        }
    }

    /// The first word of the command is a program.
    fn program(&mut self, at: &str, recipe: &Recipe, family: Family, settings: &[Setting]) {
        let Some(program) = recipe.install.first() else { return };
        let at = format!("{at}.install.0");
        let is_path =
            |name: &String| settings.iter().any(|setting| setting.name == *name && setting.form == SettingForm::Path);
        if !placeholders(program).iter().all(is_path) {
            let shell = match family {
                Family::Linux => "`sh` and `-c`",
                Family::Windows => "`cmd.exe` and `/c`",
            };
            let expected =
                format!("a program, or a setting of the form `path`; a command is a word of its own after {shell}");
            self.mistakes.found(&at, &format!("`{program}`"), &expected);
        }
        let small = program.to_ascii_lowercase();
        if let Some((_, opener)) = OPENED_BY.iter().find(|(ending, _)| small.ends_with(ending)) {
            self.mistakes.found(&at, &format!("`{program}`, which is no program"), opener);
        }
        if program.trim().is_empty()
            || (family == Family::Windows && program.contains(['"', '*', '?', '<', '>', '|', '%']))
        {
            self.mistakes.found(
                &at,
                &format!("`{program}`"),
                "the name or path of a program, without quotes and wildcards",
            );
        }
    }

    /// `cmd.exe` has a command, and reads nothing of its own in the words that a batch file gets.
    fn words(&mut self, at: &str, words: &[String]) {
        let Some((program, words)) = words.split_first() else { return };
        if is_cmd(program) {
            let switch = words.iter().position(|word| command_switch(word).is_some());
            let glued = switch.and_then(|switch| command_switch(words.get(switch)?)).unwrap_or_default();
            if switch.is_none_or(|switch| switch + 1 == words.len()) && glued.is_empty() {
                let expected = "`/c` and a command: alone it waits for somebody to type one";
                self.mistakes.found(&format!("{at}.install"), "`cmd.exe` without a command", expected);
            }
        }
        if !is_batch(program) {
            return;
        }
        for (index, word) in words.iter().enumerate().filter(|(_, word)| word.contains(OF_CMD)) {
            let found = format!("`{word}`, of which `cmd.exe` would read a character as its own");
            let expected = "a word without any of `\" % & | < > ^`; it may come by `environment`";
            self.mistakes.found(&format!("{at}.install.{}", index + 1), &found, expected);
        }
    }

    /// A service is looked for by exactly its name.
    fn service(&mut self, at: &str, service: &str, family: Family, settings: &[Setting]) {
        let at = format!("{at}.service");
        let is_name =
            |name: &String| settings.iter().any(|setting| setting.name == *name && setting.form == SettingForm::Name);
        if let Some(name) = placeholders(service).iter().find(|name| !is_name(name)) {
            self.mistakes.found(&at, &format!("`{{{name}}}`"), "a setting of the form `name`");
        }
        let wild = match family {
            Family::Linux => service.contains(['*', '?', '[', ']', '/']) || service.contains(char::is_whitespace),
            Family::Windows => service.contains(['*', '?', '[', ']', '`', '/', '\\']),
        };
        if wild || service.starts_with('-') {
            let expected = "the name of one service, without characters that stand for others";
            self.mistakes.found(&at, &format!("`{service}`"), expected);
        }
    }
}

/// What a recipe may name: stores, cloud, architecture and settings.
pub(super) fn names(settings: &[Setting]) -> impl Iterator<Item = &str> {
    STORES.into_iter().chain(settings.iter().map(|setting| setting.name.as_str()))
}
