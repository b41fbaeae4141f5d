//! `report`: a judgement in words, with what follows from it.

use crate::choices::field::{Edit, Field};
use crate::choices::{Presence, Route, non_blank};
use crate::draft::{judge_edited, judge_on};
use crate::facts::{Facts, TableCell, bundle};
use crate::judge::{Judgement, Verdict};
use crate::policy::Policy;
use crate::policy::catalog::{Citation, RouteOption, Support};
use crate::policy::fact::FactName;
use crate::policy::rule::{FixTemplate, Rule, Severity, SourceOf};
use crate::primitives::sorted::Sorted;
use crate::primitives::template;
use crate::report::{Assumption, Change, Finding, FindingChange, Fix, Report, ReportedCell, Told};
use crate::report::{question, recipe};

/// The version of the wire form.
const WIRE_VERSION: u32 = 1;

/// What is said where not everything was looked at.
const UNFINISHED: &str = "the policy asks for more work than one answer may take, so not everything was looked at: its rules need \
    fewer or shorter texts to compare and to fill in";

/// Puts everything that can be said without a script into words.
#[must_use]
pub(crate) fn report(facts: &Facts<'_>, judgement: &Judgement<'_>) -> Report {
    let of = |severity| judgement.broken.iter().filter(move |held| held.rule.severity == severity);
    let worst_first = [Severity::Error, Severity::Warning, Severity::Note].into_iter().flat_map(of);
    let findings = worst_first.filter_map(|held| finding(held.rule, held.because, facts, judgement)).collect();
    let questions = question::questions(facts, judgement);
    let changes_on = changes_on(facts, judgement);
    let recipe = recipe::own(facts);
    // Only now is it known what all of that took.
    let unfinished = facts.effort().is_spent();
    Report {
        wire_version: WIRE_VERSION,
        verdict: match judgement.verdict() {
            Verdict::Blocked => Verdict::Blocked,
            _ if unfinished => Verdict::Incomplete,
            verdict => verdict,
        },
        unfinished: unfinished.then(|| UNFINISHED.to_owned()),
        route: facts.route,
        cell: facts.cell.map(|cell| report_cell(&cell, facts.policy)),
        options: options(facts),
        recipe,
        assumptions: assumptions(facts),
        told: inferred(facts),
        findings,
        questions,
        changes_on,
        policy: facts.policy.stamp().clone(),
    }
}

fn finding(rule: &Rule, fact: FactName, facts: &Facts<'_>, judgement: &Judgement<'_>) -> Option<Finding> {
    let mut params = Sorted::default();
    let mut fill = |template: &str| {
        template::fill(template, |name| {
            if facts.effort().is_spent() {
                return None;
            }
            let label = facts.label(facts.policy.document().fact(name)?);
            // Once as a parameter, once in the text.
            if !facts.effort().fill(2 * label.len() + name.len()) {
                return None;
            }
            params.insert(name.to_owned(), label.clone());
            Some(label)
        })
    };
    let message = fill(&rule.message);
    let fix = rule.fix.as_ref().and_then(|template| fix(template, rule, facts, judgement, &mut fill));
    Some(Finding {
        rule: rule.id.to_string(),
        severity: rule.severity,
        at: rule.at.clone().or_else(|| facts.fields(fact).into_iter().next()).unwrap_or_else(|| fact.field()),
        message,
        params,
        why: rule.why.clone(),
        todo: rule.todo.clone(),
        fix,
        source: facts.policy.source(cited(rule, facts))?,
    })
}

/// What a finding rests on: the rule's source, unless the rule leaves that to the cloud.
fn cited<'a>(rule: &'a Rule, facts: &Facts<'a>) -> &'a Citation {
    match (rule.source_of, facts.delivery) {
        (Some(SourceOf::Field), Some(delivery)) => &delivery.field.source,
        (Some(SourceOf::Field), None) | (None, _) => &rule.source,
    }
}

/// A remedy, if it keeps its promise for these choices: its finding goes, and nothing worse comes.
fn fix(
    template: &FixTemplate,
    rule: &Rule,
    facts: &Facts<'_>,
    before: &Judgement<'_>,
    fill: &mut impl FnMut(&str) -> String,
) -> Option<Fix> {
    let written = |template: &str| {
        template::fill(template, |name| {
            let text = facts.written(facts.policy.document().fact(name)?);
            facts.effort().fill(text.len()).then_some(text)
        })
    };
    let edits: Vec<Edit> = template.edits.iter().map(|edit| Edit::new(edit.at.clone(), written(&edit.to))).collect();
    // It would carry the signature into wherever the answer goes.
    if edits.iter().any(|edit| edit.to.as_str().is_some_and(bundle::expires)) {
        return None;
    }
    let helps = judge_edited(facts, before, &edits, |_, after| {
        let worse = after.broken.iter().any(|other| other.rule.severity > rule.severity && !before.breaks(other.rule));
        !after.breaks(rule) && !worse
    });
    helps?.then(|| Fix { title: fill(&template.title), edits })
}

