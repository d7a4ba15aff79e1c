//! `onrecord reread`: reads the documents of a case anew with this version of the program.

use super::Outcome;
use crate::output;
use crate::progress::Progress;
use crate::reading::{self, Wishes};
use crate::wording::counted;
use clap::Args;
use onrecord_case::{Case, DocumentEntry, DocumentId, Reread as Done};
use onrecord_record::{Document, DocumentKind, ReaderId};
use std::path::{Path, PathBuf};

/// `reread`
#[derive(Debug, Args)]
pub(crate) struct Reread {
    /// The case file
    pub(crate) case: PathBuf,
    /// Only read the texts again that the case holds; do not derive them from the originals anew
    #[arg(long)]
    pub(crate) keep_texts: bool,
}

/// What was done, for the summary.
#[derive(Default)]
struct Tally {
    unchanged: u64,
    readings: u64,
    texts: u64,
    failures: usize,
}

pub(crate) fn run(arguments: &Reread) -> anyhow::Result<Outcome> {
    let mut case = crate::held::open(&arguments.case)?;
    let ids = case.document_ids()?;
    let progress = Progress::new("documents read again");
    progress.of(ids.len() as u64);
    let mut tally = Tally::default();
    for (number, id) in ids.iter().enumerate() {
        let entry = case.entry(*id)?;
        progress.at(number as u64, &output::one_line(&entry.path()));
        match one(&mut case, *id, &entry, arguments.keep_texts) {
            Ok(Done::Unchanged) => tally.unchanged += 1,
            Ok(Done::NewReading) => tally.readings += 1,
            Ok(Done::NewText) => tally.texts += 1,
            Err(error) => {
                // What concerns the case itself concerns all documents.
                if let Some(error) = error.downcast_ref::<onrecord_case::CaseError>()
                    && error.is_fatal()
                {
                    progress.finish();
                    anyhow::bail!(
                        "{error}; what was read again so far is in the case: run it again to go on"
                    );
                }
                tally.failures += 1;
                let path = entry.path();
                progress.aside(|| {
                    output::complain(&format!("{path}: {error:#}; its old reading stays"))
                });
            }
        }
    }
    progress.finish();
    told(&case, &arguments.case, &tally)?;
    Ok(Outcome::of_failures(tally.failures))
}

/// Reads one document again, where this version would read it otherwise.
fn one(
    case: &mut Case,
    id: DocumentId,
    entry: &DocumentEntry,
    keep_texts: bool,
) -> anyhow::Result<Done> {
    let engine = onrecord_language::engine();
    let is_read = case
        .readings_of(id)?
        .iter()
        .any(|reading| reading.engine == engine);
    if !keep_texts && is_outdated(&entry.reader) {
        let held = case.document(id)?;
        if let Some(document) = derived(case, entry, &held)? {
            let read = reading::read_document(document, None);
            return Ok(case.reread(id, &read)?);
        }
    }
    if is_read {
        return Ok(Done::Unchanged);
    }
    let read = reading::read_document(case.document(id)?, None);
    Ok(case.reread(id, &read)?)
}

/// Whether this version has the reader only in another version. What was recognised in pictures is
/// not recognised again.
fn is_outdated(reader: &ReaderId) -> bool {
    !onrecord_formats::has_reader(reader) && !onrecord_formats::is_recognised(reader)
}

/// The document as this version derives it from its original; nothing where it has no such part.
fn derived(
    case: &Case,
    entry: &DocumentEntry,
    held: &Document,
) -> anyhow::Result<Option<Document>> {
    let mut bytes = Vec::new();
    case.write_original(&entry.original, &mut bytes)?;
    let path = entry
        .occurrences
        .first()
        .map_or("", |place| place.path.as_str());
    let published = held.metadata.published.as_ref();
    let given = published.filter(|published| published.from == "given by the user");
    let wishes = Wishes {
        day: given.map(|given| given.value.day),
        kind: kind_of(&entry.reader),
        with_redacted: entry.reader.name.contains("+redacted"),
        ..Wishes::default()
    };
    let read = reading::read(&bytes, Path::new(path), &wishes, &|_| {})?;
    let mut documents = read.documents.into_iter().map(|read| read.document);
    Ok(documents.find(|document| document.part == held.part))
}

/// The sort of paper that a user said it is, as the reader's name keeps it.
fn kind_of(reader: &ReaderId) -> Option<DocumentKind> {
    let (_, kind) = reader.name.rsplit_once(':')?;
    serde_json::from_value(serde_json::Value::from(kind)).ok()
}

fn told(case: &Case, path: &Path, tally: &Tally) -> anyhow::Result<()> {
    let name = output::one_line(&path.display().to_string());
    output::report(&format!(
        "{name}: {} read by this version already, {} read anew, {} with a new text",
        counted(tally.unchanged, "document"),
        crate::wording::grouped(tally.readings),
        crate::wording::grouped(tally.texts),
    ));
    let (mut look, mut lost) = (0u64, 0u64);
    let decisions = case.decisions()?;
    if decisions.is_empty() {
        return Ok(());
    }
    for id in case.document_ids()? {
        let (document, reading) = (case.document(id)?, case.reading(id)?);
        let marks = onrecord_case::Marks::of(&document, &reading, &decisions);
        lost += marks.lost.len() as u64;
        let again = |mark: &&onrecord_case::LineMark| mark.review == onrecord_case::Review::Look;
        look += marks.lines.values().filter(again).count() as u64;
    }
    if look + lost > 0 {
        output::report(&format!(
            "decisions: {} about lines that read otherwise now, {lost} about lines that are not read any more; `onrecord review {name}` shows them first",
            counted(look, "decision"),
        ));
    } else {
        output::report("all decisions still stand at their lines");
    }
    Ok(())
}
