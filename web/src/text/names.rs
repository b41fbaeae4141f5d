//! Names of buttons, headings and fields' hints: short texts that stand alone.

use super::number;
use crate::view::View;

/// What the page does, for who sees it for the first time.
pub(crate) const INTRO: [&str; 2] = [
    "Say where your VM will run, from which image, and where its agent comes from.",
    "dynaboot tells you whether the agent will be there at first boot, why, and what to do; then it gives you the script \
     for that cloud's own field.",
];
/// What the probe is for.
pub(crate) const PROBE_INTRO: [&str; 2] = [
    "Not sure what is on the image? Run this script as root in a VM of it: it changes nothing, asks at most the \
     bundle store for its certificate, and prints one line.",
    "Paste that line here: what the probe saw becomes answers in your plan, and what it could not tell stays open.",
];
pub(crate) const PROBE_SCRIPT: &str = "Probe script";
pub(crate) const COPY_PROBE: &str = "Copy probe";
pub(crate) const DOWNLOAD_PROBE: &str = "Download probe";
pub(crate) const PROBE_NEEDS_SYSTEM: &str = "The script for Windows is another one than that for Linux.";
pub(crate) const PROBE_TAKE: &str = "What it said";
pub(crate) const PROBE_LINE: &str = "The probe's line";
pub(crate) const TAKE_INTO_PLAN: &str = "Take into the plan";
/// The heads of the table of sources.
pub(crate) const SOURCE_COLUMNS: [&str; 3] = ["Document", "Last read on", "Rules"];

/// What the page is for.
pub(crate) const CLAIM: &str = "Will this VM get its agent at first boot?";
/// Where what is typed goes.
const PRIVACY: &str = "Everything happens in your browser: nothing you type leaves this page.";
const PRIVACY_IN_HOST: &str = "Everything happens in your browser. The page around this form gets your choices, without passwords and other secrets.";
/// What stands before the reason why there is no page.
pub(crate) const CANNOT_START: &str = "dynaboot cannot start:";
/// That there is a newer version.
pub(crate) const NEWER_VERSION: &str = "A newer version of this page is there.";
/// The button that changes over to it.
pub(crate) const USE_NEWER_VERSION: &str = "Use it now";
pub(crate) const VIEWS: &str = "Views";
/// Leads back to what a host page shows by itself.
pub(crate) const BACK: &str = "Back";
pub(crate) const START_OVER: &str = "Start over";
pub(crate) const UNDO: &str = "Undo";
pub(crate) const REDO: &str = "Redo";
pub(crate) const THEME: &str = "Theme";
pub(crate) const COPY_LINK: &str = "Copy link";
pub(crate) const ASK: &str = "Ask";
pub(crate) const TELL: &str = "Tell";
pub(crate) const GIVE: &str = "Give";
pub(crate) const ASKED_BECAUSE: &str = "Asked because it matters";
pub(crate) const NEEDED: &str = "needed";
pub(crate) const NEEDED_UNSEEN: &str = "Needed for the answer. ";
/// What stands below a field that the image's id has filled in.
pub(crate) const TOLD: &str = "Told by the image's id.";
pub(crate) const CHOOSE_CLOUD: &str = "Choose a cloud";
pub(crate) const CHOOSE_SYSTEM: &str = "Choose a system";
pub(crate) const CHOOSE_ROUTE: &str = "Let dynaboot choose";
pub(crate) const IMAGE_HINT: &str = "Paste its id as the cloud writes it: it fills in what it tells.";
pub(crate) const SHA256_HINT: &str = "The bundle's, as `sha256sum` prints it.";
pub(crate) const PACKAGES_HINT: &str = "One a line.";
pub(crate) const PROXY_HINT: &str = "For every download of the script.";
pub(crate) const USER_PART: &str = "Your own user data";
pub(crate) const USER_PART_HINT: &str =
    "A shell script or a #cloud-config that runs beside this page's, where the cloud takes both.";
