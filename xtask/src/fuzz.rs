//! `cargo xtask fuzz`: what a fuzzer makes up, as choices, policies, links and probe lines.
//!
//! The fuzzer is LLVM's own, built in by `libfuzzer-sys`; its instrumentation is a pass of the stable compiler. The command's own
//! readers are JavaScript: what they are given is made up by a generator, by a seed that a failure names.

mod seeds;

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, node, package, process, tools};

/// What makes the compiler count which edges are taken. What values are compared to is not traced: an answer compares so much
/// that this took four fifths of the time, and the words that are worth trying are in the dictionary.
const INSTRUMENTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cdebug-assertions=on -Coverflow-checks=on --cfg=fuzzing";

/// What may be fuzzed: a program each, but for the last.
const TARGETS: [Target; 4] = [
    Target { name: "assess", share: 15, longest_input: "4096", longest_run: "30", memory: "512" },
    // Reading one by anything but bounded work would take much longer; the program itself holds the processor's time closer.
    Target { name: "policies", share: 30, longest_input: "32768", longest_run: "60", memory: "1024" },
    Target { name: "links", share: 10, longest_input: "8192", longest_run: "30", memory: "512" },
    Target { name: "probe", share: 5, longest_input: "4200", longest_run: "30", memory: "512" },
];
const READERS: &str = "readers";
/// In seconds: how long all of them together take in every run.
pub(crate) const MINUTE: u32 = 60;

struct Target {
    name: &'static str,
    /// How many seconds of a minute it has.
    share: u32,
    /// In bytes: longer inputs say nothing new and take longer.
    longest_input: &'static str,
    /// In seconds: an input that takes longer has found something.
    longest_run: &'static str,
    /// In MiB: an input that takes more has found something.
    memory: &'static str,
}

/// How long to go on.
#[derive(Clone, Copy)]
pub(crate) enum Until {
    /// For so many seconds.
    Seconds(u32),
    /// For so many executions.
    Executions(u32),
}

/// Every program for its share of so many seconds. The packaging suite has the readers.
pub(crate) fn run(workspace: &Workspace, seconds: u32) -> Result<(), Failure> {
    let folder = build(workspace)?;
    for target in &TARGETS {
        fuzz(&folder, target, Until::Seconds((seconds.saturating_mul(target.share) / MINUTE).max(1)))?;
    }
    Ok(())
}

/// One target alone.
pub(crate) fn run_one(workspace: &Workspace, name: &str, until: Until) -> Result<(), Failure> {
    if name == READERS {
        return readers(workspace, until);
    }
    let target = TARGETS.iter().find(|target| target.name == name).ok_or_else(|| {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).chain([READERS]).collect();
        Failure::new(format!("there is nothing to fuzz of the name `{name}`; there are {}", names.join(", ")))
    })?;
    fuzz(&build(workspace)?, target, until)
}

/// Begins with what is known to lead somewhere; what it finds is kept in `target/fuzz`.
fn fuzz(folder: &Path, target: &Target, until: Until) -> Result<(), Failure> {
    let corpus = folder.join("corpus").join(target.name);
    let words = folder.join(format!("{}.dict", target.name));
    seeds::plant(target.name, &corpus, &words)?;
    let mut fuzzer = process::program_at(&folder.join(target.name));
    fuzzer.arg(corpus).args(["-print_final_stats=1", "-verbosity=1"]).arg(match until {
        Until::Seconds(seconds) => format!("-max_total_time={seconds}"),
        Until::Executions(count) => format!("-runs={count}"),
    });
    fuzzer.arg(format!("-max_len={}", target.longest_input)).arg(format!("-timeout={}", target.longest_run));
    fuzzer.arg(format!("-rss_limit_mb={}", target.memory)).arg(format!("-dict={}", words.display()));
    fuzzer.arg(format!("-artifact_prefix={}/{}-", folder.display(), target.name));
    println!("fuzzing {}", target.name);
    process::run(&mut fuzzer, "look at the input that it names above")
}

/// The readers of the command line, by the same tests as in every run, for longer.
fn readers(workspace: &Workspace, until: Until) -> Result<(), Failure> {
    // They are tested as they are installed.
    let path = tools::install(workspace)?;
    package::build(workspace, &path)?;
    node::install_packages(workspace, "tests")?;
    println!("fuzzing {READERS}");
    let (name, value) = match until {
        Until::Seconds(seconds) => ("DYNABOOT_READERS_SECONDS", seconds),
        Until::Executions(count) => ("DYNABOOT_READERS_ROUNDS", count),
    };
    let mut node = process::program("node");
    node.arg("--test").arg(workspace.root.join("tests/packaging/readers.test.mjs")).env(name, value.to_string());
    process::run(&mut node, "see the input that it names above; DYNABOOT_READERS_SEED brings it again")
}

/// Builds all of them, and gives the directory where they, their corpora and what they find are.
fn build(workspace: &Workspace) -> Result<PathBuf, Failure> {
    let folder = workspace.root.join("target/fuzz");
    let host = process::read(process::program("rustc").args(["--print", "host-tuple"]), "install the toolchain")?;
    let host = host.trim();
    let mut cargo = process::cargo();
    // With a target named, what runs while compiling is not instrumented.
    cargo.current_dir(&workspace.root).env("RUSTFLAGS", INSTRUMENTED);
    cargo
        .args(["build", "--profile", "thorough", "-p", "dynaboot-fuzz", "--target", host, "--target-dir"])
        .arg(&folder);
    process::run(&mut cargo, "mend what it says above; it needs a C++ compiler")?;
    // Where a program lies is Cargo's own affair; what is beside it is ours.
    for target in &TARGETS {
        files::copy(&folder.join(host).join("thorough").join(target.name), &folder.join(target.name))?;
    }
    Ok(folder)
}
