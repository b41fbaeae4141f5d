//! What the policy answers for each cloud, system and agent: a text to be read in review, so that a change of facts shows which
//! verdicts it changes.

use std::collections::BTreeMap;
use std::fmt::Write;

use dynaboot_core::policy::PolicyDocument;
use dynaboot_core::policy::catalog::{Agent, Family, SettingForm, System};
use dynaboot_core::policy::rule::Severity;
use dynaboot_core::{Day, Policy, Report, Verdict, check};
use serde_json::{Value, json};

use crate::failure::Failure;

const HEAD: &str = "\
What the policy answers for each agent, system and cloud, written by `cargo xtask policy`: a change of facts shows here as a
change of verdicts. The image is a public one without the agent, its Python and certificates suit, the store is one over HTTPS with a
checksum, and all settings are given. Behind a verdict stand the rules that warn or block, and what is asked.
";

/// Draws the answers, one line for all clouds that have the same, and one block for all systems that have.
pub(super) fn draw(document: &PolicyDocument) -> Result<String, Failure> {
    let policy = Policy::from_document(document.clone()).map_err(|cause| Failure::new(cause.to_string()))?;
    // No clock: the day is the last on which facts were read.
    let today = document.sources.values().map(|source| source.checked_on).max();
    let mut text = HEAD.to_owned();
    for (agent_id, agent) in &document.agents {
        let mut blocks: Vec<(String, Vec<&str>)> = Vec::new();
        for (system_id, system) in &document.systems {
            let mut clouds: BTreeMap<(u8, String), Vec<&str>> = BTreeMap::new();
            for cloud in document.clouds.keys() {
                let choices = choices(cloud.as_str(), system_id.as_str(), system, agent_id.as_str(), agent, today);
                let choices = policy.read_choices(&choices).map_err(|error| Failure::new(error.to_string()))?;
                clouds.entry(said(&check(&choices, &policy))).or_default().push(cloud.as_str());
            }
            let lines = clouds.iter().map(|((_, said), clouds)| format!("  {}: {said}\n", clouds.join(" ")));
            let block: String = lines.collect();
            match blocks.iter_mut().find(|(same, _)| *same == block) {
                Some((_, systems)) => systems.push(system_id.as_str()),
                None => blocks.push((block, vec![system_id.as_str()])),
            }
        }
        for (block, systems) in blocks {
            let _ = write!(text, "\n{agent_id} on {}\n{block}", systems.join(" "));
        }
    }
    Ok(text)
}

fn choices(cloud: &str, system: &str, entry: &System, id: &str, agent: &Agent, today: Option<Day>) -> Value {
    let is_windows = entry.family == Family::Windows;
    let (path, ending) = if is_windows { (r"C:\agent", "zip") } else { ("/opt/agent", "tar.gz") };
    let value = |form| match form {
        SettingForm::Host => "broker.example.com",
        SettingForm::Port => "5671",
        SettingForm::Path => path,
        _ => "install",
    };
    let settings: BTreeMap<&str, &str> =
        agent.settings.iter().map(|setting| (setting.name.as_str(), value(setting.form))).collect();
    json!({
        "cloud": cloud, "system": system, "image": { "source": "public" },
        "agent": { "id": id, "onImage": "absent", "settings": settings },
        "bundleStore": { "url": format!("https://store.example.com/agent.{ending}"), "sha256": "0".repeat(64) },
        "packageStore": agent.package_store.then(|| json!({ "url": "https://packages.example.com" })),
        "answers": { "certificatesInstalled": true, "python": (!is_windows).then_some("2.7.18") },
        "today": today,
    })
}

/// A verdict in words, with its place in the order of them.
fn said(report: &Report) -> (u8, String) {
    let (place, word) = match report.verdict {
        Verdict::Ready => (0, "ready"),
        Verdict::ReadyWithWarnings => (1, "ready with warnings"),
        Verdict::Incomplete => (2, "incomplete"),
        Verdict::Blocked => (3, "blocked"),
    };
    let mut said = word.to_owned();
    for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Note) {
        let _ = write!(said, ", {}", finding.rule);
    }
    for question in report.questions.iter().filter(|question| question.decisive) {
        let _ = write!(said, ", {}?", question.at);
    }
    (place, said)
}
