//! What an organisation adds, held against the policy that it becomes part of: every name is known, every rule can do
//! what it says, and no text is one that a script, a file or a page could take for something else.

use std::borrow::Borrow;

use serde_json::Value;

use super::mistakes::Mistakes;
use super::overlay::Laid;
use crate::assess::check;
use crate::choices::Choices;
use crate::choices::field::{Edit, Field};
use crate::policy::catalog::{
    Agent, Cell, Citation, Cloud, Family, Recipe, Setting, SettingForm, SourceEntry, Support, Table,
};
use crate::policy::fact::{AnswerFact, FactKind, FactName, Vocabulary};
use crate::policy::rule::{Leaf, Rule, Shows, Terms};
use crate::policy::setting;
use crate::policy::{AnswerKind, Policy, PolicyDocument};
use crate::primitives::glob;
use crate::primitives::ids::RuleId;
use crate::primitives::range::Range;
use crate::primitives::sorted::Sorted;
use crate::primitives::strict::ShapeError;
use crate::primitives::template;
use crate::report::Report;

/// Holds what an organisation gave against the whole policy.
pub(super) fn prove(laid: &Laid, document: &PolicyDocument, mistakes: &mut Mistakes) {
    let organisation = &laid.organisation;
    let mut proof = Proof { document, mistakes };
    proof.filled("name", &document.name);
    proof.filled("version", &document.version);
    proof.known("defaultAgent", "agent", document.default_agent.as_str(), &ids(&document.agents));
    for id in organisation.sources.keys() {
        proof.entry("sources", id, &document.sources, Proof::source);
    }
    for id in organisation.clouds.keys() {
        proof.entry("clouds", id, &document.clouds, Proof::cloud);
    }
    for id in organisation.systems.keys() {
        proof.entry("systems", id, &document.systems, |proof, at, system| {
            proof.filled(&format!("{at}.label"), &system.label);
            proof.citation(at, &system.source);
            for cloud in system.image_ids.keys() {
                proof.known(&format!("{at}.imageIds.{cloud}"), "cloud", cloud.as_str(), &ids(&proof.document.clouds));
            }
        });
    }
    for id in organisation.publishers.keys() {
        proof.entry("publishers", id, &document.publishers, |proof, at, publisher| {
            proof.filled(&format!("{at}.label"), &publisher.label);
            proof.citation(at, &publisher.source);
            proof.systems(&format!("{at}.systems"), &publisher.systems);
            for cloud in publisher.names.keys() {
                proof.known(&format!("{at}.names.{cloud}"), "cloud", cloud.as_str(), &ids(&proof.document.clouds));
            }
        });
    }
    for id in organisation.agents.keys() {
        proof.entry("agents", id, &document.agents, Proof::agent);
    }
    for (name, given) in &organisation.questions {
        proof.question(&format!("questions.{name}"), name, given);
    }
    for (index, cell) in
        laid.cells.iter().enumerate().filter_map(|(index, place)| Some((index, document.cells.get(*place)?)))
    {
        proof.cell(&format!("cells.{index}"), cell);
    }
    for (index, rule) in
        laid.rules.iter().enumerate().filter_map(|(index, place)| Some((index, document.rules.get(*place)?)))
    {
        proof.rule(&format!("rules.{index}"), rule);
    }
}

struct Proof<'a> {
    document: &'a PolicyDocument,
    mistakes: &'a mut Mistakes,
}

/// A question with more words than this is a form of its own, and each is tried.
const MOST_WORDS: usize = 20;

/// The names of all facts that a rule may compare.
fn facts(document: &PolicyDocument) -> Vec<&str> {
    let listed = document.questions.keys().map(String::as_str);
    let listed = listed.filter(|name| matches!(FactName::named(name), Some(FactName::Answer(_))));
    FactName::NAMES.iter().copied().chain(listed).collect()
}

fn ids<K: Ord + Borrow<str>, V>(catalog: &Sorted<K, V>) -> Vec<&str> {
    catalog.keys().map(Borrow::borrow).collect()
}

