//! Adding to a case, a few files to a transaction.
//!
//! A file is stored whole (original, place, documents, readings) or not at all, and nothing is
//! reported as added before it has been committed to the disk. Several small files share a commit,
//! because a commit waits for the disk.

use crate::documents::StoredDocument;
use crate::index::Index;
use crate::readings::StoredReading;
use crate::store::Store;
use crate::{
    CaseError, DocumentId, Occurrence, Unread, documents, index, log, originals, readings, unread,
};
use onrecord_record::{ContentHash, Document, Reading};
use serde_json::json;
use std::io::Read;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// A transaction is committed when it has this many files, …
const FILES: usize = 64;
/// … or this many bytes of originals, …
const BYTES: u64 = 32 << 20;
/// … or has been open this long: what is finished is not kept waiting, nor other programs.
const OPEN: Duration = Duration::from_millis(250);

/// The bytes of a file.
pub enum Content<'a> {
    /// All of them.
    Bytes(&'a [u8]),
    /// To be read to the end.
    Stream(&'a mut dyn Read),
}

/// A document and what the engine read in it.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// The document.
    pub document: Document,
    /// Its reading.
    pub reading: Reading,
    /// Both as they will be stored, once they have been packed.
    packed: OnceLock<Arc<Packed>>,
}

/// A document, its reading and its index as they are stored.
#[derive(Debug)]
pub(crate) struct Packed {
    pub(crate) document: StoredDocument,
    pub(crate) reading: StoredReading,
    pub(crate) index: Index,
}

impl ReadDocument {
    /// A document and its reading.
    pub fn new(document: Document, reading: Reading) -> Self {
        Self {
            document,
            reading,
            packed: OnceLock::new(),
        }
    }

    /// Both as they are stored, packed now where that was not done.
    pub(crate) fn parts(&self, store: &Store) -> Result<Arc<Packed>, CaseError> {
        match self.packed.get() {
            Some(packed) => Ok(Arc::clone(packed)),
            None => store
                .check_io("packing a document", Packed::of(self))
                .map(Arc::new),
        }
    }

    /// Packs it for storing. [`Adding::add`] does that where it was not done; done before, by the
    /// thread that reads, it need not be done by the one thread that stores. What was changed in the
    /// document or reading after this is not stored.
    pub fn pack(&self) {
        if self.packed.get().is_none()
            && let Ok(packed) = Packed::of(self)
        {
            // Another thread may have been faster; it packed the same.
            let _ = self.packed.set(Arc::new(packed));
        }
    }
}

impl Packed {
    fn of(read: &ReadDocument) -> std::io::Result<Self> {
        Ok(Self {
            document: StoredDocument::pack(&read.document)?,
            reading: StoredReading::pack(&read.document, &read.reading)?,
            index: Index::of(&read.document, &read.reading)?,
        })
    }

    /// Stores it as a part of the original with this row id, all but the index.
    fn put(&self, store: &Store, original: i64, file: &str) -> Result<DocumentId, CaseError> {
        let id = documents::put(store, original, &self.document, file)?;
        readings::put(store, id, &self.reading)?;
        Ok(id)
    }
}

/// A document that is stored, but not yet its index.
#[derive(Debug)]
struct Unindexed {
    id: DocumentId,
    packed: Arc<Packed>,
}

/// A file to be added.
pub struct Arrival<'a> {
    /// Its bytes.
    pub content: Content<'a>,
    /// Where they were found.
    pub place: Occurrence,
    /// What was read from them: each document's `original` is the hash of the bytes.
    pub documents: &'a [ReadDocument],
    /// The parts in it that could not be read: name inside the file, and why.
    pub unread: &'a [(String, String)],
}

/// What adding a file did.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Outcome {
    /// Its bytes are new in the case.
    New,
    /// The case has the same bytes from elsewhere: only the new place was noted.
    NewPlace,
    /// The case has the same bytes from the same place: nothing was changed.
    Unchanged,
}

/// A file that is in the case, on the disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Added {
    /// Where it was found.
    pub place: Occurrence,
    /// SHA-256 of its bytes.
    pub original: ContentHash,
    /// What adding it did.
    pub outcome: Outcome,
    /// Its documents, in order.
    pub documents: Vec<DocumentId>,
}

/// Adding under way. What was not yet reported as added when this is dropped is not in the case:
/// end with [`Adding::finish`].
#[derive(Debug)]
pub struct Adding<'c> {
    store: &'c Store,
    pending: Vec<Added>,
    /// Their indexes are put in all together, right before the commit: SQLite's index of words writes
    /// what it holds to the file at every savepoint, and in small pieces, which it has to merge later.
    unindexed: Vec<Unindexed>,
    bytes: u64,
    since: Option<Instant>,
}

