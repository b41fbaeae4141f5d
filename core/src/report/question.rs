//! What is not known yet, as questions: those first whose answer can change the verdict.

use serde_json::Value;

use crate::choices::field::{Edit, Field};
use crate::choices::{Arch, Choices, ImageSource, Presence, Route};
use crate::draft::judge_edited;
use crate::facts::Facts;
use crate::judge::{Judgement, Verdict};
use crate::policy::fact::FactName;
use crate::policy::value::FactValue;
use crate::policy::{AnswerKind, Policy};
use crate::primitives::ids::RuleId;
use crate::primitives::sorted::Sorted;
use crate::report::{Outcome, Question, QuestionKind};

/// The question of a field as it is asked, whether or not it is open. It leads nowhere: that is not known here.
#[must_use]
pub fn asked_of(at: Field, choices: &Choices, policy: &Policy) -> Question {
    let (kind, answers) = answers(&at, policy);
    let (ask, suggestions) = words(&at, choices, policy);
    let listed = || answers.iter().filter_map(|answer| answer.as_str().map(str::to_owned)).collect();
    let choices = match kind {
        QuestionKind::Choice => listed(),
        QuestionKind::Text => suggestions,
        QuestionKind::YesNo => Vec::new(),
    };
    Question { at, ask, kind, choices, rules: Vec::new(), decisive: true, outcomes: Vec::new() }
}

/// All open questions, decisive ones first, then in the order of the form.
#[must_use]
pub(crate) fn questions(facts: &Facts<'_>, judgement: &Judgement<'_>) -> Vec<Question> {
    let questions = asked(facts, judgement).into_iter().map(|(at, rules)| question(at, &rules, facts, judgement));
    let (mut questions, others): (Vec<Question>, Vec<Question>) = questions.partition(|question| question.decisive);
    questions.extend(others);
    questions
}

