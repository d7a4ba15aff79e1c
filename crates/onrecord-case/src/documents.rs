//! Documents in the case: what a reader made of an original, stored so that it comes back the same.

use crate::fingerprint::Fingerprint;
use crate::packed::{self, Like, Unreadable};
use crate::store::Store;
use crate::{CaseError, originals};
use onrecord_record::{
    Block, ContentHash, Document, DocumentKind, Format, Metadata, Places, ReaderId, SourceMap,
    Text, Warning,
};
use rusqlite::{Row, ToSql};

/// Most bytes that SQLite keeps in one value.
const MOST: usize = 1_000_000_000;

/// A document within one case file. Good for that file only: what goes out carries an
/// [`Anchor`](onrecord_record::Anchor).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct DocumentId(pub(crate) i64);

impl DocumentId {
    /// The number of the document in its case: 1 for the first that was added.
    pub const fn number(self) -> i64 {
        self.0
    }
}

/// Where and when bytes were found.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Occurrence {
    /// The file's path as the user gave it.
    pub path: String,
    /// The path inside the archive or mailbox the file is; empty for a file of its own.
    pub container: String,
    /// When the file was last changed, in seconds since 1970-01-01T00:00:00Z.
    pub modified: Option<i64>,
    /// When it was found there, in seconds since 1970-01-01T00:00:00Z.
    pub found: Option<i64>,
}

impl Occurrence {
    /// Found under this path, nothing else known.
    pub fn at(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..Self::default()
        }
    }
}

/// A document of the case, without its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentEntry {
    /// Its id in this case.
    pub id: DocumentId,
    /// SHA-256 of the original's bytes.
    pub original: ContentHash,
    /// Size of the original, in bytes.
    pub size: u64,
    /// Part inside the original; empty for the whole.
    pub part: String,
    /// What the bytes were read as.
    pub format: Format,
    /// What sort of paper it is.
    pub kind: DocumentKind,
    /// What the document says of itself.
    pub metadata: Metadata,
    /// Which reader made its text.
    pub reader: ReaderId,
    /// SHA-256 of the text.
    pub text: ContentHash,
    /// Everywhere the same bytes were found, in the order they were found; at least one.
    pub occurrences: Vec<Occurrence>,
}

impl DocumentEntry {
    /// The path to show: where it was found first, and the part inside.
    pub fn path(&self) -> String {
        let first = self.occurrences.first();
        full_path(
            first.map_or("", |o| o.path.as_str()),
            first.map_or("", |o| o.container.as_str()),
            &self.part,
        )
    }
}

/// A path with what lies inside: `mail.mbox!3!letter.txt`.
pub(crate) fn full_path(path: &str, container: &str, part: &str) -> String {
    [path, container, part]
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join("!")
}

/// A row of `documents` as it is stored, nothing unpacked or believed yet.
#[derive(Clone, Debug)]
pub(crate) struct StoredDocument {
    pub(crate) id: i64,
    /// What the row's original is called, not what its bytes are.
    pub(crate) original: ContentHash,
    pub(crate) part: String,
    pub(crate) format: String,
    pub(crate) kind: String,
    pub(crate) reader: ReaderId,
    pub(crate) text_sha256: ContentHash,
    pub(crate) text: Vec<u8>,
    pub(crate) map: Vec<u8>,
    pub(crate) blocks: Vec<u8>,
    /// Nothing where the text knows no paper, and in files of version 1.
    pub(crate) places: Option<Vec<u8>>,
    pub(crate) metadata: String,
    pub(crate) warnings: String,
    pub(crate) digest: ContentHash,
}

const COLUMNS: &str = "d.id, o.sha256, d.part, d.format, d.kind, d.reader, d.reader_version, \
     d.text_sha256, d.text, d.map, d.blocks, d.metadata, d.warnings, d.digest, d.places";

/// The columns that change with the reader, in the order of [`StoredDocument::content`].
const CONTENT: &str = "format, kind, reader, reader_version, text_sha256, text, map, blocks, \
     metadata, warnings, digest, places";

