//! The page: Trunk makes it from `index.html`, as `Trunk.toml` says.

use std::ffi::OsStr;
use std::process::Command;

use serde::Deserialize;

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process, tools};

/// Leaves the release page in `dist/`.
pub(crate) fn build(workspace: &Workspace, path: &OsStr) -> Result<(), Failure> {
    process::run(
        trunk(workspace, path).args(["build", "--release", "--offline"]),
        "mend what it says above; `cargo xtask serve` builds again at every change",
    )
}

/// Serves the page until it is stopped.
pub(crate) fn serve(workspace: &Workspace) -> Result<(), Failure> {
    let path = tools::install(workspace)?;
    let at = workspace.root.join("Trunk.toml");
    let Config { serve: Serve { addresses, port } } =
        toml::from_str(&files::read_text(&at)?).map_err(|cause| Failure::file("understand", &at, cause))?;
    for address in addresses {
        println!("the page: http://{address}:{port}/ (Ctrl-C ends it; reload it after a change)");
    }
    // `dist/` is the release page's.
    let dist = workspace.target.join("xtask").join("serve");
    files::make_directory(&dist)?;
    process::run(
        trunk(workspace, &path).args(["serve", "--offline", "--dist"]).arg(dist),
        "mend what it says above, or free the port that Trunk.toml names",
    )
}

fn trunk(workspace: &Workspace, path: &OsStr) -> Command {
    let mut command = process::program("trunk");
    command.env("PATH", path).current_dir(&workspace.root);
    // Trunk reads NO_COLOR as a yes or no, and refuses the usual `NO_COLOR=1`.
    command.env_remove("NO_COLOR");
    command
}

#[derive(Deserialize)]
struct Config {
    serve: Serve,
}

#[derive(Deserialize)]
struct Serve {
    addresses: Vec<String>,
    port: u16,
}
