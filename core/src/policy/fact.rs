//! The list of facts that rules compare: one for the built-in policy and for organisations.

mod answer;

use std::fmt;

use serde::de::{self, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::choices;
use crate::choices::field::Field;
use crate::policy::catalog;
use crate::policy::packing::Packing;
use crate::primitives::address;

pub use self::answer::AnswerFact;

/// What a fact's values are, and with it what a rule may compare them to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// A text of one of the catalogs or word lists; compared to a list of globs.
    Text(Vocabulary),
    /// Yes or no; compared to `true` or `false`.
    Flag,
    /// A version; compared to a range.
    Version,
    /// A day; compared to a range.
    Date,
    /// A number; compared to a range.
    Number,
    /// What the policy's list of answers says: yes or no, or one of a question's words.
    Answer,
}

/// Which texts a fact can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// Anything.
    Free,
    /// The catalog's clouds.
    Clouds,
    /// The catalog's systems.
    Systems,
    /// The catalog's agents.
    Agents,
    /// The ids of rules, or `none`.
    Rules,
    /// These words.
    Words(&'static [&'static str]),
}

/// Writes the list of facts once: name, kind, and the field that an answer to it belongs to.
macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $kind:expr, $field:expr;)+) => {
        /// A fact, by its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FactName {
            $($(#[doc = $doc])+ $variant,)+
            /// An answer of the policy's list that only rules read.
            Answer(AnswerFact),
        }

        /// The facts without what they hold, to be counted.
        #[derive(Clone, Copy)]
        enum Place {
            $($variant,)+
            Answer,
        }

        impl FactName {
            /// All facts but the answers that the policy lists, in the order of their documentation.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Their names, in the same order.
            pub const NAMES: &[&str] = &[$($name),+];

            /// The name, as rules write it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Answer(answer) => answer.as_str(),
                    named => Self::NAMES.get(named.place()).copied().unwrap_or_default(),
                }
            }

            /// The fact of a name; of an answer, whether or not a policy lists it.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match Self::NAMES.iter().position(|known| *known == name) {
                    Some(place) => Self::ALL.get(place).copied(),
                    None => Self::of_answer(name.strip_prefix("answers.")?),
                }
            }

            /// Where its value stands; all answers have one place.
            pub(crate) const fn place(self) -> usize {
                match self {
                    $(Self::$variant => Place::$variant as usize,)+
                    Self::Answer(_) => Place::Answer as usize,
                }
            }

            /// What the fact says, in a sentence; of an answer, the policy says more.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+),)+
                    Self::Answer(_) => " What the user answers.",
                }
            }

            /// What its values are.
            #[must_use]
            pub fn kind(self) -> FactKind {
                const KINDS: &[FactKind] = &[$($kind),+];
                KINDS.get(self.place()).copied().unwrap_or(FactKind::Answer)
            }

            /// The field that it is about: where a finding about it points, and where its answer belongs.
            #[must_use]
            pub fn field(&self) -> Field {
                match self {
                    $(Self::$variant => $field,)+
                    Self::Answer(answer) => Field::Answer(answer.id().to_owned()),
                }
            }
        }
    };
}

impl FactName {
    /// Whether it is about a field.
    pub(crate) fn is_about(&self, field: &Field) -> bool {
        match (self, field) {
            (Self::Answer(answer), Field::Answer(id)) => answer.id() == id,
            (Self::Answer(_), _) => false,
            (named, field) => named.field() == *field,
        }
    }

    /// The fact that follows from an answer: one with a name of its own, or the answer itself.
    #[must_use]
    pub fn of_answer(id: &str) -> Option<Self> {
        let own = Self::ALL.iter().find(|fact| fact.as_str() == id && fact.field().is_answer());
        own.copied().or_else(|| AnswerFact::new(id).map(Self::Answer))
    }
}

