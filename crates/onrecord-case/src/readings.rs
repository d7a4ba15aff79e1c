//! Readings in the case: the items of each layer, and the words that they rest on.
//!
//! A layer's items are kept together, by columns and packed: a line has some two hundred bytes of JSON,
//! and there are hundreds in a short article, most of them alike. The words are kept apart from the items,
//! with the place where they stand in bytes and in code points: so each of the three can be checked
//! against the two others and against the text.

mod words;

pub(crate) use words::StoredWords;

use crate::fingerprint::Fingerprint;
use crate::packed::{self, Like, Unreadable};
use crate::store::Store;
use crate::{CaseError, DocumentId, documents};
use onrecord_record::{ContentHash, Document, EngineId, Layer, Reading, Span, Warning};
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;

/// Every layer, in the order of their storing.
pub(crate) const LAYERS: [Layer; 8] = [
    Layer::Mention,
    Layer::Entity,
    Layer::Timex,
    Layer::Statement,
    Layer::Event,
    Layer::Fact,
    Layer::Ground,
    Layer::Disagreement,
];

/// A reading of the case, without its items.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadingEntry {
    /// Which engine made it.
    pub engine: EngineId,
    /// How many items each layer has; layers without any are left out.
    pub items: Vec<(Layer, u64)>,
}

/// The name of a layer in the file.
pub(crate) const fn layer_name(layer: Layer) -> &'static str {
    match layer {
        Layer::Mention => "mention",
        Layer::Entity => "entity",
        Layer::Timex => "timex",
        Layer::Statement => "statement",
        Layer::Event => "event",
        Layer::Fact => "fact",
        Layer::Ground => "ground",
        Layer::Disagreement => "disagreement",
    }
}

/// A row of `readings` with its layers and evidence as they are stored, nothing believed yet.
#[derive(Clone, Debug)]
pub(crate) struct StoredReading {
    pub(crate) engine: EngineId,
    notes: String,
    digest: ContentHash,
    pub(crate) layers: Vec<StoredLayer>,
    /// Packed: see [`StoredReading::evidence`].
    evidence: Vec<u8>,
}

/// A row of `layers`.
#[derive(Clone, Debug)]
pub(crate) struct StoredLayer {
    pub(crate) layer: String,
    pub(crate) count: i64,
    items: Vec<u8>,
    sha256: ContentHash,
}

impl StoredLayer {
    fn pack(layer: Layer, count: usize, items: &[u8]) -> std::io::Result<Self> {
        Ok(Self {
            layer: layer_name(layer).to_owned(),
            count: count as i64,
            items: packed::pack(items, Like::Columns)?,
            sha256: ContentHash::of(items),
        })
    }

    /// The items as they were written, for [`packed::value_of`], and whether they are those that were
    /// stored.
    pub(crate) fn items(&self) -> Result<(Vec<u8>, bool), Unreadable> {
        let items = packed::unpack_columns(&self.items)?;
        let same = ContentHash::of(&items) == self.sha256;
        Ok((items, same))
    }
}

impl StoredReading {
    /// Packs a reading of a document with this text.
    pub(crate) fn pack(document: &Document, reading: &Reading) -> std::io::Result<Self> {
        let mut layers = Vec::new();
        for layer in LAYERS {
            let (count, items) = written(reading, layer)?;
            if count > 0 {
                layers.push(StoredLayer::pack(layer, count, &items)?);
            }
        }
        let evidence: Vec<StoredWords> = evidence_spans(reading)
            .into_iter()
            .map(|span| StoredWords::of(&document.text, span))
            .collect();
        let mut stored = Self {
            engine: reading.engine.clone(),
            notes: packed::json(&reading.notes)?,
            digest: ContentHash::of(&[]),
            layers,
            evidence: words::pack(&evidence)?,
        };
        stored.digest = stored.fingerprint(&document.text.hash(), &evidence);
        Ok(stored)
    }

    /// The words that the lines rest on, in the text's order, whether or not they are those that were
    /// stored.
    pub(crate) fn evidence(&self) -> Result<Vec<StoredWords>, Unreadable> {
        words::unpack(&self.evidence)
    }

    fn fingerprint(&self, text: &ContentHash, evidence: &[StoredWords]) -> ContentHash {
        let mut fingerprint = Fingerprint::new("reading")
            .bytes(text.as_bytes())
            .text(&self.engine.name)
            .number(i64::from(self.engine.version))
            .text(&self.notes);
        for layer in &self.layers {
            fingerprint = fingerprint
                .text(&layer.layer)
                .number(layer.count)
                .bytes(layer.sha256.as_bytes());
        }
        for words in evidence {
            fingerprint = fingerprint
                .number(words.bytes.0)
                .number(words.bytes.1)
                .number(words.code_points.0)
                .number(words.code_points.1)
                .text(&words.words);
        }
        fingerprint.finish()
    }

