//! What is not known yet, as questions: those first whose answer can change the verdict.

use serde_json::Value;

use crate::assess::judge_edited;
use crate::choices::{Arch, Downloader, ImageSource, Presence, Route};
use crate::facts::Facts;
use crate::field::{Edit, Field};
use crate::judge::Judgement;
use crate::policy::Policy;
use crate::report::{Outcome, Question, QuestionKind, Verdict};

/// All open questions, decisive ones first, then in the order of the form.
#[must_use]
pub(crate) fn questions(facts: &Facts<'_>, judgement: &Judgement<'_>) -> Vec<Question> {
    let mut asked: Vec<(Field, Vec<String>)> = Vec::new();
    for (rule, open) in &judgement.open {
        for field in open.iter().flat_map(|fact| facts.fields(*fact)) {
            let id = rule.id.to_string();
            match asked.iter_mut().find(|(at, _)| *at == field) {
                Some((_, rules)) if rules.contains(&id) => {}
                Some((_, rules)) => rules.push(id),
                None => asked.push((field, vec![id])),
            }
        }
    }
    let mut questions: Vec<Question> =
        asked.into_iter().map(|(at, rules)| question(at, rules, facts, judgement)).collect();
    questions.sort_by(|left, right| (!left.decisive, &left.at).cmp(&(!right.decisive, &right.at)));
    questions
}

fn question(at: Field, rules: Vec<String>, facts: &Facts<'_>, judgement: &Judgement<'_>) -> Question {
    let (kind, answers) = answers(&at, facts.policy);
    let outcomes: Vec<Outcome> = answers
        .into_iter()
        .map(|answer| {
            let edit = Edit::new(at.clone(), answer.clone());
            let verdict = judge_edited(facts.choices, facts.policy, &[edit], |after: &Judgement<'_>| after.best());
            Outcome { answer, verdict }
        })
        .collect();
    let differ = outcomes.windows(2).any(|pair| matches!(pair, [left, right] if left.verdict != right.verdict));
    // As long as nothing blocks, `ready` needs whatever is asked. A blocked answer is changed only by what leads out of it.
    let decisive = judgement.best() != Verdict::Blocked || differ || at == Field::AgentOnImage;
    let (ask, suggestions) = words(&at, facts);
    let choices = match kind {
        QuestionKind::Choice => {
            outcomes.iter().filter_map(|outcome| outcome.answer.as_str().map(str::to_owned)).collect()
        }
        QuestionKind::Text => suggestions,
        QuestionKind::YesNo => Vec::new(),
    };
    Question { at, ask, kind, choices, rules, decisive, outcomes }
}

/// How a field is answered, and the answers that can be listed.
fn answers(at: &Field, policy: &Policy) -> (QuestionKind, Vec<Value>) {
    fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> (QuestionKind, Vec<Value>) {
        (QuestionKind::Choice, words.into_iter().map(Value::from).collect())
    }
    let document = policy.document();
    match at {
        Field::Cloud => list(document.clouds.keys().map(crate::ids::CloudId::as_str)),
        Field::System => list(document.systems.keys().map(crate::ids::SystemId::as_str)),
        Field::AgentId => list(document.agents.keys().map(crate::ids::AgentId::as_str)),
        Field::AgentOnImage => list(Presence::WORDS.iter().copied()),
        Field::ImageSource => list(ImageSource::WORDS.iter().copied()),
        Field::ImageArch => list(Arch::WORDS.iter().copied()),
        Field::Downloader => list(Downloader::WORDS.iter().copied()),
        Field::Route => list(Route::WORDS.iter().copied()),
        Field::NetTools
        | Field::OpensslDevel
        | Field::CertificatesInstalled
        | Field::UserDataRuns
        | Field::AdministratorUser
        | Field::ImageAfterJuly2016
        | Field::SupportConfirmed => (QuestionKind::YesNo, vec![Value::Bool(true), Value::Bool(false)]),
        _ => (QuestionKind::Text, Vec::new()),
    }
}

/// The question's words, and common answers.
fn words(at: &Field, facts: &Facts<'_>) -> (String, Vec<String>) {
    if let Field::AgentSetting(name) = at {
        let settings = facts.agent.map(|(_, agent)| agent.settings.as_slice()).unwrap_or_default();
        let ask = settings.iter().find(|setting| setting.name == *name).map(|setting| setting.ask.clone());
        return (ask.unwrap_or_else(|| name.clone()), Vec::new());
    }
    let name = at.to_string();
    match facts.policy.document().questions.get(&name) {
        Some(text) => (text.ask.clone(), text.suggestions.clone()),
        None => (format!("what is `{name}`?"), Vec::new()),
    }
}
