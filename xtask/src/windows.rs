//! The Windows that scripts are run in: a bench, which somebody names.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::outcome::Stop;
use crate::{process, system};

/// The variable that names the folder of the bench, here and for the tests.
pub(crate) const BENCH: &str = "DYNABOOT_WINDOWS_BENCH";

/// Sets the bench up, where one was named: it installs what it needs, so whoever asks must be root, and makes its template.
pub(crate) fn set_up() -> Result<PathBuf, Stop> {
    let Some(bench) = env::var_os(BENCH).filter(|bench| !bench.is_empty()) else {
        return Err(Stop::NotAsked(format!("{BENCH} names no folder with a bench")));
    };
    let bench = PathBuf::from(bench);
    system::require_root()?;
    let program = program(&bench)?;
    process::run_quietly(process::program_at(&program).arg("setup"), "see what it says above")?;
    Ok(bench)
}

fn program(bench: &Path) -> Result<PathBuf, Failure> {
    let program = bench.join("bench");
    if program.is_file() {
        return Ok(program);
    }
    Err(Failure::new(format!("{BENCH} names {}, where there is no program `bench`", bench.display())))
}