impl<'a> Proof<'a> {
    fn entry<K, V>(
        &mut self,
        name: &str,
        id: &str,
        catalog: &'a Sorted<K, V>,
        look: impl FnOnce(&mut Self, &str, &'a V),
    ) where
        K: Ord + Borrow<str>,
    {
        let at = format!("{name}.{id}");
        if let Some(entry) = catalog.get(id) {
            self.id(&at, id);
            look(self, &at, entry);
        }
    }

    fn known(&mut self, at: &str, kind: &str, word: &str, known: &[&str]) {
        if !known.contains(&word) {
            self.mistakes.add(ShapeError::unknown(at, kind, word, known.iter().copied()));
        }
    }

    fn id(&mut self, at: &str, id: &str) {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if id.len() > 64 || id == "none" || !id.split(['-', '.']).all(part) {
            self.mistakes.found(
                at,
                "an id of another form",
                "small letters and digits with `-` between them, like `centos-7`",
            );
        }
    }

    /// A text for people: something, in one line.
    fn filled(&mut self, at: &str, text: &str) {
        if text.trim().is_empty() || text.contains(char::is_control) {
            self.mistakes.found(at, "no line of text", "a line of text");
        }
    }

    fn source(&mut self, at: &str, entry: &SourceEntry) {
        self.filled(&format!("{at}.title"), &entry.title);
        // It becomes a link on a page: one that runs a script is none.
        let is_web = ["https://", "http://"].iter().any(|scheme| entry.url.starts_with(scheme));
        if !is_web || entry.url.contains(|letter: char| letter.is_control() || letter.is_whitespace()) {
            self.mistakes.found(&format!("{at}.url"), "another text", "a URL that begins with https:// or http://");
        }
    }

    fn citation(&mut self, at: &str, citation: &Citation) {
        self.known(&format!("{at}.source.from"), "source", citation.from.as_str(), &ids(&self.document.sources));
    }

    fn cloud(&mut self, at: &str, cloud: &Cloud) {
        self.filled(&format!("{at}.label"), &cloud.label);
        for (index, reset) in cloud.resets.iter().enumerate() {
            let at = format!("{at}.resets.{index}");
            self.citation(&at, &reset.source);
            self.systems(&format!("{at}.systems"), &reset.systems);
        }
        for (index, delivery) in cloud.deliveries.iter().enumerate() {
            let at = format!("{at}.deliveries.{index}");
            self.citation(&at, &delivery.source);
            self.filled(&format!("{at}.field"), &delivery.field);
            if delivery.families.is_empty() {
                self.mistakes.found(&format!("{at}.families"), "an empty list", "the families that it is for");
            }
            if !is_file_name(&delivery.file_name) {
                self.mistakes.found(&format!("{at}.fileName"), "another text", "a file's name, like `user-data.sh`");
            }
            if let Some(rule) = &delivery.condition {
                self.condition(&format!("{at}.condition"), rule);
            }
        }
    }

    fn question(&mut self, at: &str, name: &str, given: &Value) {
        let found = [name.to_owned(), format!("answers.{name}")].into_iter();
        let found = found.filter_map(|name| Some((name.parse::<Field>().ok()?, self.document.questions.get(&name)?)));
        let Some((field, question)) = found.into_iter().next() else {
            // Taken away, or of no form that a field has.
            if given.get("kind").is_some() {
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

    /// An answer that a rule compares is listed, and is compared to what it can be.
    fn answer(&mut self, at: &str, answer: &AnswerFact, leaf: &Leaf) {
        let document = self.document;
        let Some((_, question)) = document.answers().find(|(id, _)| *id == answer.id()) else {
            self.known(at, "fact", answer.as_str(), &facts(document));
            return;
        };
        match (question.kind, leaf) {
            (Some(AnswerKind::Choice), Leaf::OneOf(globs)) => {
                let words: Vec<&str> = question.choices.iter().map(String::as_str).collect();
                self.matching(at, "value", globs, &words);
            }
            (Some(AnswerKind::Choice), _) => self.mistakes.found(at, "yes or no", "a list of the question's words"),
            (_, Leaf::OneOf(_)) => self.mistakes.found(at, "a list", "`true` or `false`"),
            _ => {}
        }
    }

    /// A cell or a delivery depends on a rule: then the rule looks whether it is the one.
    fn condition(&mut self, at: &str, id: &RuleId) {
        let off = self.document.off.iter().any(|off| off.rule == id.as_str());
        match self.document.rules.iter().find(|rule| rule.id == *id) {
            Some(rule) if rule.looks_at(FactName::CellCondition) => {}
            Some(_) => self.mistakes.found(
                at,
                &format!("`{id}`, which does not look at `cell.condition`"),
                "a rule that does, so that the cell depends on it",
            ),
            None if off => {}
            None => {
                let rules: Vec<&str> = self.document.rules.iter().map(|rule| rule.id.as_str()).collect();
                self.known(at, "rule", id.as_str(), &rules);
            }
        }
    }

    fn agent(&mut self, at: &str, agent: &Agent) {
        self.filled(&format!("{at}.label"), &agent.label);
        self.citation(at, &agent.source);
        for (index, setting) in agent.settings.iter().enumerate() {
            let at = format!("{at}.settings.{index}");
            let letters = setting.name.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if !letters || setting.name.is_empty() || STORES.contains(&setting.name.as_str()) {
                self.mistakes.found(&format!("{at}.name"), "another text", "letters and digits, like `brokerHost`");
            }
            if let Some(default) =
                setting.default.as_ref().filter(|default| !setting::has_form(default, setting.form, None))
            {
                let form = format!("a {}, as `form` says", setting.form.as_str());
                self.mistakes.found(&format!("{at}.default"), &format!("`{default}`"), &form);
            }
        }
        for (index, entry) in agent.unsupported.iter().enumerate() {
            let at = format!("{at}.unsupported.{index}");
            self.citation(&at, &entry.source);
            self.systems(&format!("{at}.systems"), &entry.systems);
            self.range(&format!("{at}.versions"), &entry.versions);
        }
        for cloud in agent.cloud_families.keys() {
            self.known(&format!("{at}.cloudFamilies.{cloud}"), "cloud", cloud.as_str(), &ids(&self.document.clouds));
        }
        // It begins a line of a sudoers file.
        if let Some(user) = &agent.lifecycle_user {
            let is_name = user.starts_with(|letter: char| letter.is_ascii_lowercase() || letter == '_')
                && user.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte));
            if !is_name || user.len() > 32 {
                self.mistakes.found(&format!("{at}.lifecycleUser"), "another text", "a user's name");
            }
        }
        if let Some(recipe) = &agent.linux {
            self.recipe(&format!("{at}.linux"), recipe, Family::Linux, &agent.settings);
            let named = [
                ("installer", !recipe.installer.is_empty()),
                ("machineEnvironment", !recipe.machine_environment.is_empty()),
                ("credentials", recipe.credentials.is_some()),
            ];
            for (name, _) in named.into_iter().filter(|(_, given)| *given) {
                self.mistakes.found(&format!("{at}.linux.{name}"), "something", "nothing: it is for Windows alone");
            }
        }
        if let Some(recipe) = &agent.windows {
            self.recipe(&format!("{at}.windows"), recipe, Family::Windows, &agent.settings);
            if recipe.installer.contains(|letter: char| letter.is_control() || r#"<>:"/\|?*"#.contains(letter)) {
                let found = format!("`{}`", recipe.installer);
                self.mistakes.found(&format!("{at}.windows.installer"), &found, "the name of a file, without a path");
            }
        }
    }

    fn recipe(&mut self, at: &str, recipe: &Recipe, family: Family, settings: &[Setting]) {
        for (name, list) in [("present", &recipe.present), ("install", &recipe.install)] {
            if list.is_empty() {
                self.mistakes.found(&format!("{at}.{name}"), "an empty list", "one item at least");
            }
        }
        if recipe.arches.is_empty() {
            self.mistakes.found(&format!("{at}.arches"), "an empty list", "one architecture at least");
        }
        let present = recipe.present.iter().enumerate().map(|(index, path)| (format!("{at}.present.{index}"), path));
        let handed = recipe.handover.iter().enumerate();
        let handed = handed.map(|(index, file)| (format!("{at}.handover.{index}.path"), &file.path));
        let unpacked = recipe.unpack_to.iter().map(|path| (format!("{at}.unpackTo"), path));
        let kept = recipe.credentials.iter().map(|file| (format!("{at}.credentials.path"), &file.path));
        let (sample, expected) = match family {
            Family::Linux => {
                ("/opt/agent", "an absolute path with two parts at least, or a setting of the form `path`")
            }
            Family::Windows => (r"C:\opt\agent", "an absolute path with its drive, or a setting of the form `path`"),
        };
        for (at, path) in present.chain(handed).chain(unpacked).chain(kept) {
            // What a setting of that form gives is held against it; anything else in braces could be any text.
            let is_path =
                |name: &str| settings.iter().any(|setting| setting.name == name && setting.form == SettingForm::Path);
            let filled = template::fill(path, |name| is_path(name).then(|| sample.to_owned()));
            if filled.contains('{') || !setting::has_form(&filled, SettingForm::Path, Some(family)) {
                self.mistakes.found(&at, &format!("`{path}`"), expected);
            }
        }
        let variables = [("environment", &recipe.environment), ("machineEnvironment", &recipe.machine_environment)];
        for (list, name) in variables.into_iter().flat_map(|(list, names)| names.keys().map(move |name| (list, name))) {
            let is_name = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if !is_name {
                self.mistakes.found(&format!("{at}.{list}.{name}"), "another text", "a variable's name");
            }
        }
        let texts = recipe.present.iter().enumerate().map(|(index, text)| (format!("present.{index}"), text));
        let texts = texts.chain([("bundle".to_owned(), &recipe.bundle), ("service".to_owned(), &recipe.service)]);
        let texts = texts.chain(recipe.unpack_to.iter().map(|text| ("unpackTo".to_owned(), text)));
        let texts = texts.chain(
            variables
                .into_iter()
                .flat_map(|(list, texts)| texts.iter().map(move |(name, text)| (format!("{list}.{name}"), text))),
        );
        let texts =
            texts.chain(recipe.install.iter().enumerate().map(|(index, text)| (format!("install.{index}"), text)));
        let lines = recipe.handover.iter().enumerate();
        let texts = texts.chain(lines.map(|(index, file)| (format!("handover.{index}.line"), &file.line)));
        let known: Vec<&str> = STORES.into_iter().chain(settings.iter().map(|setting| setting.name.as_str())).collect();
        for (name, text) in texts {
            let at = format!("{at}.{name}");
            if text.contains(char::is_control) {
                self.mistakes.found(&at, "a control character", "a line of text");
            }
            for placeholder in placeholders(text).iter().filter(|name| !known.contains(&name.as_str())) {
                self.known(&at, "placeholder", placeholder, &known);
            }
        }
        // Braces are of JSON there too, so only a control character can be told to be wrong.
        if recipe.credentials.as_ref().is_some_and(|file| file.line.contains(char::is_control)) {
            self.mistakes.found(&format!("{at}.credentials.line"), "a control character", "a line of text");
        }
    }

    fn cell(&mut self, at: &str, cell: &Cell) {
        let document = self.document;
        self.citation(at, &cell.source);
        self.known(&format!("{at}.agent"), "agent", cell.agent.as_str(), &ids(&document.agents));
        self.known(&format!("{at}.cloud"), "cloud", cell.cloud.as_str(), &ids(&document.clouds));
        if cell.system.as_str() != "*" {
            self.known(&format!("{at}.system"), "system", cell.system.as_str(), &ids(&document.systems));
        }
        let drawn = document.agents.get(&cell.agent).is_some_and(|agent| agent.table == Table::Mechanics);
        if drawn {
            let found = format!("`{}`, whose table follows from the mechanics", cell.agent);
            self.mistakes.found(&format!("{at}.agent"), &found, "an agent whose `table` is `cells`");
        }
        match (&cell.condition, cell.support) {
            (Some(rule), _) => self.condition(&format!("{at}.condition"), rule),
            (None, Support::Conditional) => {
                self.mistakes.found(&format!("{at}.condition"), "nothing", "the rule that the cell depends on");
            }
            (None, _) => {}
        }
    }

    fn rule(&mut self, at: &str, rule: &Rule) {
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
            && self.document.answers().all(|(known, _)| known != id)
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
            self.facts_in(&format!("{at}.fix.title"), &fix.title);
            for (index, edit) in fix.edits.iter().enumerate() {
                let at = format!("{at}.fix.edits.{index}");
                self.facts_in(&format!("{at}.to"), &edit.to);
                if is_said(&edit.at) {
                    let found = format!("`{}`, which the user says about the image", edit.at);
                    self.mistakes.found(&format!("{at}.at"), &found, "a field that the user chooses");
                } else if placeholders(&edit.to).is_empty() {
                    let fits = Edit::new(edit.at.clone(), edit.to.as_str()).apply(&mut Choices::default());
                    if let Err(error) = fits {
                        self.mistakes.found(&format!("{at}.to"), &format!("`{}`", edit.to), &error.expected);
                    }
                }
            }
        }
        for (index, example) in rule.examples.iter().enumerate() {
            for other in &example.also {
                let rules: Vec<&str> = self.document.rules.iter().map(|rule| rule.id.as_str()).collect();
                self.known(&format!("{at}.examples.{index}.also"), "rule", other.as_str(), &rules);
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

    /// A text that the fact never has would silently never fire.
    fn globs(&mut self, at: &str, fact: FactName, globs: &[String]) {
        let document = self.document;
        let (kind, known): (_, Vec<&str>) = match fact.kind() {
            FactKind::Text(Vocabulary::Clouds) => ("cloud", ids(&document.clouds)),
            FactKind::Text(Vocabulary::Systems) => ("system", ids(&document.systems)),
            FactKind::Text(Vocabulary::Agents) => ("agent", ids(&document.agents)),
            FactKind::Text(Vocabulary::Rules) => {
                ("rule", document.rules.iter().map(|rule| rule.id.as_str()).chain(["none"]).collect())
            }
            FactKind::Text(Vocabulary::Words(words)) => ("value", words.to_vec()),
            _ => return,
        };
        self.matching(at, kind, globs, &known);
    }

    /// Globs over the ids of systems.
    fn systems(&mut self, at: &str, globs: &[String]) {
        self.matching(at, "system", globs, &ids(&self.document.systems));
    }

    fn matching(&mut self, at: &str, kind: &str, globs: &[String], known: &[&str]) {
        for (index, pattern) in globs.iter().enumerate() {
            if !known.iter().any(|word| glob::matches(pattern, word)) {
                self.mistakes.add(ShapeError::unknown(&format!("{at}.{index}"), kind, pattern, known.iter().copied()));
            }
        }
    }

    fn range<T: PartialOrd>(&mut self, at: &str, range: &Range<T>) {
        match (&range.at_least, &range.below) {
            (None, None) => self.mistakes.found(at, "a range without an end", "`atLeast` or `below`, or both"),
            (Some(start), Some(end)) if start >= end => {
                self.mistakes.found(at, "a range that nothing is in", "an `atLeast` that is less than `below`");
            }
            _ => {}
        }
    }

    /// The placeholders of a text for people are facts.
    fn facts_in(&mut self, at: &str, text: &str) {
        for name in placeholders(text) {
            if self.document.fact(&name).is_none() {
                self.known(at, "fact", &name, &facts(self.document));
            }
        }
    }
}

/// Has the rules of an organisation's own show what they do: nothing chosen, nothing fires; every example does as it says.
pub(super) fn try_out(laid: &Laid, policy: &Policy, mistakes: &mut Mistakes) {
    let nothing = check(&Choices::default(), policy);
    for (index, (place, given)) in laid.rules.iter().zip(&laid.organisation.rules).enumerate() {
        let Some(rule) = policy.document().rules.get(*place) else { continue };
        let at = format!("rules.{index}");
        let is_found = |report: &Report| report.findings.iter().any(|finding| finding.rule == rule.id.as_str());
        if is_found(&nothing) {
            mistakes.found(&at, "a rule that fires with nothing chosen", "a `when` that needs a choice");
        }
        // An altered rule need not do any more what the examples of the base say.
        let own = if given.get("examples").is_some() { rule.examples.as_slice() } else { &[] };
        for (index, example) in own.iter().enumerate() {
            let at = format!("{at}.examples.{index}");
            let report = match policy.read_choices(&example.choices) {
                Ok(choices) => check(&choices, policy),
                Err(error) => {
                    mistakes.add(error.within(&format!("{at}.choices")));
                    continue;
                }
            };
            let asks = report.questions.iter().any(|question| question.rules.iter().any(|id| id == rule.id.as_str()));
            let does = match example.rule {
                Shows::Fires => is_found(&report),
                Shows::Passes => !is_found(&report),
                Shows::Asks => asks,
            };
            if !does {
                let found = format!("an example of which the rule does not say `{}`", example.rule.as_str());
                mistakes.found(&at, &found, "choices that show what `rule` says");
            }
        }
    }
}

/// What a recipe may name beside its settings.
const STORES: [&str; 3] = ["bundleStore", "packageStore", "cloudFamily"];

/// The names in braces.
fn placeholders(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    template::fill(text, |name| {
        names.push(name.to_owned());
        Some(String::new())
    });
    names
}

/// What the user says about the image and the day: no fix may change it.
fn is_said(field: &Field) -> bool {
    field.is_answer() || matches!(field, Field::AgentOnImage | Field::ImagePublisher | Field::Today)
}

fn is_file_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !name.is_empty() && name.len() <= 64 && !name.starts_with('.') && name.bytes().all(plain)
}
