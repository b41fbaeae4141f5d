//! Whether a text has the form that a script can hold: addresses, names, settings, credentials.

use std::borrow::Cow;
use std::rc::Rc;

use crate::choices::field::Field;
use crate::choices::{BundleStore, non_blank};
use crate::facts::Facts;
use crate::facts::reading::{OfSoftware, Reading};
use crate::policy::catalog::{Family, Setting, SettingForm};
use crate::policy::command::is_cmd;
use crate::policy::setting;
use crate::policy::value::FactValue;
use crate::primitives::address::Address;

impl<'a> Facts<'a> {
    /// The form of the agent's settings, and the settings that it hangs on.
    pub(super) fn settings_form(&self) -> (FactValue<'static>, Vec<Field>) {
        let Some(agent) = self.agent else { return (FactValue::Open, vec![Field::AgentId]) };
        let fields = |wanted: &dyn Fn(&Setting) -> bool| -> Vec<Field> {
            agent
                .settings
                .iter()
                .filter(|setting| wanted(setting))
                .map(|setting| Field::AgentSetting(setting.name.clone()))
                .collect()
        };
        let family = self.family();
        let malformed = fields(&|setting| {
            self.setting(&setting.name).is_some_and(|value| !setting::has_form(value, setting.form, family))
        });
        if !malformed.is_empty() {
            return ("malformed".into(), malformed);
        }
        let missing = fields(&|setting| setting.required && self.setting(&setting.name).is_none());
        let value = if missing.is_empty() { "wellFormed".into() } else { FactValue::Open };
        (value, missing)
    }

    /// What the first setting without its form takes.
    pub(super) fn malformed_setting(&self) -> Option<String> {
        let family = self.family();
        let malformed = |setting: &&Setting| {
            self.setting(&setting.name).is_some_and(|value| !setting::has_form(value, setting.form, family))
        };
        let setting = self.agent?.entry.settings.iter().find(malformed)?;
        Some(format!("`{}` takes {}", setting.name, setting::wanted(setting.form)))
    }

    /// Whether a command is given that takes the agent's identity out of an image, where the agent's recipe asks for one.
    pub(super) fn before_capture(&self) -> FactValue<'static> {
        const SETTING: &str = "beforeCapture";
        let asks = self.agent.is_some_and(|agent| agent.settings.iter().any(|setting| setting.name == SETTING));
        match self.setting(SETTING) {
            _ if !asks => FactValue::Absent,
            Some(_) => "given".into(),
            None => "missing".into(),
        }
    }

    /// Whether `cmd.exe` would run the whole of a command that a setting gives, and else that setting.
    pub(super) fn command_form(&self) -> (&'static str, Option<Field>) {
        // What starts cmd takes some of the line, too.
        const LONGEST: usize = 8_100;
        let is_for_cmd = self.family() == Some(Family::Windows)
            && self.recipe().and_then(|recipe| recipe.install.first()).is_some_and(|program| is_cmd(program));
        if !is_for_cmd {
            return ("oneLine", None);
        }
        if let Some(field) = self.command_that(|reading| reading.text().trim().contains(['\n', '\r'])) {
            return ("severalLines", Some(field));
        }
        match self.command_that(|reading| reading.text().encode_utf16().count() > LONGEST) {
            Some(field) => ("tooLong", Some(field)),
            None => ("oneLine", None),
        }
    }

    /// The agent's settings that are commands, each with what it tells.
    pub(super) fn commands(&self) -> impl Iterator<Item = (&'a str, Rc<Reading>)> {
        let settings = self.agent.into_iter().flat_map(|agent| &agent.entry.settings);
        let commands = settings.filter(|setting| setting.form == SettingForm::Command);
        commands.filter_map(|setting| Some((setting.name.as_str(), self.readings.of(self.setting(&setting.name)?))))
    }

    /// The first of the agent's settings that is a command of which something holds.
    pub(super) fn command_that(&self, holds: impl Fn(&Reading) -> bool) -> Option<Field> {
        let (name, _) = self.commands().find(|(_, reading)| holds(reading))?;
        Some(Field::AgentSetting(name.to_owned()))
    }

    /// What is known of the additional software.
    pub(super) fn software(&self) -> Rc<OfSoftware> {
        self.readings.of_software(&self.choices.software)
    }

    /// The first command in which a secret stands.
    pub(super) fn command_with_secret(&self) -> Option<Field> {
        self.command_that(Reading::holds_secret).or_else(|| self.software().secret().map(Field::Command))
    }

    /// The first text that no script can hold: one with a NUL in it.
    pub(super) fn unusable_text(&self) -> Option<Field> {
        let choices = self.choices;
        let store = &choices.bundle_store;
        let fields = [
            (Field::BundleStoreUrl, store.url.as_deref()),
            (Field::BundleStoreCaCertificate, store.ca_certificate.as_deref()),
            (Field::BundleStoreUser, store.user.as_deref()),
            (Field::BundleStorePassword, store.password.as_ref().map(|password| password.reveal().as_str())),
            (Field::PackageStoreUrl, choices.package_store.url.as_deref()),
            (Field::Proxy, choices.proxy.as_deref()),
            (Field::CallHome, choices.call_home.as_deref()),
            (Field::UserPart, choices.user_part.as_deref()),
        ];
        let settings = choices
            .agent
            .settings
            .iter()
            .map(|(name, value)| (Field::AgentSetting(name.clone()), Some(value.as_str())));
        let packages = choices
            .software
            .packages
            .iter()
            .enumerate()
            .map(|(index, name)| (Field::Package(index), Some(name.as_str())));
        fields
            .into_iter()
            .chain(settings)
            .chain(packages)
            .find(|(_, text)| text.is_some_and(|text| text.contains('\0')))
            .map(|(field, _)| field)
    }
}

