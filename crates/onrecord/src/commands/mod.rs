//! The commands, one file each.

pub(crate) mod add;
pub(crate) mod copy;
pub(crate) mod decide;
pub(crate) mod diff;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod log;
pub(crate) mod new;
pub(crate) mod people;
pub(crate) mod read;
pub(crate) mod remove;
pub(crate) mod report;
pub(crate) mod reread;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod verify;

use std::process::ExitCode;

/// How a command ended, where nothing stopped it as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// All is well.
    Fine,
    /// Something could not be read or verified; it was reported, and the rest was done.
    Incomplete,
}

impl Outcome {
    /// `Fine` where nothing failed.
    pub(crate) fn of_failures(failures: usize) -> Self {
        if failures == 0 {
            Self::Fine
        } else {
            Self::Incomplete
        }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Incomplete => 1,
        })
    }
}

/// A command was used in a way that cannot work; nothing was done.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct WrongUse(pub(crate) String);
