//! What verifying found.

use onrecord_record::{ContentHash, EngineId, Layer, ReaderId};
use std::fmt;

/// How far verifying has come, in originals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VerifyProgress {
    /// Originals checked with all that was made of them.
    pub done: u64,
    /// Originals in the case.
    pub all: u64,
}

/// What was checked, and what was found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// Originals hashed again.
    pub originals: u64,
    /// Bytes of originals hashed.
    pub bytes: u64,
    /// Documents whose text was hashed again.
    pub documents: u64,
    /// Texts that were derived again from their original and compared.
    pub rederived: u64,
    /// Readings that were made again from their text and compared.
    pub reread: u64,
    /// Lines checked.
    pub lines: u64,
    /// Pieces of evidence compared with the text.
    pub evidence: u64,
    /// Entries of the log whose chain was checked.
    pub log_entries: u64,
    /// Number and hash of the log's last entry: kept elsewhere, it proves that nothing is cut off.
    pub log_head: Option<(u64, ContentHash)>,
    /// What is not as it was stored, in the case's order.
    pub failures: Vec<Failure>,
    /// Texts that are intact, but that this version of the program cannot derive again.
    pub cannot_rederive: Vec<CannotRederive>,
}

impl Report {
    /// Whether nothing is wrong. Texts that cannot be derived again are not wrong.
    pub fn is_intact(&self) -> bool {
        self.failures.is_empty()
    }

    pub(super) fn fail(&mut self, place: Place, difference: Difference) {
        self.failures.push(Failure { place, difference });
    }
}

/// A text that another version of its reader made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CannotRederive {
    /// The document's path.
    pub path: String,
    /// The reader that made its text.
    pub reader: ReaderId,
}

impl fmt::Display for CannotRederive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, reader } = self;
        write!(
            f,
            "{path}: stored text intact, cannot be re-derived by this version (it was made by reader {reader})"
        )
    }
}

/// Something that is not as it was stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// Where.
    pub place: Place,
    /// What.
    pub difference: Difference,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.difference)
    }
}

/// Where something is not as it was stored.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The document's or original's path; empty where the file as a whole is concerned.
    pub path: String,
    /// The lines concerned, by layer and index within the newest reading; empty where it is not
    /// about lines.
    pub lines: Vec<(Layer, u32)>,
}

impl Place {
    pub(super) fn original(path: &str) -> Self {
        Self::document(path)
    }

