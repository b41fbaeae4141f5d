//! What each check runs.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::evidence::Evidence;
use crate::failure::Failure;
use crate::outcome::{self, Outcome};
use crate::rootfs::RootFileSystems;
use crate::workspace::Workspace;
use crate::{node, process, rootfs, system, tools, windows};

/// The package that is a tool, compiled only to be installed, and the one that is compiled only as the fuzzer wants it.
const EXCEPT_TOOLS: [&str; 5] = ["--workspace", "--exclude", "dynaboot-wasm-bindgen", "--exclude", "dynaboot-fuzz"];

/// The packages of the portal that runs.
pub(crate) const BACKSTAGE: &str = "tests/portals/backstage";

/// The tests that run scripts for real, and those among them that boot a system or look at one.
const FIRST_BOOT: [&str; 5] = ["test", "-p", "dynaboot-tests", "--test", "firstboot"];
const WINDOWS: [&str; 5] = ["test", "-p", "dynaboot-tests", "--test", "windows"];
pub(crate) const BOOTS: &str = "boot::";
const PROBES: &str = "probe::";

pub(crate) fn formatting(workspace: &Workspace) -> Outcome {
    let mut cargo = cargo(workspace);
    process::run(cargo.args(["fmt", "--all", "--check"]), "run `cargo fmt --all`")?;
    Ok(Vec::new())
}

pub(crate) fn clippy(workspace: &Workspace) -> Outcome {
    let mut cargo = cargo(workspace);
    cargo.arg("clippy").args(EXCEPT_TOOLS).args(["--all-targets", "--", "-D", "warnings"]);
    process::run(&mut cargo, "mend what it says above")?;
    Ok(Vec::new())
}

/// Prettier's layout of JavaScript, CSS and JSON.
pub(crate) fn layout(workspace: &Workspace) -> Outcome {
    let todo = "run `tests/node_modules/.bin/prettier --write .`";
    node::run_tool(workspace, "prettier/bin/prettier.cjs", &["--check", "."], todo)?;
    Ok(Vec::new())
}

/// What the linters of scripts and of styles find; both are run, whatever the first one says.
pub(crate) fn lints(workspace: &Workspace) -> Outcome {
    let todo = "mend what it says above";
    let scripts = ["--config", "tests/eslint.config.mjs", "--max-warnings", "0", "."];
    let styles = ["--config", "tests/stylelint.config.mjs", "--max-warnings", "0", "web/style/*.css"];
    let scripts = node::run_tool(workspace, "eslint/bin/eslint.js", &scripts, todo);
    let styles = node::run_tool(workspace, "stylelint/bin/stylelint.mjs", &styles, todo);
    scripts?;
    styles?;
    Ok(Vec::new())
}

/// The npm package's JavaScript by the types in its comments. The module's glue is declared, so nothing has to be built first.
pub(crate) fn javascript_types(workspace: &Workspace) -> Outcome {
    node::run_tool(workspace, "typescript/bin/tsc", &["--project", "tests"], "mend what it says above")?;
    Ok(Vec::new())
}

/// The packages that a browser runs, compiled as for one.
pub(crate) fn clippy_wasm(workspace: &Workspace) -> Outcome {
    tools::add_target(workspace)?;
    let mut cargo = cargo(workspace);
    cargo
        .args(["clippy", "--target", "wasm32-unknown-unknown"])
        .args(["-p", "dynaboot-core", "-p", "dynaboot-web", "-p", "dynaboot-wasm", "-p", "dynaboot-element"])
        .args(["--features", "dynaboot-core/wasm", "--", "-D", "warnings"]);
    process::run(&mut cargo, "mend what it says above")?;
    Ok(Vec::new())
}

pub(crate) fn native_tests(workspace: &Workspace) -> Outcome {
    let mut cargo = cargo(workspace);
    cargo.args(["test", "--no-fail-fast"]).args(EXCEPT_TOOLS);
    // What takes a Windows is a stage of its own.
    cargo.env_remove(windows::BENCH);
    Ok(test(&mut cargo, &Evidence::default())?)
}

