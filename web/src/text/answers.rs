//! What an answer says: verdicts, findings, cells, and what changes.

use dynaboot_core::policy::catalog::{Provenance, Support};
use dynaboot_core::policy::rule::{Severity, Shows};
use dynaboot_core::{Change, Choices, Day, Finding, FindingChange, Policy, Report, ReportedCell, Route, Verdict};

use super::{count, day, sentence};
use crate::link::Unreadable;
use crate::notice::Notice;

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
    if let Some(unfinished) = &report.unfinished {
        return format!("{}.", sentence(unfinished));
    }
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

/// The verdict and what it means, in a line.
pub(crate) fn verdict_sentence(report: &Report) -> String {
    format!("{}: {}", verdict(report), verdict_detail(report))
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

/// What a finding says. English is the policy's own; another language fills its own sentence for the rule from `params`.
pub(crate) fn message(finding: &Finding) -> String {
    format!("{}.", sentence(&finding.message))
}

/// What an example shows of its rule.
pub(crate) const fn shows(shows: Shows) -> &'static str {
    match shows {
        Shows::Fires => "Breaks the rule",
        Shows::Passes => "Keeps the rule",
        Shows::Asks => "Leaves the rule open",
    }
}

/// What the last change did to the verdict.
pub(crate) fn was(verdict: Verdict) -> String {
    format!("It was: {}.", verdict_then(verdict))
}

/// What is printed in a cell.
pub(crate) fn literal(cell: &ReportedCell) -> &str {
    if cell.text.is_empty() { "not listed" } else { &cell.text }
}

/// A cell in a file: what is printed, and what that means where it does not say so itself.
pub(crate) fn cell_export(cell: &ReportedCell) -> String {
    match cell.support {
        Support::NotListed => literal(cell).to_owned(),
        support => format!("{} ({})", literal(cell), support_short(support)),
    }
}

/// The next change of an answer.
pub(crate) fn change(change: &Change, rule: &str) -> String {
    let (on, verdict) = (day(change.date), verdict_then(change.verdict));
    match change.finding {
        None => format!("On {on} to “{verdict}”, by the rule “{rule}”."),
        Some(FindingChange::Appears) => format!("On {on} the finding “{rule}” appears. It stays “{verdict}”."),
        Some(FindingChange::Goes) => format!("On {on} the finding “{rule}” goes. It stays “{verdict}”."),
    }
}

/// The day on which a verdict changes, or a finding.
pub(crate) fn changes_on(change: &Change) -> String {
    let what = if change.finding.is_some() { "A finding changes" } else { "Changes" };
    format!("{what} on {}", day(change.date))
}

/// Since when a system has no support.
pub(crate) fn ended(since: Day) -> String {
    format!("ended {}", day(since))
}

/// Until when a system has paid support only.
pub(crate) fn paid_until(until: Day) -> String {
    format!("paid support until {}", day(until))
}

/// How much of a table has ended on a day.
pub(crate) fn ended_by(on: Day, ended: usize, all: usize) -> String {
    format!("On {}, {ended} of {} without support", day(on), count(all, "system"))
}

/// Something about how the choices came here.
pub(crate) fn notice(notice: &Notice, choices: &Choices, policy: &Policy) -> String {
    match notice {
        Notice::Unreadable(Unreadable::Broken) => {
            "This link was cut short, or is not from this page: ask for it again.".to_owned()
        }
        Notice::Unreadable(Unreadable::Shape(error)) => {
            format!("This link holds something that this page does not know. {error}")
        }
        Notice::LeftOut(fields) => format!(
            "This link held what no link of this page holds, and it was left out: {}. Whoever sent it did not make it here.",
            super::labels(fields, choices, policy)
        ),
        Notice::OtherDay(date) => {
            format!("This link's answer is for {}, not for today: its date stands in the form.", day(*date))
        }
        Notice::OtherPolicy(digest) => format!(
            "This link was made with another policy ({digest}…): the answer here follows from this page's own, and may differ."
        ),
        Notice::NotKept(fields) => format!(
            "Your work is back. What may be a secret was not kept: enter it again if you need it ({}).",
            super::labels(fields, choices, policy)
        ),
        Notice::Unknown(paths) => {
            let labels: Vec<String> = paths.iter().map(|path| at(path, choices, policy)).collect();
            format!("This policy does not know what was entered for: {}. It is left out.", labels.join(", "))
        }
    }
}

/// The name of what stands at a path.
fn at(path: &str, choices: &Choices, policy: &Policy) -> String {
    path.parse().map_or_else(|_| path.to_owned(), |field| super::label(&field, choices, policy))
}