/// The options that the source offers on the branch of the cell. With the agent there, nothing is left to choose.
fn options(facts: &Facts<'_>) -> Vec<RouteOption> {
    let branches = &facts.policy.document().options;
    match facts.cell.map(|cell| cell.support) {
        _ if facts.route == Route::AlreadyThere => Vec::new(),
        Some(Support::Supported | Support::Conditional) => branches.supported.clone(),
        Some(Support::Unsupported) => branches.unsupported.clone(),
        Some(Support::NotListed) | None => Vec::new(),
    }
}

fn assumptions(facts: &Facts<'_>) -> Vec<Assumption> {
    let choices = facts.choices;
    let mut assumptions = Vec::new();
    let mut assume = |at: Field, value: &str| assumptions.push(Assumption { at, value: value.to_owned() });
    if let (None, Some(agent)) = (&choices.agent.id, facts.agent) {
        assume(Field::AgentId, agent.id.as_str());
    }
    if facts.is_arch_assumed() {
        assume(Field::ImageArch, facts.arch().as_str());
    }
    if facts.on_image.is_none() {
        assume(Field::AgentOnImage, Presence::Absent.as_str());
    }
    if choices.agent.on_image.is_none() && facts.on_image == Some(Presence::Present) {
        assume(Field::AgentOnImage, Presence::Present.as_str());
    }
    for (field, store) in [(Field::BundleStoreUrl, &facts.bundle_store), (Field::PackageStoreUrl, &facts.package_store)]
    {
        if let Some(store) = store.as_ref().filter(|store| !store.scheme_given) {
            assume(field, &store.url());
        }
    }
    for setting in facts.agent.map(|agent| agent.entry.settings.as_slice()).unwrap_or_default() {
        let chosen = non_blank(choices.agent.settings.get(&setting.name).map(String::as_str)).is_some();
        if let (false, Some(default)) = (chosen, &setting.default) {
            assume(Field::AgentSetting(setting.name.clone()), default);
        }
    }
    assumptions
}

/// The first coming day on which a finding appears or goes.
fn changes_on(facts: &Facts<'_>, now: &Judgement<'_>) -> Option<Change> {
    facts.coming_days().into_iter().find_map(|date| {
        judge_on(date, facts, now, |then| {
            let rule = facts.policy.dated().find(|rule| then.breaks(rule) != now.breaks(rule))?;
            let becomes = if then.breaks(rule) { FindingChange::Appears } else { FindingChange::Goes };
            let finding = (then.verdict() == now.verdict()).then_some(becomes);
            Some(Change { date, verdict: then.verdict(), rule: rule.id.to_string(), finding })
        })
        .flatten()
    })
}

/// A cell as an answer shows it, with its source looked up.
#[must_use]
pub(crate) fn report_cell(cell: &TableCell<'_>, policy: &Policy) -> ReportedCell {
    ReportedCell {
        text: cell.text.to_owned(),
        support: cell.support,
        provenance: cell.provenance(),
        source: cell.source.and_then(|source| policy.source(source)),
    }
}

/// What the image's id told where nothing was chosen.
#[must_use]
pub fn inferred(facts: &Facts<'_>) -> Vec<Told> {
    let (choices, inferred) = (facts.choices, &facts.inferred);
    let image = &choices.image;
    let told = |at: Field, value: &str, label: &str| Told { at, value: value.to_owned(), label: label.to_owned() };
    let system = inferred.system.filter(|_| choices.system.is_none());
    let source = inferred.source.filter(|_| image.source.is_none());
    let publisher = inferred.publisher.filter(|_| non_blank(image.publisher.as_deref()).is_none());
    let arch = inferred.arch.filter(|_| image.arch.is_none());
    let known = facts.known_publisher().map(|publisher| publisher.label.as_str());
    let all = [
        system.map(|system| told(Field::System, system.id.as_str(), &system.label)),
        source.map(|source| told(Field::ImageSource, source.as_str(), source.as_str())),
        publisher.map(|name| told(Field::ImagePublisher, name, known.unwrap_or(name))),
        arch.map(|arch| told(Field::ImageArch, arch.as_str(), arch.as_str())),
    ];
    all.into_iter().flatten().collect()
}