impl StoredDocument {
    /// The values of the columns [`CONTENT`].
    fn content(&self) -> Vec<&dyn ToSql> {
        vec![
            &self.format,
            &self.kind,
            &self.reader.name,
            &self.reader.version,
            self.text_sha256.as_bytes(),
            &self.text,
            &self.map,
            &self.blocks,
            &self.metadata,
            &self.warnings,
            self.digest.as_bytes(),
            &self.places,
        ]
    }

    /// Packs a document for storing.
    pub(crate) fn pack(document: &Document) -> std::io::Result<Self> {
        let text_sha256 = document.text.hash();
        let map = packed::columns_of(&document.map)?;
        let blocks = packed::columns_of(&document.blocks)?;
        let places = if document.places.is_empty() {
            None
        } else {
            Some(packed::columns_of(&document.places)?)
        };
        let mut stored = Self {
            id: 0,
            original: document.original,
            part: document.part.clone(),
            format: packed::name(&document.format)?,
            kind: packed::name(&document.kind)?,
            reader: document.reader.clone(),
            text_sha256,
            text: packed::pack(document.text.as_str().as_bytes(), Like::Text)?,
            map: packed::pack(&map, Like::Columns)?,
            blocks: packed::pack(&blocks, Like::Columns)?,
            places: places
                .as_ref()
                .map(|places| packed::pack(places, Like::Columns))
                .transpose()?,
            metadata: packed::json(&document.metadata)?,
            warnings: packed::json(&document.warnings)?,
            digest: text_sha256,
        };
        stored.digest = stored.fingerprint(&map, &blocks, places.as_deref());
        Ok(stored)
    }

    /// The digest of the row. Places are left out where there are none, as in version 1.
    fn fingerprint(&self, map: &[u8], blocks: &[u8], places: Option<&[u8]>) -> ContentHash {
        let fingerprint = Fingerprint::new("document")
            .bytes(self.original.as_bytes())
            .text(&self.part)
            .text(&self.format)
            .text(&self.kind)
            .text(&self.reader.name)
            .number(i64::from(self.reader.version))
            .bytes(self.text_sha256.as_bytes())
            .bytes(map)
            .bytes(blocks)
            .text(&self.metadata)
            .text(&self.warnings);
        match places {
            None => fingerprint.finish(),
            Some(places) => fingerprint.bytes(places).finish(),
        }
    }

    /// The text, whether or not it is the one that was stored.
    pub(crate) fn text(&self) -> Result<Text, Unreadable> {
        packed::unpack_string(&self.text).map(Text::new)
    }

    /// The map back to the original, whether or not it is the one that was stored.
    pub(crate) fn map(&self) -> Result<SourceMap, Unreadable> {
        packed::unpack_value(&self.map)
    }

    /// Whether everything but the text itself is as it was stored.
    pub(crate) fn digest_holds(&self) -> Result<bool, Unreadable> {
        let map = packed::unpack_columns(&self.map)?;
        let blocks = packed::unpack_columns(&self.blocks)?;
        let places = self.unpacked_places()?;
        Ok(self.fingerprint(&map, &blocks, places.as_deref()) == self.digest)
    }

    fn unpacked_places(&self) -> Result<Option<Vec<u8>>, Unreadable> {
        self.places
            .as_ref()
            .map(|places| packed::unpack_columns(places))
            .transpose()
    }

    /// The document, with `text` taken from [`Self::text`].
    pub(crate) fn with_text(&self, text: Text) -> Result<Document, Unreadable> {
        let blocks: Vec<Block> = packed::unpack_value(&self.blocks)?;
        let warnings: Vec<Warning> = packed::from_json(&self.warnings)?;
        let places: Places = match self.unpacked_places()? {
            None => Places::default(),
            Some(places) => packed::value_of(&places)?,
        };
        Ok(Document {
            original: self.original,
            part: self.part.clone(),
            format: packed::from_name(&self.format)?,
            kind: packed::from_name(&self.kind)?,
            map: self.map()?,
            metadata: packed::from_json(&self.metadata)?,
            blocks,
            places,
            warnings,
            reader: self.reader.clone(),
            text,
        })
    }