    /// Whether nothing was changed, given the hash of the document's text.
    pub(crate) fn digest_holds(&self, text: &ContentHash, evidence: &[StoredWords]) -> bool {
        self.fingerprint(text, evidence) == self.digest
    }

    /// The reading from layers' items, in whatever state they are.
    pub(crate) fn with_layers<'j>(
        &self,
        layers: impl IntoIterator<Item = (&'j str, &'j [u8])>,
    ) -> Result<Reading, Unreadable> {
        let notes: Vec<Warning> = packed::from_json(&self.notes)?;
        let mut reading = Reading {
            engine: self.engine.clone(),
            notes,
            ..Reading::default()
        };
        for (layer, items) in layers {
            take_layer(&mut reading, layer, items)?;
        }
        Ok(reading)
    }

    /// The reading, if it is the one that was stored with the text of this hash.
    fn unpack(&self, text: &ContentHash) -> Result<Reading, Unreadable> {
        let mut layers = Vec::new();
        for layer in &self.layers {
            let (items, same) = layer.items()?;
            if !same {
                return Err(Unreadable::new(format!(
                    "the {} lines are not those that were stored",
                    layer.layer
                )));
            }
            layers.push((layer.layer.as_str(), items));
        }
        if !self.digest_holds(text, &self.evidence()?) {
            return Err(Unreadable::new(
                "the lines' words are not those that were stored",
            ));
        }
        self.with_layers(
            layers
                .iter()
                .map(|(layer, items)| (*layer, items.as_slice())),
        )
    }
}

/// All ranges that lines of the reading rest on, each once, in the text's order.
pub(crate) fn evidence_spans(reading: &Reading) -> BTreeSet<Span> {
    reading
        .lines()
        .flat_map(|line| line.evidence)
        .map(|evidence| evidence.span)
        .collect()
}

/// How many items a layer has, and these as they are stored before they are packed.
fn written(reading: &Reading, layer: Layer) -> std::io::Result<(usize, Vec<u8>)> {
    fn of<T: serde::Serialize>(items: &[T]) -> std::io::Result<(usize, Vec<u8>)> {
        match items.len() {
            0 => Ok((0, Vec::new())),
            count => Ok((count, packed::columns_of(&items)?)),
        }
    }
    match layer {
        Layer::Mention => of(&reading.mentions),
        Layer::Entity => of(&reading.entities),
        Layer::Timex => of(&reading.timexes),
        Layer::Statement => of(&reading.statements),
        Layer::Event => of(&reading.events),
        Layer::Fact => of(&reading.facts),
        Layer::Ground => of(&reading.grounds),
        Layer::Disagreement => of(&reading.disagreements),
    }
}

fn take_layer(reading: &mut Reading, layer: &str, items: &[u8]) -> Result<(), Unreadable> {
    match layer {
        "mention" => reading.mentions = packed::value_of(items)?,
        "entity" => reading.entities = packed::value_of(items)?,
        "timex" => reading.timexes = packed::value_of(items)?,
        "statement" => reading.statements = packed::value_of(items)?,
        "event" => reading.events = packed::value_of(items)?,
        "fact" => reading.facts = packed::value_of(items)?,
        "ground" => reading.grounds = packed::value_of(items)?,
        "disagreement" => reading.disagreements = packed::value_of(items)?,
        _ => return Err(Unreadable::new(format!("has an unknown layer {layer:?}"))),
    }
    Ok(())
}

/// Whether these read as items of that layer.
pub(crate) fn parse_alone(layer: &str, items: &[u8]) -> Result<(), Unreadable> {
    take_layer(&mut Reading::default(), layer, items)
}

/// Stores the reading of a document. Runs inside the caller's transaction.
pub(crate) fn put(store: &Store, id: DocumentId, stored: &StoredReading) -> Result<(), CaseError> {
    let row = store.insert(
        "INSERT INTO readings (document, engine, engine_version, notes, digest, evidence) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            id.0,
            &stored.engine.name,
            stored.engine.version,
            &stored.notes,
            stored.digest.as_bytes(),
            &stored.evidence,
        ),
    )?;
    for layer in &stored.layers {
        store.execute(
            "INSERT INTO layers (reading, layer, count, items, sha256) VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                row,
                &layer.layer,
                layer.count,
                &layer.items,
                layer.sha256.as_bytes(),
            ),
        )?;
    }
    Ok(())
}

/// The readings of a document as stored, oldest first.
pub(crate) fn stored(store: &Store, id: DocumentId) -> Result<Vec<StoredReading>, CaseError> {
    let rows = store.all(
        "SELECT id, engine, engine_version, notes, digest, evidence FROM readings \
         WHERE document = ?1 ORDER BY id",
        [id.0],
        |row| {
            let stored = StoredReading {
                engine: EngineId {
                    name: row.get(1)?,
                    version: row.get(2)?,
                },
                notes: row.get(3)?,
                digest: ContentHash::from_bytes(row.get(4)?),
                layers: Vec::new(),
                evidence: row.get(5)?,
            };
            Ok((row.get::<_, i64>(0)?, stored))
        },
    )?;
    rows.into_iter()
        .map(|(row, mut stored)| {
            stored.layers = layers(store, row)?;
            Ok(stored)
        })
        .collect()
}

