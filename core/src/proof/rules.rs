//! Rules: each can do what it says, and its fix changes what a fix may.

use super::words::{Proof, facts, ids, placeholders};
use crate::choices::Choices;
use crate::choices::field::{Edit, Field};
use crate::policy::AnswerKind;
use crate::policy::fact::{AnswerFact, FactKind, FactName, Vocabulary};
use crate::policy::rule::{FixTemplate, Leaf, Rule, Terms};

impl Proof<'_> {
    pub(super) fn rule(&mut self, at: &str, rule: &Rule) {
        self.id(&format!("{at}.id"), rule.id.as_str());
        self.citation(at, &rule.source);
        for (name, text) in [("title", &rule.title), ("message", &rule.message)] {
            self.filled(&format!("{at}.{name}"), text);
        }
        for (name, text) in [("why", &rule.why), ("todo", &rule.todo)] {
            if text.trim().is_empty() {
                self.mistakes.found(&format!("{at}.{name}"), "no text", "a sentence");
            }
        }
        if let Some(Field::Answer(id)) = &rule.at
            && self.document.answer(id).is_none()
        {
            let fields: Vec<String> = self.document.fields().map(|field| field.to_string()).collect();
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            self.known(&format!("{at}.at"), "field", &format!("answers.{id}"), &fields);
        }
        self.terms(&format!("{at}.when"), &rule.when);
        let sets = &rule.require.0;
        if sets.iter().all(|terms| terms.0.is_empty()) {
            self.mistakes.found(&format!("{at}.require"), "nothing to compare", "what must hold when the rule applies");
        }
        for (index, terms) in sets.iter().enumerate() {
            let place = if sets.len() == 1 { String::new() } else { format!(".anyOf.{index}") };
            self.terms(&format!("{at}.require{place}"), terms);
        }
        self.facts_in(&format!("{at}.message"), &rule.message);
        if let Some(fix) = &rule.fix {
            self.fix(&format!("{at}.fix"), fix);
        }
        for (index, example) in rule.examples.iter().enumerate() {
            for other in &example.also {
                let rules: Vec<&str> = self.document.rules.iter().map(|rule| rule.id.as_str()).collect();
                self.known(&format!("{at}.examples.{index}.also"), "rule", other.as_str(), &rules);
            }
        }
    }

    fn fix(&mut self, at: &str, fix: &FixTemplate) {
        self.facts_in(&format!("{at}.title"), &fix.title);
        for (index, edit) in fix.edits.iter().enumerate() {
            let at = format!("{at}.edits.{index}");
            self.facts_in(&format!("{at}.to"), &edit.to);
            if is_said(&edit.at) {
                let found = format!("`{}`, which the user says about the image", edit.at);
                self.mistakes.found(&format!("{at}.at"), &found, "a field that the user chooses");
            } else if placeholders(&edit.to).is_empty() {
                let fits = Edit::new(edit.at.clone(), edit.to.as_str()).apply(&mut Choices::default());
                let at = format!("{at}.to");
                match edit.at {
                    Field::Cloud => self.id_of(&at, "cloud", &edit.to, &self.document.clouds),
                    Field::System => self.id_of(&at, "system", &edit.to, &self.document.systems),
                    _ => {}
                }
                if let Err(error) = fits {
                    self.mistakes.found(&at, &format!("`{}`", edit.to), &error.expected);
                }
            }
        }
    }

    fn terms(&mut self, at: &str, terms: &Terms) {
        for (fact, leaf) in &terms.0 {
            let at = format!("{at}.{}", fact.as_str());
            if let FactName::Answer(answer) = fact {
                self.answer(&at, answer, leaf);
            }
            match leaf {
                Leaf::OneOf(globs) if globs.is_empty() => {
                    self.mistakes.found(&at, "an empty list, which nothing is in", "one text at least");
                }
                Leaf::OneOf(globs) => self.globs(&at, *fact, globs),
                Leaf::Is(_) => {}
                Leaf::Version(range) => self.range(&at, range),
                Leaf::Date(range) => self.range(&at, range),
                Leaf::Number(range) => self.range(&at, range),
            }
        }
    }

    /// An answer that a rule compares is listed, and is compared to what it can be.
    fn answer(&mut self, at: &str, answer: &AnswerFact, leaf: &Leaf) {
        let document = self.document;
        let Some(question) = document.answer(answer.id()) else {
            self.known(at, "fact", answer.as_str(), &facts(document));
            return;
        };
        match (question.kind, leaf) {
            (Some(AnswerKind::Choice), Leaf::OneOf(globs)) => {
                let words: Vec<&str> = question.choices.iter().map(String::as_str).collect();
                self.matching(at, "value", globs, &words);
            }
            (Some(AnswerKind::Choice), _) => self.mistakes.found(at, "yes or no", "a list of the question's words"),
            (Some(AnswerKind::Number), Leaf::Number(range)) => self.range(at, range),
            (Some(AnswerKind::Number), _) => self.mistakes.found(at, "something else", "a range of whole numbers"),
            (_, Leaf::OneOf(_)) => self.mistakes.found(at, "a list", "`true` or `false`"),
            _ => {}
        }
    }

    /// A text that the fact never has would silently never fire.
    fn globs(&mut self, at: &str, fact: FactName, globs: &[String]) {
        let document = self.document;
        let (kind, known): (_, Vec<&str>) = match fact.kind() {
            FactKind::Text(Vocabulary::Clouds) => return self.matching_ids(at, "cloud", globs, &document.clouds),
            FactKind::Text(Vocabulary::Systems) => return self.matching_ids(at, "system", globs, &document.systems),
            FactKind::Text(Vocabulary::Agents) => ("agent", ids(&document.agents)),
            FactKind::Text(Vocabulary::Rules) => {
                ("rule", document.rules.iter().map(|rule| rule.id.as_str()).chain(["none"]).collect())
            }
            FactKind::Text(Vocabulary::Words(words)) => ("value", words.to_vec()),
            _ => return,
        };
        self.matching(at, kind, globs, &known);
    }
}

/// What the user says about the image and the day: no fix may change it.
fn is_said(field: &Field) -> bool {
    field.is_answer() || matches!(field, Field::AgentOnImage | Field::ImagePublisher | Field::Today)
}
