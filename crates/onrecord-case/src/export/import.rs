//! From an exported folder to a new case file.
//!
//! The case is made under another name beside the one it will have, and takes its name only when all of
//! the folder was read and found to be as it was exported.

use super::folder::folder_of;
use super::input::{Input, Records};
use super::records::{
    CaseRecord, CountsRecord, DocumentRecord, EvidenceRecord, LineRecord, LogRecord,
    OccurrenceRecord, OriginalRecord, ReadingRecord, UnreadRecord, evidence,
};
use super::{CASE, FORMAT, README, SUMS, TABLES, VERSION};
use crate::documents::StoredDocument;
use crate::index::{self, Index};
use crate::readings::{self, StoredReading};
use crate::store::Store;
use crate::{Actor, CaseError, decisions, documents, log, originals, schema, unread, verify};
use onrecord_record::{ContentHash, Document, Layer, Reading, Text};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

/// Makes a case file of a folder. `progress` is told how many originals and documents of how many are
/// read.
pub(crate) fn import(
    folder: &Path,
    to: &Path,
    actor: Actor,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Store, CaseError> {
    let exists = || CaseError::Exists {
        path: to.to_owned(),
    };
    if std::fs::symlink_metadata(to).is_ok() {
        return Err(exists());
    }
    let input = Input::open(folder)?;
    let head = head(&input)?;
    let unwritable = |source| CaseError::Io {
        path: to.to_owned(),
        doing: "making the file",
        source,
    };
    // Closed before SQLite opens it: closing it later would give SQLite's locks away.
    let fresh = tempfile::Builder::new()
        .prefix(".onrecord-")
        .tempfile_in(folder_of(to))
        .map_err(unwritable)?
        .into_temp_path();
    {
        let mut store = Store::fill(&fresh, actor.clone(), |_| Ok(()))?;
        // The name that errors are to show.
        store.path = to.to_owned();
        let reader = Reader {
            store: &store,
            input: &input,
            progress,
            done: 0,
            all: head.counts.originals.saturating_add(head.counts.documents),
            originals: BTreeMap::new(),
            parts: BTreeSet::new(),
            texts: BTreeSet::new(),
            counts: CountsRecord::default(),
        };
        store.whole(|| reader.all(&head))?;
    }
    fresh.persist_noclobber(to).map_err(|error| {
        if error.error.kind() == io::ErrorKind::AlreadyExists {
            exists()
        } else {
            unwritable(error.error)
        }
    })?;
    Store::open(to, actor)
}

/// What `case.json` says, where this program can read the folder.
fn head(input: &Input) -> Result<CaseRecord, CaseError> {
    let wrong = |what: &str| input.wrong(CASE, None, what);
    let bytes = input.bytes(CASE)?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| wrong(&error.to_string()))?;
    if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(wrong("it does not say that onrecord exported this folder"));
    }
    let number = |name| value.get(name).and_then(Value::as_u64).unwrap_or_default();
    if number("version") > u64::from(VERSION) || number("schema") > u64::from(schema::VERSION) {
        return Err(wrong(
            "a newer onrecord exported this folder: use the newer program",
        ));
    }
    serde_json::from_value(value).map_err(|error| wrong(&unlike(&error)))
}

struct Reader<'r> {
    store: &'r Store,
    input: &'r Input,
    progress: &'r mut dyn FnMut(u64, u64),
    done: u64,
    all: u64,
    /// Row ids of the originals.
    originals: BTreeMap<ContentHash, i64>,
    /// The parts of originals that are documents.
    parts: BTreeSet<(i64, String)>,
    /// The texts that documents have.
    texts: BTreeSet<ContentHash>,
    counts: CountsRecord,
}