pub(crate) const CALL_HOME_HINT: &str = "A URL that the VM tells how the bootstrap ended.";
pub(crate) const SIGN_IN: &str = "Certificate and sign-in";
pub(crate) const SOFTWARE: &str = "Additional software";
pub(crate) const NETWORK: &str = "Proxy and call home";
pub(crate) const DATE_AND_ROUTE: &str = "Date and route";
pub(crate) const VERDICT: &str = "Verdict";
pub(crate) const BEGIN: &str = "Choose a cloud and a system to begin.";
pub(crate) const EXAMPLES_TITLE: &str = "Or look at an example";
pub(crate) const STILL_OPEN: &str = "Still open";
pub(crate) const INSTEAD: &str = "What would work instead";
pub(crate) const ALTERNATIVES: &str = "Alternatives";
pub(crate) const FINDINGS: &str = "Findings";
/// What stands beside a finding that the last change brought up.
pub(crate) const NEW: &str = "New";
pub(crate) const TABLE_SAYS: &str = "The support table says";
pub(crate) const ASSUMED: &str = "Assumed, as you said nothing else";
pub(crate) const WAYS_AROUND: &str = "Ways around it, from the source";
pub(crate) const WAYS: &str = "Ways to do it, from the source";
pub(crate) const CHANGES: &str = "This answer changes";
pub(crate) const WHY_BUTTON: &str = "Why?";
pub(crate) const RULE_PAGE: &str = "The rule's page";
pub(crate) const ANSWER_FOR_TODAY: &str = "Answer for today";
pub(crate) const CAME_BY_LINK: &str = "Came by a link";
pub(crate) const CAME_BY_LINK_DETAIL: &str = "This came by a link. The VM will run it, trust it or contact it: look whether it is \
    yours. There is nothing to copy or download until you accept it.";
pub(crate) const ACCEPT: &str = "Accept what came by the link";
pub(crate) const OWN_RECIPE: &str = "A recipe that is not built in";
pub(crate) const OWN_RECIPE_DETAIL: &str = "It is a program of whoever wrote the policy, and runs as root on the VM.";
pub(crate) const RUNS: &str = "Runs";
pub(crate) const WRITES: &str = "Writes";
pub(crate) const CONTACTS: &str = "Contacts";
/// What stands before a text in which something cannot be seen.
pub(crate) const WITH_UNSEEN: &str = "With what cannot be seen: ";
pub(crate) const CHOSEN: &str = "What was chosen";
pub(crate) const COPIED: &str = "Copied";
pub(crate) const NOT_COPIED: &str = "Not copied";
pub(crate) const LAUNCH: &str = "Launch";
pub(crate) const PAYLOAD: &str = "Payload";
pub(crate) const COPY_PAYLOAD: &str = "Copy payload";
pub(crate) const DOWNLOAD_PAYLOAD: &str = "Download payload";
pub(crate) const BYTES_USED: &str = "Bytes used";
pub(crate) const SAME_SCRIPT: &str = ". The script below, as it is.";
pub(crate) const SCRIPT: &str = "Script";
pub(crate) const COPY_SCRIPT: &str = "Copy script";
pub(crate) const DOWNLOAD_SCRIPT: &str = "Download script";
pub(crate) const BAKE_HINT: &str = "Run it as root in a VM of that image, then capture the VM as your image.";
pub(crate) const NOTE_HINT: &str =
    "Point at a line, or go to a heading with Tab and the arrow keys, to see what asked for it.";
pub(crate) const ASKED_FOR_BY: &str = "asked for by ";
pub(crate) const CHANGED_LINES: &str = "The lines with a bar are what your last change changed.";
pub(crate) const SUPPORT_MATRIX: &str = "Support matrix";
pub(crate) const TABLE_OF: &str = "Table of";
pub(crate) const FIND_SYSTEM: &str = "Find a system";
pub(crate) const CLOUD: &str = "Cloud";
pub(crate) const ALL_CLOUDS: &str = "All clouds";
pub(crate) const SUPPORT: &str = "Support";
pub(crate) const ANY_SUPPORT: &str = "Any";
pub(crate) const SYSTEM: &str = "System";
pub(crate) const END_OF_LIFE: &str = "End of life";
pub(crate) const YEAR: &str = "Year";
pub(crate) const NO_SUCH_SYSTEM: &str = "No system is like that: try fewer letters, all clouds, or any support.";
pub(crate) const LEGEND: &str = "Legend";
pub(crate) const SOURCE: &str = "Source";
pub(crate) const NO_SOURCE: &str = "No source says anything about this pair.";
pub(crate) const OPEN_IN_PLAN: &str = "Open in the plan";
pub(crate) const DOWNLOAD_CSV: &str = "Download CSV";
pub(crate) const DOWNLOAD_MARKDOWN: &str = "Download Markdown";
pub(crate) const RULES: &str = "Rules";
pub(crate) const FIND_RULE: &str = "Find a rule";
pub(crate) const RULES_OFF: &str = "Switched off by your organisation";
pub(crate) const DIGEST: &str = "Digest";
pub(crate) const TRY_POLICY: &str = "Try a policy";
pub(crate) const POLICY_FILE: &str = "Policy file";
pub(crate) const TRY_POLICY_HINT: &str = "A policy of your organisation, as JSON. Drop it anywhere on this view, or choose it here. It is read in your browser alone.";
pub(crate) const END_TRIAL: &str = "Back to the page's own policy";
pub(crate) const SIGNATURE: &str = "Signature";
pub(crate) const SIGNATURE_HOLDS: &str = "Verified";
pub(crate) const MISTAKES: &str = "Mistakes";
/// What the page says in the place of everything else when its policy is wrong.
pub(crate) const POLICY_REFUSED: &str = "The policy of this page cannot be used";
pub(crate) const POLICY_REFUSED_WHY: &str =
    "This page answers by the policy of your organisation. That policy is refused, so there are no answers here.";
