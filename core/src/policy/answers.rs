//! Answers held against the policy's list: there is such a question, and this is an answer to it.

use serde_json::json;

use crate::choices::{Answer, Answers, Python};
use crate::policy::document::{AnswerKind, PolicyDocument, QuestionText};
use crate::primitives::strict::{self, ShapeError};

/// Looks up what only rules read. What has a type of its own was held against it when it was read.
///
/// # Errors
/// The first answer that is not asked for, or that the question does not take.
pub(super) fn look_up(answers: &Answers, document: &PolicyDocument) -> Result<(), ShapeError> {
    for (id, answer) in &answers.others.0 {
        let at = format!("answers.{id}");
        let Some(question) = document.answer(id) else {
            return Err(ShapeError::unknown(&at, "field", id, document.answers().map(|(known, _)| known)));
        };
        fits(answer, question).map_err(|error| error.within(&at))?;
    }
    Ok(())
}

fn fits(answer: &Answer, question: &QuestionText) -> Result<(), ShapeError> {
    match (question.kind, answer) {
        (Some(AnswerKind::Choice), Answer::Word(word)) if question.choices.contains(word) => Ok(()),
        (Some(AnswerKind::Choice), Answer::Word(word)) => {
            Err(ShapeError::unknown("", "value", word, question.choices.iter().map(String::as_str)))
        }
        (Some(AnswerKind::Choice), answer) => {
            let words: Vec<String> = question.choices.iter().map(|word| format!("`{word}`")).collect();
            Err(ShapeError::found("", &format!("`{}`", json!(answer)), &format!("one of {}", words.join(", "))))
        }
        // The readers say what is wrong as they say it of the answers that have types.
        (Some(AnswerKind::Number), answer) => strict::read::<u32>(&json!(answer)).map(drop),
        (Some(AnswerKind::Version), answer) => strict::read::<Python>(&json!(answer)).map(drop),
        (_, answer) => strict::read::<bool>(&json!(answer)).map(drop),
    }
}