pub(super) fn url<'v>(address: Option<&Address>, text: Option<&'v str>) -> FactValue<'v> {
    match (address, non_blank(text)) {
        (_, None) => FactValue::Open,
        (Some(address), _) => FactValue::Text(Cow::Owned(address.url())),
        (None, Some(text)) => text.into(),
    }
}

pub(super) fn address_form(text: Option<&str>, address: Option<&Address>) -> FactValue<'static> {
    match non_blank(text) {
        None => FactValue::Open,
        Some(_) => form_word(address.is_some()).into(),
    }
}

pub(super) fn scheme(text: Option<&str>, address: Option<&Address>) -> FactValue<'static> {
    match (non_blank(text), address) {
        (None, _) => FactValue::Open,
        (Some(_), None) => FactValue::Absent,
        (Some(_), Some(address)) => address.scheme.into(),
    }
}

/// Both words, and where a netrc file holds them, in neither what ends a word there. Windows has no such file.
pub(super) fn credentials_form(store: &BundleStore, family: Option<Family>) -> FactValue<'static> {
    let password = store.password.as_ref().map(|password| password.reveal().as_str());
    match (non_blank(store.user.as_deref()), non_blank(password)) {
        (None, None) => FactValue::Absent,
        (Some(_), Some(_)) if family == Some(Family::Windows) => form_word(true).into(),
        (Some(user), Some(password)) => {
            let ends_word =
                |letter: char| letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '\\' | '\'');
            form_word(!user.contains(ends_word) && !password.contains(ends_word)).into()
        }
        _ => form_word(false).into(),
    }
}

pub(super) fn optional_address(text: Option<&str>) -> FactValue<'static> {
    match non_blank(text) {
        None => FactValue::Absent,
        Some(text) => form_word(Address::read(text).is_some_and(|address| address.scheme_given)).into(),
    }
}

pub(super) fn holds_credentials(text: Option<&str>) -> bool {
    non_blank(text).and_then(Address::read).is_some_and(|address| address.credentials)
}

pub(super) fn is_certificate(pem: &str) -> bool {
    let pem = pem.trim();
    pem.starts_with("-----BEGIN CERTIFICATE-----") && pem.ends_with("-----END CERTIFICATE-----")
}

pub(super) fn form_word(well_formed: bool) -> &'static str {
    if well_formed { "wellFormed" } else { "malformed" }
}
