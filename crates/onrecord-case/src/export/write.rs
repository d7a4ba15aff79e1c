//! From a case to the folder.

use super::folder::Folder;
use super::log::Numbers;
use super::records::{
    CaseRecord, CountsRecord, DocumentRecord, Item, LineRecord, OccurrenceRecord, OriginalRecord,
    ReadingRecord, UnreadRecord, evidence,
};
use super::tables::{Paper, Tables, moment};
use super::{CASE, Exported, FORMAT, PROGRAM, README, VERSION, log, shown};
use crate::decisions::Marks;
use crate::store::Store;
use crate::{
    CaseError, Counts, DocumentId, decisions, documents, originals, readings, schema, unread,
};
use onrecord_record::{Document, Reading};
use std::path::Path;

/// Writes the whole case into a folder of this name. `progress` is told how many originals and
/// documents of how many are written.
pub(crate) fn export(
    store: &Store,
    target: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Exported, CaseError> {
    let mut folder = Folder::new(target)?;
    // As the case is at one moment, whatever others do meanwhile.
    let written = store.at_one_moment(|| Writer::new(store, &mut folder, progress)?.all())?;
    let case = CaseRecord {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: PROGRAM.to_owned(),
        schema: schema::VERSION,
        counts: written,
    };
    let mut head = folder.table(CASE)?;
    head.json(&case)?;
    folder.close(head)?;
    folder.write(README, include_bytes!("README.md"))?;
    let files = folder.finish()?;
    Ok(Exported {
        path: target.to_owned(),
        files,
        counts: Counts {
            documents: written.documents,
            originals: written.originals,
            bytes: written.bytes,
            occurrences: written.occurrences,
            lines: written.lines,
            unread: written.unread,
        },
    })
}

struct Writer<'w> {
    store: &'w Store,
    folder: &'w mut Folder,
    progress: &'w mut dyn FnMut(u64, u64),
    done: u64,
    all: u64,
    documents: Vec<DocumentId>,
    originals: Vec<originals::Original>,
    counts: CountsRecord,
}

impl<'w> Writer<'w> {
    fn new(
        store: &'w Store,
        folder: &'w mut Folder,
        progress: &'w mut dyn FnMut(u64, u64),
    ) -> Result<Self, CaseError> {
        let documents = documents::ids(store)?;
        let originals = originals::all(store)?;
        Ok(Self {
            store,
            folder,
            progress,
            done: 0,
            all: (documents.len() + originals.len()) as u64,
            documents,
            originals,
            counts: CountsRecord::default(),
        })
    }

    fn all(mut self) -> Result<CountsRecord, CaseError> {
        self.originals()?;
        self.occurrences()?;
        self.documents()?;
        self.unread()?;
        self.counts.log = log::write(self.store, self.folder)?;
        Ok(self.counts)
    }

    fn step(&mut self) {
        self.done += 1;
        (self.progress)(self.done, self.all);
    }

    fn originals(&mut self) -> Result<(), CaseError> {
        let mut exact = self.folder.table("originals.jsonl")?;
        for original in self.originals.clone() {
            let hash = original.sha256;
            let mut file = self.folder.table(&super::original_name(&hash))?;
            let size = originals::write(self.store, &hash, &mut file)?;
            self.folder.close(file)?;
            exact.json(&OriginalRecord { sha256: hash, size })?;
            self.counts.originals += 1;
            self.counts.bytes += size;
            self.step();
        }
        self.folder.close(exact)
    }

    fn occurrences(&mut self) -> Result<(), CaseError> {
        let mut exact = self.folder.table("occurrences.jsonl")?;
        let mut table = self.folder.table("occurrences.csv")?;
        table.row(["original", "path", "container", "modified", "found"])?;
        for (original, place) in documents::all_occurrences(self.store)? {
            table.row([
                &original.to_string(),
                &place.path,
                &place.container,
                &moment(place.modified),
                &moment(place.found),
            ])?;
            exact.json(&OccurrenceRecord::of(original, place))?;
            self.counts.occurrences += 1;
        }
        self.folder.close(exact)?;
        self.folder.close(table)
    }

    fn unread(&mut self) -> Result<(), CaseError> {
        let mut exact = self.folder.table("unread.jsonl")?;
        let mut table = self.folder.table("unread.csv")?;
        table.row(["path", "reason", "found", "original"])?;
        for file in unread::all(self.store)? {
            let original = file.original.map(|hash| hash.to_string());
            table.row([
                &file.path,
                &file.reason,
                &moment(file.found),
                &original.unwrap_or_default(),
            ])?;
            exact.json(&UnreadRecord::from(file))?;
            self.counts.unread += 1;
        }
        self.folder.close(exact)?;
        self.folder.close(table)
    }

    /// Documents, readings and lines, and the tables of them.
    fn documents(&mut self) -> Result<(), CaseError> {
        let decisions = decisions::all(self.store)?;
        let mut tables = Tables::new(self.folder)?;
        let mut exact = Exact {
            documents: self.folder.table("documents.jsonl")?,
            readings: self.folder.table("readings.jsonl")?,
            lines: self.folder.table("lines.jsonl")?,
        };
        let mut numbers = Numbers::new();
        for (id, number) in self.documents.clone().into_iter().zip(1u64..) {
            let entry = documents::entry(self.store, id)?;
            let document = documents::get(self.store, id)?;
            let readings = readings::all(self.store, id)?;
            let place = (document.original, document.part.clone());
            numbers.insert(place, number);
            let of_all = readings.len();
            for (reading, count) in readings.into_iter().zip(1u64..) {
                let is_newest = count == of_all as u64;
                // Decisions hang on the words as the paper has them.
                let marks = is_newest.then(|| Marks::of(&document, &reading, &decisions));
                let (document, reading) = shown(document.clone(), reading);
                self.counts.lines += exact.reading((number, count), &document, &reading)?;
                self.counts.readings += 1;
                let Some(marks) = marks else { continue };
                let record = DocumentRecord::of(number, &entry, &document);
                let name = super::text_name(&record.text);
                if !self.folder.has(&name) {
                    self.folder
                        .write(&name, document.text.as_str().as_bytes())?;
                }
                exact.documents.json(&record)?;
                self.counts.documents += 1;
                tables.put(&Paper {
                    number,
                    entry: &entry,
                    document: &document,
                    reading: &reading,
                    marks: &marks,
                })?;
            }
            self.step();
        }
        tables.close(self.folder)?;
        self.folder.close(exact.documents)?;
        self.folder.close(exact.readings)?;
        self.folder.close(exact.lines)?;
        log::write_decisions(self.folder, &decisions, &numbers)
    }
}

/// The files that lead back to documents and readings.
struct Exact {
    documents: super::folder::Table,
    readings: super::folder::Table,
    lines: super::folder::Table,
}

impl Exact {
    /// Writes a reading and its lines; tells how many.
    fn reading(
        &mut self,
        (document_number, number): (u64, u64),
        document: &Document,
        reading: &Reading,
    ) -> Result<u64, CaseError> {
        let mut count = 0;
        for line in reading.lines() {
            let Some(item) = Item::of(reading, line.layer, line.index) else {
                continue;
            };
            self.lines.json(&LineRecord {
                document: document_number,
                reading: number,
                layer: line.layer,
                index: line.index,
                evidence: evidence(document, &line),
                item,
            })?;
            count += 1;
        }
        self.readings.json(&ReadingRecord {
            document: document_number,
            reading: number,
            engine: reading.engine.clone(),
            notes: reading.notes.clone(),
            lines: count,
        })?;
        Ok(count)
    }
}
