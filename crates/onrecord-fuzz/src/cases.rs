//! What must hold for a file that is opened as a case.

use onrecord_case::{Arrival, Case, Content, Occurrence, ReadDocument, Rederive, RederiveRequest};
use onrecord_formats::{Hint, Limits, read, readers, reread};
use onrecord_record::{ContentHash, Document, EngineId, ReaderId, Reading};
use std::fs;
use std::path::Path;

/// What a case gave back.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Contents {
    /// Each document's text and what was read in it, as far as the case could still give them.
    pub documents: Vec<Option<(ContentHash, String, Reading)>>,
    /// Whether verifying found nothing wrong.
    pub intact: bool,
}

/// Opens bytes as a case in `folder`, takes everything out of it and verifies it; nothing where
/// they are no case. The file is left behind.
pub fn case_open(bytes: &[u8], folder: &Path) -> Option<Contents> {
    let path = folder.join("fuzzed.case");
    remove(folder);
    fs::write(&path, bytes).expect("the folder can be written to");
    let case = Case::open(&path).ok()?;
    let documents = case.document_ids().unwrap_or_default();
    let documents = documents.into_iter().map(|id| {
        let document = case.document(id).ok()?;
        let reading = case.reading(id).ok()?;
        let _ = case.write_original(&document.original, &mut std::io::sink());
        let text = document.text.as_str().to_owned();
        Some((document.original, text, reading))
    });
    let documents = documents.collect();
    let _ = case.counts();
    let _ = case.unread();
    let report = case.verify(&ThisBuild, &mut |_| {});
    Some(Contents {
        documents,
        intact: report.is_ok_and(|report| report.is_intact()),
    })
}

/// The statements of a text as a case writes them, before they are packed.
pub fn columns_of(text: &str) -> Vec<u8> {
    let document = Document::from_text(text, None);
    onrecord_case::written::statements(&onrecord_language::read(&document))
}

/// Reads bytes as a case reads what it has unpacked: whatever can be read comes back when it is written
/// again.
pub fn columns(bytes: &[u8]) {
    assert!(
        onrecord_case::written::comes_back(bytes),
        "written again, it is something else"
    );
}

/// The bytes of a case with these papers in it; made in `folder`.
pub fn case_of(papers: &[(&str, &[u8])], folder: &Path) -> Vec<u8> {
    let path = folder.join("whole.case");
    let mut case = Case::create(&path).expect("a case can be made");
    let mut adding = case.adding();
    for (name, bytes) in papers {
        let read = read(bytes, &Hint::name(name), &Limits::default()).expect("our own paper");
        let documents: Vec<ReadDocument> = read
            .documents
            .into_iter()
            .map(|document| {
                let reading = onrecord_language::read(&document);
                ReadDocument::new(document, reading)
            })
            .collect();
        let arrival = Arrival {
            content: Content::Bytes(bytes),
            place: Occurrence::at(name),
            documents: &documents,
            unread: &[],
        };
        adding.add(arrival).expect("it can be added");
    }
    adding.finish().expect("it can be stored");
    drop(case);
    fs::read(&path).expect("it is there")
}

/// Takes away the case that was opened before, with what SQLite left beside it.
fn remove(folder: &Path) {
    for name in ["fuzzed.case", "fuzzed.case-journal", "fuzzed.case-wal"] {
        let _ = fs::remove_file(folder.join(name));
    }
}

/// The readers and the engine of this build.
struct ThisBuild;

impl Rederive for ThisBuild {
    fn has_reader(&self, reader: &ReaderId) -> bool {
        readers().contains(reader)
    }

    fn rederive(&self, request: RederiveRequest<'_>) -> Result<Document, String> {
        let read = reread(request.original, request.reader).ok_or("no such reader")?;
        let documents = read.map_err(|error| error.to_string())?.documents;
        let mut documents = documents.into_iter();
        documents
            .find(|document| document.part == request.part)
            .ok_or_else(|| "no such part".to_owned())
    }

    fn reread(&self, document: &Document, engine: &EngineId) -> Option<Reading> {
        (*engine == onrecord_language::engine()).then(|| onrecord_language::read(document))
    }
}
