//! A rule's page, for people and for programs.

use std::fmt::Write;

use serde::Serialize;

use crate::policy::Policy;
use crate::policy::catalog::Source;
use crate::policy::rule::{Example, Rule, Severity};
use crate::primitives::strict::ShapeError;

/// A rule's page.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Page {
    /// The rule's id.
    pub id: String,
    /// The truth that the rule defends.
    pub title: String,
    /// How bad it is when the rule is broken.
    pub severity: Severity,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub todo: String,
    /// What says so; left out when the policy does not list it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub source: Option<Source>,
    /// Choices that break the rule, keep it, or leave it open.
    pub examples: Vec<Example>,
    /// All of it as Markdown.
    pub markdown: String,
}

/// Gives a rule's page.
///
/// # Errors
/// A rule that the policy does not have, with the one that was probably meant.
pub fn explain(rule: &str, policy: &Policy) -> Result<Page, ShapeError> {
    let rules = &policy.document().rules;
    let Some(found) = rules.iter().find(|known| known.id.as_str() == rule) else {
        return Err(ShapeError::unknown("", "rule", rule, rules.iter().map(|known| known.id.as_str())));
    };
    let source = policy.source(&found.source);
    Ok(Page {
        id: found.id.to_string(),
        title: found.title.clone(),
        severity: found.severity,
        why: found.why.clone(),
        todo: found.todo.clone(),
        markdown: markdown(found, source.as_ref()),
        source,
        examples: found.examples.clone(),
    })
}

fn markdown(rule: &Rule, source: Option<&Source>) -> String {
    let mut text = format!("# {}\n\n**Why.** {}\n\n**Do.** {}\n", rule.title, rule.why, rule.todo);
    if let Some(source) = source {
        if !source.sentence.is_empty() {
            let _ = writeln!(text, "\n> {}", source.sentence);
        }
        let _ = writeln!(text, "\n[{}]({}), read on {}", source.title, source.url, source.checked_on);
    }
    text
}
