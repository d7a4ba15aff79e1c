//! Reading documents of a case anew, by a newer engine or a newer reader.
//!
//! A newer engine's reading is put beside the older ones, which stay. Where a newer reader makes another
//! text, the older readings go with the older text: their lines are of that text. Decisions stay in
//! either case, since they hang on words.

use crate::adding::ReadDocument;
use crate::store::Store;
use crate::{CaseError, DocumentId, documents, index, log, readings};
use serde_json::json;

/// What was done with a document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reread {
    /// Text and reading are those that the case has.
    Unchanged,
    /// A newer reading of the same text was put beside the older ones.
    NewReading,
    /// The text, or what belongs to it, is another: it took the place of the old one.
    NewText,
}

/// Stores what was read anew of a document. Runs in a transaction of its own.
pub(crate) fn put(store: &Store, id: DocumentId, read: &ReadDocument) -> Result<Reread, CaseError> {
    let held = documents::get(store, id)?;
    let new_text =
        held.reader != read.document.reader || held.text.hash() != read.document.text.hash();
    let known = readings::entries(store, id)?;
    if !new_text
        && known
            .iter()
            .any(|entry| entry.engine == read.reading.engine)
    {
        return Ok(Reread::Unchanged);
    }
    let before = known.last().map(|entry| entry.engine.clone());
    let packed = read.parts(store)?;
    store.whole(|| {
        // Another program may have been faster.
        if readings::entries(store, id)?.len() != known.len() {
            return Ok(Reread::Unchanged);
        }
        if new_text {
            let layers =
                "DELETE FROM layers WHERE reading IN (SELECT id FROM readings WHERE document = ?1)";
            store.execute(layers, [id.0])?;
            store.execute("DELETE FROM readings WHERE document = ?1", [id.0])?;
            documents::replace(store, id, &packed.document)?;
        }
        readings::put(store, id, &packed.reading)?;
        index::forget(store, id)?;
        index::put(store, id, &packed.index)?;
        let details = json!({
            "original": held.original,
            "part": held.part,
            "engine": [before, Some(&read.reading.engine)],
            "reader": [held.reader.to_string(), read.document.reader.to_string()],
        });
        log::append(store, "reread", &details)?;
        Ok(if new_text {
            Reread::NewText
        } else {
            Reread::NewReading
        })
    })
}
