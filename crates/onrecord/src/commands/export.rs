//! `onrecord export`: a whole case as a folder of plain files.

use super::Outcome;
use crate::output;
use crate::progress::Progress;
use crate::wording::{bytes, counted};
use clap::Args;
use onrecord_case::CaseError;
use serde_json::json;
use std::path::PathBuf;

/// `export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The case file
    pub(crate) case: PathBuf,
    /// The folder to make; an older export is replaced
    pub(crate) folder: PathBuf,
}

/// Writes the folder, says what is in it, and notes in the case's log that it was made.
pub(crate) fn run(arguments: &Export) -> anyhow::Result<Outcome> {
    let mut case = crate::held::open(&arguments.case)?;
    let progress = Progress::new("originals and documents written");
    let exported = case.export(&arguments.folder, &mut |done, all| {
        progress.of(all);
        progress.at(done, "");
    });
    progress.finish();
    let exported = exported?;
    let counts = exported.counts;
    output::report(&format!(
        "{} exported to {}: {}, {} and {} of originals in {}; README.md there explains them",
        arguments.case.display(),
        exported.path.display(),
        counted(counts.documents, "document"),
        counted(counts.lines, "line"),
        bytes(counts.bytes),
        counted(exported.files, "file"),
    ));
    let details = json!({ "file": arguments.folder.display().to_string() });
    match case.note_done("export", &details) {
        Ok(_) => Ok(Outcome::Fine),
        Err(error) => {
            output::complain(&format!(
                "the export is complete, but it is not in the log of the case: {error}"
            ));
            // A case that is only to be read, such as a deposited one, can be exported all the same.
            Ok(match error {
                CaseError::ReadOnly { .. } => Outcome::Fine,
                _ => Outcome::Incomplete,
            })
        }
    }
}