impl Serialize for FactName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for FactName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl<'de> Visitor<'de> for Name {
            type Value = FactName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a fact")
            }

            fn visit_enum<A: EnumAccess<'de>>(self, word: A) -> Result<FactName, A::Error> {
                let (name, nothing): (String, _) = word.variant()?;
                nothing.unit_variant()?;
                FactName::named(&name).ok_or_else(|| de::Error::unknown_variant(&name, FactName::NAMES))
            }
        }

        deserializer.deserialize_enum("FactName", Self::NAMES, Name)
    }
}

use FactKind::{Date, Flag, Number, Text};
use Vocabulary::{Agents, Clouds, Free, Rules, Systems, Words};

const FORM: Vocabulary = Words(&["wellFormed", "malformed"]);
const AGREEMENT: Vocabulary = Words(&["agrees", "contradicts"]);

facts! {
    /// The cloud's id.
    Cloud = "cloud", Text(Clouds), Field::Cloud;
    /// Whether a VM on the cloud stands outside of the user's own network, as far as is known.
    CloudPublicNetwork = "cloud.publicNetwork", Flag, Field::Cloud;
    /// The system's id, chosen or told by the image's id.
    System = "system", Text(Systems), Field::System;
    /// The system's family.
    SystemFamily = "system.family", Text(Words(catalog::Family::WORDS)), Field::System;
    /// The listed day on which the standard support of the system ends.
    SystemEndOfLife = "system.endOfLife", Date, Field::System;
    /// Where the system stands in its life on the day of the answer.
    SystemLife = "system.life", Text(Words(&["supported", "extended", "ended"])), Field::System;
    /// The day on which the system's life last changed, for messages.
    SystemLifeSince = "system.lifeSince", Date, Field::System;
    /// The Python that the system itself brings, as long as nobody has said which one the image has.
    SystemStockPython = "system.stockPython", FactKind::Version, Field::Python;
    /// The PowerShell that the system itself brings.
    SystemPowershell = "system.powershell", FactKind::Version, Field::System;
    /// Whether the system is in the catalogue on which the platform itself detects a missing agent.
    SystemBaseImage = "system.baseImage", Flag, Field::System;
    /// Whether the system's package repositories still answer.
    SystemRepositories = "system.repositories", Text(Words(catalog::Repositories::WORDS)), Field::System;
    /// Whether the image's package repositories answer: as was said, else as the system's do; open for an own image of a
    /// system whose are gone.
    RepositoriesAnswer = "repositories.answer", Flag, Field::Answer("repositoriesAnswer".to_owned());
    /// Whether the system speaks TLS 1.2 as it comes.
    SystemTls12 = "system.tls12", Text(Words(catalog::Tls12::WORDS)), Field::System;
    /// The agent's id, chosen or assumed.
    Agent = "agent", Text(Agents), Field::AgentId;
    /// The agent's version.
    AgentVersion = "agent.version", FactKind::Version, Field::AgentVersion;
    /// Whether the agent's version is one that runs on the system, as far as is known.
    AgentVersionRuns = "agent.versionRuns", Flag, Field::AgentVersion;
    /// Whether the agent fetches the rest of itself from a package store.
    AgentPackageStore = "agent.packageStore", Flag, Field::AgentId;
    /// Whether the agent's own bootstrap uses the image's Python.
    AgentUsesPython = "agent.usesPython", Flag, Field::AgentId;
    /// Whether the agent has a user that commands can be allowed to.
    AgentLifecycleUser = "agent.lifecycleUser", Flag, Field::SoftwareCommands;
    /// The name of the agent's user that commands can be allowed to, for messages.
    AgentLifecycleUserName = "agent.lifecycleUserName", Text(Free), Field::SoftwareCommands;
    /// Whether this version writes the script that installs the agent on the system's family.
    AgentScript = "agent.script", Text(Words(&["written", "missing"])), Field::System;
    /// Whether something has to come from the system's package repositories, as far as is known.
    PlanInstalls = "plan.installs", Flag, Field::BundleStoreUrl;
    /// Whether something has to come from the repositories in case the image lacks it, which nobody has said.
    PlanMayInstall = "plan.mayInstall", Flag, Field::OpensslDevel;
    /// Whether there is a bundle of the agent for the image's architecture.
    AgentArch = "agent.arch", Text(Words(&["available", "missing"])), Field::ImageArch;
    /// Whether the image has the agent.
    AgentOnImage = "agent.onImage", Text(Words(choices::Presence::WORDS)), Field::AgentOnImage;
    /// The form of the agent's settings.
    AgentSettings = "agent.settings", Text(FORM), Field::AgentId;
    /// What the first setting without its form takes, for messages.
    AgentSettingsWanted = "agent.settingsWanted", Text(Free), Field::AgentId;
    /// Whether `cmd.exe` reads all of a command that a setting gives; elsewhere, that it is whole.
    AgentCommand = "agent.command", Text(Words(&["oneLine", "severalLines", "tooLong"])), Field::AgentId;
    /// Whether what looks like a secret stands in a command: one of the agent's settings, or one for sudo.
    CommandsSecret = "commands.secret", Flag, Field::AgentId;
    /// Whether a command of the agent's settings restarts the machine or halts it.
    CommandsRestart = "commands.restart", Flag, Field::AgentId;
    /// The first command of the agent's settings that waits for somebody, as it would be without; or `none`.
    CommandsQuiet = "commands.quiet", Text(Free), Field::AgentId;
    /// The first program in a command of the agent's settings that Windows does not bring; or `none`.
    CommandsBrought = "commands.brought", Text(Free), Field::AgentId;
    /// Whether what is the agent's own on one machine is taken away before an image is captured, as far as the agent can say how.
    AgentBeforeCapture = "agent.beforeCapture", Text(Words(&["given", "missing"])), Field::AgentSetting("beforeCapture".to_owned());
    /// The route that the answer is about, asked for or derived.
    Route = "route", Text(Words(choices::Route::WORDS)), Field::Route;
    /// The literal text of the table's cell.
    CellText = "cell.text", Text(Free), Field::System;
    /// What the table's cell means.
    CellSupport = "cell.support", Text(Words(catalog::Support::WORDS)), Field::System;
    /// The rule that the table's cell names, or `none`.
    CellCondition = "cell.condition", Text(Rules), Field::System;
    /// How plainly the source says what the cell says.
    CellProvenance = "cell.provenance", Text(Words(catalog::Provenance::WORDS)), Field::System;
    /// Whether the rule that the cell names asks if user data runs.
    CellAsksUserData = "cell.asksUserData", Flag, Field::System;
    /// What is said about a combination that the table does not list.
    CellUnlisted = "cell.unlisted", Text(Words(&["open", "confirmed", "refused"])), Field::System;
    /// How the cloud takes the script for this system.
    Delivery = "delivery", Text(Words(&["userData", "startupScript", "extension", "scriptUrl", "none"])), Field::Cloud;
    /// Who runs the script on the VM.
    DeliveryRunner = "delivery.runner", Text(Free), Field::Cloud;
    /// How often the script is run.
    DeliveryRuns = "delivery.runs", Text(Words(catalog::Runs::WORDS)), Field::Cloud;
    /// Whether the runner asks for metadata with the session tokens that a cloud can require.
    DeliveryMetadataTokens = "delivery.metadataTokens", Text(Words(catalog::MetadataTokens::WORDS)), Field::Cloud;
    /// Whether the runner takes user data of the organisation's own beside the script.
    DeliveryTakesParts = "delivery.takesParts", Flag, Field::Cloud;
    /// Who made the image, seen from the user; chosen or told by the image's id.
    ImageSource = "image.source", Text(Words(choices::ImageSource::WORDS)), Field::ImageSource;
    /// Whether the image is said to be one of the organisation's own.
    ImageOwn = "image.own", Flag, Field::ImageSource;
    /// The image's publisher, chosen or told by the image's id.
    ImagePublisher = "image.publisher", Text(Free), Field::ImagePublisher;
    /// The name that people know the publisher by, for messages.
    ImagePublisherName = "image.publisherName", Text(Free), Field::ImagePublisher;
    /// Whether the publisher, if it is a known one, makes images of the system.
    ImagePublisherSystem = "image.publisherSystem", Text(AGREEMENT), Field::ImagePublisher;
    /// The image's processor architecture, chosen, told by the image's id, or assumed.
    ImageArch = "image.arch", Text(Words(choices::Arch::WORDS)), Field::ImageArch;
    /// The image's id as it was given.
    ImageId = "image.id", Text(Free), Field::ImageId;
    /// Whether the image's id has a form that the cloud writes; unusual where its forms are general knowledge only.
    ImageIdForm = "image.idForm", Text(Words(&["wellFormed", "malformed", "unusual"])), Field::ImageId;
    /// The form of the image's id.
    ImageIdKind = "image.idKind", Text(Words(catalog::ImageIdForm::WORDS)), Field::ImageId;
    /// Whether the system that the image's id tells is the one that was chosen.
    ImageSystem = "image.system", Text(AGREEMENT), Field::System;
    /// Whether the publisher that the image's id tells is the one that was chosen.
    ImagePublisherAgrees = "image.publisherAgrees", Flag, Field::ImagePublisher;
    /// Whether the image is whose its id tells.
    ImageSourceAgrees = "image.sourceAgrees", Flag, Field::ImageSource;
    /// Whether the image is for the architecture that its id tells.
    ImageArchAgrees = "image.archAgrees", Flag, Field::ImageArch;
    /// The bundle store's URL, without credentials.
    StoreUrl = "store.url", Text(Free), Field::BundleStoreUrl;
    /// What follows the scheme in the bundle store's URL.
    StoreRest = "store.rest", Text(Free), Field::BundleStoreUrl;
    /// Whether the bundle store's URL is one that a script can fetch from.
    StoreForm = "store.form", Text(FORM), Field::BundleStoreUrl;
    /// Whether the image has to reach the bundle store: the agent comes from there, or is a worker whose store is given.
    StoreNeeded = "store.needed", Flag, Field::BundleStoreUrl;
    /// The scheme of the bundle store's URL; without one it is http.
    StoreScheme = "store.scheme", Text(Words(address::Scheme::WORDS)), Field::BundleStoreUrl;
    /// Whether the URL of a bundle names the form that is unpacked on the system, another one, a folder, or none.
    BundleForm = "bundle.form", Text(Words(&["unpacked", "other", "folder", "unnamed"])), Field::BundleStoreUrl;
    /// Whether the URL of a bundle names another architecture than the image's.
    BundleArch = "bundle.arch", Text(AGREEMENT), Field::BundleStoreUrl;
    /// Whether the bundle store's URL is a signed one, which expires.
    StoreExpires = "store.expires", Flag, Field::BundleStoreUrl;
    /// Whether the bundle's SHA-256 is given.
    StoreChecksum = "store.checksum", Flag, Field::BundleStoreSha256;
    /// Whether the given SHA-256 is one.
    StoreChecksumForm = "store.checksumForm", Text(FORM), Field::BundleStoreSha256;
    /// Whether a certificate to check the store's by is given, and a script installs it.
    StoreCertificate = "store.certificate", Flag, Field::BundleStoreCaCertificate;
    /// The form of the given certificate.
    StoreCertificateForm = "store.certificateForm", Text(Words(&["wellFormed", "malformed", "privateKey"])), Field::BundleStoreCaCertificate;
    /// Whether the bundle store's host is an address of private networks.
    StoreReach = "store.reach", Text(Words(&["public", "private"])), Field::BundleStoreUrl;
    /// Whether a query stands in the bundle store's URL.
    StoreQuery = "store.query", Flag, Field::BundleStoreUrl;
    /// Whether a password for the store is given.
    StorePassword = "store.password", Flag, Field::BundleStorePassword;
    /// Whether credentials stand in the bundle store's URL.
    StoreCredentials = "store.credentials", Flag, Field::BundleStoreUrl;
    /// Whether the store's user and password can stand in a netrc file.
    StoreCredentialsForm = "store.credentialsForm", Text(FORM), Field::BundleStorePassword;
    /// Whether the package store's URL is one that can be fetched from.
    PackageStoreForm = "packageStore.form", Text(FORM), Field::PackageStoreUrl;
    /// The package store's URL, without credentials.
    PackageStoreUrl = "packageStore.url", Text(Free), Field::PackageStoreUrl;
    /// The scheme of the package store's URL; without one it is http.
    PackageStoreScheme = "packageStore.scheme", Text(Words(address::Scheme::WORDS)), Field::PackageStoreUrl;
    /// Whether credentials stand in the package store's URL.
    PackageStoreCredentials = "packageStore.credentials", Flag, Field::PackageStoreUrl;
    /// The form of the proxy's URL.
    ProxyForm = "proxy.form", Text(FORM), Field::Proxy;
    /// Whether credentials stand in the proxy's URL.
    ProxyCredentials = "proxy.credentials", Flag, Field::Proxy;
    /// The form of the URL that is told the outcome.
    CallHomeForm = "callHome.form", Text(FORM), Field::CallHome;
    /// The scheme of the URL that is told the outcome; without one it is http.
    CallHomeScheme = "callHome.scheme", Text(Words(address::Scheme::WORDS)), Field::CallHome;
    /// Whether credentials stand in the URL that is told the outcome.
    CallHomeCredentials = "callHome.credentials", Flag, Field::CallHome;
    /// The image's Python.
    Python = "python", FactKind::Version, Field::Python;
    /// Whether net-tools is installed.
    NetTools = "netTools", Flag, Field::NetTools;
    /// Whether OpenSSL's headers are installed.
    OpensslDevel = "opensslDevel", Flag, Field::OpensslDevel;
    /// Whether the certificates that the store's TLS needs are installed.
    CertificatesInstalled = "certificatesInstalled", Flag, Field::CertificatesInstalled;
    /// Whether the image runs user data at first boot.
    UserDataRuns = "userDataRuns", Flag, Field::UserDataRuns;
    /// What the image can download with.
    Downloader = "downloader", Text(Words(choices::Downloader::WORDS)), Field::Downloader;
    /// Whether additional packages are asked for.
    SoftwarePackages = "software.packages", Flag, Field::SoftwarePackages;
    /// Whether all the packages have names.
    SoftwarePackagesForm = "software.packagesForm", Text(FORM), Field::SoftwarePackages;
    /// Whether the lifecycle user may run commands.
    SoftwareCommands = "software.commands", Flag, Field::SoftwareCommands;
    /// Whether a command is one that the additional packages can be used or managed by, as far as names tell.
    SoftwarePrivileges = "software.privileges", Flag, Field::SoftwareCommands;
    /// Whether all the commands can be named in a sudoers file.
    SoftwareCommandsForm = "software.commandsForm", Text(FORM), Field::SoftwareCommands;
    /// The first command that is a program which runs any other, such as a shell, and may be given any arguments; or `none`.
    SoftwareShell = "software.shell", Text(Free), Field::SoftwareCommands;
    /// Whether the organisation's own user data must ride along.
    UserPart = "userPart", Flag, Field::UserPart;
    /// What the organisation's own user data is, as cloud-init tells it.
    UserPartKind = "userPart.kind", Text(Words(choices::PartKind::WORDS)), Field::UserPart;
    /// Whether the organisation's own user data restarts the machine or halts it.
    UserPartRestarts = "userPart.restarts", Flag, Field::UserPart;
    /// Whether every text of the choices can stand in a script.
    Texts = "texts", Text(FORM), Field::BundleStoreUrl;
    /// How many bytes of the cloud's field are left after the payload; below zero when it is too large.
    PayloadLeft = "payload.left", Number, Field::System;
    /// How many bytes the payload is over the limit.
    PayloadOver = "payload.over", Number, Field::System;
    /// In which form the script travels: as plain text, or packed and why.
    PayloadPacking = "payload.packing", Text(Words(Packing::WORDS)), Field::System;
}
