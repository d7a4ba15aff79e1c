//! `onrecord status`: how things stand with a disagreement, as a person says.

use super::{Outcome, WrongUse};
use crate::held::Held;
use crate::output;
use clap::{Args, ValueEnum};
use onrecord_case::Action;
use std::path::PathBuf;

/// `status`
#[derive(Debug, Args)]
pub(crate) struct Status {
    /// The case file
    pub(crate) case: PathBuf,
    /// The number of the disagreement in `onrecord show CASE disagreements`
    pub(crate) number: usize,
    /// How it stands
    #[arg(value_enum, hide_possible_values = false)]
    pub(crate) status: Standing,
    /// Why; needed for `resolved`
    #[arg(value_name = "BECAUSE")]
    pub(crate) because: Vec<String>,
}

/// How things stand with a disagreement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Standing {
    /// We dispute it
    DisputedByUs,
    /// The other side disputes it
    DisputedByThem,
    /// Nobody disputes it
    Undisputed,
    /// It is not clear
    Unsure,
    /// It is settled, and why
    Resolved,
}

impl Standing {
    const fn key(self) -> &'static str {
        match self {
            Standing::DisputedByUs => "disputed by us",
            Standing::DisputedByThem => "disputed by them",
            Standing::Undisputed => "undisputed",
            Standing::Unsure => "unsure",
            Standing::Resolved => "resolved",
        }
    }
}

pub(crate) fn run(arguments: &Status) -> anyhow::Result<Outcome> {
    let because = arguments.because.join(" ");
    if arguments.status == Standing::Resolved && because.is_empty() {
        return Err(WrongUse(
            "say why it is resolved: `onrecord status CASE NUMBER resolved because …`".to_owned(),
        )
        .into());
    }
    let mut held = Held::open_with_real_names(&arguments.case)?;
    let together = held.together()?;
    let index = arguments.number.checked_sub(1);
    let contested = index.and_then(|index| together.contested.get(index));
    let none = || {
        WrongUse(format!(
            "there is no disagreement {}: `onrecord show CASE disagreements` numbers them",
            arguments.number
        ))
    };
    let contested = contested.ok_or_else(none)?;
    let mut targets = Vec::new();
    for value in &contested.values {
        // What is decided is anchored at a line: a value that no fact has cannot carry it.
        let Some(line) = value.places.iter().find_map(|place| place.line()) else {
            continue;
        };
        let document = held.document(line.document as usize)?;
        let target = document.and_then(|of| of.target(line.layer, line.index));
        targets.extend(target);
    }
    let action = Action::Status {
        status: arguments.status.key().to_owned(),
        because,
    };
    let number = held.case_mut().decide(action, targets)?;
    let case = output::one_line(&arguments.case.display().to_string());
    output::report(&format!(
        "disagreement {}: {} (log entry {number}; `onrecord undo {case} {number}` takes it back)",
        arguments.number,
        arguments.status.key()
    ));
    Ok(Outcome::Fine)
}