/// The fields that open rules hang on, in the order of the form, each with these rules.
fn asked<'a>(facts: &Facts<'_>, judgement: &Judgement<'a>) -> Sorted<Field, Vec<&'a RuleId>> {
    let mut asked: Sorted<Field, Vec<&RuleId>> = Sorted::default();
    for held in &judgement.open {
        let rule = &held.rule.id;
        for field in held.because.iter().flat_map(|fact| facts.fields(*fact)) {
            let rules = asked.get_or_insert_default(field);
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }
    asked
}

/// The best verdict that can still be reached by answering what is open.
///
/// A rule that is open alone can be kept. Where the answer to it settles a fact of which one rule wants a value while another
/// applies by it, keeping the one may break the other: then the answers are tried.
fn reachable(facts: &Facts<'_>, judgement: &Judgement<'_>) -> Verdict {
    /// How many rules that are open or broken are looked at in a step.
    const LOOKED_AT: usize = 2;
    let (broken, open) = (judgement.broken.len(), judgement.open.len());
    if !facts.effort().spend((broken + facts.policy.contested().len()) * open / LOOKED_AT) {
        return judgement.best_reachable();
    }
    let bound = judgement.best_when_answered();
    // A field that was answered is not answered again: each step leaves fewer that are open, so this ends.
    let tried = |fact: FactName| {
        let (at, tries) = (fact.field(), tries(fact, facts.policy));
        (!tries.is_empty() && at.get(facts.choices).is_null()).then_some((at, tries))
    };
    let contested = if bound == Verdict::Blocked { None } else { contested(facts, judgement).find_map(tried) };
    let Some((at, answers)) = contested else { return bound };
    // That the agent is there after all is a question of its own.
    let on_this_route =
        |after: &Facts<'_>, judged: &Judgement<'_>| (after.route == facts.route).then(|| reachable(after, judged));
    let mut best = None;
    for answer in answers {
        let reached = judge_edited(facts, judgement, &[Edit::new(at.clone(), answer)], on_this_route).flatten();
        best = best.max(reached);
        // There is nothing better, and every other answer has answers of its own to try.
        if best >= Some(bound) {
            break;
        }
    }
    best.unwrap_or(bound)
}

/// The open facts that the answer to an open rule settles, and that rules disagree about.
fn contested(facts: &Facts<'_>, judgement: &Judgement<'_>) -> impl Iterator<Item = FactName> {
    let contested = facts.policy.contested().iter().filter(|contested| {
        *facts.value(contested.fact) == FactValue::Open
            && judgement.open.iter().any(|held| contested.is_settled_by(held.position))
    });
    contested.map(|contested| contested.fact)
}

/// Answers that give a fact each of its values; none where these cannot be listed.
fn tries(fact: FactName, policy: &Policy) -> Vec<Value> {
    match (fact, fact.field()) {
        (FactName::StoreScheme, _) => vec!["https://store.invalid".into(), "http://store.invalid".into()],
        // Of so many, one that suits is there; and the agent is chosen or assumed, never open.
        (_, Field::Cloud | Field::System | Field::AgentId) => Vec::new(),
        (_, field) => answers(&field, policy).1,
    }
}

fn question(at: Field, rules: &[&RuleId], facts: &Facts<'_>, judgement: &Judgement<'_>) -> Question {
    let (kind, answers) = answers(&at, facts.policy);
    let mut outcomes: Vec<Outcome> = Vec::new();
    for answer in &answers {
        let edit = Edit::new(at.clone(), answer.clone());
        if let Some(verdict) = judge_edited(facts, judgement, &[edit], reachable) {
            outcomes.push(Outcome { answer: answer.clone(), verdict });
        }
    }
    // What some answers lead to is not known: then nothing is said of any.
    let unfinished = facts.effort().is_spent();
    if unfinished {
        outcomes.clear();
    }
    let differ = outcomes.windows(2).any(|pair| matches!(pair, [left, right] if left.verdict != right.verdict));
    // As long as nothing blocks, `ready` needs whatever is asked. A blocked answer is changed only by what leads out of it.
    let decisive = judgement.best_reachable() != Verdict::Blocked || differ || unfinished || at == Field::AgentOnImage;
    let (ask, suggestions) = words(&at, facts.choices, facts.policy);
    let choices = match kind {
        QuestionKind::Choice => {
            let known = outcomes.iter().map(|outcome| &outcome.answer);
            let listed: Vec<&Value> = if unfinished { answers.iter().collect() } else { known.collect() };
            listed.into_iter().filter_map(|answer| answer.as_str().map(str::to_owned)).collect()
        }
        QuestionKind::Text => suggestions,
        QuestionKind::YesNo => Vec::new(),
    };
    let rules = rules.iter().map(ToString::to_string).collect();
    Question { at, ask, kind, choices, rules, decisive, outcomes }
}

/// How a field is answered, and the answers that can be listed.
fn answers(at: &Field, policy: &Policy) -> (QuestionKind, Vec<Value>) {
    fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> (QuestionKind, Vec<Value>) {
        (QuestionKind::Choice, words.into_iter().map(Value::from).collect())
    }
    let document = policy.document();
    match at {
        Field::Cloud => list(document.clouds.keys().map(crate::primitives::ids::CloudId::as_str)),
        Field::System => list(document.systems.keys().map(crate::primitives::ids::SystemId::as_str)),
        Field::AgentId => list(document.agents.keys().map(crate::primitives::ids::AgentId::as_str)),
        Field::AgentOnImage => list(Presence::WORDS.iter().copied()),
        Field::ImageSource => list(ImageSource::WORDS.iter().copied()),
        Field::ImageArch => list(Arch::WORDS.iter().copied()),
        Field::Route => list(Route::WORDS.iter().copied()),
        _ => match document.question(at).and_then(|question| Some((question, question.kind?))) {
            Some((_, AnswerKind::YesNo)) => (QuestionKind::YesNo, vec![Value::Bool(true), Value::Bool(false)]),
            Some((question, AnswerKind::Choice)) => list(question.choices.iter().map(String::as_str)),
            Some((_, AnswerKind::Number | AnswerKind::Version)) | None => (QuestionKind::Text, Vec::new()),
        },
    }
}

/// The question's words, and common answers.
fn words(at: &Field, choices: &Choices, policy: &Policy) -> (String, Vec<String>) {
    if let Field::AgentSetting(name) = at {
        let settings = policy.agent(choices).map(|agent| agent.entry.settings.as_slice()).unwrap_or_default();
        let ask = settings.iter().find(|setting| setting.name == *name).map(|setting| setting.ask.clone());
        return (ask.unwrap_or_else(|| name.clone()), Vec::new());
    }
    match policy.document().question(at) {
        Some(text) => (text.ask.clone(), text.suggestions.clone()),
        None => (format!("what is `{at}`?"), Vec::new()),
    }
}
