//! Files of shell, and the parts of them that a plan has use for.

use std::fmt::Write;

use crate::choices::{Downloader, given};
use crate::policy::action::Action;
use crate::policy::catalog::{PackageManager, Tls12};
use crate::primitives::address::Scheme;
use crate::script::plan::Plan;
use crate::script::quote::quote;

/// A file of shell, with a function of the same name.
///
/// Its text may hold directives, each on a line: `#step` announces the step, and what stands between `#if PART` or
/// `#unless PART` and `#end` is written only into scripts that want that [`Part`], or only into those that do not.
pub(super) struct Shell {
    pub(super) function: &'static str,
    pub(super) text: &'static str,
}

/// What some scripts have and others have no use for.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Packages are installed by apt.
    Apt,
    /// The outcome is told to a URL.
    CallHome,
    /// A certificate is given.
    Certificate,
    /// The store wants credentials.
    Credentials,
    /// The image may have curl.
    Curl,
    /// The image has curl, so nothing else is looked for.
    CurlAlone,
    /// The store speaks TLS.
    Https,
    /// The system speaks TLS 1.2 only when it is told to.
    OldTls,
    /// The bundle is installed from a place of its own.
    Place,
    /// The store is reached through a proxy.
    Proxy,
    /// The image may have Python.
    Python,
    /// There is something to do after the agent's installation, which a later run may have to take up.
    Resumes,
    /// The image may have wget.
    Wget,
    /// Packages are installed by yum or dnf.
    Yum,
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
            "https" => Self::Https,
            "oldTls" => Self::OldTls,
            "place" => Self::Place,
            "proxy" => Self::Proxy,
            "python" => Self::Python,
            "resumes" => Self::Resumes,
            "wget" => Self::Wget,
            "yum" => Self::Yum,
            "zypper" => Self::Zypper,
            _ => return None,
        })
    }
}

/// The text of a file, as a script for this plan has it.
pub(super) fn written(shell: &Shell, plan: &Plan<'_>, title: &str) -> String {
    let mut text = String::with_capacity(shell.text.len());
    // The status has it between the quotes of JSON.
    let step = title.replace(|letter: char| letter.is_control() || matches!(letter, '"' | '\\'), " ");
    // How many directives are open within what is not wanted.
    let mut unwanted = 0_usize;
    for line in shell.text.split_inclusive('\n') {
        match Directive::of(line) {
            None if unwanted == 0 => text.push_str(line),
            None => {}
            Some(Directive::Step) => {
                let _ = writeln!(text, "\tstep {}", quote(&step));
            }
            Some(Directive::If(part)) if unwanted == 0 && wants(plan, part) => {}
            Some(Directive::Unless(part)) if unwanted == 0 && !wants(plan, part) => {}
            Some(Directive::If(_) | Directive::Unless(_)) => unwanted += 1,
            Some(Directive::End) => unwanted = unwanted.saturating_sub(1),
        }
    }
    text
}

/// A line that says something about lines.
pub(super) enum Directive {
    Step,
    If(Part),
    Unless(Part),
    End,
}

impl Directive {
    pub(super) fn of(line: &str) -> Option<Self> {
        let directive = line.trim_ascii().strip_prefix('#')?;
        match directive.split_once(' ') {
            Some(("if", part)) => Part::of(part).map(Self::If),
            Some(("unless", part)) => Part::of(part).map(Self::Unless),
            None if directive == "step" => Some(Self::Step),
            None if directive == "end" => Some(Self::End),
            _ => None,
        }
    }
}

/// Whether a script for the plan has use for a part.
pub(super) fn wants(plan: &Plan<'_>, part: Part) -> bool {
    let facts = plan.facts;
    let system = || facts.system.map(|(_, system)| system);
    let downloader = |wanted| match facts.choices.answers.downloader {
        None | Some(Downloader::None) => true,
        Some(downloader) => downloader == wanted,
    };
    let manager = || system().and_then(|system| system.package_manager);
    let is_https = || facts.bundle_store.as_ref().is_some_and(|store| store.scheme == Scheme::Https);
    match part {
        Part::Apt => manager() == Some(PackageManager::Apt),
        Part::CallHome => given(facts.choices.call_home.as_deref()).is_some(),
        Part::Certificate => plan.has(Action::TrustCertificate),
        Part::Credentials => plan.has(Action::KeepCredentials),
        Part::Curl => downloader(Downloader::Curl),
        Part::CurlAlone => facts.choices.answers.downloader == Some(Downloader::Curl),
        Part::Https => is_https(),
        Part::OldTls => is_https() && system().is_some_and(|system| system.tls12 == Tls12::NotByDefault),
        Part::Place => plan.has(Action::PlaceBundle),
        Part::Proxy => given(facts.choices.proxy.as_deref()).is_some(),
        Part::Python => downloader(Downloader::Python),
        Part::Resumes => plan.steps.last().is_some_and(|step| step.action != Action::InstallAgent),
        Part::Wget => downloader(Downloader::Wget),
        Part::Yum => !matches!(manager(), Some(PackageManager::Apt | PackageManager::Zypper)),
        Part::Zypper => manager() == Some(PackageManager::Zypper),
    }
}