/// Every combination of what the cells' rules read, compiled so that going through them ends soon.
pub(crate) fn exhaustive(workspace: &Workspace) -> Result<(), Failure> {
    let mut cargo = cargo(workspace);
    cargo.args(["test", "--profile", "thorough", "-p", "dynaboot-exhaustive"]);
    process::run(cargo.args(["--", "--nocapture"]), "see the combination that it names above")
}

/// As many hostile strings as nobody waits for in every run, through every shell that this machine has.
pub(crate) fn strings(workspace: &Workspace) -> Result<(), Failure> {
    let mut cargo = cargo(workspace);
    cargo.args(["test", "-p", "dynaboot-tests", "--test", "suite", "every_string_arrives"]);
    // Each set has thirteen.
    cargo.env("DYNABOOT_SETS_OF_STRINGS", 100_000_usize.div_ceil(13).to_string());
    process::run(&mut cargo, "see the set of strings that it names above")
}

/// The tests of `tests/firstboot` that need no boot, in an older and a newer system and in one with Python 2 alone, and those of the
/// probe in every one.
pub(crate) fn real_runs(workspace: &Workspace, systems: &RootFileSystems, evidence: &Evidence) -> Outcome {
    let mut skipped = Vec::new();
    for root in systems.without_boot() {
        skipped.extend(run_in(workspace, root, &["--skip", BOOTS], evidence)?);
    }
    for root in systems.with_probe_alone() {
        skipped.extend(run_in(workspace, root, &[PROBES], evidence)?);
    }
    Ok(skipped)
}

fn run_in(workspace: &Workspace, root: &Path, which: &[&str], evidence: &Evidence) -> Result<Vec<String>, Failure> {
    println!("in {}", root.display());
    let mut cargo = cargo(workspace);
    // They wait more than they work.
    cargo.args(FIRST_BOOT).arg("--").args(which).args(["--show-output", "--test-threads", "6"]);
    test(cargo.env("DYNABOOT_ROOTFS", root), evidence)
}

/// Those that boot, in all systems; what they show is printed.
pub(crate) fn first_boots(workspace: &Workspace, systems: &RootFileSystems, evidence: &Evidence) -> Outcome {
    system::require_for_boots()?;
    boot_systems(workspace, systems, BOOTS, evidence)
}

/// Windows scripts, on the Windows of a bench; `which` words of the test runner say which.
pub(crate) fn windows(workspace: &Workspace, bench: &Path, evidence: &Evidence) -> Outcome {
    let mut cargo = cargo(workspace);
    cargo.args(WINDOWS).args(["--", "--show-output", "--test-threads", "3"]).env(windows::BENCH, bench);
    Ok(test(&mut cargo, evidence)?)
}

/// The same alone, killed at every change; without a name, the document gets its rows.
pub(crate) fn windows_alone(workspace: &Workspace, name: Option<&str>) -> Result<(), Failure> {
    let evidence = Evidence::default();
    let run = || {
        let bench = windows::set_up()?;
        let mut cargo = cargo(workspace);
        cargo.args(WINDOWS).arg("--").args(name).args(["--show-output", "--test-threads", "3"]);
        cargo.env(windows::BENCH, bench).env("DYNABOOT_EVERY_CHANGE", "1");
        Ok(test(&mut cargo, &evidence)?)
    };
    outcome::insisted(run())?;
    if name.is_none() { evidence.write_windows(workspace) } else { Ok(()) }
}

/// Runs all of them, in systems that are made first where they are missing, and writes the document of what they show.
pub(crate) fn evidence(workspace: &Workspace) -> Result<(), Failure> {
    let evidence = Evidence::default();
    let run = || {
        let systems = rootfs::make(workspace)?;
        real_runs(workspace, &systems, &evidence)?;
        first_boots(workspace, &systems, &evidence)?;
        windows(workspace, &windows::set_up()?, &evidence)
    };
    outcome::insisted(run())?;
    evidence.write(workspace)
}