impl<'c> Adding<'c> {
    pub(crate) fn new(store: &'c Store) -> Self {
        Self {
            store,
            pending: Vec::new(),
            unindexed: Vec::new(),
            bytes: 0,
            since: None,
        }
    }

    /// What the case already has of these bytes at this place: [`Outcome::New`] means that they have
    /// to be read and added.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn known(&self, original: &ContentHash, place: &Occurrence) -> Result<Outcome, CaseError> {
        let Some(original) = originals::find(self.store, original)? else {
            return Ok(Outcome::New);
        };
        Ok(if documents::is_known_at(self.store, original.id, place)? {
            Outcome::Unchanged
        } else {
            Outcome::NewPlace
        })
    }

    /// Adds a file and everything read in it; returns what has been committed by now, which may be
    /// this file, files before it, or nothing yet.
    ///
    /// Bytes that the case already has are not stored again and their readings are left as they are;
    /// only a new place is noted.
    ///
    /// # Errors
    /// [`CaseError::OtherBytes`] where a document was not read from these bytes,
    /// [`CaseError::TooLarge`]: this file is left out, and others can still be added. All other
    /// errors ([`CaseError::is_fatal`]) undo everything that was not yet reported as added.
    pub fn add(&mut self, file: Arrival<'_>) -> Result<Vec<Added>, CaseError> {
        let bytes = match &file.content {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::Stream(_) => 0,
        };
        if let Some(added) = self.unchanged(&file)? {
            self.pending.push(added);
            return self.commit_if_due();
        }
        self.begin()?;
        let (added, unindexed) = self.whole(|store| put(store, file))?;
        self.pending.push(added);
        self.unindexed.extend(unindexed);
        self.bytes += bytes;
        self.commit_if_due()
    }

    /// Remembers a file that could not be read; returns what has been committed by now.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn add_unread(&mut self, file: &Unread) -> Result<Vec<Added>, CaseError> {
        if !unread::is_known(self.store, file)? {
            self.begin()?;
            self.whole(|store| unread::put(store, file))?;
        }
        self.commit_if_due()
    }

    /// Keeps a file that could not be read: its bytes, where they were found, and why they could not.
    /// A later version may read it. Returns what has been committed by now.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn add_kept(
        &mut self,
        bytes: &[u8],
        place: &Occurrence,
        reason: &str,
    ) -> Result<Vec<Added>, CaseError> {
        let file = Unread {
            path: documents::full_path(&place.path, &place.container, ""),
            reason: reason.to_owned(),
            found: place.found,
            original: Some(ContentHash::of(bytes)),
        };
        if !unread::is_known(self.store, &file)? {
            self.begin()?;
            self.whole(|store| keep(store, bytes, place, &file))?;
            self.bytes += bytes.len() as u64;
        }
        self.commit_if_due()
    }

    /// Commits what is left; returns it.
    ///
    /// # Errors
    /// Where the case cannot be written to: then nothing of what was left is in the case.
    pub fn finish(mut self) -> Result<Vec<Added>, CaseError> {
        self.commit()
    }

    /// What would be reported for a file that changes nothing; found out without locking the case.
    fn unchanged(&self, file: &Arrival<'_>) -> Result<Option<Added>, CaseError> {
        let Content::Bytes(bytes) = &file.content else {
            return Ok(None);
        };
        let hash = ContentHash::of(bytes);
        let Some(original) = originals::find(self.store, &hash)? else {
            return Ok(None);
        };
        let known = documents::ids_of_original(self.store, original.id)?;
        if !documents::is_known_at(self.store, original.id, &file.place)?
            || lacks_any(&known, file.documents)
        {
            return Ok(None);
        }
        Ok(Some(Added {
            place: file.place.clone(),
            original: hash,
            outcome: Outcome::Unchanged,
            documents: known.into_iter().map(|(id, _)| id).collect(),
        }))
    }

    fn begin(&mut self) -> Result<(), CaseError> {
        if self.since.is_none() {
            self.store.is_for_writing()?;
            self.store.run("BEGIN IMMEDIATE")?;
            self.since = Some(Instant::now());
        }
        Ok(())
    }

    /// Does something whole or not at all. After an error that concerns more than this file, the
    /// whole transaction is undone.
    fn whole<T>(
        &mut self,
        act: impl FnOnce(&Store) -> Result<T, CaseError>,
    ) -> Result<T, CaseError> {
        let done = self
            .store
            .run("SAVEPOINT file")
            .and_then(|()| act(self.store))
            .and_then(|done| self.store.run("RELEASE file").map(|()| done));
        let Err(error) = done else { return done };
        let undone = !error.is_fatal() && self.store.run("ROLLBACK TO file; RELEASE file").is_ok();
        if !undone {
            self.undo();
        }
        Err(error)
    }

    fn commit_if_due(&mut self) -> Result<Vec<Added>, CaseError> {
        let due = self.pending.len() >= FILES
            || self.bytes >= BYTES
            || self.since.is_some_and(|since| since.elapsed() >= OPEN);
        if due { self.commit() } else { Ok(Vec::new()) }
    }

    fn commit(&mut self) -> Result<Vec<Added>, CaseError> {
        if self.since.is_some()
            && let Err(error) = self.index().and_then(|()| self.store.run("COMMIT"))
        {
            self.undo();
            return Err(error);
        }
        self.since = None;
        self.unindexed.clear();
        self.bytes = 0;
        Ok(std::mem::take(&mut self.pending))
    }

    fn index(&self) -> Result<(), CaseError> {
        self.unindexed
            .iter()
            .try_for_each(|one| index::put(self.store, one.id, &one.packed.index))
    }

    /// Gives up the open transaction, if there is one.
    fn undo(&mut self) {
        self.pending.clear();
        self.unindexed.clear();
        self.bytes = 0;
        if self.since.take().is_some() && !self.store.connection.is_autocommit() {
            // Should this fail as well, SQLite undoes the rest when the file is opened next.
            let _ = self.store.run("ROLLBACK");
        }
    }
}

