//! The page's own words, in English. Labels of clouds, systems, agents and settings are the policy's.

use dynaboot_core::catalog::{Provenance, Support};
use dynaboot_core::choices::{Arch, ImageSource, Presence, Route};
use dynaboot_core::day::Day;
use dynaboot_core::field::Field;
use dynaboot_core::report::{Report, Verdict};
use dynaboot_core::rule::Severity;
use dynaboot_core::{Choices, Policy};
use serde_json::Value;

/// What the page is for.
pub(crate) const CLAIM: &str = "Will this VM get its agent at first boot?";
/// What the page does, for who sees it for the first time.
pub(crate) const INTRO: [&str; 2] = [
    "Say where your VM will run, from which image, and where its agent comes from.",
    "dynaboot tells you whether the agent will be there at first boot, why, and what to do; then it gives you the script \
     for that cloud's own field.",
];
/// Where what is typed goes.
pub(crate) const PRIVACY: &str = "Everything happens in your browser: nothing you type leaves this page.";

/// The name of a field.
pub(crate) fn label(field: &Field, choices: &Choices, policy: &Policy) -> String {
    let name = match field {
        Field::Cloud => "Cloud",
        Field::System => "System",
        Field::ImageId => "Image",
        Field::ImageSource => "Image source",
        Field::ImagePublisher => "Publisher",
        Field::ImageArch => "Architecture",
        Field::AgentId => "Agent",
        Field::AgentVersion => "Agent version",
        Field::AgentOnImage => "Agent on the image",
        Field::BundleStoreUrl => "Bundle store",
        Field::BundleStoreSha256 => "SHA-256",
        Field::BundleStoreCaCertificate => "CA certificate",
        Field::BundleStoreUser => "Store user",
        Field::BundleStorePassword => "Store password",
        Field::PackageStoreUrl => "Package store",
        Field::SoftwarePackages | Field::Package(_) => "Packages",
        Field::SoftwareCommands | Field::Command(_) => "Commands",
        Field::Proxy => "Proxy",
        Field::CallHome => "Call home",
        Field::Python => "Python",
        Field::NetTools => "net-tools",
        Field::OpensslDevel => "OpenSSL headers",
        Field::CertificatesInstalled => "Store certificates",
        Field::UserDataRuns => "User data",
        Field::AdministratorUser => "Administrator user",
        Field::Downloader => "Downloader",
        Field::ImageAfterJuly2016 => "Image date",
        Field::SupportConfirmed => "Confirmation",
        Field::UserPart => "Your own user data",
        Field::Route => "Route",
        Field::Today => "Date",
        Field::AgentSetting(name) => {
            let settings = policy.agent(choices).map(|(_, agent)| agent.settings.as_slice()).unwrap_or_default();
            let setting = settings.iter().find(|setting| setting.name == *name);
            return setting.map_or_else(|| name.clone(), |setting| setting.label.clone());
        }
    };
    name.to_owned()
}

/// A value as people read it.
pub(crate) fn value(field: &Field, value: &str, policy: &Policy) -> String {
    let document = policy.document();
    let label = match field {
        Field::Cloud => document.clouds.get(value).map(|cloud| cloud.label.as_str()),
        Field::System => document.systems.get(value).map(|system| system.label.as_str()),
        Field::AgentId => document.agents.get(value).map(|agent| agent.label.as_str()),
        Field::AgentOnImage => {
            [Presence::Present, Presence::Absent].into_iter().find(|word| word.as_str() == value).map(presence)
        }
        Field::ImageSource => SOURCES.into_iter().find(|word| word.as_str() == value).map(source),
        Field::Route => ROUTES.into_iter().find(|word| word.as_str() == value).map(route),
        _ => None,
    };
    label.unwrap_or(value).to_owned()
}

/// An answer as people read it.
pub(crate) fn answer(value: &Value) -> String {
    match value {
        Value::Bool(true) => YES.to_owned(),
        Value::Bool(false) => NO.to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The answer yes.
pub(crate) const YES: &str = "Yes";
/// The answer no.
pub(crate) const NO: &str = "No";
/// The answer that leaves a question open.
pub(crate) const UNKNOWN: &str = "I don't know";

/// All sources of images, in the order of the form.
pub(crate) const SOURCES: [ImageSource; 3] = [ImageSource::Public, ImageSource::Custom, ImageSource::Worker];
/// All routes, in the order of the form.
pub(crate) const ROUTES: [Route; 3] = [Route::DynamicBootstrap, Route::PrebuiltImage, Route::AlreadyThere];
/// All architectures, in the order of the form.
pub(crate) const ARCHES: [Arch; 2] = [Arch::X86_64, Arch::Arm64];

/// Where an image comes from.
pub(crate) const fn source(source: ImageSource) -> &'static str {
    match source {
        ImageSource::Public => "A default public image of the cloud",
        ImageSource::Custom => "A custom image of your organisation",
        ImageSource::Worker => "A worker image, with the agent inside",
    }
}

/// Whether the agent is there.
pub(crate) const fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "Present",
        Presence::Absent => "Absent",
    }
}

