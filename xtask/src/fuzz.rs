//! `cargo xtask fuzz`: answers to whatever a fuzzer makes up.
//!
//! The fuzzer is LLVM's own, built in by `libfuzzer-sys`; its instrumentation is a pass of the stable compiler.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dynaboot_core::policy::fact::{FactKind, FactName, Vocabulary};
use dynaboot_core::{CloudId, Field, Policy, SystemId};
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::workspace::Workspace;
use crate::{files, process};

/// What makes the compiler count which edges are taken. What values are compared to is not traced: an answer compares so much
/// that this took four fifths of the time, and the words that are worth trying are in the dictionary.
const INSTRUMENTED: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cdebug-assertions=on -Coverflow-checks=on --cfg=fuzzing";

/// Longer inputs say nothing new and take longer.
const LONGEST_INPUT: &str = "-max_len=4096";

/// An input that takes longer than this, in seconds, has found something.
const LONGEST_ANSWER: &str = "-timeout=30";

/// How long to go on.
#[derive(Clone, Copy)]
pub(crate) enum Until<'a> {
    /// For so many seconds.
    Seconds(&'a str),
    /// For so many executions.
    Executions(&'a str),
}

/// Builds the fuzzer and runs it, beginning with the choices of the rules' examples; what it finds is kept in `target/fuzz`.
pub(crate) fn run(workspace: &Workspace, until: Until<'_>) -> Result<(), Failure> {
    let folder = workspace.root.join("target/fuzz");
    let program = build(workspace, &folder)?;
    let corpus = folder.join("corpus");
    let words = folder.join("words.dict");
    seed(&corpus, &words)?;
    let bound = match until {
        Until::Seconds(seconds) => format!("-max_total_time={seconds}"),
        Until::Executions(count) => format!("-runs={count}"),
    };
    let found = format!("-artifact_prefix={}/", folder.display());
    let mut fuzzer = process::program_at(&program);
    fuzzer.arg(corpus).args([LONGEST_INPUT, LONGEST_ANSWER, "-print_final_stats=1", "-verbosity=1"]);
    fuzzer.arg(bound).arg(found).arg(format!("-dict={}", words.display()));
    process::run(&mut fuzzer, "look at the input that it names above")
}

fn build(workspace: &Workspace, folder: &Path) -> Result<PathBuf, Failure> {
    let host = process::read(process::program("rustc").args(["--print", "host-tuple"]), "install the toolchain")?;
    let host = host.trim();
    let mut cargo = process::cargo();
    // With a target named, what runs while compiling is not instrumented.
    cargo.current_dir(&workspace.root).env("RUSTFLAGS", INSTRUMENTED);
    cargo.args(["build", "--profile", "thorough", "-p", "dynaboot-fuzz", "--target", host, "--target-dir"]).arg(folder);
    process::run(&mut cargo, "mend what it says above; it needs a C++ compiler")?;
    Ok(folder.join(host).join("thorough/assess"))
}

/// Puts the choices of all examples where the fuzzer begins, and the words of the wire form where it finds them.
fn seed(corpus: &Path, words: &Path) -> Result<(), Failure> {
    let policy = Policy::builtin().map_err(|cause| Failure::new(cause.to_string()))?;
    let document = policy.document();
    files::make_directory(corpus)?;
    for example in document.rules.iter().flat_map(|rule| &rule.examples) {
        let text = example.choices.to_string();
        let name = Sha256::digest(&text).iter().take(8).fold(String::new(), |name, byte| format!("{name}{byte:02x}"));
        files::write(&corpus.join(name), text)?;
    }
    let fields = Field::NAMES.iter().flat_map(|name| name.split('.'));
    let values = FactName::ALL.iter().flat_map(|fact| match fact.kind() {
        FactKind::Text(Vocabulary::Words(words)) => words,
        _ => &[],
    });
    let ids = document.clouds.keys().map(CloudId::as_str).chain(document.systems.keys().map(SystemId::as_str));
    let list: BTreeSet<&str> = fields.chain(values.copied()).chain(ids).collect();
    let lines = list.iter().fold(String::new(), |lines, word| format!("{lines}\"\\\"{word}\\\"\"\n"));
    files::write(words, lines)
}