/// Packs the rows of `evidence`, a table of versions 1 and 2, into their readings, and drops it.
pub(crate) fn move_evidence(connection: &Connection) -> rusqlite::Result<()> {
    let readings: Vec<i64> = connection
        .prepare("SELECT id FROM readings")?
        .query_map((), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut rows = connection.prepare(
        "SELECT first_byte, end_byte, first_code_point, end_code_point, words FROM evidence \
         WHERE reading = ?1 ORDER BY first_byte, end_byte",
    )?;
    let mut update = connection.prepare("UPDATE readings SET evidence = ?2 WHERE id = ?1")?;
    for reading in readings {
        let words: Vec<StoredWords> = rows
            .query_map([reading], words_of_row)?
            .collect::<Result<_, _>>()?;
        let packed = words::pack(&words)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
        update.execute((reading, packed))?;
    }
    connection.execute_batch("DROP TABLE evidence")
}

/// The layers of a reading, in the order of [`LAYERS`]; unknown ones last.
fn layers(store: &Store, reading: i64) -> Result<Vec<StoredLayer>, CaseError> {
    let mut layers = store.all(
        "SELECT layer, count, items, sha256 FROM layers WHERE reading = ?1",
        [reading],
        |row| {
            Ok(StoredLayer {
                layer: row.get(0)?,
                count: row.get(1)?,
                items: row.get(2)?,
                sha256: ContentHash::from_bytes(row.get(3)?),
            })
        },
    )?;
    layers.sort_by_key(|stored| {
        LAYERS
            .iter()
            .position(|layer| layer_name(*layer) == stored.layer)
            .unwrap_or(LAYERS.len())
    });
    Ok(layers)
}

fn words_of_row(row: &Row<'_>) -> rusqlite::Result<StoredWords> {
    Ok(StoredWords {
        bytes: (row.get(0)?, row.get(1)?),
        code_points: (row.get(2)?, row.get(3)?),
        words: row.get(4)?,
    })
}

/// The newest reading of a document, checked against its digests. Tokens and sentences are not
/// stored: they are empty.
pub(crate) fn get(store: &Store, id: DocumentId) -> Result<Reading, CaseError> {
    let text = text_of(store, id)?;
    let newest = stored(store, id)?
        .pop()
        .ok_or_else(|| no_reading(store, id))?;
    match newest.unpack(&text) {
        Ok(reading) => Ok(reading),
        Err(what) => Err(store.damaged(documents::path_of(store, id)?, what)),
    }
}

/// All readings of a document, oldest first, each checked against its digests.
pub(crate) fn all(store: &Store, id: DocumentId) -> Result<Vec<Reading>, CaseError> {
    let text = text_of(store, id)?;
    let readings = stored(store, id)?;
    readings
        .iter()
        .map(|reading| match reading.unpack(&text) {
            Ok(reading) => Ok(reading),
            Err(what) => Err(store.damaged(documents::path_of(store, id)?, what)),
        })
        .collect()
}

/// The hash of a document's text.
fn text_of(store: &Store, id: DocumentId) -> Result<ContentHash, CaseError> {
    let sql = "SELECT text_sha256 FROM documents WHERE id = ?1";
    store
        .first(sql, [id.0], |row| row.get(0).map(ContentHash::from_bytes))?
        .ok_or_else(|| no_reading(store, id))
}

/// What readings a document has, oldest first.
pub(crate) fn entries(store: &Store, id: DocumentId) -> Result<Vec<ReadingEntry>, CaseError> {
    let rows = store.all(
        "SELECT id, engine, engine_version FROM readings WHERE document = ?1 ORDER BY id",
        [id.0],
        |row| {
            Ok((
                row.get::<_, i64>(0)?,
                EngineId {
                    name: row.get(1)?,
                    version: row.get(2)?,
                },
            ))
        },
    )?;
    rows.into_iter()
        .map(|(row, engine)| {
            let counts: Vec<(String, i64)> = store.all(
                "SELECT layer, count FROM layers WHERE reading = ?1",
                [row],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let items = LAYERS
                .into_iter()
                .filter_map(|layer| {
                    let count = counts.iter().find(|(name, _)| name == layer_name(layer))?.1;
                    Some((layer, count.unsigned_abs()))
                })
                .collect();
            Ok(ReadingEntry { engine, items })
        })
        .collect()
}

fn no_reading(store: &Store, id: DocumentId) -> CaseError {
    CaseError::NotInCase {
        path: store.path.clone(),
        what: format!("reading of document {}", id.0),
    }
}
