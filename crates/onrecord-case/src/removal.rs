//! Taking a paper out of a case for good: a misfiled, privileged or sealed one.
//!
//! Everything goes that holds its words or its names: original, texts, readings, index, the places it
//! was found in, and what the log says of it; the entries of the log stay, with their hashes. Pages that
//! become free are overwritten (`secure_delete`), and the file is written anew without them (`VACUUM`).
//! What other files hold, such as copies and reports, is not reached.

use crate::decisions::{Action, Target};
use crate::log::{self, LogEntry};
use crate::store::Store;
use crate::{CaseError, DocumentId, decisions, documents, index, originals};
use onrecord_record::ContentHash;
use serde_json::json;
use std::collections::BTreeSet;

/// What was taken out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Removed {
    /// How many documents the original held.
    pub documents: u64,
    /// The entries of the log that say no more than that they were made.
    pub entries: Vec<u64>,
    /// Decisions about other papers too, which were made again for those: old number and new.
    pub renewed: Vec<(u64, u64)>,
    /// Whether the file was written anew without the free pages. Where it could not be (no room on the
    /// disk, or others read it), they are overwritten all the same, and stay for later use.
    pub is_shrunk: bool,
}

/// Takes out the original with this hash. `because` is what the log says of it.
pub(crate) fn remove(
    store: &Store,
    hash: &ContentHash,
    because: &str,
) -> Result<Removed, CaseError> {
    let original = originals::find(store, hash)?.ok_or_else(|| CaseError::NotInCase {
        path: store.path.clone(),
        what: format!("original {hash}"),
    })?;
    let removed = store.whole(|| {
        let documents = documents::ids_of_original(store, original.id)?;
        let places = places_of(store, original.id)?;
        let (entries, renewed) = forget_in_log(store, hash, &places)?;
        for (document, _) in &documents {
            forget_document(store, *document)?;
        }
        let unread = "DELETE FROM unread WHERE original = ?1";
        store.execute(unread, [hash.as_bytes()])?;
        for place in &places {
            crate::unread::forget(store, place)?;
        }
        for sql in [
            "DELETE FROM occurrences WHERE original = ?1",
            "DELETE FROM chunks WHERE original = ?1",
            "DELETE FROM originals WHERE id = ?1",
        ] {
            store.execute(sql, [original.id])?;
        }
        store.execute("DELETE FROM derived", ())?;
        // Words that only this paper had are still listed in the index: writing it anew as one piece
        // leaves them out.
        for table in ["document_words", "line_words"] {
            store.execute(
                &format!("INSERT INTO {table} ({table}) VALUES ('optimize')"),
                (),
            )?;
        }
        let details = json!({ "original": hash, "entries": entries, "because": because });
        log::append(store, log::REMOVE, &details)?;
        Ok(Removed {
            documents: documents.len() as u64,
            entries,
            renewed,
            is_shrunk: false,
        })
    })?;
    // The paper is gone by now, and overwritten. That the file is not smaller is no reason to say
    // that it is still there.
    let is_shrunk = store.run("VACUUM").is_ok();
    Ok(Removed {
        is_shrunk,
        ..removed
    })
}

/// The paths under which an original was found.
fn places_of(store: &Store, original: i64) -> Result<Vec<String>, CaseError> {
    let places = documents::occurrences(store, original)?;
    Ok(places
        .iter()
        .map(|place| documents::full_path(&place.path, &place.container, ""))
        .collect())
}

fn forget_document(store: &Store, document: DocumentId) -> Result<(), CaseError> {
    index::forget(store, document)?;
    for sql in [
        "DELETE FROM layers WHERE reading IN (SELECT id FROM readings WHERE document = ?1)",
        "DELETE FROM readings WHERE document = ?1",
        "DELETE FROM documents WHERE id = ?1",
    ] {
        store.execute(sql, [document.0])?;
    }
    Ok(())
}

/// Entries that lost what they say, and decisions made again: old number and new.
type Forgotten = (Vec<u64>, Vec<(u64, u64)>);

/// Takes away what the log says of the original. Decisions that are about other papers too are made
/// again for those.
fn forget_in_log(
    store: &Store,
    hash: &ContentHash,
    places: &[String],
) -> Result<Forgotten, CaseError> {
    let name = hash.to_string();
    let speaks_of = |entry: &LogEntry| {
        let Some(details) = &entry.details else {
            return false;
        };
        // An upgrade lists hashes only.
        let text = details.to_string();
        let of_place = details.get("path").and_then(|path| path.as_str());
        entry.action != "upgrade" && text.contains(&name)
            || of_place.is_some_and(|path| places.iter().any(|place| place == path))
    };
    let entries: Vec<u64> = log::entries(store, 1)?
        .iter()
        .filter(|entry| speaks_of(entry))
        .map(|entry| entry.number)
        .collect();
    let forgotten: BTreeSet<u64> = entries.iter().copied().collect();
    let decided = decisions::all(store)?;
    for number in &entries {
        store.execute(
            "DELETE FROM log_details WHERE number = ?1",
            [*number as i64],
        )?;
    }
    let mut renewed = Vec::new();
    for decision in decided {
        if !forgotten.contains(&decision.entry) || decision.undone.is_some() {
            continue;
        }
        if let Some(targets) = rest(&decision.action, &decision.targets, hash) {
            let again = decisions::put(store, decision.action, targets)?;
            renewed.push((decision.entry, again));
        }
    }
    Ok((entries, renewed))
}

/// The targets of a decision in other papers, where it still means something with them alone.
fn rest(action: &Action, targets: &[Target], hash: &ContentHash) -> Option<Vec<Target>> {
    let is_other = |target: &Target| target.anchors.iter().all(|a| a.original != *hash);
    let others: Vec<Target> = targets.iter().filter(|t| is_other(t)).cloned().collect();
    let still = match action {
        Action::Merge => others.len() > 1,
        // Who is to be kept apart is the first.
        Action::Split => others.len() > 1 && targets.first().is_some_and(is_other),
        // A name or value that was given may be the paper's own.
        Action::Rename { .. } | Action::Correct { .. } => false,
        _ => !others.is_empty(),
    };
    still.then_some(others)
}
