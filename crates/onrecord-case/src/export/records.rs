//! The lines of an export's JSON files, as they are written and read. What each field is, `README.md`
//! says for people.

use crate::{DocumentEntry, Occurrence, Unread};
use onrecord_record::{
    Block, ContentHash, Document, DocumentKind, EngineId, Entity, Event, Fact, Format, Ground,
    Layer, Line, Mention, Metadata, Places, ReaderId, Reading, SourceMap, Statement, Text, Timex,
    Warning,
};
use serde::{Deserialize, Serialize};

/// `case.json`
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseRecord {
    /// [`super::FORMAT`]
    pub(super) format: String,
    /// [`super::VERSION`]
    pub(super) version: u32,
    /// Which program wrote it.
    pub(super) program: String,
    /// Version of the case file's schema.
    pub(super) schema: u32,
    pub(super) counts: CountsRecord,
}

/// How much there is of each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountsRecord {
    pub(super) originals: u64,
    /// Of the originals.
    pub(super) bytes: u64,
    pub(super) occurrences: u64,
    pub(super) documents: u64,
    pub(super) readings: u64,
    pub(super) lines: u64,
    pub(super) unread: u64,
    pub(super) log: u64,
}

/// A line of `originals.jsonl`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OriginalRecord {
    pub(super) sha256: ContentHash,
    /// In bytes.
    pub(super) size: u64,
}

/// A line of `occurrences.jsonl`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OccurrenceRecord {
    pub(super) original: ContentHash,
    pub(super) path: String,
    pub(super) container: String,
    pub(super) modified: Option<i64>,
    pub(super) found: Option<i64>,
}

impl OccurrenceRecord {
    pub(super) fn of(original: ContentHash, place: Occurrence) -> Self {
        Self {
            original,
            path: place.path,
            container: place.container,
            modified: place.modified,
            found: place.found,
        }
    }

    pub(super) fn place(self) -> Occurrence {
        Occurrence {
            path: self.path,
            container: self.container,
            modified: self.modified,
            found: self.found,
        }
    }
}

/// A line of `unread.jsonl`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnreadRecord {
    pub(super) path: String,
    pub(super) reason: String,
    pub(super) found: Option<i64>,
    pub(super) original: Option<ContentHash>,
}

impl From<Unread> for UnreadRecord {
    fn from(unread: Unread) -> Self {
        Self {
            path: unread.path,
            reason: unread.reason,
            found: unread.found,
            original: unread.original,
        }
    }
}

impl From<UnreadRecord> for Unread {
    fn from(record: UnreadRecord) -> Self {
        Self {
            path: record.path,
            reason: record.reason,
            found: record.found,
            original: record.original,
        }
    }
}

/// A line of `documents.jsonl`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentRecord {
    /// Its number in the export, from 1.
    pub(super) document: u64,
    /// The path that is shown; for people.
    pub(super) path: String,
    pub(super) original: ContentHash,
    pub(super) part: String,
    pub(super) format: Format,
    pub(super) kind: DocumentKind,
    pub(super) reader: ReaderId,
    /// SHA-256 of the text, and the name of its file.
    pub(super) text: ContentHash,
    pub(super) metadata: Metadata,
    pub(super) warnings: Vec<Warning>,
    pub(super) blocks: Vec<Block>,
    pub(super) places: Places,
    pub(super) map: SourceMap,
}

impl DocumentRecord {
    pub(super) fn of(number: u64, entry: &DocumentEntry, document: &Document) -> Self {
        Self {
            document: number,
            path: entry.path(),
            original: document.original,
            part: document.part.clone(),
            format: document.format,
            kind: document.kind,
            reader: document.reader.clone(),
            text: document.text.hash(),
            metadata: document.metadata.clone(),
            warnings: document.warnings.clone(),
            blocks: document.blocks.clone(),
            places: document.places.clone(),
            map: document.map.clone(),
        }
    }

    /// The document, with its text.
    pub(super) fn with_text(self, text: Text) -> Document {
        Document {
            original: self.original,
            part: self.part,
            format: self.format,
            kind: self.kind,
            text,
            map: self.map,
            metadata: self.metadata,
            blocks: self.blocks,
            places: self.places,
            warnings: self.warnings,
            reader: self.reader,
        }
    }
}

/// A line of `readings.jsonl`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadingRecord {
    pub(super) document: u64,
    /// Its number among the document's readings, oldest first, from 1.
    pub(super) reading: u64,
    pub(super) engine: EngineId,
    pub(super) notes: Vec<Warning>,
    /// How many lines it has.
    pub(super) lines: u64,
}

/// A line of `lines.jsonl`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LineRecord<T> {
    pub(super) document: u64,
    pub(super) reading: u64,
    pub(super) layer: Layer,
    /// In the layer, from 0.
    pub(super) index: u32,
    pub(super) evidence: Vec<EvidenceRecord>,
    pub(super) item: T,
}

/// Words that a line rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceRecord {
    pub(super) role: String,
    pub(super) words: String,
    /// First byte of the text, and one past the last.
    pub(super) bytes: (u32, u32),
    /// The same in code points.
    pub(super) code_points: (u32, u32),
}

/// The evidence of a line, in its order.
pub(super) fn evidence(document: &Document, line: &Line) -> Vec<EvidenceRecord> {
    let text = &document.text;
    let record = |evidence: &onrecord_record::EvidenceSpan| {
        let span = evidence.span;
        let code_points = text.code_points(span);
        EvidenceRecord {
            role: evidence.role.to_owned(),
            words: text.slice(span).to_owned(),
            bytes: (span.start() as u32, span.end() as u32),
            code_points: (code_points.start, code_points.end),
        }
    };
    line.evidence.iter().map(record).collect()
}

/// An item of whatever layer.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Item<'r> {
    Mention(&'r Mention),
    Entity(&'r Entity),
    Timex(&'r Timex),
    Statement(&'r Statement),
    Event(&'r Event),
    Fact(&'r Fact),
    Ground(&'r Ground),
    Disagreement(&'r onrecord_record::Disagreement),
}

impl<'r> Item<'r> {
    /// The item of a line of this reading.
    pub(super) fn of(reading: &'r Reading, layer: Layer, index: u32) -> Option<Self> {
        let at = index as usize;
        Some(match layer {
            Layer::Mention => Self::Mention(reading.mentions.get(at)?),
            Layer::Entity => Self::Entity(reading.entities.get(at)?),
            Layer::Timex => Self::Timex(reading.timexes.get(at)?),
            Layer::Statement => Self::Statement(reading.statements.get(at)?),
            Layer::Event => Self::Event(reading.events.get(at)?),
            Layer::Fact => Self::Fact(reading.facts.get(at)?),
            Layer::Ground => Self::Ground(reading.grounds.get(at)?),
            Layer::Disagreement => Self::Disagreement(reading.disagreements.get(at)?),
        })
    }
}

/// A line of `log.jsonl`
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LogRecord {
    pub(super) number: u64,
    /// Seconds since 1970-01-01T00:00:00Z.
    pub(super) at: i64,
    pub(super) who: String,
    pub(super) program: String,
    pub(super) action: String,
    /// The very JSON that was hashed, as a string; nothing where it was taken out with a paper.
    pub(super) details: Option<String>,
    /// 32 hexadecimal digits.
    pub(super) salt: Option<String>,
    pub(super) details_sha256: ContentHash,
    pub(super) hash: ContentHash,
}
