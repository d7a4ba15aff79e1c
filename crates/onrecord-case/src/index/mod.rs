//! The index: what of a case can be searched for, and what of each document matters to the others.
//!
//! Everything here is made from texts and readings and can be made again at any time; nothing rests on
//! it. A document whose index is of another version than [`VERSION`] is indexed anew when it is needed.

mod days;
mod lines;

pub(crate) use days::{Days, number as day_number};
pub(crate) use lines::IndexedLine;

use crate::packed;
use crate::store::Store;
use crate::{CaseError, DocumentId, documents, readings};
use lines::SEARCHED;
use onrecord_across::Gist;
use onrecord_record::{Document, Layer, Reading};
use std::collections::BTreeMap;

/// Raised whenever the same document would be indexed otherwise.
pub(crate) const VERSION: u32 = Gist::VERSION << 8 | 3;

/// What is kept of one document for searching and for the other documents.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    title: String,
    /// The document's.
    text: String,
    lines: Vec<IndexedLine>,
    /// By columns, packed.
    gist: Vec<u8>,
}

impl Index {
    pub(crate) fn of(document: &Document, reading: &Reading) -> std::io::Result<Self> {
        let title = document.metadata.title.as_ref();
        Ok(Self {
            title: title.map_or_else(String::new, |title| title.value.clone()),
            text: document.text.as_str().to_owned(),
            lines: lines::of(document, reading),
            gist: packed::pack_value(&Gist::of(document, reading))?,
        })
    }
}

/// Stores the index of a document. Runs inside the caller's transaction.
pub(crate) fn put(store: &Store, id: DocumentId, index: &Index) -> Result<(), CaseError> {
    let free = store.first("SELECT coalesce(max(id), 0) + 1 FROM lines", (), |row| {
        row.get(0)
    })?;
    let first: i64 = free.unwrap_or(1);
    let [statements, events, facts, grounds] = SEARCHED.map(|layer| {
        let of_layer = index.lines.iter().filter(|line| line.layer == layer);
        of_layer.count() as i64
    });
    store.execute(
        "INSERT INTO gists (document, version, first_line, statements, events, facts, grounds, gist) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            id.0,
            VERSION,
            (!index.lines.is_empty()).then_some(first),
            statements,
            events,
            facts,
            grounds,
            &index.gist,
        ),
    )?;
    store.execute(
        "INSERT INTO document_words (rowid, title, words) VALUES (?1, ?2, ?3)",
        (id.0, &index.title, &index.text),
    )?;
    let mut kinds: BTreeMap<&str, i64> = BTreeMap::new();
    for (line, row) in index.lines.iter().zip(first..) {
        let kind = match kinds.get(line.kind.as_str()) {
            Some(known) => *known,
            None => {
                let new = kind(store, &line.kind)?;
                kinds.insert(&line.kind, new);
                new
            }
        };
        let days = line.days;
        store.execute(
            "INSERT INTO lines (id, kind, first_day, days) VALUES (?1, ?2, ?3, ?4)",
            (
                row,
                kind,
                days.map(|days| days::number(days.first)),
                days.map(|days| days::number(days.last) - days::number(days.first)),
            ),
        )?;
        store.execute(
            "INSERT INTO line_words (rowid, words, speaker, about) VALUES (?1, ?2, ?3, ?4)",
            (row, &line.words, &line.speaker, &line.about),
        )?;
    }
    Ok(())
}

/// The number of a kind of line, a new one if need be.
fn kind(store: &Store, kind: &str) -> Result<i64, CaseError> {
    let known = store.first("SELECT id FROM line_kinds WHERE kind = ?1", [kind], |row| {
        row.get(0)
    })?;
    match known {
        Some(known) => Ok(known),
        None => store.insert("INSERT INTO line_kinds (kind) VALUES (?1)", [kind]),
    }
}

