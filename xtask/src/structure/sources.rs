//! The files that are looked at.

use std::collections::BTreeMap;

use crate::failure::Failure;
use crate::files;
use crate::workspace::Workspace;

/// The text of each file, by its path from the root, with `/`.
pub(super) type Sources = BTreeMap<String, String>;

/// What the crates, the npm package and the page are made of.
pub(super) fn read(workspace: &Workspace) -> Result<Sources, Failure> {
    let mut sources = Sources::new();
    for folder in ["core/src", "web", "wasm-pkg/src", "wasm-pkg/npm", "xtask/src", "tests"] {
        for path in files::list(&workspace.root.join(folder))? {
            let source = path.extension().is_some_and(|kind| kind == "rs" || kind == "js");
            if let Some(inside) = path.strip_prefix(&workspace.root).ok().filter(|_| source) {
                let name: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
                sources.insert(name.join("/"), files::read_text(&path)?);
            }
        }
    }
    Ok(sources)
}
