//! The case as the rest of the program uses it.

use crate::adding::Adding;
use crate::adding::ReadDocument;
use crate::copy::{self, Copied};
use crate::decisions::{self, Action, Decision, Target};
use crate::documents::{self, DocumentEntry, DocumentId, Occurrence};
use crate::export::{self, Exported};
use crate::log::{self, Actor, LogEntry};
use crate::readings::{self, ReadingEntry};
use crate::removal::{self, Removed};
use crate::rereading::{self, Reread};
use crate::search::{self, Query};
use crate::store::Store;
use crate::together;
use crate::unread::{self, Unread};
use crate::verify::{self, Rederive, Report, VerifyProgress};
use crate::{CaseError, index, originals};
use onrecord_across::{Gist, Together};
use onrecord_record::{ContentHash, Document, Reading};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// An open case file.
#[derive(Debug)]
pub struct Case {
    store: Store,
}

/// How much is in a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Originals: different files by content.
    pub originals: u64,
    /// Bytes of the originals.
    pub bytes: u64,
    /// Places the originals were found in.
    pub occurrences: u64,
    /// Lines: items of all layers of all readings.
    pub lines: u64,
    /// Files that could not be read.
    pub unread: u64,
}

impl Case {
    /// Makes a new, empty case file that only its owner may read (mode 0600).
    ///
    /// # Errors
    /// [`CaseError::Exists`] where there is a file of this name; where it cannot be written.
    pub fn create(path: &Path) -> Result<Self, CaseError> {
        Self::create_as(path, Actor::default())
    }

    /// The same, with who makes it for its log.
    ///
    /// # Errors
    /// As [`Case::create`].
    pub fn create_as(path: &Path, actor: Actor) -> Result<Self, CaseError> {
        Store::create(path, actor).map(|store| Self { store })
    }

    /// Opens a case file, and brings one of an older version up to date; where it cannot be written to, a
    /// private copy of it ([`Case::is_private_copy`]).
    ///
    /// # Errors
    /// [`CaseError::Missing`], [`CaseError::NotACase`], [`CaseError::Newer`]: the file is not touched.
    pub fn open(path: &Path) -> Result<Self, CaseError> {
        Self::open_as(path, Actor::default())
    }

    /// The same, with who works on it for its log.
    ///
    /// # Errors
    /// As [`Case::open`].
    pub fn open_as(path: &Path, actor: Actor) -> Result<Self, CaseError> {
        Store::open(path, actor).map(|store| Self { store })
    }

    /// Whether a private copy is read in the place of the file: that was made by an older version and
    /// cannot be written to. Nothing can be decided about it or added to it.
    pub fn is_private_copy(&self) -> bool {
        self.store.is_for_writing().is_err()
    }

    /// Everything that was done to the case, oldest first.
    ///
    /// # Errors
    /// [`CaseError::Damaged`] where an entry cannot be read.
    pub fn log(&self) -> Result<Vec<LogEntry>, CaseError> {
        log::entries(&self.store, 1)
    }

