//! `onrecord import`: a new case file of an exported folder.

use super::Outcome;
use crate::output;
use crate::progress::Progress;
use crate::wording::{bytes, counted};
use clap::Args;
use onrecord_case::Case;
use std::path::PathBuf;

/// `import`
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The folder that `onrecord export` made
    pub(crate) folder: PathBuf,
    /// The case file to make; it must not exist
    pub(crate) case: PathBuf,
}

/// Makes the case, and says what is in it.
pub(crate) fn run(arguments: &Import) -> anyhow::Result<Outcome> {
    let progress = Progress::new("originals and documents read");
    let actor = crate::held::actor();
    let imported = Case::import(
        &arguments.folder,
        &arguments.case,
        actor,
        &mut |done, all| {
            progress.of(all);
            progress.at(done, "");
        },
    );
    progress.finish();
    let (case, counts) = imported?;
    output::report(&format!(
        "{} imported into {}: {}, {} and {} of originals; every file is as it was exported",
        arguments.folder.display(),
        case.path().display(),
        counted(counts.documents, "document"),
        counted(counts.lines, "line"),
        bytes(counts.bytes),
    ));
    Ok(Outcome::Fine)
}
