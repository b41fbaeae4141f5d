//! Arrows between files, and the circles that they make.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

/// A file uses something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) line: usize,
    pub(super) to: String,
    /// What it writes there.
    pub(super) words: String,
}

impl Display for Arrow {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{} uses {} (`{}`)", self.from, self.line, self.to, self.words)
    }
}

/// Of the arrows between two files, those that bring a name in: neither what is said again, nor what is done with the name.
pub(super) fn without_repeats(arrows: BTreeSet<Arrow>) -> Vec<Arrow> {
    let mut told: BTreeMap<(String, String), Vec<Arrow>> = BTreeMap::new();
    for arrow in arrows {
        let others = told.entry((arrow.from.clone(), arrow.to.clone())).or_default();
        let first = arrow.words.split("::").next();
        if !others.iter().any(|other| other.words == arrow.words || other.words.split("::").last() == first) {
            others.push(arrow);
        }
    }
    told.into_values().flatten().collect()
}

/// The sets of files of which each leads to each other.
pub(super) fn circles(arrows: &[Arrow]) -> BTreeSet<BTreeSet<&str>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for arrow in arrows {
        next.entry(&arrow.from).or_default().insert(&arrow.to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|file| (*file, reached(file, &next))).collect();
    let leads = |from: &str, to: &str| reached.get(from).is_some_and(|files| files.contains(to));
    let circle = |file: &str| next.keys().copied().filter(|other| leads(file, other) && leads(other, file)).collect();
    next.keys().map(|file| circle(file)).filter(|circle: &BTreeSet<&str>| circle.len() > 1).collect()
}

fn reached<'a>(file: &'a str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(at) = open.pop() {
        open.extend(next.get(at).into_iter().flatten().copied().filter(|to| seen.insert(*to)));
    }
    seen
}

/// The files of a circle, and the imports that tie them.
pub(super) fn describe(circle: &BTreeSet<&str>, arrows: &[Arrow]) -> String {
    let names: Vec<&str> = circle.iter().copied().collect();
    let inside = |file: &String| circle.contains(file.as_str());
    let ties = arrows.iter().filter(|arrow| inside(&arrow.from) && inside(&arrow.to));
    let ties: Vec<String> = ties.map(|arrow| format!("  {arrow}")).collect();
    format!("a circle of {} files: {}\n{}", names.len(), names.join(", "), ties.join("\n"))
}
