//! Questions: each belongs to a field, and what an answer may be is said once.

use super::words::Proof;
use crate::choices::field::Field;
use crate::policy::AnswerKind;

/// A question with more words than this is a form of its own, and each is tried.
const MOST_WORDS: usize = 20;

impl Proof<'_> {
    /// A question, by the name that it has in the policy, and whether that says how it is answered.
    pub(super) fn question(&mut self, name: &str, has_kind: bool) {
        let at = &format!("questions.{name}");
        let found = [name.to_owned(), format!("answers.{name}")].into_iter();
        let found = found.filter_map(|name| Some((name.parse::<Field>().ok()?, self.document.questions.get(&name)?)));
        let Some((field, question)) = found.into_iter().next() else {
            // Taken away, or of no form that a field has.
            if has_kind {
                let expected = "letters and digits, a small letter first, at most 40, like `securityApproved`";
                self.mistakes.found(at, "an id of another form", expected);
            } else if name.parse::<Field>().is_err() {
                self.known(at, "field", name, Field::NAMES);
            }
            return;
        };
        let kind = match (&field, question.kind) {
            (Field::Answer(_), None) => {
                self.known(at, "field", name, Field::NAMES);
                return;
            }
            (Field::Answer(_), Some(AnswerKind::Version)) => {
                self.mistakes.found(&format!("{at}.kind"), "`version`", "`yesNo` or `choice`");
                return;
            }
            (field, Some(_)) if !field.is_answer() => {
                self.mistakes.found(&format!("{at}.kind"), "something", "nothing: only answers have a kind");
                return;
            }
            (_, kind) => kind,
        };
        if kind.is_some() {
            self.filled(&format!("{at}.ask"), &question.ask);
        }
        for (key, text) in [("label", &question.label), ("meaning", &question.meaning)] {
            if let Some(text) = text {
                self.filled(&format!("{at}.{key}"), text);
            }
        }
        let words = &question.choices;
        let at = format!("{at}.choices");
        if kind == Some(AnswerKind::Choice) {
            if words.is_empty() || words.len() > MOST_WORDS {
                let found = format!("{} words", words.len());
                self.mistakes.found(&at, &found, &format!("one word at least, and at most {MOST_WORDS}"));
            }
            for (index, word) in words.iter().enumerate() {
                self.filled(&format!("{at}.{index}"), word);
                if words.iter().take(index).any(|before| before == word) {
                    self.mistakes.found(&format!("{at}.{index}"), &format!("`{word}` again"), "another word");
                }
            }
        } else if !words.is_empty() {
            self.mistakes.found(&at, "something", "nothing: only a question of the kind `choice` has words");
        }
    }
}
