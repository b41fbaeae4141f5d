//! The project's own commands: `cargo xtask <command>`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks to its terminal")]

use std::env;
use std::process::ExitCode;

mod bench;
mod beside;
mod evidence;
mod failure;
mod files;
mod fuzz;
mod node;
mod outcome;
mod package;
mod page;
mod policy;
mod process;
mod rootfs;
mod suites;
mod system;
mod tally;
mod test;
mod tools;
mod types;
mod workspace;

use failure::Failure;

const USAGE: &str = "\
cargo xtask <command>

  serve            build the page and serve it on this machine, again at every change
  build            the release page in dist/, the npm package in wasm-pkg/dist/
  test             install what is missing, run every check; with CI=true a skip is a failure
  boot [NAME]      boot real systems with generated payloads: all tests, or those with this name
  evidence         run and boot everything that is real, write docs/evidence.md again
  types            write wasm-pkg/api.d.ts again, from the Rust types
  policy           write core/policy.json again, from core/policy/
  policy --check   say whether core/policy.json is up to date
  strings          put 100,000 hostile strings through the shells
  exhaustive       go through every combination that the seed's cells read, optimised
  fuzz             answer what a fuzzer makes up, for a minute; `fuzz --runs N` for so many executions
  bench            measure sizes and speeds against the budgets; `bench scripts` those of scripts alone
";

const COMMANDS: [&str; 11] =
    ["serve", "build", "test", "boot", "evidence", "types", "policy", "strings", "exhaustive", "fuzz", "bench"];

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
        ["evidence"] => evidence::write(&workspace::find()?)?,
        ["types"] => {
            let workspace = workspace::find()?;
            let path = tools::install(&workspace)?;
            package::build(&workspace, &path)?;
            types::write(&workspace)?;
        }
        ["policy"] => policy::run(&workspace::find()?, policy::Mode::Write)?,
        ["policy", "--check"] => policy::run(&workspace::find()?, policy::Mode::Check)?,
        ["strings"] => suites::strings(&workspace::find()?)?,
        ["exhaustive"] => suites::exhaustive(&workspace::find()?)?,
        ["fuzz"] => fuzz::run(&workspace::find()?, fuzz::Until::Seconds("60"))?,
        ["fuzz", "--runs", count] => fuzz::run(&workspace::find()?, fuzz::Until::Executions(count))?,
        ["bench", rest @ ..] => bench::run(&workspace::find()?, rest)?,
        [command, unknown, ..] if COMMANDS.contains(command) => {
            return Err(Failure::new(format!(
                "`{command}` does not know `{unknown}`; `cargo xtask --help` lists what it knows"
            )));
        }
        [unknown, ..] => return Err(unknown_command(unknown)),
    }
    Ok(ExitCode::SUCCESS)
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