/// The licences and origins of every crate, those of other systems too. What is vulnerable is asked by a workflow: that needs more of
/// the network than the registry.
pub(crate) fn dependencies(workspace: &Workspace) -> Outcome {
    let mut fetch = cargo(workspace);
    process::run_quietly(fetch.args(["fetch", "--locked"]), "see what it says above")?;
    let mut deny = process::program("cargo-deny");
    deny.env("PATH", tools::deny(workspace)?).current_dir(&workspace.root);
    deny.args(["--offline", "--locked", "check", "licenses", "bans", "sources"]);
    process::run(&mut deny, "do without the crate, or say in deny.toml why it may be here")?;
    Ok(Vec::new())
}

/// What is known to be vulnerable among the crates; it asks the network.
pub(crate) fn advisories(workspace: &Workspace) -> Result<(), Failure> {
    let mut deny = process::program("cargo-deny");
    deny.env("PATH", tools::deny(workspace)?).current_dir(&workspace.root).args(["--locked", "check", "advisories"]);
    process::run(&mut deny, "raise the version of what it names, or do without it")
}

/// What a linter finds in the workflows, ours and the one that is an example.
pub(crate) fn workflows(workspace: &Workspace) -> Outcome {
    let mut zizmor = process::program_at(&tools::zizmor(workspace)?);
    zizmor.args(["--offline", "--no-progress", "--config", ".github/zizmor.yml", ".github/workflows"]);
    zizmor.arg("examples/github-actions/.github/workflows").current_dir(&workspace.root);
    process::run(&mut zizmor, "mend what it says above")?;
    Ok(Vec::new())
}

/// What other programs find in generated scripts.
pub(crate) fn checkers(workspace: &Workspace) -> Outcome {
    system::require_for_real_runs()?;
    let mut cargo = cargo(workspace);
    cargo.args(["test", "-p", "dynaboot-tests", "--test", "checkers"]);
    Ok(test(cargo.env("DYNABOOT_SHELLCHECK", tools::shellcheck(workspace)?), &Evidence::default())?)
}

/// What Packer says of the recipes that build images.
pub(crate) fn recipes(workspace: &Workspace) -> Outcome {
    let packer = system::packer()?;
    let mut cargo = cargo(workspace);
    cargo.args(["test", "-p", "dynaboot-tests", "--test", "launch", "packer::"]);
    Ok(test(cargo.env("DYNABOOT_PACKER", packer), &Evidence::default())?)
}

/// Those that have this in their names, in systems that are made first where they are missing.
pub(crate) fn boot(workspace: &Workspace, name: &str) -> Result<(), Failure> {
    let boot = || boot_systems(workspace, &rootfs::make(workspace)?, name, &Evidence::default());
    outcome::insisted(system::require_for_boots().and_then(|()| boot()))
}

fn boot_systems(workspace: &Workspace, systems: &RootFileSystems, name: &str, evidence: &Evidence) -> Outcome {
    let systems = env::join_paths(systems.all())
        .map_err(|cause| Failure::new(format!("cannot name the root file systems ({cause}); set XDG_CACHE_HOME")))?;
    let mut cargo = cargo(workspace);
    cargo.args(FIRST_BOOT).args(["--", name, "--show-output"]).env("DYNABOOT_SYSTEMS", systems);
    Ok(test(&mut cargo, evidence)?)
}

pub(crate) fn packaging(workspace: &Workspace, chromium: &Path) -> Outcome {
    let release = workspace.target.join("xtask").join("release");
    let variables = [("DYNABOOT_CHROMIUM", chromium.as_os_str()), ("DYNABOOT_RELEASE", release.as_os_str())];
    Ok(node::run_suite(workspace, "tests/packaging", &variables)?)
}

