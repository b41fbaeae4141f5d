//! Every combination of the enumerated choices and answers that a cell's rules read, for every cloud and system of the seed.
//!
//! Compiled optimised (`cargo xtask exhaustive`) it walks all cells; otherwise the first one, so that it is never left out. What the
//! seed does not speak of is chosen one at a time, beside all the rest; with `DYNABOOT_EVERY=1` it is combined too. It is a package of
//! its own, since what the other tests need takes longer to optimise than the walk.

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on stops and says where"
)]

#[path = "../seed.rs"]
mod seed;

use std::collections::HashMap;
use std::env;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dynaboot_core::policy::fact::FactName;
use dynaboot_core::policy::rule::{Rule, Severity, Stage, Terms};
use dynaboot_core::{Choices, Edit, Facts, Field, Policy, Question, Route, Truth, Verdict, assess, resolve};
use serde_json::{Value, json};

use crate::seed::{CLOUDS, SEED};

/// A field, the values that rules tell apart, and the facts that follow from it. The first value is always: unknown.
struct Dimension<'a> {
    field: Field,
    values: Vec<Value>,
    /// The rules about these facts that are checked on choices.
    rules: Vec<&'a Rule>,
}

/// Whether the seed does not speak of it.
fn is_beyond_the_seed(field: &Field) -> bool {
    matches!(field, Field::ImageArch | Field::BundleStoreCaCertificate | Field::Downloader | Field::Package(_))
        || matches!(field, Field::Answer(id) if id == "repositoriesAnswer")
}

/// The order matters: the route follows from the first three, and with it which rules read the others.
fn dimensions(policy: &Policy) -> Vec<Dimension<'_>> {
    use FactName as Fact;
    let yes_no = || vec![json!(true), json!(false)];
    let list: [(Field, Vec<Value>, &[FactName]); 18] = [
        (
            Field::AgentOnImage,
            vec![json!("present"), json!("absent")],
            &[Fact::AgentOnImage, Fact::Route, Fact::StoreNeeded, Fact::StoreCertificate],
        ),
        (
            Field::ImageSource,
            vec![json!("public"), json!("custom"), json!("worker")],
            &[
                Fact::ImageSource,
                Fact::AgentOnImage,
                Fact::Route,
                Fact::StoreNeeded,
                Fact::ImageOwn,
                Fact::RepositoriesAnswer,
            ],
        ),
        (
            Field::Route,
            vec![json!("dynamicBootstrap"), json!("prebuiltImage"), json!("alreadyThere")],
            &[Fact::Route, Fact::StoreNeeded, Fact::StoreCertificate],
        ),
        (Field::ImagePublisher, vec![json!("OpenLogic"), json!("acme")], &[Fact::ImagePublisher]),
        // Without one x86_64 is assumed.
        (Field::ImageArch, vec![json!("arm64")], &[Fact::ImageArch, Fact::AgentArch]),
        (
            Field::BundleStoreUrl,
            vec![json!("http://store.example.com/bundle"), json!("https://store.example.com/bundle")],
            &[Fact::StoreForm, Fact::StoreScheme, Fact::StoreNeeded, Fact::PlanInstalls],
        ),
        (
            Field::BundleStoreCaCertificate,
            vec![json!("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")],
            &[Fact::StoreCertificate],
        ),
        (Field::CertificatesInstalled, yes_no(), &[Fact::CertificatesInstalled]),
        (
            Field::Python,
            vec![json!("2.6.6"), json!("2.7.18"), json!("3.6.8"), json!("none")],
            &[Fact::Python, Fact::SystemStockPython],
        ),
        (Field::OpensslDevel, yes_no(), &[Fact::OpensslDevel, Fact::PlanInstalls]),
        (Field::UserDataRuns, yes_no(), &[Fact::UserDataRuns]),
        (Field::NetTools, yes_no(), &[Fact::NetTools]),
        (Field::Answer("administratorUser".to_owned()), yes_no(), &[Fact::of_answer("administratorUser").unwrap()]),
        (Field::Answer("imageAfterJuly2016".to_owned()), yes_no(), &[Fact::of_answer("imageAfterJuly2016").unwrap()]),
        (
            Field::Answer("supportConfirmed".to_owned()),
            yes_no(),
            &[Fact::of_answer("supportConfirmed").unwrap(), Fact::CellUnlisted],
        ),
        (
            Field::Answer("repositoriesAnswer".to_owned()),
            yes_no(),
            &[Fact::of_answer("repositoriesAnswer").unwrap(), Fact::RepositoriesAnswer],
        ),
        // What it downloads with is for the script to find; that there is nothing is for a rule.
        (Field::Downloader, vec![json!("curl"), json!("none")], &[Fact::Downloader]),
        (
            Field::Package(0),
            vec![json!("git")],
            &[Fact::SoftwarePackages, Fact::SoftwarePrivileges, Fact::PlanInstalls],
        ),
    ];
    list.into_iter()
        .map(|(field, mut values, facts)| {
            values.insert(0, Value::Null);
            let rules = policy.document().rules.iter().filter(|rule| rule.stage == Stage::Choices);
            let rules = rules.filter(|rule| facts.iter().any(|fact| rule.looks_at(*fact))).collect();
            Dimension { field, values, rules }
        })
        .collect()
}

