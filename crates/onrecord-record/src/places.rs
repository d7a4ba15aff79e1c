//! Where words stand on paper: pages, printed lines, numbered paragraphs, boxes; and what was kept out
//! of the running text.

use crate::Span;
use serde::{Deserialize, Serialize};

/// Tenths of a point in a point: boxes are whole numbers, so that they are the same on every machine.
pub const TENTHS: f64 = 10.0;

/// Where the text stands on paper, as people cite it. Empty for formats that know no paper.
///
/// All lists are in the text's order; what they say of a span is asked through the methods.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Places {
    /// The pages that have words in the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PagePlace>,
    /// Lines that carry a printed number, as transcripts and pleadings do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LinePlace>,
    /// Paragraphs that carry a printed number, as affidavits and orders do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paragraphs: Vec<ParagraphPlace>,
    /// Boxes of words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordBox>,
    /// What the original has and the running text has not, or has marked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<Aside>,
}

/// A page with words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PagePlace {
    /// The words of the page in the text; a word broken over two pages belongs to the first.
    pub span: Span,
    /// Which page of the file, from 1.
    pub number: u32,
    /// The number printed on it, where it is another: `112`, `iv`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The Bates stamp on it: `ABC00012`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bates: Option<String>,
    /// Width and height as shown, in tenths of a point; 0 where the format has no measure.
    #[serde(default)]
    pub size: (i32, i32),
    /// Whether its words were recognised in a picture (OCR).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recognised: bool,
}

/// A line with a printed number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LinePlace {
    /// Its words in the text, without the number.
    pub span: Span,
    /// The number.
    pub number: u32,
}

/// A paragraph with a printed number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ParagraphPlace {
    /// Its words in the text, the number included, up to the next.
    pub span: Span,
    /// The number as printed, without marks around it: `7`, `4a`.
    pub number: String,
}

/// The box of a word, or of its part on one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(from = "PackedBox", into = "PackedBox")]
pub struct WordBox {
    /// The word's characters in the text.
    pub span: Span,
    /// Which page of the file, from 1.
    pub page: u32,
    /// Left, top, right, bottom in tenths of a point from the page's upper left corner, as shown.
    pub edges: [i32; 4],
    /// How sure the recognition was, 0 to 100; none where nothing had to be recognised.
    pub confidence: Option<u8>,
}

/// A word's box as it is stored: many to a page, so without names.
type PackedBox = (Span, u32, [i32; 4], Option<u8>);

impl From<PackedBox> for WordBox {
    fn from((span, page, edges, confidence): PackedBox) -> Self {
        Self {
            span,
            page,
            edges,
            confidence,
        }
    }
}

impl From<WordBox> for PackedBox {
    fn from(word: WordBox) -> Self {
        (word.span, word.page, word.edges, word.confidence)
    }
}

/// Something that stands in the original beside the running text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// Its words; empty where `span` has them, or where they are withheld.
    pub words: String,
    /// What it belongs to in the text: the commented words, the inserted words, the empty span where
    /// deleted words stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Which page of the file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Who made it, as the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When, as the file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What an [`Aside`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AsideKind {
    /// A line that is repeated at the top of pages.
    Header,
    /// A line that is repeated at the bottom of pages; page numbers too.
    Footer,
    /// A stamp of discovery productions.
    Bates,
    /// A remark in the margin.
    Comment,
    /// Words that a tracked change put in; they stand in the text.
    Inserted,
    /// Words that a tracked change took out; they do not stand in the text.
    Deleted,
    /// Words under a black box; withheld unless the user asked for them.
    Redacted,
}

impl Places {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The page that the span begins on.
    pub fn page(&self, span: Span) -> Option<&PagePlace> {
        let after = self
            .pages
            .partition_point(|page| page.span.start() <= span.start());
        self.pages.get(after.checked_sub(1)?)
    }

    /// The numbered line that the span begins on.
    pub fn line(&self, span: Span) -> Option<&LinePlace> {
        let after = self
            .lines
            .partition_point(|line| line.span.start() <= span.start());
        let line = self.lines.get(after.checked_sub(1)?)?;
        (span.start() <= line.span.end()).then_some(line)
    }

    /// The numbered paragraph that the span begins in.
    pub fn paragraph(&self, span: Span) -> Option<&ParagraphPlace> {
        let after = self
            .paragraphs
            .partition_point(|paragraph| paragraph.span.start() <= span.start());
        let paragraph = self.paragraphs.get(after.checked_sub(1)?)?;
        (span.start() < paragraph.span.end()).then_some(paragraph)
    }

    /// The boxes of the words that the span touches.
    pub fn boxes(&self, span: Span) -> &[WordBox] {
        let first = self
            .words
            .partition_point(|word| word.span.end() <= span.start());
        let rest = self.words.get(first..).unwrap_or_default();
        let count = rest.partition_point(|word| word.span.start() < span.end());
        rest.get(..count).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Text;

    #[test]
    fn a_span_finds_its_page_line_and_boxes() {
        let text = Text::from("one two\nthree four");
        let span = |range| text.span(range).unwrap();
        let page = |range, number| PagePlace {
            span: span(range),
            number,
            label: None,
            bates: None,
            size: (6120, 7920),
            recognised: false,
        };
        let word = |range, page| WordBox {
            span: span(range),
            page,
            edges: [0, 0, 10, 10],
            confidence: None,
        };
        let places = Places {
            pages: vec![page(0..7, 1), page(8..18, 2)],
            lines: vec![LinePlace {
                span: span(8..18),
                number: 4,
            }],
            words: vec![
                word(0..3, 1),
                word(4..7, 1),
                word(8..13, 2),
                word(14..18, 2),
            ],
            ..Places::default()
        };
        assert_eq!(places.page(span(4..7)).unwrap().number, 1);
        assert_eq!(places.page(span(8..9)).unwrap().number, 2);
        assert_eq!(places.line(span(9..13)).unwrap().number, 4);
        assert!(places.line(span(4..7)).is_none());
        assert_eq!(places.boxes(span(5..10)).len(), 2);
        let json = serde_json::to_string(&places).unwrap();
        assert_eq!(serde_json::from_str::<Places>(&json).unwrap(), places);
    }
}
