//! The command line of onrecord. It only wires: arguments, files, progress, exit codes. What it
//! would have to know beyond that belongs in another crate.

mod apart;
mod arguments;
mod commands;
mod held;
mod in_order;
mod intake;
mod lines;
mod output;
mod progress;
mod reading;
mod recognition;
mod wording;

use arguments::{Arguments, Command};
use clap::Parser;
use commands::WrongUse;
use onrecord_case::CaseError;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    reading::catch_faults();
    let done = match &arguments.command {
        Command::Read(arguments) => commands::read::run(arguments),
        Command::New(arguments) => commands::new::run(arguments),
        Command::Add(arguments) => commands::add::run(arguments),
        Command::Show(arguments) => commands::show::run(arguments),
        Command::Report(arguments) => commands::report::run(arguments),
        Command::Verify(arguments) => commands::verify::run(arguments),
        Command::Copy(arguments) => commands::copy::run(arguments),
        Command::Search(arguments) => commands::search::run(arguments),
        Command::Confirm(which) => commands::decide::confirm(which),
        Command::Reject(which) => commands::decide::reject(which),
        Command::Correct(arguments) => commands::decide::correct(arguments),
        Command::Note(arguments) => commands::decide::note(arguments),
        Command::Label(arguments) => commands::decide::label(arguments),
        Command::Undo(arguments) => commands::decide::undo(arguments),
        Command::Remove(arguments) => commands::remove::run(arguments),
        Command::People(arguments) => commands::people::run(arguments),
        Command::Protect(arguments) => commands::people::protect(arguments),
        Command::Status(arguments) => commands::status::run(arguments),
        Command::Review(arguments) => commands::review::run(arguments),
        Command::Reread(arguments) => commands::reread::run(arguments),
        Command::Diff(arguments) => commands::diff::run(arguments),
        Command::Log(arguments) => commands::log::run(arguments),
        Command::Export(arguments) => commands::export::run(arguments),
        Command::Import(arguments) => commands::import::run(arguments),
        Command::ReadApart => apart::serve().map(|()| commands::Outcome::Fine),
    };
    match done {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            output::complain(&format!("onrecord: {}{}", told(&error), advice(&error)));
            ExitCode::from(if is_wrong_use(&error) { 2 } else { 1 })
        }
    }
}

/// The error with its causes; one that was told as the end of what it caused is not told again.
fn told(error: &anyhow::Error) -> String {
    let mut told = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if told.is_empty() {
            told = cause;
        } else if !told.ends_with(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

/// What to do where a disk would not take more; empty for everything else.
fn advice(error: &anyhow::Error) -> &'static str {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref());
    let is_full = causes.any(|cause: &io::Error| {
        matches!(
            cause.kind(),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
        )
    });
    if is_full {
        "; make room, or choose another place, then run the command again"
    } else {
        ""
    }
}

/// Whether the command could not have worked, whatever is in the files.
fn is_wrong_use(error: &anyhow::Error) -> bool {
    error.is::<WrongUse>()
        || matches!(
            error.downcast_ref(),
            Some(
                CaseError::Exists { .. }
                    | CaseError::NotAnExport { .. }
                    | CaseError::CannotUndo { .. }
            )
        )
}
