//! The root file systems in which the real runs happen: small Debians, each made once for a recipe.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::outcome::Stop;
use crate::workspace::Workspace;
use crate::{files, node, process, system};

/// An older and a newer one: what they bring differs where it matters, as in what curl takes for an error.
const SUITES: [&str; 2] = ["bookworm", "trixie"];
const VARIANT: &str = "--variant=minbase";
const PACKAGES: &str = "busybox,ca-certificates,curl,gzip,procps,python3,sudo,tar,wget";

/// Gives their directories, and makes those first whose recipe never was.
pub(crate) fn make(workspace: &Workspace) -> Result<Vec<PathBuf>, Stop> {
    system::require_root()?;
    system::require_for_real_runs()?;
    SUITES.iter().map(|suite| make_suite(workspace, suite).map_err(Stop::from)).collect()
}

fn make_suite(workspace: &Workspace, suite: &str) -> Result<PathBuf, Failure> {
    let recipe = format!("{suite} {VARIANT} {PACKAGES}");
    let name = format!("{suite}-{}", node::fingerprint(recipe.as_bytes()));
    let parent = workspace.cache.join("rootfs");
    let home = parent.join(&name);
    if home.is_dir() {
        return Ok(home);
    }
    files::make_directory(&parent)?;
    // It gets its name when it is whole: one cut short is never used.
    let partial = parent.join(format!("{name}.partial"));
    files::remove_directory(&partial)?;
    let mut command = process::program("mmdebstrap");
    command.args(["--quiet", VARIANT]).arg(format!("--include={PACKAGES}")).arg(suite).arg(&partial);
    let sources = sources(suite);
    if !sources.is_empty() {
        command.arg("-");
    }
    bootstrap(&mut command, &sources)?;
    files::rename(&partial, &home)?;
    Ok(home)
}

/// This machine's own sources of that suite, when it has some; else mmdebstrap takes its own.
fn sources(suite: &str) -> String {
    let listed = process::read(
        process::program("apt-get")
            .args(["indextargets", "--format", "deb $(REPO_URI) $(RELEASE) $(COMPONENT)"])
            .arg("Identifier: Packages"),
        "",
    );
    let suites = [suite.to_owned(), format!("{suite}-updates"), format!("{suite}-security")];
    let is_wanted = |line: &&str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        matches!(words.as_slice(), ["deb", _, suite, "main"] if suites.iter().any(|known| known == suite))
    };
    let listed = listed.unwrap_or_default();
    let mut lines: Vec<&str> = listed.lines().filter(is_wanted).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}

fn bootstrap(command: &mut Command, sources: &str) -> Result<(), Failure> {
    let failed = |cause| Failure::new(format!("cannot run mmdebstrap ({cause}); install it"));
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = child.spawn().map_err(failed)?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{sources}").map_err(failed)?;
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    eprintln!("{}", String::from_utf8_lossy(&output.stderr));
    Err(Failure::new("mmdebstrap made no root file system; see what it says above"))
}
