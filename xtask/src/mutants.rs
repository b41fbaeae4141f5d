//! `cargo xtask mutants`: the code that decides is broken in small ways, and each time a test has to see it.

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process, tools};

/// What decides: logic, judgement, facts and comparisons.
const FILES: [&str; 7] = [
    "core/src/primitives/truth.rs",
    "core/src/judge.rs",
    "core/src/policy/rule.rs",
    "core/src/policy/value.rs",
    "core/src/facts.rs",
    "core/src/facts/form.rs",
    "core/src/facts/value.rs",
];

const PROFILE: &str = "mutants";
const CORE: &str = "dynaboot-core";
const TESTS: &str = "dynaboot-tests";
const SUITE: &str = "suite";

/// Tests that look at something else, as shells and PowerShell's grammar, or that only say again, over thousands of choices, what
/// shorter ones say.
const LEFT_OUT: [&str; 6] = [
    "quoting::",
    "powershell::",
    "probe::",
    "ways::alternatives",
    "calendar::the_calendar",
    "organisation::refusals::a_hostile_policy",
];

/// In seconds; all of them together take a tenth of it.
const LONGEST: &str = "120";

/// Where a survivor is explained: its line, as the tool writes it but without its place in the file.
const EXPLAINED: &str = "docs/proofs.md";

/// Breaks the code, runs the tests, and fails when a survivor is not explained. `words` go to the tool: `--list`, `--shard 0/4`.
pub(crate) fn run(workspace: &Workspace, words: &[&str]) -> Result<(), Failure> {
    let path = tools::mutants(workspace)?;
    let cargo = || {
        let mut cargo = process::cargo();
        cargo.current_dir(&workspace.root).env("PATH", &path).env("CARGO_TARGET_DIR", workspace.target.join("mutants"));
        cargo
    };
    let skipped = || LEFT_OUT.iter().flat_map(|name| ["--skip", name]);
    // The tool would run the tests of the broken package, which are others.
    let mut unbroken = cargo();
    unbroken
        .args(["test", "--profile", PROFILE, "-p", CORE, "-p", TESTS, "--lib", "--test", SUITE, "--"])
        .args(skipped());
    process::run(&mut unbroken, "mend the tests first")?;

    let mut broken = cargo();
    broken.args(["mutants", "--output", "target", "--no-shuffle", "--baseline", "skip", "--timeout", LONGEST]);
    broken.args(["--profile", PROFILE, "--test-package", CORE, "--test-package", TESTS, "--cargo-arg=--lib"]);
    broken.arg(format!("--cargo-arg=--test={SUITE}"));
    broken.args(FILES.iter().flat_map(|file| ["--file", file])).args(words).args(["--", "--"]).args(skipped());
    let ended = process::run(&mut broken, "see target/mutants.out");
    let told = |name: &str| -> Result<Vec<String>, Failure> {
        let path = workspace.root.join("target/mutants.out").join(name);
        Ok(if path.is_file() { files::read_text(&path)?.lines().map(without_place).collect() } else { Vec::new() })
    };
    let (missed, endless) = (told("missed.txt")?, told("timeout.txt")?);
    if missed.is_empty() && endless.is_empty() {
        return ended;
    }
    let explanations = files::read_text(&workspace.root.join(EXPLAINED))?;
    let unexplained: Vec<&String> =
        missed.iter().filter(|mutant| !explanations.contains(&format!("`{mutant}`"))).collect();
    println!("{} survived, {} of them explained in {EXPLAINED}", missed.len(), missed.len() - unexplained.len());
    for mutant in &unexplained {
        println!("not explained: {mutant}");
    }
    if unexplained.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("{} survived: test what they break, or explain them in {EXPLAINED}", unexplained.len())))
}

/// `core/src/policy/rule.rs:20:5: replace …` without the line and the column, which any change moves.
fn without_place(line: &str) -> String {
    let mut parts = line.splitn(4, ':');
    match (parts.next(), parts.nth(2)) {
        (Some(file), Some(mutant)) => format!("{file}:{mutant}"),
        _ => line.to_owned(),
    }
}
