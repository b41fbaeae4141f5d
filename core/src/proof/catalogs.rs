//! The catalogs: what documents, clouds, systems and publishers say of themselves and of each other.

use super::words::{Proof, ids};
use crate::policy::catalog::{Cloud, Publisher, SourceEntry, System};
use crate::policy::package::is_package;

impl Proof<'_> {
    pub(super) fn source(&mut self, at: &str, entry: &SourceEntry) {
        self.filled(&format!("{at}.title"), &entry.title);
        // It becomes a link on a page: one that runs a script is none.
        let is_web = ["https://", "http://"].iter().any(|scheme| entry.url.starts_with(scheme));
        if !is_web || entry.url.contains(|letter: char| letter.is_control() || letter.is_whitespace()) {
            self.mistakes.found(&format!("{at}.url"), "another text", "a URL that begins with https:// or http://");
        }
    }

    pub(super) fn cloud(&mut self, at: &str, id: &str, cloud: &Cloud) {
        self.filled(&format!("{at}.label"), &cloud.label);
        self.aliases(at, id, &cloud.aliases, &self.document.clouds);
        for (name, field) in &cloud.fields {
            let at = format!("{at}.fields.{name}");
            self.id(&at, name);
            self.citation(&at, &field.source);
            self.filled(&format!("{at}.name"), &field.name);
        }
        for (index, reset) in cloud.resets.iter().enumerate() {
            let at = format!("{at}.resets.{index}");
            self.citation(&at, &reset.source);
            self.systems(&format!("{at}.systems"), &reset.systems);
        }
        for (index, delivery) in cloud.deliveries.iter().enumerate() {
            let at = format!("{at}.deliveries.{index}");
            self.citation(&at, &delivery.source);
            if cloud.fields.is_empty() {
                let found = format!("`{}`, and the cloud has no `fields`", delivery.field);
                self.mistakes.found(&format!("{at}.field"), &found, "the name of one");
            }
            self.known(&format!("{at}.field"), "field", &delivery.field, &ids(&cloud.fields));
            if delivery.families.is_empty() {
                self.mistakes.found(&format!("{at}.families"), "an empty list", "the families that it is for");
            }
            if !is_file_name(&delivery.file_name) {
                self.mistakes.found(&format!("{at}.fileName"), "another text", "a file's name, like `user-data.sh`");
            }
            if let Some(rule) = &delivery.condition {
                self.condition(&format!("{at}.condition"), rule, |_| false);
            }
        }
    }

    pub(super) fn system(&mut self, at: &str, id: &str, system: &System) {
        self.filled(&format!("{at}.label"), &system.label);
        self.aliases(at, id, &system.aliases, &self.document.systems);
        self.citation(at, &system.source);
        for cloud in system.image_ids.keys() {
            self.id_of(&format!("{at}.imageIds.{cloud}"), "cloud", cloud.as_str(), &self.document.clouds);
        }
        let packages = [("python2Package", &system.python2_package), ("opensslPackage", &system.openssl_package)];
        for (name, package) in packages.iter().filter_map(|(name, package)| Some((name, package.as_ref()?))) {
            if !is_package(package, system.package_manager) {
                let expected = "the name of one package, as the package manager has it";
                self.mistakes.found(&format!("{at}.{name}"), &format!("`{package}`"), expected);
            }
        }
        // An answer would tell the earlier of both as the day on which all support ended.
        if let Some((end, extended)) = system.end_of_life.zip(system.extended_end_of_life)
            && extended <= end
        {
            let found = format!("{extended}, which is not after `endOfLife`, {end}");
            self.mistakes.found(&format!("{at}.extendedEndOfLife"), &found, "a later day, or none");
        }
    }

    pub(super) fn publisher(&mut self, at: &str, publisher: &Publisher) {
        self.filled(&format!("{at}.label"), &publisher.label);
        self.citation(at, &publisher.source);
        for (cloud, source) in &publisher.sources {
            let at = format!("{at}.sources.{cloud}");
            self.citation(&at, source);
            self.id_of(&at, "cloud", cloud.as_str(), &self.document.clouds);
        }
        self.systems(&format!("{at}.systems"), &publisher.systems);
        for cloud in publisher.names.keys() {
            self.id_of(&format!("{at}.names.{cloud}"), "cloud", cloud.as_str(), &self.document.clouds);
        }
    }
}

fn is_file_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && name.len() <= 64 && !name.starts_with('.') && name.bytes().all(plain)
}