impl Drop for Adding<'_> {
    fn drop(&mut self) {
        self.undo();
    }
}

/// Stores a file of which nothing was read. Runs inside a transaction.
fn keep(
    store: &Store,
    mut bytes: &[u8],
    place: &Occurrence,
    file: &Unread,
) -> Result<(), CaseError> {
    let (original, _) = originals::put(store, &mut bytes, &file.path)?;
    if !documents::is_known_at(store, original.id, place)? {
        documents::put_occurrence(store, original.id, place)?;
    }
    let details = json!({ "original": original.sha256, "path": file.path, "reason": file.reason });
    log::append(store, "keep", &details)?;
    unread::put(store, file)
}

/// Stores one file. Runs inside a transaction.
fn put(store: &Store, file: Arrival<'_>) -> Result<(Added, Vec<Unindexed>), CaseError> {
    let path = documents::full_path(&file.place.path, &file.place.container, "");
    let (original, is_new) = match file.content {
        Content::Bytes(mut bytes) => match originals::find(store, &ContentHash::of(bytes))? {
            Some(known) => (known, false),
            None => originals::put(store, &mut bytes, &path)?,
        },
        Content::Stream(stream) => originals::put(store, stream, &path)?,
    };
    if file
        .documents
        .iter()
        .any(|read| read.document.original != original.sha256)
    {
        return Err(CaseError::OtherBytes { file: path });
    }
    let known = documents::ids_of_original(store, original.id)?;
    let mut unindexed = Vec::new();
    for read in file.documents.iter().filter(|read| lacks(&known, read)) {
        let packed = read.parts(store)?;
        let id = packed.put(store, original.id, &path)?;
        unindexed.push(Unindexed { id, packed });
    }
    let is_new_place = !documents::is_known_at(store, original.id, &file.place)?;
    if is_new_place {
        documents::put_occurrence(store, original.id, &file.place)?;
    }
    unread::forget(store, &path)?;
    for (part, reason) in file.unread {
        let unread = Unread {
            path: documents::full_path(&file.place.path, &file.place.container, part),
            reason: reason.clone(),
            found: file.place.found,
            original: Some(original.sha256),
        };
        unread::put(store, &unread)?;
    }
    let documents = documents::ids_of_original(store, original.id)?;
    let outcome = match (is_new, is_new_place) {
        (true, _) => Outcome::New,
        (false, true) => Outcome::NewPlace,
        (false, false) if documents.len() > known.len() => Outcome::New,
        (false, false) => Outcome::Unchanged,
    };
    if outcome != Outcome::Unchanged {
        let details = json!({
            "original": original.sha256,
            "path": path,
            "documents": documents.len() - known.len(),
        });
        log::append(store, "add", &details)?;
    }
    let added = Added {
        outcome,
        place: file.place,
        original: original.sha256,
        documents: documents.into_iter().map(|(id, _)| id).collect(),
    };
    Ok((added, unindexed))
}

fn lacks_any(known: &[(DocumentId, String)], read: &[ReadDocument]) -> bool {
    read.iter().any(|read| lacks(known, read))
}

fn lacks(known: &[(DocumentId, String)], read: &ReadDocument) -> bool {
    known.iter().all(|(_, part)| *part != read.document.part)
}
