//! A field as its control shows it: cut out of the session, so that a control is rendered again only when this changed.

use dynaboot_core::policy::rule::Severity;
use dynaboot_core::{Field, Finding};
use yew::AttrValue;

use super::Session;
use super::terms::Access;
use crate::{link, text};

/// A field as its control shows it.
#[derive(Clone, PartialEq)]
pub(crate) struct FieldView {
    /// The field.
    pub(crate) field: Field,
    /// Its name.
    pub(crate) label: AttrValue,
    /// The text in its control.
    pub(crate) text: AttrValue,
    /// That text with what cannot be seen in it, where there is something.
    pub(crate) unseen: Option<AttrValue>,
    /// What that text needs to be a value.
    pub(crate) problem: Option<AttrValue>,
    /// The findings at it.
    pub(crate) findings: Vec<Line>,
    /// What its text may well be.
    pub(crate) suggestions: Vec<String>,
    /// Whether the verdict still hangs on it.
    pub(crate) needed: bool,
    /// Whether something has just changed it that the user did not type.
    pub(crate) marked: bool,
    /// Whether the image's id has filled it in.
    pub(crate) told: bool,
    /// What a host page leaves of it.
    pub(crate) access: Access,
}

/// A finding in one line.
#[derive(Clone, PartialEq)]
pub(crate) struct Line {
    /// The rule that it is from.
    pub(crate) rule: String,
    /// How bad it is.
    pub(crate) severity: Severity,
    /// What it says.
    pub(crate) message: String,
}

impl FieldView {
    /// Whether its control can only be read.
    pub(crate) fn is_fixed(&self) -> bool {
        self.access != Access::Free
    }

    /// Whether its control is to be shown as wrong.
    pub(crate) fn is_wrong(&self) -> bool {
        self.problem.is_some() || self.findings.iter().any(|line| line.severity == Severity::Error)
    }
}

impl Session {
    /// A field as its control shows it.
    pub(crate) fn field(&self, field: Field) -> FieldView {
        let findings = self.answer().report.findings.iter().filter(|finding| is_at(finding, &field));
        let findings = findings.map(|finding| Line {
            rule: finding.rule.clone(),
            severity: finding.severity,
            message: text::message(finding),
        });
        let question = self.policy().document().questions.get(&field.to_string());
        FieldView {
            label: text::label(&field, self.choices(), self.policy()).into(),
            text: self.text(&field).into(),
            unseen: self.unseen(&field).map(AttrValue::from),
            problem: self.problem(&field).map(|problem| problem.to_owned().into()),
            findings: findings.collect(),
            suggestions: question.map(|question| question.suggestions.clone()).unwrap_or_default(),
            needed: self.needs(&field),
            marked: self.marked.contains(&field),
            told: self.entered.is_told(&field),
            access: self.access(&field),
            field,
        }
    }

    /// The text of a field with what cannot be seen in it. Of what no link brings nothing is said: it is the reader's own.
    fn unseen(&self, field: &Field) -> Option<String> {
        let text = self.text(field);
        let seen = match field {
            _ if link::is_secret(field, self.policy()) => return None,
            Field::BundleStoreCaCertificate | Field::SoftwarePackages => text::seen_lines(&text),
            _ => text::seen_text(&text),
        };
        (seen != *text).then_some(seen)
    }

    /// Whether there is something in one of these fields, or something to say about one.
    pub(crate) fn matters(&self, fields: &[Field]) -> bool {
        let findings = &self.answer().report.findings;
        fields.iter().any(|field| {
            !self.text(field).is_empty() || self.needs(field) || findings.iter().any(|finding| is_at(finding, field))
        })
    }
}

/// Whether a finding points at a field; at a list, also those that point at its items.
fn is_at(finding: &Finding, field: &Field) -> bool {
    match finding.at {
        Field::Package(_) => *field == Field::SoftwarePackages,
        Field::Command(_) => *field == Field::SoftwareCommands,
        ref at => at == field,
    }
}
