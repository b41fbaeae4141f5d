//! The project's own commands: `cargo xtask <command>`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to its terminal")]

use std::env;
use std::process::ExitCode;

mod bench;
mod beside;
mod coverage;
mod evidence;
mod facts;
mod failure;
mod files;
mod fuzz;
mod mutants;
mod new;
mod node;
mod outcome;
mod package;
mod page;
mod policy;
mod process;
mod release;
mod rootfs;
mod shipping;
mod structure;
mod suites;
mod system;
mod tally;
mod test;
mod tools;
mod types;
mod windows;
mod workspace;

use failure::Failure;

const USAGE: &str = "\
cargo xtask <command>

  serve            build the page and serve it on this machine, again at every change
  build            the release page in dist/, the npm package in wasm-pkg/dist/
  test             install what is missing, run every check; with CI=true a skip is a failure
  boot [NAME]      boot real systems with generated payloads: all tests, or those with this name
  windows [NAME]   run generated scripts on the Windows of a bench that DYNABOOT_WINDOWS_BENCH names: all tests, killed at
                   every change, or those with this name; all of them write their rows of docs/evidence.md again
  evidence         run and boot everything that is real, write docs/evidence.md again
  types            write wasm-pkg/api.d.ts again, from the Rust types
  policy           write core/policy.json, the JSON Schemas and docs/verdicts.txt again, from core/policy/ and the Rust types
  policy --check   say whether they are up to date
  facts --older-than 180d   list the sources that were last read more than so many days ago
  new KIND NAME    make a `rule`, `system`, `cloud` or `agent` in core/policy/, with what has to be filled in
  structure        say which files import each other in a circle, and what in the core imports from a later stage
  strings          put 100,000 hostile strings through the shells
  exhaustive       go through every combination that the seed's cells read, optimised
  fuzz             give a fuzzer's inputs to all that reads, for a minute; `fuzz --seconds N` for so long, and
                   `fuzz NAME --seconds N` or `--runs N` for assess, policies, links, probe or readers alone
  border [ROUNDS]  call the npm package with values of every type, and for long: a million rounds
  portals          ask for VMs in a real Backstage, with the example's packages
  advisories       ask the network which crates are known to be vulnerable
  coverage         run the native tests and say which lines of the core they go through
  mutants          break the code that decides in small ways; fails when no test sees it and nothing explains why
  bench            measure sizes and speeds against the budgets; `bench peers` beside other engines alone,
                   `bench border` JSON text against JavaScript's values, `bench element` what the element
                   costs a host page, `bench scripts` what scripts cost and weigh, `bench bounds` what
                   policies cost that are as large as they may be
  dist             make what a release consists of, in target/xtask/release/
  dist --twice     make it a second time from a clone of the same commit, and compare every byte
";

const COMMANDS: [&str; 21] = [
    "advisories",
    "serve",
    "build",
    "test",
    "boot",
    "windows",
    "evidence",
    "types",
    "policy",
    "facts",
    "new",
    "structure",
    "strings",
    "exhaustive",
    "fuzz",
    "border",
    "portals",
    "coverage",
    "mutants",
    "bench",
    "dist",
];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("cargo xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<ExitCode, Failure> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] | ["help" | "-h" | "--help"] => print!("{USAGE}"),
        ["serve"] => page::serve(&workspace::find()?)?,
        ["build"] => {
            let workspace = workspace::find()?;
            let path = tools::install(&workspace)?;
            page::build(&workspace, &path)?;
            package::build(&workspace, &path)?;
        }
        // Its last line is the count, so it speaks for itself.
        ["test"] => return Ok(test::run(&workspace::find()?)),
        ["boot"] => suites::boot(&workspace::find()?, suites::BOOTS)?,
        ["boot", name] => suites::boot(&workspace::find()?, name)?,
        ["windows"] => suites::windows_alone(&workspace::find()?, None)?,
        ["windows", name] => suites::windows_alone(&workspace::find()?, Some(name))?,
        ["evidence"] => suites::evidence(&workspace::find()?)?,
        ["types"] => {
            let workspace = workspace::find()?;
            let path = tools::install(&workspace)?;
            package::build(&workspace, &path)?;
            types::write(&workspace)?;
        }
        ["policy"] => {
            let workspace = workspace::find()?;
            policy::run(&workspace, policy::Mode::Write)?;
            new::remind(&workspace)?;
        }
        ["policy", "--check"] => policy::run(&workspace::find()?, policy::Mode::Check)?,
        ["facts", "--older-than", age] => facts::older_than(&workspace::find()?, facts::days(age)?)?,
        ["new", rest @ ..] => new::run(&workspace::find()?, rest)?,
        ["structure"] => structure::run(&workspace::find()?)?,
        ["strings"] => suites::strings(&workspace::find()?)?,
        ["exhaustive"] => suites::exhaustive(&workspace::find()?)?,
        ["fuzz"] => fuzz::run(&workspace::find()?, fuzz::MINUTE)?,
        ["fuzz", "--seconds", count] => fuzz::run(&workspace::find()?, number(count)?)?,
        ["fuzz", name, "--seconds", count] => {
            fuzz::run_one(&workspace::find()?, name, fuzz::Until::Seconds(number(count)?))?;
        }
        ["fuzz", name, "--runs", count] => {
            fuzz::run_one(&workspace::find()?, name, fuzz::Until::Executions(number(count)?))?;
        }
        ["border"] => border(MANY_ROUNDS)?,
        ["border", rounds] if rounds.parse::<u32>().is_ok() => border(rounds)?,
        ["portals"] => portals()?,
        ["advisories"] => suites::advisories(&workspace::find()?)?,
        ["coverage"] => coverage::run(&workspace::find()?)?,
        ["mutants", rest @ ..] => mutants::run(&workspace::find()?, rest)?,
        ["bench", rest @ ..] => bench::run(&workspace::find()?, rest)?,
        ["dist"] => release::run(&workspace::find()?)?,
        ["dist", "--twice"] => release::run_twice(&workspace::find()?)?,
        [command, unknown, ..] if COMMANDS.contains(command) => {
            return Err(Failure::new(format!(
                "`{command}` does not know `{unknown}`; `cargo xtask --help` lists what it knows"
            )));
        }
        [unknown, ..] => return Err(unknown_command(unknown)),
    }
    Ok(ExitCode::SUCCESS)
}

/// How often a call of the package is made, where nobody says.
const MANY_ROUNDS: &str = "1000000";

fn border(rounds: &str) -> Result<(), Failure> {
    let workspace = workspace::find()?;
    let path = tools::install(&workspace)?;
    package::build(&workspace, &path)?;
    node::install_packages(&workspace, "tests")?;
    suites::border(&workspace, rounds)
}

fn portals() -> Result<(), Failure> {
    let workspace = workspace::find()?;
    let path = tools::install(&workspace)?;
    package::build(&workspace, &path)?;
    node::install_packages(&workspace, "tests")?;
    suites::portals_alone(&workspace)
}

fn number(text: &str) -> Result<u32, Failure> {
    text.parse().map_err(|_| Failure::new(format!("`{text}` is no whole number; give one")))
}

fn unknown_command(unknown: &str) -> Failure {
    let nearest = COMMANDS.into_iter().min_by_key(|command| strsim::levenshtein(command, unknown));
    match nearest {
        Some(command) if strsim::levenshtein(command, unknown) <= 2 => {
            Failure::new(format!("there is no command `{unknown}`; did you mean `cargo xtask {command}`?"))
        }
        _ => Failure::new(format!("there is no command `{unknown}`; `cargo xtask --help` lists the commands")),
    }
}