pub(crate) const POLICY_REFUSED_TODO: &str =
    "Tell those who look after this page. Nothing of what you entered before is lost.";
pub(crate) const SOURCES_TITLE: &str = "Sources";
pub(crate) const WHY: &str = "Why";
pub(crate) const WHAT_TO_DO: &str = "What to do";
pub(crate) const WHAT_SAYS_SO: &str = "What says so";
pub(crate) const EXAMPLES: &str = "Examples";

/// A view's name.
pub(crate) const fn view(view: View) -> &'static str {
    match view {
        View::Plan => "Plan",
        View::Matrix => "Matrix",
        View::Policy => "Policy",
        View::Probe => "Probe",
        View::Check => "Check",
    }
}

/// What becomes of what is typed.
pub(crate) const fn privacy(is_embedded: bool) -> &'static str {
    if is_embedded { PRIVACY_IN_HOST } else { PRIVACY }
}

/// What a button says that has copied a link.
pub(crate) fn copied_without(left_out: &str) -> String {
    if left_out.is_empty() { COPIED.to_owned() } else { format!("Copied, without {left_out}") }
}

/// What a field holds as long as nobody says anything else.
pub(crate) fn default_is(value: &str) -> String {
    format!("Default: {value}")
}

/// What belongs into the field of commands.
pub(crate) fn commands_hint(user: Option<&str>) -> String {
    match user {
        Some(user) => format!("One a line, with its path: what `{user}` may run by sudo."),
        None => "One a line, with its path.".to_owned(),
    }
}

/// What belongs into the field of the date.
pub(crate) fn date_hint(today: &str) -> String {
    format!("For which day the answer holds. Left empty: today, {today} (UTC).")
}

/// What a text lacks to be a value.
pub(crate) fn needs(expected: &str) -> String {
    format!("This needs {expected}.")
}

/// The questions that are folded.
pub(crate) fn more_questions(number: usize) -> String {
    format!("{number} more that cannot change the verdict")
}

/// The way to a field.
pub(crate) fn go_to(label: &str) -> String {
    format!("Go to {label}")
}

/// When a source was last read.
pub(crate) fn read_on(day: &str) -> String {
    format!(", read on {day}")
}

/// How much of a field is used.
pub(crate) fn bytes_of(limit: u32) -> String {
    format!(" of {} B, ", number(limit.into()))
}

/// How much of a field is left.
pub(crate) fn bytes_left(left: i64) -> String {
    format!("{} left", number(left))
}

/// How a payload is encoded, and what is counted.
pub(crate) fn encoded(encoding: &str, counted: &str) -> String {
    format!("{encoding}, counted {counted}")
}

/// The table of contents of a script.
pub(crate) fn sections(number: usize) -> String {
    format!("{}, and why each is there", super::count(number, "section"))
}

/// The place of a section.
pub(crate) fn lines(first: u32, last: u32) -> String {
    format!("{first}–{last}")
}

/// The name of a section's note.
pub(crate) fn note_of(title: &str, first: u32, last: u32) -> String {
    format!("{}, lines {first} to {last}", super::sentence(title))
}

/// The button that copies a file.
pub(crate) fn copy_of(file: &str) -> String {
    format!("Copy {file}")
}

/// The button that saves a file.
pub(crate) fn download_of(file: &str) -> String {
    format!("Download {file}")
}

/// What a launch file reads.
pub(crate) fn lies_beside(payload: &str) -> String {
    format!("It reads `{payload}`, which has to lie beside it: that is what “{DOWNLOAD_PAYLOAD}” saves.")
}

/// What stands where there is no script.
pub(crate) const WAITING_OPEN: &str =
    "The script will stand here as soon as nothing is open that can change the answer.";
pub(crate) const WAITING_BLOCKED: &str =
    "There is no script: it would not be run, or would not work. What to do about that stands below the verdict.";
pub(crate) const WAITING_THERE: &str = "There is nothing to paste: the image brings the agent.";

/// What stands beside a script that no test has run.
pub(crate) const NOT_ON_WINDOWS: &str = "This script was run by PowerShell 7 on Wine, and checked against the version that the system brings. Nobody ran it on Windows itself: try it on one VM first.";