/// A route's name.
pub(crate) const fn route(route: Route) -> &'static str {
    match route {
        Route::AlreadyThere => "Already there",
        Route::DynamicBootstrap => "Dynamic bootstrapping",
        Route::PrebuiltImage => "Prebuilt image",
    }
}

/// What a route means for who launches the VM.
pub(crate) const fn route_detail(route: Route) -> &'static str {
    match route {
        Route::AlreadyThere => "The image has the agent: launch it, and paste nothing.",
        Route::DynamicBootstrap => "A script in the launch call installs the agent at first boot.",
        Route::PrebuiltImage => "The agent is baked into an image before launch.",
    }
}

/// The verdict's own words.
pub(crate) fn verdict(report: &Report) -> String {
    let warnings = report.findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    match report.verdict {
        Verdict::Blocked => "Blocked".to_owned(),
        Verdict::Incomplete => "Incomplete".to_owned(),
        Verdict::ReadyWithWarnings => format!("Ready, with {}", count(warnings, "warning")),
        Verdict::Ready => "Ready".to_owned(),
    }
}

/// What the verdict means, in a sentence.
pub(crate) fn verdict_detail(report: &Report) -> String {
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let open = report.questions.iter().filter(|question| question.decisive).count();
    match report.verdict {
        Verdict::Blocked => {
            format!("The agent will not get there this way: {} below, with what to do.", count(errors, "reason"))
        }
        Verdict::Incomplete => match open {
            0 => "Something is still open.".to_owned(),
            _ => format!("{} can still change the answer.", count(open, "open question")),
        },
        Verdict::ReadyWithWarnings | Verdict::Ready => route_detail(report.route).to_owned(),
    }
}

/// What an answer to a question leads to at best.
pub(crate) const fn outcome(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Blocked => "blocked",
        Verdict::Incomplete => "still open",
        Verdict::ReadyWithWarnings => "ready, with warnings",
        Verdict::Ready => "can be ready",
    }
}

/// A verdict in a sentence about another day.
pub(crate) const fn verdict_then(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Blocked => "Blocked",
        Verdict::Incomplete => "Incomplete",
        Verdict::ReadyWithWarnings => "Ready, with warnings",
        Verdict::Ready => "Ready",
    }
}

/// How bad a finding is.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "Note",
        Severity::Warning => "Warning",
        Severity::Error => "Error",
    }
}

/// What a cell of the support table means.
pub(crate) const fn support(support: Support) -> &'static str {
    match support {
        Support::Supported => "supported",
        Support::Conditional => "supported on a condition",
        Support::Unsupported => "not supported",
        Support::NotListed => "neither supported nor refused",
    }
}

/// All that a cell can mean, best first.
pub(crate) const SUPPORTS: [Support; 4] =
    [Support::Supported, Support::Conditional, Support::Unsupported, Support::NotListed];

/// What a cell of the support table means, in as few words as fit into one.
pub(crate) const fn support_short(support: Support) -> &'static str {
    match support {
        Support::Supported => "supported",
        Support::Conditional => "on a condition",
        Support::Unsupported => "not supported",
        Support::NotListed => "not listed",
    }
}

/// How plainly a source says something, where that is worth a word.
pub(crate) const fn provenance(provenance: Provenance) -> Option<&'static str> {
    match provenance {
        Provenance::Printed => None,
        Provenance::Reconstructed => Some("Lost in the source and put together again from the rest of it."),
        Provenance::Ambiguous => Some("The source can be read in more than one way; this is our reading."),
    }
}

/// A number of things, with the word for them.
pub(crate) fn count(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}

/// A number with separators between thousands.
pub(crate) fn number(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let grouped = digits.char_indices().fold(String::new(), |mut text, (index, digit)| {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
        text
    });
    if number < 0 { format!("−{grouped}") } else { grouped }
}

/// A day as people write it: 30 June 2024.
pub(crate) fn day(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let text = day.to_string();
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{} {month} {year}", day.trim_start_matches('0')),
        _ => text,
    }
}

/// A sentence with a capital at its start.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{count, day, number, sentence};

    #[test]
    fn numbers_and_days_as_people_write_them() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(16_384), "16,384");
        assert_eq!(number(-1_234_567), "−1,234,567");
        assert_eq!(count(1, "warning"), "1 warning");
        assert_eq!(count(2, "warning"), "2 warnings");
        assert_eq!(day("2024-06-30".parse().unwrap()), "30 June 2024");
        assert_eq!(day("2026-01-02".parse().unwrap()), "2 January 2026");
        assert_eq!(sentence("émigré"), "Émigré");
    }
}