    /// The document, if it is the one that was stored.
    fn unpack(&self) -> Result<Document, Unreadable> {
        let text = self.text()?;
        if text.hash() != self.text_sha256 {
            return Err(Unreadable::new("the text is not the one that was stored"));
        }
        if !self.digest_holds()? {
            return Err(Unreadable::new(
                "what is stored about the text is not what was stored",
            ));
        }
        self.with_text(text)
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            original: ContentHash::from_bytes(row.get(1)?),
            part: row.get(2)?,
            format: row.get(3)?,
            kind: row.get(4)?,
            reader: ReaderId {
                name: row.get(5)?,
                version: row.get(6)?,
            },
            text_sha256: ContentHash::from_bytes(row.get(7)?),
            text: row.get(8)?,
            map: row.get(9)?,
            blocks: row.get(10)?,
            metadata: row.get(11)?,
            warnings: row.get(12)?,
            digest: ContentHash::from_bytes(row.get(13)?),
            places: row.get(14)?,
        })
    }
}

/// Stores a document of the original with this row id. Runs inside the caller's transaction.
pub(crate) fn put(
    store: &Store,
    original: i64,
    stored: &StoredDocument,
    file: &str,
) -> Result<DocumentId, CaseError> {
    let places = stored.places.as_ref();
    for bytes in [&stored.text, &stored.map, &stored.blocks]
        .into_iter()
        .chain(places)
    {
        if bytes.len() > MOST {
            return Err(CaseError::TooLarge {
                file: file.to_owned(),
                bytes: bytes.len(),
                most: MOST,
            });
        }
    }
    let mut values = stored.content();
    values.extend([&original as &dyn ToSql, &stored.part]);
    let marks = vec!["?"; values.len()].join(", ");
    let id = store.insert(
        &format!("INSERT INTO documents ({CONTENT}, original, part) VALUES ({marks})"),
        values.as_slice(),
    )?;
    Ok(DocumentId(id))
}

/// Puts another text and what belongs to it in the place of a document's. Runs inside the caller's
/// transaction.
pub(crate) fn replace(
    store: &Store,
    id: DocumentId,
    stored: &StoredDocument,
) -> Result<(), CaseError> {
    let mut values = stored.content();
    let marks = vec!["?"; values.len()].join(", ");
    values.push(&id.0);
    store.execute(
        &format!("UPDATE documents SET ({CONTENT}) = ({marks}) WHERE id = ?"),
        values.as_slice(),
    )?;
    Ok(())
}

/// The documents of an original, as stored.
pub(crate) fn of_original(store: &Store, original: i64) -> Result<Vec<StoredDocument>, CaseError> {
    store.all(
        &format!(
            "SELECT {COLUMNS} FROM documents d JOIN originals o ON o.id = d.original \
             WHERE d.original = ?1 ORDER BY d.id"
        ),
        [original],
        StoredDocument::of_row,
    )
}

/// The ids and parts of the documents of an original.
pub(crate) fn ids_of_original(
    store: &Store,
    original: i64,
) -> Result<Vec<(DocumentId, String)>, CaseError> {
    store.all(
        "SELECT id, part FROM documents WHERE original = ?1 ORDER BY id",
        [original],
        |row| Ok((DocumentId(row.get(0)?), row.get(1)?)),
    )
}

/// The ids of all documents, in the order they were added.
pub(crate) fn ids(store: &Store) -> Result<Vec<DocumentId>, CaseError> {
    store.all("SELECT id FROM documents ORDER BY id", (), |row| {
        row.get(0).map(DocumentId)
    })
}

/// The document, checked against its hash and digest.
pub(crate) fn get(store: &Store, id: DocumentId) -> Result<Document, CaseError> {
    let stored = store
        .first(
            &format!(
                "SELECT {COLUMNS} FROM documents d JOIN originals o ON o.id = d.original \
                 WHERE d.id = ?1"
            ),
            [id.0],
            StoredDocument::of_row,
        )?
        .ok_or_else(|| not_in_case(store, id))?;
    match stored.unpack() {
        Ok(document) => Ok(document),
        Err(what) => Err(store.damaged(path_of(store, id)?, what)),
    }
}