/// The suite's tests of the border, for so many rounds.
pub(crate) fn border(workspace: &Workspace, rounds: &str) -> Result<(), Failure> {
    let mut node = process::program("node");
    node.arg("--test").arg(workspace.root.join("tests/packaging/border.test.mjs")).env("DYNABOOT_BORDER", rounds);
    process::run(&mut node, "see the call that it names above; DYNABOOT_BORDER_SEED brings it again")
}

pub(crate) fn browser(workspace: &Workspace, chromium: &Path) -> Outcome {
    let variables = [("DYNABOOT_CHROMIUM", chromium.as_os_str())];
    Ok(node::run_suite(workspace, "tests/browser", &variables)?)
}

/// The element in host pages.
pub(crate) fn element(workspace: &Workspace, chromium: &Path) -> Outcome {
    let variables = [("DYNABOOT_CHROMIUM", chromium.as_os_str())];
    Ok(node::run_suite(workspace, "tests/element", &variables)?)
}

/// Portals that people ask for VMs, with the example's packages in them.
pub(crate) fn portals(workspace: &Workspace, chromium: &Path, backstage: &Path) -> Outcome {
    system::require_database()?;
    let variables = [("DYNABOOT_CHROMIUM", chromium.as_os_str()), ("DYNABOOT_BACKSTAGE", backstage.as_os_str())];
    Ok(node::run_suite(workspace, "tests/portals", &variables)?)
}

/// The same alone.
pub(crate) fn portals_alone(workspace: &Workspace) -> Result<(), Failure> {
    let run = || portals(workspace, &system::browser()?, &node::install_beside(workspace, BACKSTAGE)?);
    outcome::insisted(run())
}

/// The examples that show the planner in other people's pages, each driven in a browser.
pub(crate) fn hosts(workspace: &Workspace, chromium: &Path) -> Outcome {
    let variables = [("DYNABOOT_CHROMIUM", chromium.as_os_str())];
    Ok(node::run_suite(workspace, "tests/hosts", &variables)?)
}

/// Runs tests, notes what they show, and gives the ignored ones. A failure names the tests and their last words, since what they
/// printed may be far above.
fn test(cargo: &mut Command, evidence: &Evidence) -> Result<Vec<String>, Failure> {
    let mut told = Told::default();
    let outcome = process::watch(cargo, "see the tests that failed above", |line| {
        evidence.note(line);
        told.note(line);
    });
    outcome.map_err(|failure| failure.with(&told.failed))?;
    Ok(told.ignored)
}

/// What lines of a test runner tell.
#[derive(Default)]
struct Told {
    ignored: Vec<String>,
    /// The tests that failed, and the first line of what each panic says.
    failed: Vec<String>,
    panicked: bool,
}

impl Told {
    fn note(&mut self, line: &str) {
        if self.panicked || (line.starts_with("test ") && line.ends_with(" ... FAILED")) {
            self.failed.push(line.to_owned());
        }
        self.panicked = line.starts_with("thread '") && line.contains(" panicked at ");
        if line.starts_with("test ") && line.contains(" ... ignored") {
            self.ignored.push(line.to_owned());
        }
    }
}

fn cargo(workspace: &Workspace) -> Command {
    let mut cargo = process::cargo();
    cargo.current_dir(&workspace.root);
    cargo
}

#[cfg(test)]
mod tests {
    use super::Told;

    #[test]
    fn a_failure_has_names_and_last_words() {
        let mut told = Told::default();
        let lines = "test one ... ok\ntest two ... FAILED\ntest three ... ignored, no network\n\n---- two stdout ----\n\n\
            thread 'two' (7) panicked at tests/two.rs:3:5:\nassertion `left == right` failed: 2\n  left: 2\n";
        lines.lines().for_each(|line| told.note(line));
        assert_eq!(told.failed, ["test two ... FAILED", "assertion `left == right` failed: 2"]);
        assert_eq!(told.ignored, ["test three ... ignored, no network"]);
    }
}