    pub(super) fn document(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            lines: Vec::new(),
        }
    }

    pub(super) fn with_lines(&self, lines: Vec<(Layer, u32)>) -> Self {
        Self {
            path: self.path.clone(),
            lines,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 6;
        let path = if self.path.is_empty() {
            "the case file"
        } else {
            &self.path
        };
        f.write_str(path)?;
        for (i, (layer, index)) in self.lines.iter().take(SHOWN).enumerate() {
            let join = if i == 0 { ", line " } else { ", " };
            write!(
                f,
                "{join}{} {}",
                crate::readings::layer_name(*layer),
                index + 1
            )?;
        }
        match self.lines.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// What is not as it was stored.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Difference {
    /// SQLite says that the file is damaged.
    #[error("the file is damaged: {what}")]
    Database {
        /// In SQLite's words.
        what: String,
    },
    /// The file's tables are not those of a case.
    #[error("the file's tables are not those of a case: {name} was {how}")]
    Schema {
        /// The table, index, view or trigger.
        name: String,
        /// `added`, `changed` or `removed`.
        how: &'static str,
    },
    /// A row refers to one that is not there.
    #[error("a row of {table} refers to one of {parent} that is not there")]
    Reference {
        /// Where the row is.
        table: String,
        /// Where it points.
        parent: String,
    },
    /// An entry of the log.
    #[error("entry {number} of the log {what}")]
    Log {
        /// Its number.
        number: u64,
        /// What is wrong with it.
        what: &'static str,
    },
    /// An original that the log does not know.
    #[error("the log does not say that it was added")]
    NotInLog,
    /// An original that the log knows, and that is not there.
    #[error("the log says that it was added, and it is not there")]
    Gone,
    /// An original without a place.
    #[error("nothing says where it was found")]
    NoOccurrence,
    /// An original's bytes.
    #[error(
        "the original's bytes were changed: SHA-256 {found} in place of {stored}, {} bytes in place of {}",
        size.1, size.0
    )]
    Original {
        /// The hash it was stored under.
        stored: ContentHash,
        /// The hash of what is there.
        found: ContentHash,
        /// The size it was stored with, and that of what is there, in bytes.
        size: (u64, u64),
    },
    /// A text that cannot be read.
    #[error("the stored text {what}")]
    TextUnreadable {
        /// Why.
        what: String,
    },
    /// A text's bytes.
    #[error("the stored text was changed: SHA-256 {found} in place of {stored}")]
    Text {
        /// The hash it was stored with.
        stored: ContentHash,
        /// The hash of what is there.
        found: ContentHash,
    },
    /// What belongs to a text.
    #[error("what is stored about the text was changed: {what}")]
    About {
        /// The map, the metadata, …
        what: String,
    },
    /// The map leads to other bytes.
    #[error("the map back to the original is wrong: {what}")]
    Map {
        /// Where and how.
        what: String,
    },
    /// The same reader makes something else of the original.
    #[error("reader {reader} makes another {what} of the original than is stored")]
    Rederived {
        /// Which reader.
        reader: ReaderId,
        /// What differs, and where.
        what: String,
    },
    /// The same reader cannot read the original any more.
    #[error("reader {reader} cannot read the original: {why}")]
    CannotRead {
        /// Which reader.
        reader: ReaderId,
        /// In its words.
        why: String,
    },
    /// A document without a reading.
    #[error("its reading is missing")]
    NoReading,
    /// Lines that cannot be read.
    #[error("the stored {layer} lines cannot be read: {what}")]
    LinesUnreadable {
        /// Their layer.
        layer: String,
        /// Why.
        what: String,
    },
    /// Lines that were changed.
    #[error("the stored {layer} lines were changed")]
    Lines {
        /// Their layer.
        layer: String,
    },
    /// Not as many lines as stored.
    #[error("there are {found} {layer} lines in place of {stored}")]
    LineCount {
        /// Their layer.
        layer: String,
        /// How many were stored.
        stored: i64,
        /// How many there are.
        found: usize,
    },
    /// A line rests on a range that is none of the text.
    #[error("bytes {start} to {end} are no range of whole characters of the text")]
    Range {
        /// First byte.
        start: i64,
        /// One past the last byte.
        end: i64,
    },
    /// The words of a line are not stored.
    #[error("its words at bytes {start} to {end} ({words:?}) are missing")]
    WordsMissing {
        /// First byte.
        start: i64,
        /// One past the last byte.
        end: i64,
        /// What stands there in the text.
        words: String,
    },
    /// The stored words are not those of the text.
    #[error(
        "the stored words at bytes {start} to {end} are {stored:?}, but the text has {found:?}"
    )]
    Words {
        /// First byte.
        start: i64,
        /// One past the last byte.
        end: i64,
        /// What is stored.
        stored: String,
        /// What stands in the text.
        found: String,
    },
    /// The stored code points are not those of the bytes.
    #[error(
        "the words at bytes {} to {} are stored as code points {} to {}, but stand at {} to {}",
        bytes.0, bytes.1, stored.0, stored.1, found.0, found.1
    )]
    CodePoints {
        /// First and end byte.
        bytes: (i64, i64),
        /// First and end code point as stored.
        stored: (i64, i64),
        /// First and end code point by the text.
        found: (i64, i64),
    },
    /// Stored words that belong to no line.
    #[error("the words {words:?} at bytes {start} to {end} belong to no line")]
    Stray {
        /// First byte.
        start: i64,
        /// One past the last byte.
        end: i64,
        /// What is stored.
        words: String,
    },
    /// The reading's digest does not hold, and nothing else tells why.
    #[error("the reading was changed: its digest does not hold")]
    Reading,
    /// The same engine reads something else in the text.
    #[error("engine {}/{} reads {what} otherwise than is stored", engine.name, engine.version)]
    Reread {
        /// Which engine.
        engine: EngineId,
        /// Which lines.
        what: String,
    },
}