/// What is known of a document besides its text.
pub(crate) fn entry(store: &Store, id: DocumentId) -> Result<DocumentEntry, CaseError> {
    type Named = (i64, [u8; 32], i64, String, [String; 3], ReaderId, [u8; 32]);
    let (original, sha256, size, part, [format, kind, metadata], reader, text): Named = store
        .first(
            "SELECT o.id, o.sha256, o.size, d.part, d.format, d.kind, d.metadata, d.reader, \
             d.reader_version, d.text_sha256 \
             FROM documents d JOIN originals o ON o.id = d.original WHERE d.id = ?1",
            [id.0],
            |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    [row.get(4)?, row.get(5)?, row.get(6)?],
                    ReaderId {
                        name: row.get(7)?,
                        version: row.get(8)?,
                    },
                    row.get(9)?,
                ))
            },
        )?
        .ok_or_else(|| not_in_case(store, id))?;
    let damaged = |what: Unreadable| store.damaged(format!("document {}", id.0), what);
    Ok(DocumentEntry {
        id,
        original: ContentHash::from_bytes(sha256),
        size: size.unsigned_abs(),
        part,
        format: packed::from_name(&format).map_err(damaged)?,
        kind: packed::from_name(&kind).map_err(damaged)?,
        metadata: packed::from_json(&metadata).map_err(damaged)?,
        reader,
        text: ContentHash::from_bytes(text),
        occurrences: occurrences(store, original)?,
    })
}

/// Everywhere an original was found, in the order it was.
pub(crate) fn occurrences(store: &Store, original: i64) -> Result<Vec<Occurrence>, CaseError> {
    store.all(
        "SELECT path, container, modified, found FROM occurrences WHERE original = ?1 ORDER BY id",
        [original],
        |row| {
            Ok(Occurrence {
                path: row.get(0)?,
                container: row.get(1)?,
                modified: row.get(2)?,
                found: row.get(3)?,
            })
        },
    )
}

/// Every place of every original, in the order they were found.
pub(crate) fn all_occurrences(store: &Store) -> Result<Vec<(ContentHash, Occurrence)>, CaseError> {
    store.all(
        "SELECT o.sha256, n.path, n.container, n.modified, n.found \
         FROM occurrences n JOIN originals o ON o.id = n.original ORDER BY n.id",
        (),
        |row| {
            let place = Occurrence {
                path: row.get(1)?,
                container: row.get(2)?,
                modified: row.get(3)?,
                found: row.get(4)?,
            };
            Ok((ContentHash::from_bytes(row.get(0)?), place))
        },
    )
}

/// Whether the original is already known from this place.
pub(crate) fn is_known_at(
    store: &Store,
    original: i64,
    place: &Occurrence,
) -> Result<bool, CaseError> {
    let found = store.first(
        "SELECT 1 FROM occurrences WHERE original = ?1 AND path = ?2 AND container = ?3",
        (original, &place.path, &place.container),
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Remembers one more place of an original.
pub(crate) fn put_occurrence(
    store: &Store,
    original: i64,
    place: &Occurrence,
) -> Result<(), CaseError> {
    store.insert(
        "INSERT INTO occurrences (original, path, container, modified, found) \
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            original,
            &place.path,
            &place.container,
            place.modified,
            place.found,
        ),
    )?;
    Ok(())
}

/// The path to show for a document.
pub(crate) fn path_of(store: &Store, id: DocumentId) -> Result<String, CaseError> {
    let path = store.first(
        "SELECT n.path, n.container, d.part FROM documents d \
         JOIN occurrences n ON n.original = d.original WHERE d.id = ?1 ORDER BY n.id LIMIT 1",
        [id.0],
        |row| {
            let (path, container, part): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(full_path(&path, &container, &part))
        },
    )?;
    Ok(path.unwrap_or_else(|| format!("document {}", id.0)))
}

/// The size of an original of the case, or nothing.
pub(crate) fn original_of(
    store: &Store,
    hash: &ContentHash,
) -> Result<Option<(u64, Vec<Occurrence>)>, CaseError> {
    let Some(original) = originals::find(store, hash)? else {
        return Ok(None);
    };
    Ok(Some((original.size, occurrences(store, original.id)?)))
}

fn not_in_case(store: &Store, id: DocumentId) -> CaseError {
    CaseError::NotInCase {
        path: store.path.clone(),
        what: format!("document {}", id.0),
    }
}
