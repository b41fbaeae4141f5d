//! `check`: every rule against the facts. No rule can fail; what is open becomes a question.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalog::{RouteOption, Support};
use crate::choices::{Choices, Presence, Route};
use crate::fact::FactName;
use crate::facts::{Facts, resolve};
use crate::field::{Edit, Field};
use crate::policy::Policy;
use crate::question;
use crate::report::{Assumption, Change, Finding, Fix, Report, Verdict};
use crate::rule::{FixTemplate, Rule, Severity, Stage, Terms};
use crate::template;
use crate::truth::Truth;

/// The version of the wire form.
const WIRE_VERSION: u32 = 1;

/// What the rules say about facts, before it is put into words.
#[derive(Clone, Debug, Default)]
pub struct Judgement<'a> {
    /// The broken rules, each with the fact that breaks it.
    pub broken: Vec<(&'a Rule, FactName)>,
    /// The rules that ask, each with the facts that are open.
    pub open: Vec<(&'a Rule, Vec<FactName>)>,
}

/// Holds every rule that is checked on choices against the facts.
#[must_use]
pub fn judge<'a>(facts: &Facts<'a>) -> Judgement<'a> {
    let mut judgement = Judgement::default();
    judgement.add(Stage::Choices, facts);
    judgement
}

impl<'a> Judgement<'a> {
    /// Holds the rules of a stage against the facts. Those about the payload count once it has been made.
    pub(crate) fn add(&mut self, stage: Stage, facts: &Facts<'a>) {
        for rule in facts.policy.document().rules.iter().filter(|rule| rule.stage == stage) {
            match stand(rule, facts) {
                Standing::Broken(fact) => self.broken.push((rule, fact)),
                Standing::Open(open) if asks(rule) => self.open.push((rule, open)),
                Standing::Kept | Standing::Open(_) => {}
            }
        }
    }
}

/// Where a rule stands.
enum Standing {
    /// It holds, or does not apply.
    Kept,
    /// This fact breaks it.
    Broken(FactName),
    /// These facts would settle it.
    Open(Vec<FactName>),
}

fn stand(rule: &Rule, facts: &Facts<'_>) -> Standing {
    let applies = hold(&rule.when, facts);
    if applies == Truth::No {
        return Standing::Kept;
    }
    let sets = &rule.require.0;
    let kept = sets.iter().map(|terms| hold(terms, facts)).fold(Truth::No, Truth::or);
    match (applies, kept) {
        (Truth::No, _) | (_, Truth::Yes) => Standing::Kept,
        (Truth::Yes, Truth::No) => {
            sets.iter().find_map(|terms| first(terms, facts, Truth::No)).map_or(Standing::Kept, Standing::Broken)
        }
        (Truth::Yes, Truth::Open) => {
            Standing::Open(sets.iter().flat_map(|terms| all(terms, facts, Truth::Open)).collect())
        }
        // Until it is known whether the rule applies, only that is worth asking, one fact after the other.
        (Truth::Open, _) => Standing::Open(first(&rule.when, facts, Truth::Open).into_iter().collect()),
    }
}

impl Judgement<'_> {
    /// The verdict as things stand.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.best() {
            Verdict::Blocked => Verdict::Blocked,
            _ if !self.open.is_empty() => Verdict::Incomplete,
            best => best,
        }
    }

    /// The best verdict that can still be reached: every open rule may be kept in the end.
    #[must_use]
    pub fn best(&self) -> Verdict {
        match self.broken.iter().map(|(rule, _)| rule.severity).max() {
            Some(Severity::Error) => Verdict::Blocked,
            Some(Severity::Warning) => Verdict::ReadyWithWarnings,
            Some(Severity::Note) | None => Verdict::Ready,
        }
    }

    fn breaks(&self, rule: &Rule) -> bool {
        self.broken.iter().any(|(broken, _)| broken.id == rule.id)
    }
}

/// Puts everything that can be said without a script into words.
#[must_use]
pub fn report(facts: &Facts<'_>, judgement: &Judgement<'_>) -> Report {
    let mut findings: Vec<Finding> =
        judgement.broken.iter().filter_map(|(rule, fact)| finding(rule, *fact, facts, judgement)).collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    Report {
        wire_version: WIRE_VERSION,
        verdict: judgement.verdict(),
        route: facts.route,
        cell: facts.cell.map(|cell| cell.report(facts.policy)),
        options: options(facts),
        assumptions: assumptions(facts),
        findings,
        questions: question::questions(facts, judgement),
        changes_on: changes_on(facts, judgement),
        policy: facts.policy.stamp().clone(),
    }
}

