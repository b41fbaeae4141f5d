//! How large a policy may be: whoever wrote it, reading it and asking it ends soon.

use serde_json::Value;

use crate::policy::PolicyDocument;
use crate::policy::fact::FactName;
use crate::policy::rule::{Leaf, Terms};
use crate::proof::mistakes::Mistakes;
use crate::proof::{TOO_MANY_PLACES, few_places, has_too_many_places};

/// The built-in policy has four levels below its lists.
const DEEPEST: usize = 16;
const MOST_VALUES: usize = 200_000;
/// In bytes, over all texts and keys.
const MOST_TEXT: usize = 4 << 20;
const LONGEST_TEXT: usize = 16 << 10;

const MOST_CLOUDS: usize = 100;
const MOST_SYSTEMS: usize = 500;
const MOST_AGENTS: usize = 100;
/// Over all clouds, and over all systems: each is held against a word that nobody knows.
const MOST_ALIASES: usize = 2_000;
const MOST_SOURCES: usize = 2_000;
const MOST_PUBLISHERS: usize = 500;
/// Over all publishers: each is held against the one that was chosen.
const MOST_NAMES: usize = 5_000;
const MOST_CELLS: usize = 10_000;
/// A table of all clouds and systems is drawn and looked at place by place.
const MOST_PLACES: usize = 10_000;
const MOST_RULES: usize = 1_000;
/// With those of the base, whose number an author of a policy does not know.
const MOST_RULES_IN_ALL: usize = MOST_RULES + 200;
const MOST_QUESTIONS: usize = 200;
/// Over all rules: what an answer costs grows with it.
const MOST_TERMS: usize = 10_000;
/// Over all rules: each is tried when the policy is read.
const MOST_EXAMPLES: usize = 2_000;
/// Over all rules and catalogs, in bytes.
const MOST_GLOBS: usize = 256 << 10;
const LONGEST_GLOB: usize = 256;
/// Of an agent. Each is looked for in a list.
const MOST_SETTINGS: usize = 64;
/// Of an agent on a family of systems.
const MOST_RECIPE_TEXTS: usize = 200;
/// Over all examples.
const MOST_OTHERS: usize = 10_000;
/// Of what a source says for a cell: a table shows it in each.
const LONGEST_SENTENCE: usize = 2_048;

/// Whether an organisation gives no more entries than there may be, before any of them is looked at.
pub(super) fn check_given(value: &Value, mistakes: &mut Mistakes) -> bool {
    let limits = [
        ("sources", MOST_SOURCES),
        ("clouds", MOST_CLOUDS),
        ("systems", MOST_SYSTEMS),
        ("publishers", MOST_PUBLISHERS),
        ("agents", MOST_AGENTS),
        ("cells", MOST_CELLS),
        ("rules", MOST_RULES),
        ("change", MOST_RULES),
        ("questions", MOST_QUESTIONS),
    ];
    let mut fits = true;
    for (name, most) in limits {
        let count = match value.get(name) {
            Some(Value::Array(items)) => items.len(),
            Some(Value::Object(entries)) => entries.len(),
            _ => 0,
        };
        if count > most {
            mistakes.found(name, &count.to_string(), &format!("at most {most}"));
            fits = false;
        }
    }
    fits
}

/// Whether a value is small enough to be looked at closely. Nothing here goes deeper than the limit does.
pub(super) fn check_value(value: &Value, mistakes: &mut Mistakes) {
    let mut walk = Walk { values: 0, text: 0, mistakes };
    walk.value(value, &mut Vec::new());
}

struct Walk<'a> {
    values: usize,
    text: usize,
    mistakes: &'a mut Mistakes,
}

impl Walk<'_> {
    /// Whether to go on.
    fn value(&mut self, value: &Value, path: &mut Vec<String>) -> bool {
        self.values += 1;
        let fits = match value {
            Value::String(text) => self.text(text.len(), path),
            Value::Array(_) | Value::Object(_) if path.len() >= DEEPEST => {
                self.refuse(path, "something nested too deeply", &format!("at most {DEEPEST} levels"))
            }
            Value::Array(items) => items.iter().enumerate().all(|(index, item)| {
                path.push(index.to_string());
                let fits = self.value(item, path);
                path.pop();
                fits
            }),
            Value::Object(entries) => entries.iter().all(|(key, item)| {
                path.push(key.clone());
                let fits = self.text(key.len(), path) && self.value(item, path);
                path.pop();
                fits
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) => true,
        };
        if fits && self.values > MOST_VALUES {
            return self.refuse(path, "too many values", &format!("at most {MOST_VALUES} in all"));
        }
        fits
    }

    fn text(&mut self, length: usize, path: &[String]) -> bool {
        self.text += length;
        if length > LONGEST_TEXT {
            let path: &[String] = path.get(..path.len().saturating_sub(1)).unwrap_or_default();
            return self.refuse(path, "a text that is too long", &format!("at most {LONGEST_TEXT} bytes"));
        }
        if self.text > MOST_TEXT {
            return self.refuse(path, "too much text", &format!("at most {MOST_TEXT} bytes in all"));
        }
        true
    }

    fn refuse(&mut self, path: &[String], found: &str, expected: &str) -> bool {
        self.mistakes.found(&path.join("."), found, expected);
        false
    }
}

