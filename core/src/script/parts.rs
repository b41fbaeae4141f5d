//! The parts of a script that some plans have use for and others have not.

use crate::choices::{Downloader, non_blank};
use crate::policy::action::Action;
use crate::policy::catalog::{Envelope, PackageManager, Tls12, Umask};
use crate::primitives::address::Scheme;
use crate::primitives::version::Version;
use crate::script::plan::Plan;
use crate::script::variant;

/// What some scripts have and others have no use for.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Packages are installed by apt.
    Apt,
    /// The outcome is told to a URL.
    CallHome,
    /// A certificate is given.
    Certificate,
    /// The store wants credentials, and the bundle is there.
    Credentials,
    /// The image may have curl.
    Curl,
    /// The image has curl, so nothing else is looked for.
    CurlAlone,
    /// The agent is told by files where its stores are.
    HandoverFiles,
    /// Redirects are followed by the script.
    Follows,
    /// Files are handed to the agent.
    Handover,
    /// The bundle comes over TLS.
    Https,
    /// The agent finds the store's credentials in a file.
    KeptCredentials,
    /// The system speaks TLS 1.2 only when it is told to.
    OldTls,
    /// The install command's program may be one of the bundle.
    OwnProgram,
    /// The system's tools are older than what most of them know today. Those that do not speak TLS 1.2 by themselves are.
    OldTools,
    /// Packages are installed, beside what the script itself may need.
    Packages,
    /// The agent is told by variables of the machine where its stores are.
    MachineVariables,
    /// The bundle is installed from a place of its own.
    Place,
    /// The installation's files are for their owner alone.
    Private,
    /// The store is reached through a proxy.
    Proxy,
    /// The image may have Python.
    Python,
    /// There is something to do after the agent's installation, which a later run may have to take up.
    Resumes,
    /// A certificate may be at fault. What curl alone fetches without TLS and comes to by a redirect says so in curl's own words.
    Secure,
    /// The store's certificate has to be known to the system.
    SystemTrust,
    /// The cloud's field has room for what few machines need. A command line has not.
    Roomy,
    /// The agent has a service.
    Service,
    /// The bundle is installed from a folder that the recipe names.
    UnpackTo,
    /// The bundle's checksum is known.
    Verified,
    /// The image may have wget.
    Wget,
    /// Packages are installed by yum or dnf.
    Yum,
    /// The system has a class that unpacks zip archives.
    ZipClass,
    /// Packages are installed by zypper.
    Zypper,
}

impl Part {
    /// By the name that directives use.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "apt" => Self::Apt,
            "callHome" => Self::CallHome,
            "certificate" => Self::Certificate,
            "credentials" => Self::Credentials,
            "curl" => Self::Curl,
            "curlAlone" => Self::CurlAlone,
            "handoverFiles" => Self::HandoverFiles,
            "follows" => Self::Follows,
            "handover" => Self::Handover,
            "https" => Self::Https,
            "keptCredentials" => Self::KeptCredentials,
            "oldTls" => Self::OldTls,
            "ownProgram" => Self::OwnProgram,
            "oldTools" => Self::OldTools,
            "packages" => Self::Packages,
            "machineVariables" => Self::MachineVariables,
            "place" => Self::Place,
            "private" => Self::Private,
            "proxy" => Self::Proxy,
            "python" => Self::Python,
            "resumes" => Self::Resumes,
            "secure" => Self::Secure,
            "systemTrust" => Self::SystemTrust,
            "roomy" => Self::Roomy,
            "service" => Self::Service,
            "unpackTo" => Self::UnpackTo,
            "verified" => Self::Verified,
            "wget" => Self::Wget,
            "yum" => Self::Yum,
            "zipClass" => Self::ZipClass,
            "zypper" => Self::Zypper,
            _ => return None,
        })
    }
}

/// The text of a file, as a script for this plan has it.
pub(super) fn written(text: &str, plan: &Plan<'_>) -> String {
    variant::written(text, &|name| Part::of(name).map(|part| wants(plan, part)))
}

