//! A policy held to its laws: every name is known, every rule can do what it says and shows it, and no text is one that a
//! script, a file or a page could take for something else.
//!
//! The built-in policy is proved whole, and an organisation's as far as it gave it: by the same code.

mod agents;
mod catalogs;
mod cells;
mod examples;
pub(crate) mod mistakes;
mod questions;
mod recipes;
mod rules;
pub(crate) mod scope;
mod spoken;
mod words;

use std::borrow::Borrow;
use std::ptr;

use self::mistakes::Mistakes;
use self::scope::Scope;
use self::words::{Proof, ids};
use crate::policy::Policy;
use crate::policy::rule::Example;
use crate::primitives::effort::Effort;
use crate::primitives::sorted::Sorted;
use crate::primitives::strict::ShapeError;

pub(crate) use self::examples::try_out;
pub(crate) use self::words::{TOO_MANY_PLACES, few_places, has_too_many_places};

/// Holds a whole policy to its laws: names, ids, citations, ranges, globs, recipes, cells, rules, fixes, and the examples of
/// every rule. Everything that is wrong comes out, each with its path in the policy's document, up to fifty; nothing when
/// it keeps them. The examples are tried when nothing else is wrong.
///
/// In an example, `{large}` stands for a long text, see [`Example::written_out`].
#[must_use]
pub fn prove(policy: &Policy) -> Vec<ShapeError> {
    let mut mistakes = Mistakes::default();
    let scope = Scope::whole(policy.document());
    let effort = Effort::of_load();
    look_at(&scope, policy, &effort, &mut mistakes);
    if mistakes.is_empty() {
        try_out(&scope, policy, Example::written_out, &effort, &mut mistakes);
    }
    mistakes.into_list()
}

/// Holds the entries of a scope against the whole policy.
pub(crate) fn look_at(scope: &Scope<'_>, policy: &Policy, effort: &Effort, mistakes: &mut Mistakes) {
    let document = policy.document();
    let mut proof = Proof { document, effort, mistakes };
    proof.filled("name", &document.name);
    proof.filled("version", &document.version);
    proof.known("defaultAgent", "agent", document.default_agent.as_str(), &ids(&document.agents));
    proof.entries("sources", &scope.sources, &document.sources, |proof, at, _, source| proof.source(at, source));
    proof.entries("clouds", &scope.clouds, &document.clouds, Proof::cloud);
    proof.entries("systems", &scope.systems, &document.systems, Proof::system);
    proof.entries("publishers", &scope.publishers, &document.publishers, |proof, at, _, publisher| {
        proof.publisher(at, publisher);
    });
    proof.entries("agents", &scope.agents, &document.agents, |proof, at, _, agent| proof.agent(at, agent));
    for (name, has_kind) in &scope.questions {
        proof.question(name, *has_kind);
    }
    for listed in &scope.cells {
        if let Some(cell) = document.cells.get(listed.position) {
            let at = format!("cells.{}", listed.index);
            if !policy.is_first(cell) {
                proof.mistakes.found(&at, "a cell for the second time", "one cell of an agent, a cloud and a system");
            }
            proof.cell(&at, cell);
        }
    }
    for listed in &scope.rules {
        if let Some(rule) = document.rules.get(listed.position) {
            let at = format!("rules.{}", listed.index);
            // The index has the last of those that share an id.
            if policy.rule(&rule.id).is_some_and(|last| !ptr::eq(last, rule)) {
                proof.mistakes.found(
                    &format!("{at}.id"),
                    &format!("`{}`, for the second time", rule.id),
                    "an id that no other rule has",
                );
            }
            proof.rule(&at, rule);
        }
    }
}

impl<'a> Proof<'a> {
    /// Entries of a catalog, each of which stands at its id.
    fn entries<K: Ord + Borrow<str>, V>(
        &mut self,
        name: &str,
        scope: &[&str],
        catalog: &'a Sorted<K, V>,
        look: impl Fn(&mut Self, &str, &str, &'a V),
    ) {
        for id in scope {
            if let Some(entry) = catalog.get(*id) {
                let at = format!("{name}.{id}");
                self.id(&at, id);
                look(self, &at, id, entry);
            }
        }
    }
}