    /// Number and hash of the log's last entry. Kept elsewhere, it proves later that nothing was cut
    /// off: the entry of that number must still have that hash.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn log_head(&self) -> Result<Option<(u64, ContentHash)>, CaseError> {
        log::head(&self.store)
    }

    /// Writes a decision into the log; it is on the disk when this returns its number there.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn decide(&mut self, action: Action, targets: Vec<Target>) -> Result<u64, CaseError> {
        self.store
            .whole(|| decisions::put(&self.store, action, targets))
    }

    /// Several decisions, all or none; their numbers in the log.
    ///
    /// # Errors
    /// As [`Case::decide`].
    pub fn decide_all(
        &mut self,
        decided: Vec<(Action, Vec<Target>)>,
    ) -> Result<Vec<u64>, CaseError> {
        let put = |(action, targets)| decisions::put(&self.store, action, targets);
        self.store.whole(|| decided.into_iter().map(put).collect())
    }

    /// Undoes the decision of this number in the log, or an undoing.
    ///
    /// # Errors
    /// [`CaseError::CannotUndo`]; where the case cannot be written to.
    pub fn undo(&mut self, number: u64) -> Result<u64, CaseError> {
        self.store.whole(|| decisions::undo(&self.store, number))
    }

    /// All decisions, oldest first, also those that were undone.
    ///
    /// # Errors
    /// [`CaseError::Damaged`] where one cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, CaseError> {
        decisions::all(&self.store)
    }

    /// What the documents of the case say together, with what people decided of it. Documents that are
    /// not indexed are left out: see [`Case::complete_index`].
    ///
    /// # Errors
    /// [`CaseError::Damaged`]; where the case cannot be read.
    pub fn together(&self) -> Result<Together, CaseError> {
        self.store.in_a_hurry(|| together::get(&self.store))
    }

    /// JSON that was kept under a name ([`Case::keep`]), if nothing has changed in the case since. `of`
    /// says what else it hangs on.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn kept(&self, name: &str, of: &str) -> Result<Option<String>, CaseError> {
        together::kept_json(&self.store, name, of)
    }

    /// Keeps JSON that takes long to make, until something changes in the case. A case that cannot be
    /// written to goes without.
    ///
    /// # Errors
    /// Where the case cannot be used.
    pub fn keep(&self, name: &str, of: &str, json: &str) -> Result<(), CaseError> {
        let keep = || together::keep_json(&self.store, name, of, json);
        self.store.in_a_hurry(keep)
    }

    /// The documents that have lines of this sort, those with the earliest first where lines have days:
    /// of the first `limit` lines. `kind` is the first word of a line's kind: `event`, `ground`, ….
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn documents_with(&self, kinds: &[&str], limit: u64) -> Result<Vec<DocumentId>, CaseError> {
        search::documents_with(&self.store, kinds, limit)
    }

    /// The documents that have disagreements of their own, at most so many.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn documents_with_disagreements(&self, limit: u64) -> Result<Vec<DocumentId>, CaseError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.store.all(
            "SELECT DISTINCT r.document FROM layers l JOIN readings r ON r.id = l.reading \
             WHERE l.layer = 'disagreement' ORDER BY r.document LIMIT ?1",
            [limit],
            |row| row.get(0).map(DocumentId),
        )
    }

    /// All readings of a document, oldest first.
    ///
    /// # Errors
    /// As [`Case::reading`].
    pub fn readings(&self, id: DocumentId) -> Result<Vec<Reading>, CaseError> {
        readings::all(&self.store, id)
    }

    /// Stores what was read anew of a document: a newer engine's reading beside the older ones, or a
    /// newer reader's text in the place of the old one. It is on the disk when this returns.
    ///
    /// # Errors
    /// [`CaseError::NotInCase`]; where the case cannot be written to.
    pub fn reread(&mut self, id: DocumentId, read: &ReadDocument) -> Result<Reread, CaseError> {
        rereading::put(&self.store, id, read)
    }

    /// Takes an original out for good, with everything that was made of it and what the log says of
    /// it, and writes the file anew. `because` goes into the log: it should not say what was in it.
    ///
    /// # Errors
    /// [`CaseError::NotInCase`]; where the case cannot be written to, or others hold it: then nothing
    /// was taken out.
    pub fn remove(&mut self, original: &ContentHash, because: &str) -> Result<Removed, CaseError> {
        removal::remove(&self.store, original, because)
    }

    /// Finds documents, or lines, that answer a query: at most `limit`, after leaving out the first
    /// `skip`. Documents that are not indexed are not found: see [`Case::complete_index`].
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn search(&self, query: &Query, skip: u64, limit: u64) -> Result<search::Found, CaseError> {
        search::find(&self.store, query, (skip, limit))
    }

    /// Writes into the log that something was done with the case, such as an export.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn note_done(
        &mut self,
        action: &str,
        details: &serde_json::Value,
    ) -> Result<u64, CaseError> {
        self.store
            .whole(|| log::append(&self.store, action, details))
    }

    /// Indexes documents that came into the case by an older version; does nothing where all are.
    /// `progress` is told how many of how many are done.
    ///
    /// # Errors
    /// Where the case cannot be read or written to.
    pub fn complete_index(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<(), CaseError> {
        index::complete(&self.store, progress)
    }

    /// What of each document matters to the others, in the order in which documents are shown. Those
    /// that are not indexed are left out: see [`Case::complete_index`].
    ///
    /// # Errors
    /// [`CaseError::Damaged`] where one cannot be read.
    pub fn gists(&self) -> Result<Vec<(DocumentId, Gist)>, CaseError> {
        index::gists(&self.store)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.store.path
    }

    /// Begins to add files.
    pub fn adding(&mut self) -> Adding<'_> {
        Adding::new(&self.store)
    }

    /// How much is in the case.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn counts(&self) -> Result<Counts, CaseError> {
        let counts = self.store.first(
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM originals), \
             (SELECT coalesce(sum(size), 0) FROM originals), (SELECT count(*) FROM occurrences), \
             (SELECT coalesce(sum(count), 0) FROM layers), (SELECT count(*) FROM unread)",
            (),
            |row| {
                let count = |i| row.get::<_, i64>(i).map(i64::unsigned_abs);
                Ok(Counts {
                    documents: count(0)?,
                    originals: count(1)?,
                    bytes: count(2)?,
                    occurrences: count(3)?,
                    lines: count(4)?,
                    unread: count(5)?,
                })
            },
        )?;
        Ok(counts.unwrap_or_default())
    }

    /// The ids of all documents, in the order they were added.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn document_ids(&self) -> Result<Vec<DocumentId>, CaseError> {
        documents::ids(&self.store)
    }

    /// All documents without their texts, in the order they were added, read one at a time.
    ///
    /// # Errors
    /// Where the case cannot be read; each item may fail by itself.
    pub fn documents(
        &self,
    ) -> Result<impl Iterator<Item = Result<DocumentEntry, CaseError>> + '_, CaseError> {
        let ids = documents::ids(&self.store)?;
        Ok(ids.into_iter().map(|id| self.entry(id)))
    }

    /// What is known of a document besides its text.
    ///
    /// # Errors
    /// [`CaseError::NotInCase`], [`CaseError::Damaged`].
    pub fn entry(&self, id: DocumentId) -> Result<DocumentEntry, CaseError> {
        documents::entry(&self.store, id)
    }

    /// A document as its reader delivered it.
    ///
    /// # Errors
    /// [`CaseError::Damaged`] where its text or what belongs to it is not what was stored;
    /// [`CaseError::NotInCase`].
    pub fn document(&self, id: DocumentId) -> Result<Document, CaseError> {
        documents::get(&self.store, id)
    }

    /// The newest reading of a document, as the engine delivered it, without tokens and sentences,
    /// which are not stored.
    ///
    /// # Errors
    /// [`CaseError::Damaged`] where it is not what was stored; [`CaseError::NotInCase`].
    pub fn reading(&self, id: DocumentId) -> Result<Reading, CaseError> {
        readings::get(&self.store, id)
    }

    /// Which readings a document has, oldest first, without their items.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn readings_of(&self, id: DocumentId) -> Result<Vec<ReadingEntry>, CaseError> {
        readings::entries(&self.store, id)
    }

    /// The hashes of all originals that were read: what need not be read again. Those that are only
    /// kept are not among them, since a newer version may read them.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn read_originals(&self) -> Result<BTreeSet<ContentHash>, CaseError> {
        let hashes = self.store.all(
            "SELECT sha256 FROM originals WHERE id IN (SELECT original FROM documents)",
            (),
            |row| row.get(0).map(ContentHash::from_bytes),
        )?;
        Ok(hashes.into_iter().collect())
    }

    /// Size in bytes of the original with this hash and all places it was found in, oldest first;
    /// nothing where the case does not have it.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn original(
        &self,
        hash: &ContentHash,
    ) -> Result<Option<(u64, Vec<Occurrence>)>, CaseError> {
        documents::original_of(&self.store, hash)
    }

    /// Writes out the bytes of an original, a chunk at a time, and tells how many there were.
    ///
    /// # Errors
    /// [`CaseError::NotInCase`]; [`CaseError::Damaged`] where what was written is not what was
    /// stored; [`CaseError::Io`] where `to` fails.
    pub fn write_original(&self, hash: &ContentHash, to: &mut dyn Write) -> Result<u64, CaseError> {
        originals::write(&self.store, hash, to)
    }

    /// The files that could not be read, by path.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn unread(&self) -> Result<Vec<Unread>, CaseError> {
        unread::all(&self.store)
    }

    /// Checks everything in the case against everything else. `progress` is told after each original.
    ///
    /// # Errors
    /// Only where the case cannot be read at all: what is wrong with it is in the report.
    pub fn verify(
        &self,
        means: &dyn Rederive,
        progress: &mut dyn FnMut(VerifyProgress),
    ) -> Result<Report, CaseError> {
        verify::verify(&self.store, means, progress)
    }

    /// Makes a consistent copy, also while others read and write the case. `progress` is told how
    /// many pages of how many are copied.
    ///
    /// # Errors
    /// [`CaseError::Exists`] where there is a file of this name; where it cannot be written. What was
    /// begun is taken away again.
    pub fn copy(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Copied, CaseError> {
        copy::copy(&self.store, to, progress)
    }

    /// Writes everything in the case into a folder of plain files, which takes its name only when it is
    /// complete. The same case gives the same bytes. `progress` is told how many originals and documents
    /// of how many are written. Nothing is logged: see [`Case::note_done`].
    ///
    /// # Errors
    /// [`CaseError::NotAnExport`] where there is something else of this name; [`CaseError::Damaged`];
    /// [`CaseError::Io`] where it cannot be written.
    pub fn export(
        &self,
        folder: &Path,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Exported, CaseError> {
        export::export(&self.store, folder, progress)
    }

    /// Makes a new case file of an exported folder, with the same log: exported again, it gives the same
    /// bytes. Everything is checked against its hash. The actor is who works on the case from then on.
    /// `progress` is told how many originals and documents of how many are read.
    ///
    /// # Errors
    /// [`CaseError::Exists`]; [`CaseError::CannotImport`] where a file of the folder is missing, was
    /// changed or does not say what it should; where the case cannot be written. No case is left then.
    pub fn import(
        folder: &Path,
        to: &Path,
        actor: Actor,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(Self, Counts), CaseError> {
        let store = export::import(folder, to, actor, progress)?;
        let case = Self { store };
        let counts = case.counts()?;
        Ok((case, counts))
    }
}
