//! Other programs: started, waited for, and named when they fail.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::Failure;

/// How many of a silent program's last lines are shown when it fails.
const LAST_LINES: usize = 30;

/// How many of a command's arguments are shown when it fails.
const SHOWN_WORDS: usize = 4;

/// Cargo of the toolchain that runs this program.
pub(crate) fn cargo() -> Command {
    start(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program that is looked up on the `PATH`.
pub(crate) fn program(name: &str) -> Command {
    // Node's commands are scripts on Windows, which are found by their whole name only.
    match name {
        "npm" if cfg!(windows) => start("npm.cmd".into()),
        _ => start(name.into()),
    }
}

/// `cargo run` tells its program about this package; a child that inherits that takes it for its
/// own, and a cargo among them compiles crates again that read it.
fn start(program: OsString) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let about_this_package =
            name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"));
        if about_this_package {
            command.env_remove(name);
        }
    }
    command
}

/// Runs it in the open. `todo` says what to do when it fails.
pub(crate) fn run(command: &mut Command, todo: &str) -> Result<(), Failure> {
    let status = command.status().map_err(|cause| not_started(command, cause))?;
    succeeded(command, status, todo)
}

/// A program at a path.
pub(crate) fn program_at(path: &Path) -> Command {
    start(path.into())
}

/// Runs it without a word, but shows its last lines when it fails.
pub(crate) fn run_quietly(command: &mut Command, todo: &str) -> Result<(), Failure> {
    read(command, todo).map(drop)
}

/// Runs it and gives what it wrote.
pub(crate) fn read(command: &mut Command, todo: &str) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|cause| not_started(command, cause))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = text.lines().chain(errors.lines()).collect();
        for line in lines.iter().skip(lines.len().saturating_sub(LAST_LINES)) {
            eprintln!("  | {line}");
        }
    }
    succeeded(command, output.status, todo)?;
    Ok(text)
}

/// Runs it in the open and gives each line of its output to `look` as well.
pub(crate) fn watch(command: &mut Command, todo: &str, mut look: impl FnMut(&str)) -> Result<(), Failure> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|cause| not_started(command, cause))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("{line}");
            look(&line);
        }
    }
    let status = child.wait().map_err(|cause| not_started(command, cause))?;
    succeeded(command, status, todo)
}

/// What a program says when it is asked for its version; nothing when it cannot be run.
pub(crate) fn version_of(program: &Path, asked: &[&str]) -> Option<String> {
    let output = Command::new(program).args(asked).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn succeeded(command: &Command, status: ExitStatus, todo: &str) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` ended with {status}; {todo}", words(command))))
}

fn not_started(command: &Command, cause: impl std::fmt::Display) -> Failure {
    let name = command.get_program().to_string_lossy();
    Failure::new(format!("cannot start `{name}` ({cause}); install it and put it on the PATH"))
}

/// The command as one would type it, cut where it gets long.
fn words(command: &Command) -> String {
    let program = command.get_program();
    let mut words = vec![Path::new(program).file_name().unwrap_or(program).to_string_lossy()];
    words.extend(command.get_args().take(SHOWN_WORDS).map(|word| word.to_string_lossy()));
    if command.get_args().len() > SHOWN_WORDS {
        words.push("…".into());
    }
    words.join(" ")
}
