//! `onrecord copy`: a consistent copy of a case that may be in use.

use super::Outcome;
use crate::arguments::CopyCase;
use crate::output;
use crate::progress::Progress;
use crate::wording::{bytes, counted};

/// Copies the case, and says what is in the copy.
pub(crate) fn run(arguments: &CopyCase) -> anyhow::Result<Outcome> {
    let case = crate::held::open(&arguments.case)?;
    let progress = Progress::new("pages copied");
    let copied = case.copy(&arguments.destination, &mut |done, all| {
        progress.of(all);
        progress.at(done, "");
    })?;
    progress.finish();
    let counts = copied.counts;
    output::print(&format!(
        "{} copied to {}: {}, {} and {} of originals; {} in all\n",
        output::one_line(&arguments.case.display().to_string()),
        output::one_line(&copied.path.display().to_string()),
        counted(counts.documents, "document"),
        counted(counts.lines, "line"),
        bytes(counts.bytes),
        bytes(copied.size),
    ))?;
    Ok(Outcome::Fine)
}