impl Reader<'_> {
    /// Reads everything. Runs inside a transaction.
    fn all(mut self, head: &CaseRecord) -> Result<(), CaseError> {
        self.originals()?;
        self.occurrences()?;
        self.documents()?;
        self.unread()?;
        self.log()?;
        if self.counts != head.counts {
            let what = "it counts other things than the folder holds";
            return Err(self.input.wrong(CASE, None, what));
        }
        let fixed = [CASE, README].len() + TABLES.len();
        if self.input.files() != fixed + self.originals.len() + self.texts.len() {
            let what = "it names an original or a text that nothing in the folder belongs to";
            return Err(self.input.wrong(SUMS, None, what));
        }
        Ok(())
    }

    fn step(&mut self) {
        self.done += 1;
        (self.progress)(self.done, self.all);
    }

    fn originals(&mut self) -> Result<(), CaseError> {
        let mut records = self.input.records::<OriginalRecord>("originals.jsonl")?;
        while let Some((line, record)) = records.next()? {
            let name = super::original_name(&record.sha256);
            self.input.sum(&name)?;
            let mut file = self.input.file(&name)?;
            let (original, is_new) = originals::put(self.store, &mut file, &name)?;
            if original.sha256 != record.sha256 {
                return Err(self.input.changed(&name));
            }
            if !is_new {
                return Err(records.wrong(line, "this original is listed twice"));
            }
            if original.size != record.size {
                return Err(records.wrong(line, "the original has another size"));
            }
            self.originals.insert(original.sha256, original.id);
            self.counts.originals += 1;
            self.counts.bytes += original.size;
            self.step();
        }
        Ok(())
    }

    fn occurrences(&mut self) -> Result<(), CaseError> {
        let mut records = self
            .input
            .records::<OccurrenceRecord>("occurrences.jsonl")?;
        while let Some((line, record)) = records.next()? {
            let Some(original) = self.originals.get(&record.original).copied() else {
                return Err(records.wrong(line, NO_ORIGINAL));
            };
            let place = record.place();
            if documents::is_known_at(self.store, original, &place)? {
                return Err(records.wrong(line, "this place is listed twice"));
            }
            documents::put_occurrence(self.store, original, &place)?;
            self.counts.occurrences += 1;
        }
        Ok(())
    }

    fn unread(&mut self) -> Result<(), CaseError> {
        let mut records = self.input.records::<UnreadRecord>("unread.jsonl")?;
        let mut paths = BTreeSet::new();
        while let Some((line, record)) = records.next()? {
            if !paths.insert(record.path.clone()) {
                return Err(records.wrong(line, "this path is listed twice"));
            }
            unread::put(self.store, &record.into())?;
            self.counts.unread += 1;
        }
        Ok(())
    }

    fn log(&mut self) -> Result<(), CaseError> {
        const NAME: &str = "log.jsonl";
        let mut records = self.input.records::<LogRecord>(NAME)?;
        while let Some((line, record)) = records.next()? {
            let entry = super::log::entry(record).map_err(|what| records.wrong(line, &what))?;
            if entry.number != line {
                return Err(records.wrong(line, "its number is not that of the line"));
            }
            log::put(self.store, &entry)?;
            self.counts.log += 1;
        }
        if self.counts.log == 0 {
            return Err(self.input.wrong(NAME, None, "it is empty"));
        }
        let faults = log::Log::of(self.store)?.faults();
        if let Some(fault) = faults.first() {
            let what = format!("the entry {}", fault.what);
            return Err(records.wrong(fault.number, &what));
        }
        match decisions::all(self.store) {
            Err(CaseError::Damaged { place, what, .. }) => {
                Err(self.input.wrong(NAME, None, &format!("{place}: {what}")))
            }
            other => other.map(|_| ()),
        }
    }

    fn documents(&mut self) -> Result<(), CaseError> {
        let mut papers = self.input.records::<Value>("documents.jsonl")?;
        let mut readings = self.input.records::<ReadingRecord>("readings.jsonl")?;
        let mut lines = self.input.records::<LineRecord<Value>>("lines.jsonl")?;
        for number in 1u64.. {
            let Some((line, value)) = papers.next()? else {
                break;
            };
            let wrong = |what: &str| papers.wrong(line, what);
            let document = self.document(number, value, &wrong)?;
            let Some(original) = self.originals.get(&document.original).copied() else {
                return Err(wrong(NO_ORIGINAL));
            };
            if !self.parts.insert((original, document.part.clone())) {
                return Err(wrong("this part of the original is listed twice"));
            }
            let all = self.readings(number, &document, &mut readings, &mut lines)?;
            let Some(newest) = all.last() else {
                return Err(wrong("readings.jsonl has no reading of it"));
            };
            self.put(original, &document, &all, newest)?;
            self.counts.documents += 1;
            self.step();
        }
        if let Some((line, _)) = readings.next()? {
            return Err(readings.wrong(line, "it is of no document, or not in its place"));
        }
        if let Some((line, _)) = lines.next()? {
            return Err(lines.wrong(line, "it is of no reading, or not in its place"));
        }
        Ok(())
    }

    /// The document of a line of `documents.jsonl`, with its text.
    fn document(
        &mut self,
        number: u64,
        value: Value,
        wrong: &dyn Fn(&str) -> CaseError,
    ) -> Result<Document, CaseError> {
        let hash = value.get("text").and_then(Value::as_str);
        let hash = hash.and_then(|hash| hash.parse::<ContentHash>().ok());
        let hash = hash.ok_or_else(|| wrong("`text` is no SHA-256"))?;
        let name = super::text_name(&hash);
        let bytes = self.input.bytes(&name)?;
        let not_utf8 = |_| self.input.wrong(&name, None, "it is not UTF-8");
        let text = Text::new(String::from_utf8(bytes).map_err(not_utf8)?);
        if text.hash() != hash {
            return Err(self.input.changed(&name));
        }
        check_ranges(&value, &text).map_err(|what| wrong(&what))?;
        let record: DocumentRecord =
            serde_json::from_value(value).map_err(|error| wrong(&unlike(&error)))?;
        if record.document != number {
            return Err(wrong(&format!("document {number} should stand here")));
        }
        self.texts.insert(hash);
        Ok(record.with_text(text))
    }

    /// All readings of a document, oldest first.
    fn readings(
        &mut self,
        number: u64,
        document: &Document,
        readings: &mut Records<ReadingRecord>,
        lines: &mut Records<LineRecord<Value>>,
    ) -> Result<Vec<Reading>, CaseError> {
        let mut all: Vec<Reading> = Vec::new();
        while let Some((line, record)) = readings.next_if(|record| record.document == number)? {
            if record.reading != all.len() as u64 + 1 {
                return Err(readings.wrong(line, "it is not the next reading of its document"));
            }
            if all.iter().any(|known| known.engine == record.engine) {
                return Err(
                    readings.wrong(line, "its engine has a reading of the document already")
                );
            }
            let count = record.lines;
            let (reading, found) = reading(document, record, lines)?;
            if found != count {
                let what = format!("it says {count} lines, lines.jsonl has {found}");
                return Err(readings.wrong(line, &what));
            }
            self.counts.readings += 1;
            self.counts.lines += found;
            all.push(reading);
        }
        Ok(all)
    }

    fn put(
        &self,
        original: i64,
        document: &Document,
        all: &[Reading],
        newest: &Reading,
    ) -> Result<(), CaseError> {
        let store = self.store;
        let packing = "packing a document";
        let stored = store.check_io(packing, StoredDocument::pack(document))?;
        let id = documents::put(store, original, &stored, &document.part)?;
        for reading in all {
            let stored = store.check_io(packing, StoredReading::pack(document, reading))?;
            readings::put(store, id, &stored)?;
        }
        let index = store.check_io(packing, Index::of(document, newest))?;
        index::put(store, id, &index)
    }
}