/// Whether a script for the plan has use for a part.
pub(super) fn wants(plan: &Plan<'_>, part: Part) -> bool {
    let facts = plan.facts;
    let downloader = |wanted| match facts.choices.answers.downloader {
        None | Some(Downloader::None) => true,
        Some(downloader) => downloader == wanted,
    };
    let manager = || facts.system.and_then(|system| system.package_manager);
    let is_https = || facts.fetched().is_some_and(|store| store.scheme == Scheme::Https);
    match part {
        Part::Apt => manager() == Some(PackageManager::Apt),
        Part::CallHome => non_blank(facts.choices.call_home.as_deref()).is_some(),
        Part::Certificate => plan.has(Action::TrustCertificate),
        Part::Credentials => plan.has(Action::KeepCredentials) && facts.is_at_store(),
        Part::Curl => downloader(Downloader::Curl),
        Part::CurlAlone => facts.choices.answers.downloader == Some(Downloader::Curl),
        Part::HandoverFiles => !plan.recipe.handover.is_empty(),
        Part::Follows => !is_trusted_to_follow(plan),
        Part::Handover => plan.has(Action::HandOver) || plan.has(Action::HandOverCredentials),
        Part::Https => is_https(),
        Part::KeptCredentials => plan.has(Action::KeepCredentials),
        Part::OwnProgram => plan.recipe.install.first().is_some_and(|program| !is_of_windows(program)),
        Part::OldTls => is_https() && wants(plan, Part::OldTools),
        Part::OldTools => facts.system.is_some_and(|system| system.tls12 == Tls12::NotByDefault),
        Part::Packages => installs_packages(plan),
        Part::MachineVariables => !plan.recipe.machine_environment.is_empty(),
        Part::Place => plan.has(Action::PlaceBundle),
        Part::Private => plan.recipe.umask == Umask::Private,
        Part::Proxy => non_blank(facts.choices.proxy.as_deref()).is_some(),
        Part::Python => downloader(Downloader::Python),
        // What the agent is told is there before it is installed.
        Part::Resumes => plan.steps.last().is_some_and(|step| {
            !matches!(step.action, Action::InstallAgent | Action::HandOver | Action::HandOverCredentials)
        }),
        Part::Secure => is_https() || !is_trusted_to_follow(plan),
        Part::SystemTrust => is_https() && !plan.has(Action::TrustCertificate),
        Part::Roomy => facts.delivery.is_none_or(|delivery| delivery.envelope != Envelope::ProtectedCommand),
        Part::Service => plan.service().is_some(),
        Part::UnpackTo => plan.recipe.unpack_to.is_some(),
        Part::Verified => plan.has(Action::VerifyBundle),
        Part::Wget => downloader(Downloader::Wget),
        Part::Yum => !matches!(manager(), Some(PackageManager::Apt | PackageManager::Zypper)),
        // PowerShell 3.0 came with the .NET that has it.
        Part::ZipClass => facts
            .system
            .and_then(|system| system.entry.powershell.as_ref())
            .is_some_and(|version| *version >= Version::from([3, 0])),
        Part::Zypper => manager() == Some(PackageManager::Zypper),
    }
}

/// Whether the downloader may follow redirects: a curl that can be held to HTTPS, where neither credentials nor a token in the
/// URL could be told to anybody.
fn is_trusted_to_follow(plan: &Plan<'_>) -> bool {
    wants(plan, Part::CurlAlone)
        && !wants(plan, Part::Credentials)
        && !plan.facts.fetched().is_some_and(|bundle| bundle.rest.contains('?'))
        && !wants(plan, Part::OldTools)
}

fn installs_packages(plan: &Plan<'_>) -> bool {
    [Action::InstallPython2, Action::InstallOpensslHeaders, Action::InstallSoftware]
        .iter()
        .any(|action| plan.has(*action))
}

/// Whether a program is one of every Windows, and is meant where it is named.
fn is_of_windows(program: &str) -> bool {
    ["cmd.exe", "msiexec.exe", "powershell.exe"].iter().any(|own| program.eq_ignore_ascii_case(own))
}
