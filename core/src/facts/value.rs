//! What is known about each fact.

use std::borrow::Cow;

use crate::choices::{Answer, ImageSource, PartKind, Python, Route, non_blank};
use crate::facts::form::{
    address_form, credentials_form, form_word, holds_credentials, is_certificate, optional_address, scheme, url,
};
use crate::facts::reading::Reading;
use crate::facts::{Facts, TableCell};
use crate::facts::{bundle, image_id};
use crate::policy::catalog::{Family, Repositories, Support, System};
use crate::policy::fact::FactName;
use crate::policy::value::FactValue;
use crate::primitives::address::{Address, Scheme};
use crate::primitives::checksum;
use crate::primitives::day::Day;
use crate::primitives::glob;
use crate::primitives::ids::RuleId;
use crate::primitives::version::Version;

/// The answer by which a combination counts that the table does not list.
const CONFIRMED: &str = "supportConfirmed";

impl<'a> From<&'a Answer> for FactValue<'a> {
    fn from(answer: &'a Answer) -> Self {
        match answer {
            Answer::Flag(flag) => Self::Flag(*flag),
            Answer::Number(number) => Self::Number(i64::from(*number)),
            Answer::Word(word) => word.as_str().into(),
        }
    }
}

impl<'a> Facts<'a> {
    /// Works out what is known about a fact.
    #[expect(clippy::too_many_lines, reason = "a line a fact: split up, the list could no longer be seen to be whole")]
    pub(super) fn work_out(&self, fact: FactName) -> FactValue<'a> {
        let choices = self.choices;
        let answers = &choices.answers;
        match fact {
            FactName::Cloud => self.cloud.map(|cloud| cloud.id.as_str()).into(),
            FactName::CloudPublicNetwork => {
                self.cloud.map_or(FactValue::Open, |cloud| cloud.public_network.map_or(FactValue::Absent, Into::into))
            }
            FactName::System => self.system.map(|system| system.id.as_str()).into(),
            FactName::SystemFamily => self.system(|system| system.family.into()),
            FactName::SystemEndOfLife => {
                self.system(|system| system.end_of_life.map_or(FactValue::Absent, FactValue::Date))
            }
            FactName::SystemLife => self.system(|system| self.life(system).map(|(word, _)| word).into()),
            FactName::SystemLifeSince => self.system(|system| {
                self.life(system).and_then(|(_, since)| since).map_or(FactValue::Absent, FactValue::Date)
            }),
            FactName::SystemStockPython => self.system(|system| match (&system.stock_python, &answers.python) {
                (Some(version), None) => FactValue::Version(Cow::Borrowed(version)),
                _ => FactValue::Absent,
            }),
            FactName::SystemPowershell => self.system(|system| {
                system
                    .powershell
                    .as_ref()
                    .map_or(FactValue::Absent, |version| FactValue::Version(Cow::Borrowed(version)))
            }),
            FactName::SystemBaseImage => self.system(|system| system.base_image.into()),
            FactName::SystemRepositories => self.system(|system| system.repositories.into()),
            FactName::RepositoriesAnswer => self.system(|system| match answers.others.0.get("repositoriesAnswer") {
                Some(Answer::Flag(answer)) => (*answer).into(),
                _ if system.repositories == Repositories::Alive => true.into(),
                _ if self.image_source() == Some(ImageSource::Custom) => FactValue::Open,
                _ => false.into(),
            }),
            FactName::SystemTls12 => self.system(|system| system.tls12.into()),
            FactName::Agent => self.agent.map(|agent| agent.id.as_str()).into(),
            FactName::AgentVersion => choices
                .agent
                .version
                .as_ref()
                .map_or(FactValue::Absent, |version| FactValue::Version(Cow::Borrowed(version))),
            FactName::AgentVersionRuns => self.version_runs().into(),
            FactName::AgentPackageStore => self.agent.map(|agent| agent.package_store).into(),
            FactName::AgentUsesPython => self.agent.map(|agent| agent.uses_python).into(),
            FactName::AgentLifecycleUser => self.agent.map(|agent| agent.lifecycle_user.is_some()).into(),
            FactName::AgentLifecycleUserName => self.agent.map_or(FactValue::Open, |agent| {
                agent.entry.lifecycle_user.as_deref().map_or(FactValue::Absent, FactValue::from)
            }),
            FactName::AgentScript => {
                self.system(|_| if self.recipe().is_some() { "written" } else { "missing" }.into())
            }
            FactName::PlanInstalls => self.must_install().into(),
            FactName::PlanMayInstall => (self.needs_headers() && answers.openssl_devel.is_none()).into(),
            FactName::AgentArch => self.system(|_| match self.recipe() {
                Some(recipe) if !recipe.arches.contains(&self.arch()) => "missing".into(),
                _ => "available".into(),
            }),
            FactName::AgentOnImage => self.on_image.into(),
            FactName::AgentSettings => self.settings_form().0,
            FactName::AgentSettingsWanted => {
                self.malformed_setting().map_or(FactValue::Absent, |text| FactValue::Text(Cow::Owned(text)))
            }
            FactName::AgentCommand => self.command_form().0.into(),
            FactName::CommandsSecret => self.command_with_secret().is_some().into(),
            FactName::CommandsRestart => self.command_that(Reading::restarts).is_some().into(),
            FactName::CommandsQuiet => {
                let quiet = self.commands().find_map(|(_, reading)| reading.quiet().map(str::to_owned));
                quiet.map_or("none".into(), |text| FactValue::Text(Cow::Owned(text)))
            }
            FactName::CommandsBrought => match self.family() {
                None => FactValue::Open,
                Some(Family::Linux) => "none".into(),
                Some(Family::Windows) => {
                    let program = self.commands().find_map(|(_, reading)| reading.brought());
                    program.unwrap_or("none").into()
                }
            },
            FactName::AgentBeforeCapture => self.before_capture(),
            FactName::Route => self.route.into(),
            FactName::CellText => self.cell.map(|cell| cell.text).into(),
            FactName::CellSupport => self.cell.map(|cell| cell.support).into(),
            FactName::CellCondition => self.cell.map(|cell| cell.condition.map_or("none", RuleId::as_str)).into(),
            FactName::CellProvenance => self.cell.map(|cell| cell.provenance()).into(),
            FactName::CellAsksUserData => self.cell.map(|cell| self.asks_user_data(&cell)).into(),
            FactName::CellUnlisted => {
                self.cell.map_or(FactValue::Open, |cell| match (cell.support, answers.others.0.get(CONFIRMED)) {
                    (Support::NotListed, Some(Answer::Flag(true))) => "confirmed".into(),
                    (Support::NotListed, Some(Answer::Flag(false))) => "refused".into(),
                    (Support::NotListed, _) => "open".into(),
                    _ => FactValue::Absent,
                })
            }
            FactName::Delivery => self
                .system_on_cloud(self.delivery.map_or(FactValue::from("none"), |delivery| delivery.field.kind.into())),
            FactName::DeliveryRunner => self.system_on_cloud(
                self.delivery.map_or(FactValue::Absent, |delivery| delivery.delivery().runner.as_str().into()),
            ),
            FactName::DeliveryRuns => {
                self.system_on_cloud(self.delivery.map_or(FactValue::Absent, |delivery| delivery.runs.into()))
            }
            FactName::ImageSource => self.image_source().into(),
            FactName::DeliveryMetadataTokens => self
                .system_on_cloud(self.delivery.map_or(FactValue::Absent, |delivery| delivery.metadata_tokens.into())),
            FactName::DeliveryTakesParts => {
                self.system_on_cloud(self.delivery.map_or(FactValue::Absent, |delivery| delivery.takes_parts.into()))
            }
            FactName::ImageOwn => (self.image_source() == Some(ImageSource::Custom)).into(),
            FactName::ImagePublisher => self.publisher().into(),
            FactName::ImagePublisherName => {
                self.known_publisher().map_or(FactValue::Absent, |publisher| publisher.label.as_str().into())
            }
            FactName::ImagePublisherSystem => agreement(self.publisher_makes_system()).into(),
            FactName::ImageArch => self.arch().into(),
            FactName::ImageId => non_blank(choices.image.id.as_deref()).map_or(FactValue::Absent, FactValue::from),
            FactName::ImageIdForm => match (non_blank(choices.image.id.as_deref()), self.cloud) {
                (None, _) => FactValue::Absent,
                (Some(id), Some(cloud)) => match image_id::is_well_formed(id, &cloud.image_ids) {
                    false if cloud.image_ids_uncertain => "unusual".into(),
                    well_formed => form_word(well_formed).into(),
                },
                (Some(_), None) => FactValue::Open,
            },
            FactName::ImageIdKind => non_blank(choices.image.id.as_deref())
                .zip(self.cloud)
                .and_then(|(id, cloud)| image_id::form(id, &cloud.image_ids))
                .map_or(FactValue::Absent, Into::into),
            FactName::ImageSystem => {
                agreement(match (choices.system.as_ref().and(self.system), self.inferred.system) {
                    (Some(chosen), Some(told)) => chosen.id == told.id,
                    _ => true,
                })
                .into()
            }
            FactName::ImagePublisherAgrees => {
                match (non_blank(choices.image.publisher.as_deref()), self.inferred.publisher) {
                    (Some(chosen), Some(told)) => self.is_same_publisher(chosen.trim(), told).into(),
                    _ => true.into(),
                }
            }
            FactName::ImageSourceAgrees => match (choices.image.source, self.inferred.source) {
                // Who has an image with the worker inside has made it, or was given it.
                (Some(ImageSource::Worker), Some(ImageSource::Custom)) => true.into(),
                (chosen, told) => agrees(chosen, told).into(),
            },
            FactName::ImageArchAgrees => agrees(choices.image.arch, self.inferred.arch).into(),
            FactName::StoreUrl => match (self.worse_store(), &self.elsewhere) {
                (None, Some(text)) if self.bundle_store.is_some() => FactValue::Text(text.clone().into()),
                (store, _) => url(store.as_ref(), choices.bundle_store.url.as_deref()),
            },
            FactName::StoreRest => {
                self.worse_store().map_or(FactValue::Open, |store| FactValue::Text(store.rest.into()))
            }
            FactName::StoreForm => address_form(choices.bundle_store.url.as_deref(), self.worse_store().as_ref()),
            FactName::StoreScheme => scheme(choices.bundle_store.url.as_deref(), self.worse_store().as_ref()),
            FactName::BundleForm => self.system(|system| self.bundle_form(system.family)),
            FactName::BundleArch => agreement(self.bundle_arch().is_none_or(|arch| arch == self.arch())).into(),
            FactName::StoreExpires => self.stores().any(|store| bundle::expires(&store.rest)).into(),
            FactName::StoreChecksum => non_blank(choices.bundle_store.sha256.as_deref()).is_some().into(),
            FactName::StoreChecksumForm => match non_blank(choices.bundle_store.sha256.as_deref()) {
                None => FactValue::Absent,
                Some(text) => form_word(checksum::sha256(text).is_some()).into(),
            },
            FactName::StoreNeeded => (self.route != Route::AlreadyThere
                || self.image_source() == Some(ImageSource::Worker) && self.bundle_store.is_some())
            .into(),
            FactName::StoreCertificate => (self.route != Route::AlreadyThere
                && non_blank(choices.bundle_store.ca_certificate.as_deref()).is_some())
            .into(),
            FactName::StoreCertificateForm => match non_blank(choices.bundle_store.ca_certificate.as_deref()) {
                None => FactValue::Absent,
                Some(pem) if pem.contains("PRIVATE KEY-----") => "privateKey".into(),
                Some(pem) => form_word(is_certificate(pem)).into(),
            },
            FactName::StoreReach => {
                let is_private = self.stores().any(|store| store.is_private());
                self.bundle_store.as_ref().map(|_| if is_private { "private" } else { "public" }).into()
            }
            FactName::StoreQuery => self.bundle_store.as_ref().map(|store| store.rest.contains('?')).into(),
            FactName::StorePassword => choices.bundle_store.password.is_some().into(),
            FactName::StoreCredentials => {
                self.bundle_store.as_ref().map(|_| self.stores().any(|store| store.credentials)).into()
            }
            FactName::StoreCredentialsForm => credentials_form(&choices.bundle_store, self.family()),
            FactName::PackageStoreUrl => url(self.package_store.as_ref(), choices.package_store.url.as_deref()),
            FactName::PackageStoreForm => {
                address_form(choices.package_store.url.as_deref(), self.package_store.as_ref())
            }
            FactName::PackageStoreScheme => scheme(choices.package_store.url.as_deref(), self.package_store.as_ref()),
            FactName::PackageStoreCredentials => self.package_store.as_ref().map(|store| store.credentials).into(),
            FactName::ProxyForm => optional_address(choices.proxy.as_deref()),
            FactName::ProxyCredentials => holds_credentials(choices.proxy.as_deref()).into(),
            FactName::CallHomeForm => optional_address(choices.call_home.as_deref()),
            FactName::CallHomeScheme => {
                choices.call_home.as_deref().and_then(Address::read).map_or(FactValue::Absent, |url| url.scheme.into())
            }
            FactName::CallHomeCredentials => holds_credentials(choices.call_home.as_deref()).into(),
            FactName::Python => match &answers.python {
                None => FactValue::Open,
                Some(Python::None) => FactValue::Absent,
                Some(Python::Version(version)) => FactValue::Version(Cow::Borrowed(version)),
            },
            FactName::NetTools => answers.net_tools.into(),
            FactName::OpensslDevel => answers.openssl_devel.into(),
            FactName::CertificatesInstalled => answers.certificates_installed.into(),
            FactName::UserDataRuns => answers.user_data_runs.into(),
            FactName::Downloader => answers.downloader.into(),
            FactName::SoftwarePackages => (!choices.software.packages.is_empty()).into(),
            FactName::SoftwarePackagesForm => form_word(self.unnamable_package().is_none()).into(),
            FactName::SoftwareCommands => (!choices.software.commands.is_empty()).into(),
            FactName::SoftwarePrivileges => self.software().has_privileges(self.effort()).into(),
            FactName::SoftwareCommandsForm => form_word(self.unnamable_command().is_none()).into(),
            FactName::SoftwareShell => {
                let shell = self.shell().and_then(|index| choices.software.commands.get(index));
                shell.map_or("none", String::as_str).into()
            }
            FactName::UserPart => non_blank(choices.user_part.as_deref()).is_some().into(),
            FactName::UserPartKind => {
                non_blank(choices.user_part.as_deref()).map_or(FactValue::Absent, |part| PartKind::of(part).into())
            }
            FactName::UserPartRestarts => {
                let part = non_blank(choices.user_part.as_deref());
                part.is_some_and(|part| self.readings.of(part).restarts()).into()
            }
            FactName::Texts => form_word(self.unusable_text().is_none()).into(),
            // The one is known when the payload is made; the others are taken from the choices as they are.
            FactName::PayloadLeft | FactName::PayloadOver | FactName::PayloadPacking | FactName::Answer(_) => {
                FactValue::Open
            }
        }
    }

    fn system(&self, of: impl FnOnce(&'a System) -> FactValue<'a>) -> FactValue<'a> {
        self.system.map_or(FactValue::Open, |system| of(system.entry))
    }

    pub(super) fn family(&self) -> Option<Family> {
        self.system.map(|system| system.family)
    }

    fn system_on_cloud<'v>(&self, value: FactValue<'v>) -> FactValue<'v> {
        if self.cloud.is_some() && self.system.is_some() { value } else { FactValue::Open }
    }

    /// Where the system stands in its life, and since when.
    fn life(&self, system: &System) -> Option<(&'static str, Option<Day>)> {
        let Some(end) = system.end_of_life else { return Some(("supported", None)) };
        let today = self.choices.today?;
        Some(match system.extended_end_of_life {
            _ if today < end => ("supported", None),
            Some(extended) if today < extended => ("extended", Some(end)),
            Some(extended) => ("ended", Some(extended)),
            None => ("ended", Some(end)),
        })
    }

    /// Whether nothing is known against the agent's version on the system.
    fn version_runs(&self) -> bool {
        let known_against = |version: &Version| {
            let (agent, system) = self.agent.zip(self.system)?;
            agent.entry.unsupported.iter().find(|entry| {
                entry.versions.contains(version)
                    && entry.systems.iter().any(|pattern| glob::matches(pattern, system.id.as_str()))
            })
        };
        self.choices.agent.version.as_ref().and_then(known_against).is_none()
    }

    fn asks_user_data(&self, cell: &TableCell<'_>) -> bool {
        let rule = cell.condition.and_then(|id| self.policy.rule(id));
        rule.is_some_and(|rule| {
            rule.require.0.iter().flat_map(|terms| &terms.0).any(|(fact, _)| *fact == FactName::UserDataRuns)
        })
    }

    /// Whether something has to come from package repositories, as far as is known: the headers, where the store turns out to
    /// be one over HTTPS.
    fn must_install(&self) -> Option<bool> {
        let packages = !self.choices.software.packages.is_empty();
        if packages || self.choices.answers.openssl_devel != Some(false) || !self.uses_python() {
            return Some(packages);
        }
        non_blank(self.choices.bundle_store.url.as_deref())?;
        Some(self.needs_headers())
    }

    /// Whether the agent's own bootstrap checks certificates, for which its Python needs the headers of OpenSSL.
    fn needs_headers(&self) -> bool {
        self.bundle_store.as_ref().is_some_and(|store| store.scheme == Scheme::Https) && self.uses_python()
    }

    fn uses_python(&self) -> bool {
        self.agent.is_some_and(|agent| agent.uses_python)
    }
}

/// Whether what was chosen is what was told, if both were.
fn agrees<T: PartialEq>(chosen: Option<T>, told: Option<T>) -> bool {
    chosen.zip(told).is_none_or(|(chosen, told)| chosen == told)
}

fn agreement(agrees: bool) -> &'static str {
    if agrees { "agrees" } else { "contradicts" }
}