/// The judgement of changed choices. Edits that do not fit leave the choices as they were.
pub(crate) fn judge_edited<T>(
    choices: &Choices,
    policy: &Policy,
    edits: &[Edit],
    then: impl FnOnce(&Judgement<'_>) -> T,
) -> T {
    let mut choices = choices.clone();
    for edit in edits {
        // Every edit here is of the policy's or the core's own making; the page tests prove that they fit.
        let _ = edit.apply(&mut choices);
    }
    then(&judge(&resolve(&choices, policy)))
}

fn asks(rule: &Rule) -> bool {
    rule.severity == Severity::Error && !rule.silent
}

/// Whether all terms hold.
pub(crate) fn hold(terms: &Terms, facts: &Facts<'_>) -> Truth {
    let mut truth = Truth::Yes;
    for (fact, leaf) in &terms.0 {
        truth = truth.and(leaf.holds(&facts.value(*fact)));
        if truth == Truth::No {
            break;
        }
    }
    truth
}

fn first(terms: &Terms, facts: &Facts<'_>, truth: Truth) -> Option<FactName> {
    terms.0.iter().find(|(fact, leaf)| leaf.holds(&facts.value(*fact)) == truth).map(|(fact, _)| *fact)
}

fn all(terms: &Terms, facts: &Facts<'_>, truth: Truth) -> Vec<FactName> {
    terms.0.iter().filter(|(fact, leaf)| leaf.holds(&facts.value(*fact)) == truth).map(|(fact, _)| *fact).collect()
}

fn finding(rule: &Rule, fact: FactName, facts: &Facts<'_>, judgement: &Judgement<'_>) -> Option<Finding> {
    let mut params = BTreeMap::new();
    let mut fill = |template: &str| {
        template::fill(template, |name| {
            let fact = FactName::ALL.iter().find(|fact| fact.as_str() == name)?;
            let label = facts.label(*fact);
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
        source: facts.policy.source(&rule.source)?,
    })
}

/// A remedy, if it keeps its promise for these choices: its finding goes, and nothing worse comes.
fn fix(
    template: &FixTemplate,
    rule: &Rule,
    facts: &Facts<'_>,
    before: &Judgement<'_>,
    fill: &mut impl FnMut(&str) -> String,
) -> Option<Fix> {
    let edits: Vec<Edit> = template.edits.iter().map(|edit| Edit::new(edit.at.clone(), fill(&edit.to))).collect();
    let helps = judge_edited(facts.choices, facts.policy, &edits, |after| {
        let worse = after.broken.iter().any(|(other, _)| other.severity > rule.severity && !before.breaks(other));
        !after.breaks(rule) && !worse
    });
    helps.then(|| Fix { title: fill(&template.title), edits })
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
    if let (None, Some((id, _))) = (&choices.agent.id, facts.agent) {
        assume(Field::AgentId, id.as_str());
    }
    if choices.image.arch.is_none() {
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
    for setting in facts.agent.map(|(_, agent)| agent.settings.as_slice()).unwrap_or_default() {
        let chosen = choices.agent.settings.contains_key(&setting.name);
        if let (false, Some(default)) = (chosen, &setting.default) {
            assume(Field::AgentSetting(setting.name.clone()), default);
        }
    }
    assumptions
}

/// The first coming day on which a finding appears or goes.
fn changes_on(facts: &Facts<'_>, now: &Judgement<'_>) -> Option<Change> {
    facts.coming_days().into_iter().find_map(|date| {
        let mut choices = facts.choices.clone();
        choices.today = Some(date);
        let then = resolve(&choices, facts.policy);
        // Nothing but a rule that looks at the day can change with it.
        let dated = facts.policy.document().rules.iter().filter(|rule| rule.looks_at(FactName::SystemLife));
        let rule =
            dated.into_iter().find(|rule| matches!(stand(rule, &then), Standing::Broken(_)) != now.breaks(rule))?;
        Some(Change { date, verdict: judge(&then).verdict(), rule: rule.id.to_string() })
    })
}
