//! The command `wasm-bindgen`. It is built from this workspace, so that its version is that of
//! the library in `Cargo.lock` by construction: the two refuse to work together otherwise.

#![expect(clippy::print_stderr, reason = "a command line speaks to its terminal")]

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
