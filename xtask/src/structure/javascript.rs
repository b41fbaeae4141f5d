//! Which JavaScript file imports which: from the lines that name one.

use std::path::Path;

use super::graph::Arrow;
use crate::structure::sources::Sources;

/// What stands before the name of a file.
const BEFORE: [&str; 3] = ["from \"", "import \"", "import(\""];

/// The imports of all JavaScript files; those of files that are made later are left out.
pub(super) fn arrows(sources: &Sources) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    for (from, text) in sources.iter().filter(|(file, _)| is_script(file)) {
        let code = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with(['/', '*']));
        for (index, line) in code {
            for words in BEFORE.iter().flat_map(|before| line.split(before).skip(1)) {
                let words = words.split('"').next().unwrap_or_default();
                let to = beside(from, words).filter(|to| sources.contains_key(to) && to != from);
                let arrow = |to| Arrow { from: from.clone(), line: index + 1, to, words: words.to_owned() };
                arrows.extend(to.map(arrow));
            }
        }
    }
    arrows
}

fn is_script(file: &str) -> bool {
    Path::new(file).extension().is_some_and(|kind| kind == "js")
}

/// The file that a relative name means.
fn beside(file: &str, name: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    name.starts_with('.').then_some(())?;
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