/// Whether a whole policy can be asked in bounded time.
pub(super) fn check_document(document: &PolicyDocument, mistakes: &mut Mistakes) {
    let counts = [
        ("sources", document.sources.len(), MOST_SOURCES),
        ("clouds", document.clouds.len(), MOST_CLOUDS),
        ("systems", document.systems.len(), MOST_SYSTEMS),
        ("publishers", document.publishers.len(), MOST_PUBLISHERS),
        ("agents", document.agents.len(), MOST_AGENTS),
        ("cells", document.cells.len(), MOST_CELLS),
        ("rules", document.rules.len(), MOST_RULES_IN_ALL),
        ("questions", document.questions.len(), MOST_QUESTIONS),
    ];
    for (name, count, most) in counts.into_iter().filter(|(_, count, most)| count > most) {
        mistakes.found(name, &format!("{count}, with those of the base"), &format!("at most {most}"));
    }
    let aliases = [
        ("clouds", document.clouds.values().map(|cloud| cloud.aliases.len()).sum::<usize>()),
        ("systems", document.systems.values().map(|system| system.aliases.len()).sum()),
    ];
    for (name, count) in aliases.into_iter().filter(|(_, count)| *count > MOST_ALIASES) {
        mistakes.found(name, &format!("{count} aliases"), &format!("at most {MOST_ALIASES} in all"));
    }
    let places = document.clouds.len() * document.systems.len();
    if places > MOST_PLACES {
        let found = format!("{} clouds and {} systems", document.clouds.len(), document.systems.len());
        mistakes.found("systems", &found, &format!("at most {MOST_PLACES} pairs of both"));
    }
    let names =
        document.publishers.values().flat_map(|publisher| publisher.names.values()).map(Vec::len).sum::<usize>();
    if names > MOST_NAMES {
        mistakes.found("publishers", &format!("{names} names"), &format!("at most {MOST_NAMES} in all"));
    }
    if document.cells.iter().any(|cell| cell.source.sentence.len() > LONGEST_SENTENCE) {
        let expected = format!("at most {LONGEST_SENTENCE} bytes");
        mistakes.found("cells", "a source's sentence that is too long", &expected);
    }
    check_recipes(document, mistakes);
    let terms = terms(document);
    if terms.len() > MOST_TERMS {
        mistakes.found("rules", &format!("{} comparisons", terms.len()), &format!("at most {MOST_TERMS} in all"));
    }
    let examples = document.rules.iter().map(|rule| rule.examples.len()).sum::<usize>();
    if examples > MOST_EXAMPLES {
        mistakes.found("rules", &format!("{examples} examples"), &format!("at most {MOST_EXAMPLES} in all"));
    }
    let others = document.rules.iter().flat_map(|rule| &rule.examples).map(|example| example.also.len()).sum::<usize>();
    if others > MOST_OTHERS {
        mistakes.found("rules", &format!("{others} rules in `also`"), &format!("at most {MOST_OTHERS} in all"));
    }
    let globs = globs(document, &terms);
    if globs.iter().map(|glob| glob.len()).sum::<usize>() > MOST_GLOBS {
        mistakes.found("rules", "too much text to compare with", &format!("at most {MOST_GLOBS} bytes in all"));
    }
    if let Some(glob) = globs.iter().find(|glob| glob.len() > LONGEST_GLOB) {
        let found = format!("a text of {} bytes to compare with", glob.len());
        mistakes.found("rules", &found, &format!("at most {LONGEST_GLOB} bytes each"));
    }
}

/// Whether a script takes no more of a recipe than is filled in soon.
fn check_recipes(document: &PolicyDocument, mistakes: &mut Mistakes) {
    for (id, agent) in &document.agents {
        if agent.settings.len() > MOST_SETTINGS {
            let found = format!("{} settings", agent.settings.len());
            mistakes.found(&format!("agents.{id}.settings"), &found, &format!("at most {MOST_SETTINGS}"));
        }
        for (family, recipe) in [("linux", &agent.linux), ("windows", &agent.windows)] {
            let Some(recipe) = recipe else { continue };
            let (texts, at) = (recipe.texts(), format!("agents.{id}.{family}"));
            if texts.len() > MOST_RECIPE_TEXTS {
                mistakes.found(&at, &format!("{} texts", texts.len()), &format!("at most {MOST_RECIPE_TEXTS}"));
            }
            for (place, _) in texts.into_iter().filter(|(_, text)| has_too_many_places(text)) {
                mistakes.found(&format!("{at}.{place}"), TOO_MANY_PLACES, &few_places());
            }
        }
    }
}

/// What all rules compare.
fn terms(document: &PolicyDocument) -> Vec<&(FactName, Leaf)> {
    let mut all = Vec::new();
    for rule in &document.rules {
        all.extend(&rule.when.0);
        for Terms(terms) in &rule.require.0 {
            all.extend(terms);
        }
    }
    all
}

/// Every text that something is compared to: by rules, systems and clouds.
fn globs<'a>(document: &'a PolicyDocument, terms: &[&'a (FactName, Leaf)]) -> Vec<&'a String> {
    let mut all = Vec::new();
    for (_, leaf) in terms {
        if let Leaf::OneOf(globs) = leaf {
            all.extend(globs);
        }
    }
    for system in document.systems.values() {
        for globs in system.image_ids.values() {
            all.extend(globs);
        }
    }
    for cloud in document.clouds.values() {
        for delivery in &cloud.deliveries {
            all.extend(&delivery.systems);
        }
        for reset in &cloud.resets {
            all.extend(&reset.systems);
        }
    }
    all
}
