//! The proof that a case is what it was: every stored thing is checked against every other.
//!
//! * the file itself: SQLite's own checks, and that nobody added tables, views or triggers;
//! * the log: its chain, and that it knows the originals that are there, and no others;
//! * originals against their SHA-256;
//! * texts against theirs, against the original's bytes where the map says they are the same, and
//!   against what the same reader makes of the original now, if this program has that very reader;
//! * lines against their digest, against their words, and the words against the text, in bytes and in
//!   code points; and against what the same engine reads now, if this program has that very engine.
//!
//! A failure names the document, and the line where it concerns one. A text that cannot be derived
//! again because another version of the reader made it is no failure: it is listed apart.

mod custody;
mod database;
mod lines;
mod report;
mod texts;

pub(crate) use lines::{for_each_range, is_range_of};
pub use report::{CannotRederive, Difference, Failure, Place, Report, VerifyProgress};

use crate::store::Store;
use crate::{CaseError, documents, originals};
use onrecord_record::{ContentHash, Document, EngineId, ReaderId, Reading};
use sha2::{Digest, Sha256};

/// A text to be derived again.
#[derive(Clone, Copy, Debug)]
pub struct RederiveRequest<'a> {
    /// The original's bytes.
    pub original: &'a [u8],
    /// SHA-256 of those bytes, as they were just checked against it.
    pub hash: ContentHash,
    /// Part inside the original; empty for the whole.
    pub part: &'a str,
    /// The path it was first found under, for readers that look at a name's ending.
    pub path: &'a str,
    /// Which reader made the stored text. No other will do.
    pub reader: &'a ReaderId,
}

/// The readers and engines of this build, brought by whoever knows them.
pub trait Rederive {
    /// Whether this build has this very reader, name and version.
    fn has_reader(&self, reader: &ReaderId) -> bool;

    /// Reads the original again with the reader asked for; asked only for readers it has.
    ///
    /// # Errors
    /// A sentence for people: why the original cannot be read.
    fn rederive(&self, request: RederiveRequest<'_>) -> Result<Document, String>;

    /// Reads the document again, if this build has this very engine. The default has none.
    fn reread(&self, document: &Document, engine: &EngineId) -> Option<Reading> {
        let _ = (document, engine);
        None
    }
}

pub(crate) fn verify(
    store: &Store,
    means: &dyn Rederive,
    progress: &mut dyn FnMut(VerifyProgress),
) -> Result<Report, CaseError> {
    let mut report = Report::default();
    database::verify(store, &mut report)?;
    let originals = originals::all(store)?;
    custody::verify(store, &originals, &mut report)?;
    let all = originals.len() as u64;
    for (done, original) in originals.iter().enumerate() {
        // What cannot even be fetched from the file is one more thing that is wrong with it: the
        // rest is checked all the same. Only a case that others hold, or that is gone, ends it.
        match verify_original(store, original, means, &mut report) {
            Ok(()) => {}
            Err(error @ (CaseError::Busy { .. } | CaseError::Io { .. })) => return Err(error),
            Err(error) => {
                let place = Place::original(&format!("original {}", original.sha256));
                let what = error.to_string();
                report.fail(place, Difference::Database { what });
            }
        }
        progress(VerifyProgress {
            done: done as u64 + 1,
            all,
        });
    }
    Ok(report)
}

/// Checks an original and everything that was made of it.
fn verify_original(
    store: &Store,
    original: &originals::Original,
    means: &dyn Rederive,
    report: &mut Report,
) -> Result<(), CaseError> {
    let places = documents::occurrences(store, original.id)?;
    let path = places.first().map_or_else(
        || format!("original {}", original.sha256),
        |place| documents::full_path(&place.path, &place.container, ""),
    );
    report.originals += 1;
    if places.is_empty() {
        report.fail(Place::original(&path), Difference::NoOccurrence);
    }
    let stored = documents::of_original(store, original.id)?;
    let bytes = verify_bytes(store, original, !stored.is_empty(), &path, report)?;
    for document in &stored {
        let place = Place::document(&documents::full_path(&path, "", &document.part));
        report.documents += 1;
        let text = texts::verify(document, bytes.as_deref(), &path, means, &place, report);
        if let Some(text) = text {
            lines::verify(store, document, text, means, &place, report)?;
        }
    }
    Ok(())
}

/// Checks the bytes against their hash; gives them back where they are wanted and right.
fn verify_bytes(
    store: &Store,
    original: &originals::Original,
    wanted: bool,
    path: &str,
    report: &mut Report,
) -> Result<Option<Vec<u8>>, CaseError> {
    let mut sha256 = Sha256::new();
    let mut kept = Vec::new();
    let size = originals::for_each_chunk(store, original.id, &mut |chunk| {
        sha256.update(chunk);
        if wanted {
            kept.extend_from_slice(chunk);
        }
        Ok(())
    })?;
    report.bytes += size;
    let found = ContentHash::from_bytes(sha256.finalize().into());
    if found == original.sha256 && size == original.size {
        return Ok(wanted.then_some(kept));
    }
    report.fail(
        Place::original(path),
        Difference::Original {
            stored: original.sha256,
            found,
            size: (original.size, size),
        },
    );
    Ok(None)
}
