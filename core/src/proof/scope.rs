//! What is looked at: a whole policy, or what an organisation gave of one.

use std::borrow::Borrow;

use crate::policy::PolicyDocument;
use crate::primitives::sorted::Sorted;

/// Which entries of a document are looked at. What is wrong with one is told at its place in the file of whoever wrote it.
#[derive(Debug, Default)]
pub(crate) struct Scope<'a> {
    pub(crate) sources: Vec<&'a str>,
    pub(crate) clouds: Vec<&'a str>,
    pub(crate) systems: Vec<&'a str>,
    pub(crate) publishers: Vec<&'a str>,
    pub(crate) agents: Vec<&'a str>,
    /// The questions by their names, each with whether its entry says how it is answered.
    pub(crate) questions: Vec<(&'a str, bool)>,
    pub(crate) cells: Vec<Listed>,
    pub(crate) rules: Vec<Listed>,
    /// Those of the rules, by their indices, whose examples are tried.
    pub(crate) tried: Vec<usize>,
}

/// An item of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed {
    /// Where it stands in the file.
    pub(crate) index: usize,
    /// Where it stands in the document.
    pub(crate) position: usize,
}

impl<'a> Scope<'a> {
    /// Everything, which stands where the document has it.
    pub(super) fn whole(document: &'a PolicyDocument) -> Self {
        fn names<K: Ord + Borrow<str>, V>(catalog: &Sorted<K, V>) -> Vec<&str> {
            catalog.keys().map(Borrow::borrow).collect()
        }
        let listed = |count: usize| (0..count).map(|index| Listed { index, position: index }).collect();
        Self {
            sources: names(&document.sources),
            clouds: names(&document.clouds),
            systems: names(&document.systems),
            publishers: names(&document.publishers),
            agents: names(&document.agents),
            questions: document
                .questions
                .iter()
                .map(|(name, question)| (name.as_str(), question.kind.is_some()))
                .collect(),
            cells: listed(document.cells.len()),
            rules: listed(document.rules.len()),
            tried: (0..document.rules.len()).collect(),
        }
    }
}
