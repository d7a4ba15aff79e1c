//! `onrecord verify`: whether a case is what it was.

use super::Outcome;
use crate::arguments::Verify;
use crate::output;
use crate::progress::Progress;
use crate::wording::{bytes, counted};
use onrecord_case::{Case, Rederive, RederiveRequest, Report};
use onrecord_record::{Document, EngineId, ReaderId, Reading};
use std::fmt::Write as _;

/// Checks everything, and names what is not as it was stored.
pub(crate) fn run(arguments: &Verify) -> anyhow::Result<Outcome> {
    let case = Case::open(&arguments.case)?;
    let progress = Progress::new("originals checked");
    let report = case.verify(&ThisBuild, &mut |at| {
        progress.of(at.all);
        progress.at(at.done, "");
    })?;
    progress.finish();
    output::print(&told(&arguments.case.display().to_string(), &report))?;
    Ok(Outcome::of_failures(report.failures.len()))
}

/// The failures first, then what was checked, then the verdict.
fn told(case: &str, report: &Report) -> String {
    let mut text = String::new();
    for failure in &report.failures {
        let _ = writeln!(text, "FAILED {}", output::one_line(&failure.to_string()));
    }
    for left in &report.cannot_rederive {
        let _ = writeln!(text, "note: {}", output::one_line(&left.to_string()));
    }
    let _ = writeln!(
        text,
        "checked {} ({}), {}, {} on {}",
        counted(report.originals, "original"),
        bytes(report.bytes),
        counted(report.documents, "text"),
        counted(report.lines, "line"),
        counted(report.evidence, "quoted passage"),
    );
    let _ = writeln!(
        text,
        "made again and compared: {}, {}",
        counted(report.rederived, "text"),
        counted(report.reread, "reading"),
    );
    let case = output::one_line(case);
    let failures = report.failures.len() as u64;
    let _ = match failures {
        0 => writeln!(text, "{case}: intact"),
        _ => writeln!(
            text,
            "{case}: NOT intact: {}; go back to a copy of the case, or add the papers to a new one",
            counted(failures, "failure")
        ),
    };
    text
}

/// The readers and the engine that this program was built with.
struct ThisBuild;

impl Rederive for ThisBuild {
    fn has_reader(&self, reader: &ReaderId) -> bool {
        onrecord_formats::readers().contains(reader)
    }

    fn rederive(&self, request: RederiveRequest<'_>) -> Result<Document, String> {
        let read = onrecord_formats::reread(request.original, request.reader)
            .ok_or("this version of the program does not have that reader")?
            .map_err(|error| error.to_string())?;
        let mut documents = read.documents.into_iter();
        documents
            .find(|document| document.part == request.part)
            .ok_or_else(|| format!("there is no part {:?} in it", request.part))
    }

    fn reread(&self, document: &Document, engine: &EngineId) -> Option<Reading> {
        (*engine == onrecord_language::engine()).then(|| onrecord_language::read(document))
    }
}