/// Which value each dimension has.
type State = [u8; 18];

/// What is remembered of an answer.
#[derive(Clone, Copy)]
struct Known {
    verdict: Verdict,
    /// The dimension of the first decisive question.
    asks: Option<usize>,
}

/// One cell of one agent's table.
struct Cell<'a> {
    policy: &'a Policy,
    dimensions: &'a [Dimension<'a>],
    base: Choices,
    /// Whether the cloud takes a script for the system.
    delivers: bool,
    text: Option<&'a str>,
    /// Whether what the seed does not speak of is combined too.
    combines_all: bool,
    known: HashMap<State, Known>,
    /// The routes, by the values of the three dimensions that they follow from.
    routes: HashMap<[u8; 3], Route>,
    visited: usize,
    told: usize,
}

impl Cell<'_> {
    fn choices(&self, state: &State) -> Choices {
        let mut choices = self.base.clone();
        for (dimension, value) in self.dimensions.iter().zip(state) {
            dimension.choose(usize::from(*value), &mut choices);
        }
        choices
    }

    fn route(&mut self, state: &State) -> Route {
        let [on_image, source, route, ..] = *state;
        let chosen = [on_image, source, route];
        if let Some(route) = self.routes.get(&chosen) {
            return *route;
        }
        let route = resolve(&self.choices(state), self.policy).route;
        self.routes.insert(chosen, route);
        route
    }

    /// Goes through the values of a dimension, or past it where no rule that may apply reads it. The facts are those of the
    /// state. What is unknown comes last: by then, every answer that could make it known was given.
    fn walk(&mut self, index: usize, state: &mut State, facts: &Facts<'_>) {
        let Some(dimension) = self.dimensions.get(index) else { return self.visit(state, facts.choices) };
        if !dimension.is_read(facts) {
            return self.walk(index + 1, state, facts);
        }
        let beyond = |dimension: &Dimension<'_>| is_beyond_the_seed(&dimension.field);
        let is_one_more = !self.combines_all
            && beyond(dimension)
            && self.dimensions.iter().zip(&*state).any(|(other, value)| *value != 0 && beyond(other));
        let values = if is_one_more { 1 } else { dimension.values.len() };
        for value in (0..values).rev() {
            state[index] = u8::try_from(value).unwrap();
            let mut chosen = facts.choices.clone();
            dimension.choose(value, &mut chosen);
            self.walk(index + 1, state, &resolve(&chosen, self.policy));
        }
    }

    fn visit(&mut self, state: &State, choices: &Choices) {
        self.visited += 1;
        let answer = assess(choices, self.policy);
        let report = &answer.report;
        let place = || serde_json::to_string(choices).unwrap();
        let errors = report.findings.iter().any(|finding| finding.severity == Severity::Error);
        assert_eq!(report.verdict == Verdict::Blocked, errors, "blocked means that an error is found: {}", place());
        assert_eq!(report.cell.as_ref().map(|cell| cell.text.as_str()), self.text, "{}", place());
        let good = matches!(report.verdict, Verdict::Ready | Verdict::ReadyWithWarnings);
        let scripted = good && report.route != Route::AlreadyThere;
        assert_eq!(answer.script.is_some(), scripted, "a script exactly where it helps: {}", place());
        let delivered = scripted && report.route == Route::DynamicBootstrap && self.delivers;
        assert_eq!(answer.payload.is_some(), delivered, "{}", place());
        if let Some(payload) = &answer.payload {
            assert!(payload.left >= 0 && !payload.content.is_empty(), "{}", place());
        }
        // One in sixteen is enough to see a difference, and all would take twice as long.
        if good && self.visited.is_multiple_of(16) {
            assert_eq!(assess(choices, self.policy), answer, "the same choices, the same bytes: {}", place());
        }
        self.known.insert(*state, known(&report.questions, report.verdict, self.dimensions));
        for question in &report.questions {
            let dimension = dimension_of(question, self.dimensions);
            for outcome in &question.outcomes {
                // Where the architecture is asked for, x86_64 is what is assumed.
                let value = self.dimensions[dimension].values.iter().position(|value| *value == outcome.answer);
                let Some(value) = value else {
                    assert!(is_like_another(&question.at, &outcome.answer), "{} {}", question.at, outcome.answer);
                    continue;
                };
                let mut after = *state;
                after[dimension] = u8::try_from(value).unwrap();
                let best = self.best(&after);
                assert_eq!(outcome.verdict, best, "{} = {} is told: {}", question.at, outcome.answer, place());
                self.told += 1;
                if report.verdict == Verdict::Blocked && self.route(&after) == report.route {
                    assert_eq!(best, Verdict::Blocked, "no answer unblocks: {} {}", question.at, place());
                }
            }
        }
    }

    /// The best verdict that can be reached from a state, by really answering. That the agent is there after all is a question
    /// of its own: until it is answered, it is not.
    fn best(&mut self, state: &State) -> Verdict {
        let known = if let Some(known) = self.known.get(state) {
            *known
        } else {
            let report = dynaboot_core::check(&self.choices(state), self.policy);
            let known = known(&report.questions, report.verdict, self.dimensions);
            self.known.insert(*state, known);
            known
        };
        let Some(dimension) = known.asks.filter(|_| known.verdict == Verdict::Incomplete) else { return known.verdict };
        let mut ways = Vec::new();
        for value in 1..self.dimensions[dimension].values.len() {
            let mut after = *state;
            after[dimension] = u8::try_from(value).unwrap();
            if self.route(&after) != self.route(state) {
                continue;
            }
            ways.push(after);
        }
        ways.iter().map(|after| self.best(after)).max_by_key(|verdict| rank(*verdict)).unwrap()
    }
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Blocked => 0,
        Verdict::Incomplete => panic!("every question of a cell can be answered"),
        Verdict::ReadyWithWarnings => 1,
        Verdict::Ready => 2,
    }
}

