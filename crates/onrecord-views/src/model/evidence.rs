//! The exact words a line rests on, and where they stand.

use super::cite::{self, BoxView};
use onrecord_record::{
    Anchor, BlockKind, CodePointRange, ContentHash, Document, EvidenceSpan, Span,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The exact words a line rests on, and where they stand.
///
/// The fields from `original` to `after` and `words` are those of an anchor, and read as one: it finds
/// the words again in a newer reading, or says that it cannot. The others say where the words stand,
/// for people.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What the words are to the line: `content`, `cue`, `source`, `trigger`, `value`, …
    pub role: String,
    /// The exact words.
    pub words: String,
    /// SHA-256 of the original's bytes.
    #[schemars(schema_with = "hash_schema")]
    pub original: ContentHash,
    /// Part inside the original (an attachment, an archive member); empty for the whole.
    pub part: String,
    /// SHA-256 of the document's text in UTF-8.
    #[schemars(schema_with = "hash_schema")]
    pub text: ContentHash,
    /// First code point in the text, and one past the last.
    pub code_points: CodePoints,
    /// First byte in the text (UTF-8), and one past the last.
    pub bytes: (u32, u32),
    /// Up to 32 characters before the words.
    pub before: String,
    /// Up to 32 characters after the words.
    pub after: String,
    /// Number of the paragraph the words begin in, from 1; none where the document has no known
    /// paragraphs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Number of the text's line the words begin in, from 1.
    pub line: u32,
    /// Where the words stand on paper, as people cite it: `Tr. 112:4-9`, `Aff. ¶ 7`, `ABC00012`,
    /// `p. 3`; empty where nothing is known of paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cite: String,
    /// Which page of the file the words begin on, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Printed numbers of the first and the last line, where lines have numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<(u32, u32)>,
    /// Where the words stand on their pages, one rectangle for each printed line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<BoxView>,
}

impl Evidence {
    /// The anchor of these words, to be kept with a note or a decision.
    pub fn anchor(&self) -> Anchor {
        Anchor {
            original: self.original,
            part: self.part.clone(),
            text: self.text,
            bytes: self.bytes,
            code_points: CodePointRange {
                start: self.code_points.start,
                end: self.code_points.end,
            },
            words: self.words.clone(),
            before: self.before.clone(),
            after: self.after.clone(),
        }
    }

    /// Where the words stand, as people cite it: on paper where that is known, else as
    /// [`place`](Self::place) says.
    pub fn citation(&self) -> String {
        if self.cite.is_empty() {
            self.place()
        } else {
            self.cite.clone()
        }
    }

    /// Where the words stand in the text, for people: `¶ 3` or `line 12`.
    pub fn place(&self) -> String {
        match self.paragraph {
            Some(paragraph) => format!("¶ {paragraph}"),
            None => format!("line {}", self.line),
        }
    }

    /// Where the words stand as bytes of the text.
    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        self.bytes.0 as usize..self.bytes.1 as usize
    }
}

/// Where a passage of a document stands, as the field cites it: `Tr. 112:4-9`, or the paragraph.
pub fn citation(document: &Document, span: Span) -> String {
    evidence(document, span).citation()
}

/// A passage of a document as evidence.
pub(crate) fn evidence(document: &Document, span: Span) -> Evidence {
    Witness::of(document).evidence("words", span)
}

/// A range in Unicode code points, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CodePoints {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl From<CodePointRange> for CodePoints {
    fn from(range: CodePointRange) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

pub(crate) fn hash_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
}

/// Makes the evidence of one document: knows its hashes, paragraphs and lines.
pub(super) struct Witness<'d> {
    document: &'d Document,
    pub(super) text_hash: ContentHash,
    /// Where each paragraph begins; empty where the document has no blocks.
    paragraphs: Vec<usize>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'d> Witness<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let breaks = document.text.as_str().match_indices('\n');
        Self {
            document,
            text_hash: document.text.hash(),
            paragraphs: document
                .blocks
                .iter()
                .filter(|b| b.kind != BlockKind::Markup)
                .map(|b| b.span.start())
                .collect(),
            lines: std::iter::once(0)
                .chain(breaks.map(|(i, _)| i + 1))
                .collect(),
        }
    }

    pub(super) fn evidence(&self, role: &str, span: Span) -> Evidence {
        let anchor = Anchor::new(self.document, self.text_hash, span);
        Evidence {
            role: role.to_owned(),
            words: anchor.words,
            original: anchor.original,
            part: anchor.part,
            text: anchor.text,
            code_points: anchor.code_points.into(),
            bytes: anchor.bytes,
            before: anchor.before,
            after: anchor.after,
            paragraph: self.paragraph(span),
            line: number_of(&self.lines, span).unwrap_or(1),
            cite: cite::of(self.document, span),
            page: self.document.places.page(span).map(|page| page.number),
            lines: cite::lines(self.document, span),
            boxes: cite::boxes(self.document, span),
        }
    }

    pub(super) fn all(&self, spans: Vec<EvidenceSpan>) -> Vec<Evidence> {
        spans
            .into_iter()
            .map(|e| self.evidence(e.role, e.span))
            .collect()
    }

    pub(super) fn words(&self, span: Span) -> String {
        self.document.text.slice(span).to_owned()
    }

    fn paragraph(&self, span: Span) -> Option<u32> {
        number_of(&self.paragraphs, span)
    }
}

/// Which of the sorted `starts` the span begins in, counted from 1.
fn number_of(starts: &[usize], span: Span) -> Option<u32> {
    match starts.partition_point(|start| *start <= span.start()) {
        0 => None,
        n => Some(n as u32),
    }
}