const NO_ORIGINAL: &str = "its original is not in originals.jsonl";

/// A reading with its lines from `lines.jsonl`; and how many there were.
fn reading(
    document: &Document,
    record: ReadingRecord,
    lines: &mut Records<LineRecord<Value>>,
) -> Result<(Reading, u64), CaseError> {
    let mut reading = Reading {
        engine: record.engine,
        notes: record.notes,
        ..Reading::default()
    };
    let place = (record.document, record.reading);
    let mut given: Vec<(u64, (Layer, u32), Vec<EvidenceRecord>)> = Vec::new();
    while let Some((number, line)) = lines.next_if(|l| (l.document, l.reading) == place)? {
        check_ranges(&line.item, &document.text).map_err(|what| lines.wrong(number, &what))?;
        take(&mut reading, line.layer, line.index, line.item)
            .map_err(|what| lines.wrong(number, &what))?;
        given.push((number, (line.layer, line.index), line.evidence));
    }
    for (line, (number, name, given)) in reading.lines().zip(&given) {
        if (line.layer, line.index) != *name {
            return Err(lines.wrong(*number, "it is not in its place"));
        }
        if evidence(document, &line) != *given {
            let what = "its evidence is not what the text has where its item says";
            return Err(lines.wrong(*number, what));
        }
    }
    Ok((reading, given.len() as u64))
}

/// Puts an item into its layer.
fn take(reading: &mut Reading, layer: Layer, index: u32, item: Value) -> Result<(), String> {
    fn push<T: DeserializeOwned>(
        items: &mut Vec<T>,
        index: u32,
        item: Value,
    ) -> Result<(), String> {
        if index as usize != items.len() {
            return Err(format!(
                "line {} of its layer should stand here",
                items.len()
            ));
        }
        items.push(serde_json::from_value(item).map_err(|error| unlike(&error))?);
        Ok(())
    }
    match layer {
        Layer::Mention => push(&mut reading.mentions, index, item),
        Layer::Entity => push(&mut reading.entities, index, item),
        Layer::Timex => push(&mut reading.timexes, index, item),
        Layer::Statement => push(&mut reading.statements, index, item),
        Layer::Event => push(&mut reading.events, index, item),
        Layer::Fact => push(&mut reading.facts, index, item),
        Layer::Ground => push(&mut reading.grounds, index, item),
        Layer::Disagreement => push(&mut reading.disagreements, index, item),
    }
}

/// Looks whether every range in a value is one of the text.
fn check_ranges(value: &Value, text: &Text) -> Result<(), String> {
    let mut wrong = None;
    verify::for_each_range(value, &mut |start, end| {
        if wrong.is_none() && !verify::is_range_of(text, start, end) {
            wrong = Some(format!("bytes {start} to {end} are no range of its text"));
        }
    });
    wrong.map_or(Ok(()), Err)
}

fn unlike(error: &serde_json::Error) -> String {
    format!("it is not what it should be ({error})")
}