fn known(questions: &[Question], verdict: Verdict, dimensions: &[Dimension]) -> Known {
    let asks = questions.iter().find(|question| question.decisive).map(|question| dimension_of(question, dimensions));
    Known { verdict, asks }
}

fn dimension_of(question: &Question, dimensions: &[Dimension]) -> usize {
    let found = dimensions.iter().position(|dimension| dimension.field == question.at);
    found.unwrap_or_else(|| panic!("a question about `{}`, which is not walked", question.at))
}

/// Values that no rule tells from one that is walked.
fn is_like_another(field: &Field, answer: &Value) -> bool {
    *field == Field::Downloader && (*answer == "wget" || *answer == "python")
}

impl Dimension<'_> {
    /// Whether a rule that may still apply reads it.
    fn is_read(&self, facts: &Facts<'_>) -> bool {
        let may_hold = |terms: &Terms| terms.0.iter().all(|(fact, leaf)| leaf.holds(facts.value(*fact)) != Truth::No);
        self.rules.iter().any(|rule| may_hold(&rule.when))
    }

    /// Gives it one of its values. The first is that nothing is said, as it was.
    fn choose(&self, value: usize, choices: &mut Choices) {
        match &self.field {
            _ if value == 0 => {}
            Field::Package(_) => choices.software.packages = vec!["git".to_owned()],
            field => Edit::new(field.clone(), self.values[value].clone()).apply(choices).unwrap(),
        }
    }
}

fn base(agent: &str, cloud: &str, system: &str) -> Value {
    let settings = match agent {
        "cloudcenter" => json!({ "brokerHost": "broker.example.com" }),
        _ => json!({ "installCommand": "./install", "presentPath": "/opt/agent" }),
    };
    json!({
        // CloudCenter's is assumed.
        "cloud": cloud, "system": system, "agent": { "id": (agent != "cloudcenter").then_some(agent), "settings": settings },
        "packageStore": { "url": "https://repo.example.com" }, "today": "2026-11-22",
    })
}

#[test]
#[expect(clippy::print_stdout, reason = "how much was gone through is part of the result")]
fn every_combination_that_a_cells_rules_read() {
    let policy = Policy::builtin().unwrap();
    let combines_all = env::var_os("DYNABOOT_EVERY").is_some();
    let dimensions = dimensions(&policy);
    let cells: Vec<(&str, &str, &str, Option<&str>)> = SEED
        .iter()
        .flat_map(|(system, texts)| CLOUDS.iter().zip(texts).map(move |(cloud, text)| (*cloud, *system, *text)))
        .flat_map(|(cloud, system, text)| {
            [("cloudcenter", cloud, system, Some(text)), ("generic", cloud, system, None)]
        })
        .take(if cfg!(debug_assertions) { 1 } else { usize::MAX })
        .collect();
    let (next, visited, told) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some((agent, cloud, system, text)) = cells.get(next.fetch_add(1, Ordering::Relaxed)).copied()
                {
                    let base = policy.read_choices(&base(agent, cloud, system)).unwrap();
                    let facts = resolve(&base, &policy);
                    let derived = facts.cell.map(|cell| cell.text).unwrap();
                    let mut cell = Cell {
                        policy: &policy,
                        dimensions: &dimensions,
                        base: base.clone(),
                        delivers: facts.delivery.is_some(),
                        text: text.or(Some(derived)),
                        combines_all,
                        known: HashMap::new(),
                        routes: HashMap::new(),
                        visited: 0,
                        told: 0,
                    };
                    cell.walk(0, &mut State::default(), &facts);
                    assert!(cell.visited > 50, "{agent} {cloud} {system}: only {} combinations", cell.visited);
                    visited.fetch_add(cell.visited, Ordering::Relaxed);
                    told.fetch_add(cell.told, Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} cells, {visited:?} combinations, {told:?} outcomes that came as told", cells.len());
}
