//! What is asked of a word, a list or a range wherever it stands: that it is known, and no text that a script, a file or a page
//! could take for something else.

use std::borrow::Borrow;

use super::mistakes::Mistakes;
use crate::policy::PolicyDocument;
use crate::policy::catalog::{Aliased, Citation, aliased};
use crate::policy::fact::FactName;
use crate::primitives::effort::Effort;
use crate::primitives::glob;
use crate::primitives::range::Range;
use crate::primitives::sorted::Sorted;
use crate::primitives::strict::ShapeError;
use crate::primitives::template;

/// A document that is looked at, and what was found.
pub(super) struct Proof<'a> {
    pub(super) document: &'a PolicyDocument,
    /// What comparing names may still take.
    pub(super) effort: &'a Effort,
    pub(super) mistakes: &'a mut Mistakes,
}

/// The names of all facts that a rule may compare.
pub(super) fn facts(document: &PolicyDocument) -> Vec<&str> {
    let listed = document.questions.keys().map(String::as_str);
    let listed = listed.filter(|name| matches!(FactName::named(name), Some(FactName::Answer(_))));
    FactName::NAMES.iter().copied().chain(listed).collect()
}

pub(super) fn ids<K: Ord + Borrow<str>, V>(catalog: &Sorted<K, V>) -> Vec<&str> {
    catalog.keys().map(Borrow::borrow).collect()
}

impl Proof<'_> {
    pub(super) fn known(&mut self, at: &str, kind: &str, word: &str, known: &[&str]) {
        if !known.contains(&word) && self.mistakes.wants(at) {
            self.mistakes.add(ShapeError::unknown(at, kind, word, known.iter().copied()));
        }
    }

    pub(super) fn id(&mut self, at: &str, id: &str) {
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
    pub(super) fn filled(&mut self, at: &str, text: &str) {
        if text.trim().is_empty() || text.contains(char::is_control) {
            self.mistakes.found(at, "no line of text", "a line of text");
        }
    }

    pub(super) fn citation(&mut self, at: &str, citation: &Citation) {
        self.known(&format!("{at}.source.from"), "source", citation.from.as_str(), &ids(&self.document.sources));
    }

    /// The names that an entry goes by mean nothing else, and are no cleverer than ids.
    pub(super) fn aliases<K: Ord + Borrow<str>, V: Aliased>(
        &mut self,
        at: &str,
        id: &str,
        aliases: &[String],
        catalog: &Sorted<K, V>,
    ) {
        for (index, alias) in aliases.iter().enumerate() {
            let at = format!("{at}.aliases.{index}");
            self.id(&at, alias);
            let mut others = catalog.iter().filter(|(other, _)| (*other).borrow() != id);
            let other = others.find(|(_, entry)| entry.aliases().contains(alias));
            let reason = match (catalog.contains_key(alias.as_str()), other) {
                (true, _) => "which is an id".to_owned(),
                (false, Some((other, _))) => format!("which is an alias of `{}`", other.borrow()),
                (false, None) if aliases.iter().take(index).any(|before| before == alias) => {
                    "for the second time".to_owned()
                }
                (false, None) => continue,
            };
            self.mistakes.found(&at, &format!("`{alias}`, {reason}"), "a name that nothing else has");
        }
    }

    /// A word that is an id of a catalog. An alias is told the id that it stands for.
    pub(super) fn id_of<K: Ord + Borrow<str>, V: Aliased>(
        &mut self,
        at: &str,
        kind: &str,
        word: &str,
        catalog: &Sorted<K, V>,
    ) {
        match aliased(catalog, word) {
            Some((id, _)) if !catalog.contains_key(word) => {
                self.mistakes.add(ShapeError::instead(at, kind, word, id.borrow()));
            }
            _ => self.known(at, kind, word, &ids(catalog)),
        }
    }

    /// Globs over the ids of systems.
    pub(super) fn systems(&mut self, at: &str, globs: &[String]) {
        self.matching_ids(at, "system", globs, &self.document.systems);
    }

    pub(super) fn matching_ids<K: Ord + Borrow<str>, V: Aliased>(
        &mut self,
        at: &str,
        kind: &str,
        globs: &[String],
        catalog: &Sorted<K, V>,
    ) {
        let known = ids(catalog);
        for (index, pattern) in globs.iter().enumerate() {
            if !catalog.contains_key(pattern.as_str()) && !self.fits_one(pattern, &known) {
                self.id_of(&format!("{at}.{index}"), kind, pattern, catalog);
            }
        }
    }

    pub(super) fn matching(&mut self, at: &str, kind: &str, globs: &[String], known: &[&str]) {
        for (index, pattern) in globs.iter().enumerate() {
            let at = format!("{at}.{index}");
            if !self.fits_one(pattern, known) && self.mistakes.wants(&at) {
                self.mistakes.add(ShapeError::unknown(&at, kind, pattern, known.iter().copied()));
            }
        }
    }

    /// Whether a glob fits one of these words at least. Where that takes too much work, nothing is said against it here: the whole
    /// policy is refused.
    fn fits_one(&mut self, pattern: &str, words: &[&str]) -> bool {
        let effort = self.effort;
        let fits = |word: &&str| effort.spend(glob::effort(pattern, word)) && glob::matches(pattern, word);
        let fits = words.iter().any(fits);
        if effort.is_spent() {
            self.mistakes.found("rules", "names that take too much work to compare", "fewer names, or shorter ones");
        }
        fits || effort.is_spent()
    }

    pub(super) fn range<T: PartialOrd>(&mut self, at: &str, range: &Range<T>) {
        match (&range.at_least, &range.below) {
            (None, None) => self.mistakes.found(at, "a range without an end", "`atLeast` or `below`, or both"),
            (Some(start), Some(end)) if start >= end => {
                self.mistakes.found(at, "a range that nothing is in", "an `atLeast` that is less than `below`");
            }
            _ => {}
        }
    }

    /// The placeholders of a text for people are facts, and not too many.
    pub(super) fn facts_in(&mut self, at: &str, text: &str) {
        if has_too_many_places(text) {
            self.mistakes.found(at, TOO_MANY_PLACES, &few_places());
            return;
        }
        for name in placeholders(text) {
            if self.document.fact(&name).is_none() && self.mistakes.wants(at) {
                self.known(at, "fact", &name, &facts(self.document));
            }
        }
    }
}

/// In one text: each may become as long as what the user gave.
const MOST_PLACES: usize = 32;

pub(crate) const TOO_MANY_PLACES: &str = "too many places to fill in";

/// Whether a text has more places to fill in than anybody reads.
pub(crate) fn has_too_many_places(text: &str) -> bool {
    text.bytes().filter(|byte| *byte == b'{').count() > MOST_PLACES
}

/// How many there may be, in words.
pub(crate) fn few_places() -> String {
    format!("a text with at most {MOST_PLACES}")
}

/// The names in braces.
pub(super) fn placeholders(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    template::fill(text, |name| {
        names.push(name.to_owned());
        Some(String::new())
    });
    names
}