/// The line that a row of the index is: document, layer and index in it.
pub(crate) fn line_of(
    store: &Store,
    row: i64,
) -> Result<Option<(DocumentId, Layer, u32)>, CaseError> {
    let found = store.first(
        "SELECT document, first_line, statements, events, facts, grounds FROM gists \
         WHERE first_line <= ?1 ORDER BY first_line DESC LIMIT 1",
        [row],
        |row| {
            let counts = [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?];
            Ok((row.get(0).map(DocumentId)?, row.get::<_, i64>(1)?, counts))
        },
    )?;
    let Some((document, first, counts)) = found else {
        return Ok(None);
    };
    let mut index = row.saturating_sub(first);
    for (layer, count) in SEARCHED.into_iter().zip(counts) {
        if index < count {
            return Ok(u32::try_from(index)
                .ok()
                .map(|index| (document, layer, index)));
        }
        index -= count;
    }
    Ok(None)
}

/// The tables, joined, whose rows of `lines` are those of one of [`SEARCHED`], by the first word of their kind; nothing
/// where no layer begins its kinds so.
pub(crate) fn lines_of_layer(word: &str) -> Option<String> {
    const COUNTS: [(&str, &str); 4] = [
        ("statement", "statements"),
        ("event", "events"),
        ("fact", "facts"),
        ("ground", "grounds"),
    ];
    let at = COUNTS.iter().position(|(layer, _)| *layer == word)?;
    let (before, own) = COUNTS.split_at(at);
    let first: String = before
        .iter()
        .map(|(_, count)| format!(" + {count}"))
        .collect();
    let (_, own) = own.first()?;
    // Crossed, so that the documents come first and each is looked up in the lines, not the other way round.
    Some(format!(
        "gists CROSS JOIN lines ON {own} > 0 \
         AND lines.id BETWEEN first_line{first} AND first_line{first} + {own} - 1"
    ))
}

/// Takes the index of a document away. Runs inside the caller's transaction.
pub(crate) fn forget(store: &Store, id: DocumentId) -> Result<(), CaseError> {
    let rows = store.first(
        "SELECT first_line, statements + events + facts + grounds FROM gists \
         WHERE document = ?1 AND first_line IS NOT NULL",
        [id.0],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    )?;
    if let Some((first, count)) = rows {
        let rows = (first, first.saturating_add(count).saturating_sub(1));
        store.execute("DELETE FROM line_words WHERE rowid BETWEEN ?1 AND ?2", rows)?;
        store.execute("DELETE FROM lines WHERE id BETWEEN ?1 AND ?2", rows)?;
    }
    store.execute("DELETE FROM document_words WHERE rowid = ?1", [id.0])?;
    store.execute("DELETE FROM gists WHERE document = ?1", [id.0])?;
    Ok(())
}

/// Indexes all documents that are not, or by another version; `progress` is told how many of how many
/// are done. Each is done whole or not at all.
pub(crate) fn complete(store: &Store, progress: &mut dyn FnMut(u64, u64)) -> Result<(), CaseError> {
    let missing: Vec<DocumentId> = store.all(
        "SELECT d.id FROM documents d LEFT JOIN gists g ON g.document = d.id \
         WHERE g.version IS NOT ?1 ORDER BY d.id",
        [VERSION],
        |row| row.get(0).map(DocumentId),
    )?;
    /// Documents to a transaction: a commit waits for the disk.
    const TOGETHER: usize = 64;
    let mut done = 0;
    for some in missing.chunks(TOGETHER) {
        store.whole(|| {
            for id in some {
                let document = documents::get(store, *id)?;
                let reading = readings::get(store, *id)?;
                let index = Index::of(&document, &reading);
                let index = store.check_io("packing the index", index)?;
                forget(store, *id)?;
                put(store, *id, &index)?;
            }
            Ok(())
        })?;
        done += some.len() as u64;
        progress(done, missing.len() as u64);
    }
    Ok(())
}

/// The gists of all documents, in the order in which the case shows them. One that cannot be read is made
/// again: nothing rests on what is stored.
pub(crate) fn gists(store: &Store) -> Result<Vec<(DocumentId, Gist)>, CaseError> {
    let packed: Vec<(i64, Vec<u8>)> = store.all(
        "SELECT document, gist FROM gists ORDER BY document",
        (),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    packed
        .into_iter()
        .map(|(id, gist)| {
            let id = DocumentId(id);
            let stored = packed::unpack_value(&gist);
            let gist = match stored {
                Ok(gist) => gist,
                Err(_) => Gist::of(&documents::get(store, id)?, &readings::get(store, id)?),
            };
            Ok((id, gist))
        })
        .collect()
}
