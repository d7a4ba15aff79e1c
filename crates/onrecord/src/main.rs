//! The command line of onrecord. It only wires: arguments, files, progress, exit codes. What it
//! would have to know beyond that belongs in another crate.

mod arguments;
mod commands;
mod in_order;
mod intake;
mod output;
mod reading;

use arguments::{Arguments, Command};
use clap::Parser;
use commands::WrongUse;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    reading::catch_faults();
    let done = match &arguments.command {
        Command::Read(arguments) => commands::read::run(arguments),
        _ => Err(WrongUse("this command is being built".to_owned()).into()),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            output::complain(&format!("onrecord: {error:#}"));
            ExitCode::from(if error.is::<WrongUse>() { 2 } else { 1 })
        }
    }
}
