//! What an answer holds: verdict, findings, questions, and where they come from.

pub(crate) mod question;
pub(crate) mod recipe;
pub(crate) mod write;

use serde::Serialize;

use crate::choices::Route;
use crate::choices::field::{Edit, Field};
use crate::judge::Verdict;
use crate::policy::PolicyStamp;
use crate::policy::catalog::{Provenance, RouteOption, Source, Support};
use crate::policy::rule::Severity;
use crate::primitives::day::Day;
use crate::primitives::sorted::Sorted;
use crate::primitives::words::words;

/// Everything that can be said about choices without making a script.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Report {
    /// The version of this form.
    pub wire_version: u32,
    /// The verdict.
    pub verdict: Verdict,
    /// Why not everything was looked at, where the policy asks for more work than an answer may take: then the verdict is blocked or
    /// incomplete. Left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub unfinished: Option<String>,
    /// The route that it is about.
    pub route: Route,
    /// The cell of the agent's support table; left out until cloud and system are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub cell: Option<ReportedCell>,
    /// The options that the source offers on this branch.
    pub options: Vec<RouteOption>,
    /// What the agent's recipe does, where that is not built in. Left out otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "wasm",
        tsify(optional, type = "{ agent: string; hosts: string[]; writes: string[]; runs: string[] }")
    )]
    pub recipe: Option<OwnRecipe>,
    /// What was assumed where nothing was said.
    pub assumptions: Vec<Assumption>,
    /// What the image's id told where nothing was chosen.
    pub told: Vec<Told>,
    /// What speaks against it, worst first.
    pub findings: Vec<Finding>,
    /// What is not known yet, decisive questions first.
    pub questions: Vec<Question>,
    /// The first day on which a finding appears or goes; left out when none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub changes_on: Option<Change>,
    /// The policy that the answer follows from.
    pub policy: PolicyStamp,
}

/// A cell of an agent's support table, as an answer shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ReportedCell {
    /// What is printed there; empty when it is not listed.
    pub text: String,
    /// What it means.
    pub support: Support,
    /// How plainly the source says so.
    pub provenance: Provenance,
    /// What says so; left out when nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub source: Option<Source>,
}

/// What a recipe does that an organisation wrote: a program, which runs as root. Its settings stand in braces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OwnRecipe {
    /// The agent's id.
    pub agent: String,
    /// The hosts that it names.
    pub hosts: Vec<String>,
    /// The files and variables that it writes.
    pub writes: Vec<String>,
    /// The commands that it runs, each with its environment before it.
    pub runs: Vec<String>,
}

/// Something that was assumed where nothing was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Assumption {
    /// Where.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub at: Field,
    /// What.
    pub value: String,
}

/// Something that the image's id told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Told {
    /// Where it belongs.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub at: Field,
    /// What.
    pub value: String,
    /// The name that people know it by.
    pub label: String,
}

/// A broken rule: what, why, what to do, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Finding {
    /// The rule's id, which is also its page's name.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// The field that it is about.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub at: Field,
    /// The values in the message, by the names of their facts.
    #[cfg_attr(feature = "wasm", tsify(type = "Record<string, string>"))]
    pub params: Sorted<String, String>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub todo: String,
    /// A remedy that can be applied to the choices; left out when the remedy is on the image itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub fix: Option<Fix>,
    /// What says so.
    pub source: Source,
}

/// A remedy: applied, it removes its finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// What it changes.
    pub edits: Vec<Edit>,
}

/// Something that is not known yet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Question {
    /// The field that the answer belongs to.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub at: Field,
    /// The question.
    pub ask: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The answers that there are; for a text, those that are common.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub choices: Vec<String>,
    /// The rules that are open until it is answered.
    pub rules: Vec<String>,
    /// Whether its answer can change the verdict.
    pub decisive: bool,
    /// What each answer leads to at best; empty when the answers cannot be listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub outcomes: Vec<Outcome>,
}

words! {
    /// How a question is answered.
    pub enum QuestionKind {
        /// By yes or no.
        YesNo = "yesNo",
        /// By one of a list.
        Choice = "choice",
        /// By a text.
        Text = "text",
    }
}

/// What an answer leads to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Outcome {
    /// The answer.
    #[cfg_attr(feature = "wasm", tsify(type = "string | boolean"))]
    pub answer: serde_json::Value,
    /// The best verdict that can still be reached after it.
    pub verdict: Verdict,
}

/// A day on which an answer changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Change {
    /// The day, like `2027-01-12`.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub date: Day,
    /// The verdict from that day on.
    pub verdict: Verdict,
    /// The rule whose finding appears or goes.
    pub rule: String,
    /// What its finding does, where the verdict stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub finding: Option<FindingChange>,
}

words! {
    /// What becomes of a finding.
    pub enum FindingChange {
        /// It is there from that day on.
        Appears = "appears",
        /// It is there no more.
        Goes = "goes",
    }
}
