//! Tasks of the repository: `cargo xtask example` and `cargo xtask test`.
//!
//! No dependency but the standard library, so that it is there at once on a machine with nothing
//! but a Rust toolchain. Each task does all of its own set-up, or says in one line what is missing.

mod browser;
mod checks;
mod dependencies;
mod example;
mod readme;
mod run;

use std::env;
use std::process::ExitCode;

const HELP: &str = "\
Tasks of this repository:

  cargo xtask example       builds onrecord, makes a case of the example's documents, writes its
                            report and says where to open it
  cargo xtask test          everything that has to pass: format, lints, tests, documentation,
                            dependencies, the README's commands
  cargo xtask dependencies  licences and banned crates alone";

fn main() -> ExitCode {
    let task = env::args().nth(1).unwrap_or_default();
    let done = match task.as_str() {
        "example" => example::run(),
        "test" => checks::run(),
        "dependencies" => dependencies::check(),
        _ => {
            eprintln!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nfailed: {failure}");
            ExitCode::FAILURE
        }
    }
}
