//! The files that texts are made of, as they stand in the source: each is to be whole by itself, with all of its variants.

use std::fs;
use std::path::{Path, PathBuf};

/// Every file of core with this ending, wherever it lies, and its text.
pub(crate) fn with_ending(ending: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}

/// The first line of a written text that only a file may have: a directive whose name was not known stays there.
pub(crate) fn directive(text: &str) -> Option<&str> {
    let is_one = |line: &&str| {
        let word = line.trim().split(' ').next();
        matches!(word, Some("#if" | "#unless" | "#end" | "#step"))
    };
    text.lines().find(is_one)
}
