//! `onrecord verify`: whether a case is what it was.

use super::Outcome;
use crate::apart;
use crate::arguments::Verify;
use crate::output;
use crate::progress::Progress;
use crate::wording::{bytes, counted};
use onrecord_case::{Rederive, RederiveRequest, Report};
use onrecord_record::{ContentHash, Document, EngineId, ReaderId, Reading};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Checks everything, and names what is not as it was stored.
pub(crate) fn run(arguments: &Verify) -> anyhow::Result<Outcome> {
    let case = crate::held::open(&arguments.case)?;
    let progress = Progress::new("originals checked");
    let report = case.verify(&ThisBuild::default(), &mut |at| {
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
    if let Some((number, hash)) = report.log_head {
        let _ = writeln!(
            text,
            "log: {}, the last is number {number} with hash {hash}",
            counted_entries(report.log_entries),
        );
    }
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

fn counted_entries(number: u64) -> String {
    match number {
        1 => "1 entry".to_owned(),
        more => format!("{more} entries"),
    }
}

/// The readers and the engine that this program was built with.
#[derive(Default)]
struct ThisBuild {
    /// What was derived last.
    last: RefCell<Option<Derived>>,
}

/// All documents of an original, derived again and not yet asked for.
struct Derived {
    original: ContentHash,
    /// The reader of the original itself.
    chain: String,
    documents: BTreeMap<String, Document>,
}

/// The reader of the original itself, with what the user wished: what decides how all parts are read.
fn first(reader: &ReaderId) -> String {
    let (outermost, last) = match reader.name.split_once('>') {
        Some((outermost, rest)) => (outermost, rest),
        None => (reader.name.as_str(), reader.name.as_str()),
    };
    let wishes = last
        .find(['+', ':'])
        .map_or("", |at| last.get(at..).unwrap_or_default());
    let outermost = outermost.split(['/', '+', ':']).next().unwrap_or_default();
    format!("{outermost}{wishes}")
}

/// Derives the documents of an original, in a process of its own where its format is intricate.
fn derive(request: &RederiveRequest<'_>) -> Result<Vec<Document>, String> {
    let hint = onrecord_formats::Hint::default();
    let apart = request.reader.name.contains('>')
        || onrecord_formats::is_intricate(request.original, &hint);
    if apart {
        return apart::read_again(request.original, request.reader).map_err(|e| e.to_string());
    }
    let read = onrecord_formats::reread(request.original, request.reader)
        .ok_or("this version of the program does not have that reader")?
        .map_err(|error| error.to_string())?;
    Ok(read.documents)
}

impl Rederive for ThisBuild {
    fn has_reader(&self, reader: &ReaderId) -> bool {
        onrecord_formats::has_reader(reader)
    }

    fn rederive(&self, request: RederiveRequest<'_>) -> Result<Document, String> {
        // The documents of one original are asked for one after the other: all are derived at once.
        let original = request.hash;
        let mut last = self.last.borrow_mut();
        let is_new = last
            .as_ref()
            .is_none_or(|last| last.original != original || last.chain != first(request.reader));
        if is_new {
            *last = None;
            let documents = derive(&request)?;
            *last = Some(Derived {
                original,
                chain: first(request.reader),
                documents: documents
                    .into_iter()
                    .map(|document| (document.part.clone(), document))
                    .collect(),
            });
        }
        let document = last
            .as_mut()
            .and_then(|last| last.documents.remove(request.part));
        match document {
            Some(document) if document.reader == *request.reader => Ok(document),
            Some(document) => Err(format!("it is now read by {}", document.reader)),
            None => Err(format!("there is no part {:?} in it", request.part)),
        }
    }

    fn reread(&self, document: &Document, engine: &EngineId) -> Option<Reading> {
        (*engine == onrecord_language::engine()).then(|| onrecord_language::read(document))
    }
}
