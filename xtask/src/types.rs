//! The TypeScript types of the border: generated from Rust, committed so that a review sees them.

use std::path::Path;

use crate::failure::Failure;
use crate::files;
use crate::workspace::Workspace;

/// From here on wasm-bindgen declares its own start-up, which changes with the compiler.
const START_UP: &str = "export type InitInput";

/// Writes `wasm-pkg/api.d.ts` from the package that was built last.
pub(crate) fn write(workspace: &Workspace) -> Result<(), Failure> {
    files::write(&workspace.root.join("wasm-pkg/api.d.ts"), generated(workspace)?)
}

/// Compares `wasm-pkg/api.d.ts` with the package that was built last.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let todo = "run `cargo xtask types` and commit what it writes";
    let path = workspace.root.join("wasm-pkg/api.d.ts");
    if !path.is_file() {
        return Err(Failure::new(format!("there is no wasm-pkg/api.d.ts; {todo}")));
    }
    let generated = generated(workspace)?;
    let committed = files::read_text(&path)?;
    if generated == committed {
        return Ok(());
    }
    let mut pairs = generated.lines().zip(committed.lines());
    let line = pairs.position(|(new, old)| new != old);
    let line = line.unwrap_or_else(|| generated.lines().count().min(committed.lines().count())) + 1;
    Err(Failure::new(format!("wasm-pkg/api.d.ts differs from Rust at line {line}; {todo}")))
}

fn generated(workspace: &Workspace) -> Result<String, Failure> {
    files::read_text(&workspace.root.join("wasm-pkg/dist/generated/dynaboot.d.ts"))
}

/// Leaves out of a declaration file what wasm-bindgen declares for itself: nobody outside calls it, and it names types of
/// browsers that a project may not know.
pub(crate) fn keep_ours(path: &Path) -> Result<(), Failure> {
    let text = files::read_text(path)?;
    let ours = text.split_once(START_UP).map_or(text.as_str(), |(ours, _)| ours);
    files::write(path, format!("{}\n", ours.trim_end()))
}
