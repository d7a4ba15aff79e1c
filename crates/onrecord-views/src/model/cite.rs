//! Where words stand on paper, as the field cites it.

use onrecord_record::{Document, DocumentKind, PagePlace, Places, Span};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// A rectangle on a page, in points from its upper left corner as it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BoxView {
    /// Which page of the file, from 1.
    pub page: u32,
    /// Left edge.
    pub left: Points,
    /// Upper edge.
    pub top: Points,
    /// Right edge.
    pub right: Points,
    /// Lower edge.
    pub bottom: Points,
}

/// A length in points (1/72 inch), exact to a tenth; a number with one decimal in files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Points {
    /// Tenths of a point.
    pub tenths: i32,
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.tenths) / onrecord_record::TENTHS)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let points = f64::deserialize(deserializer)?;
        Ok(Self {
            tenths: (points * onrecord_record::TENTHS).round() as i32,
        })
    }
}

impl JsonSchema for Points {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "multipleOf": 0.1 })
    }
}

/// The citation: page and line of a transcript, a sworn paper's paragraph, a Bates number, another
/// paper's paragraph, a page; empty where none is known.
pub(super) fn of(document: &Document, span: Span) -> String {
    let places = &document.places;
    let last = last_of(document, span);
    let by_paragraph = || paragraphs(places, span, last);
    match document.kind {
        DocumentKind::Transcript => {
            if let Some(found) = page_and_line(places, span, last) {
                return format!("Tr. {found}");
            }
        }
        DocumentKind::Affidavit => {
            if let Some(found) = by_paragraph() {
                return format!("{}{found}", name_of_sworn(document));
            }
        }
        _ => {}
    }
    bates(places, span, last)
        .or_else(by_paragraph)
        .or_else(|| pages(places, span, last))
        .unwrap_or_default()
}

/// Printed numbers of the first and the last line.
pub(super) fn lines(document: &Document, span: Span) -> Option<(u32, u32)> {
    let first = document.places.line(span)?.number;
    let last = document.places.line(last_of(document, span));
    Some((first, last.map_or(first, |line| line.number)))
}

/// One rectangle for each printed line that the span has words on.
pub(super) fn boxes(document: &Document, span: Span) -> Vec<BoxView> {
    let mut found: Vec<(u32, [i32; 4])> = Vec::new();
    for word in document.places.boxes(span) {
        let [left, top, right, bottom] = word.edges;
        match found.last_mut() {
            Some((page, edges)) if *page == word.page && is_same_line(*edges, word.edges) => {
                let [l, t, r, b] = *edges;
                *edges = [l.min(left), t.min(top), r.max(right), b.max(bottom)];
            }
            _ => found.push((word.page, word.edges)),
        }
    }
    let points = |tenths| Points { tenths };
    found
        .into_iter()
        .map(|(page, [left, top, right, bottom])| BoxView {
            page,
            left: points(left),
            top: points(top),
            right: points(right),
            bottom: points(bottom),
        })
        .collect()
}

/// Whether a word stands on the line of the words before it: beside them, at more or less their height.
fn is_same_line(line: [i32; 4], word: [i32; 4]) -> bool {
    let [_, top, right, bottom] = line;
    let [word_left, word_top, _, word_bottom] = word;
    let shared = bottom.min(word_bottom) - top.max(word_top);
    let height = (bottom - top).min(word_bottom - word_top).max(1);
    shared * 2 >= height && word_left + height >= right
}

/// The last character of the span.
fn last_of(document: &Document, span: Span) -> Span {
    let words = document.text.slice(span);
    let last = words.trim_end().char_indices().next_back();
    last.and_then(|(at, c)| document.text.within(span, at..at + c.len_utf8()))
        .unwrap_or(span)
}

/// The number printed on a page, else which page of the file it is.
fn label(page: &PagePlace) -> String {
    page.label
        .clone()
        .unwrap_or_else(|| page.number.to_string())
}

/// `112:4-9`, `112:24-113:3`, `112`.
fn page_and_line(places: &Places, first: Span, last: Span) -> Option<String> {
    let page = places.page(first)?;
    let last_page = places.page(last).unwrap_or(page);
    let (from, to) = (label(page), label(last_page));
    let line = places.line(first).map(|line| line.number);
    let last_line = places.line(last).map(|line| line.number).or(line);
    let same = page.number == last_page.number;
    Some(match (line, last_line) {
        (Some(line), Some(last)) if same && line == last => format!("{from}:{line}"),
        (Some(line), Some(last)) if same => format!("{from}:{line}-{last}"),
        (Some(line), Some(last)) => format!("{from}:{line}-{to}:{last}"),
        _ if same => from,
        _ => format!("{from}-{to}"),
    })
}

/// `¶ 7`, `¶¶ 7-8`.
fn paragraphs(places: &Places, first: Span, last: Span) -> Option<String> {
    let from = &places.paragraph(first)?.number;
    Some(match places.paragraph(last) {
        Some(to) if to.number != *from => format!("¶¶ {from}-{}", to.number),
        _ => format!("¶ {from}"),
    })
}

/// `Decl. ` or `Aff. `; nothing before the paragraphs of witness statements.
fn name_of_sworn(document: &Document) -> &'static str {
    let title = document.metadata.title.as_ref();
    let title = title.map(|t| t.value.to_uppercase()).unwrap_or_default();
    if title.contains("AFFIDAVIT") || title.is_empty() {
        "Aff. "
    } else if title.contains("DECLARATION") {
        "Decl. "
    } else if title.contains("STATEMENT") {
        ""
    } else {
        "Aff. "
    }
}

/// `ABC00012`, `ABC00012-13`.
fn bates(places: &Places, first: Span, last: Span) -> Option<String> {
    let from = places.page(first)?.bates.clone()?;
    let to = places.page(last).and_then(|page| page.bates.as_deref());
    Some(match to {
        Some(to) if to != from => format!("{from}-{}", after_common(&from, to)),
        _ => from,
    })
}

/// The end of `to` in which it differs from `from`, at least two characters; all of it where the two
/// have other lengths.
fn after_common<'t>(from: &str, to: &'t str) -> &'t str {
    if from.len() != to.len() {
        return to;
    }
    let common = from
        .bytes()
        .zip(to.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    to.get(common.min(to.len().saturating_sub(2))..)
        .unwrap_or(to)
}

/// `p. 3`, `pp. 3-4`.
fn pages(places: &Places, first: Span, last: Span) -> Option<String> {
    let page = places.page(first)?;
    let to = places.page(last).filter(|to| to.number != page.number);
    Some(match to {
        Some(to) => format!("pp. {}-{}", label(page), label(to)),
        None => format!("p. {}", label(page)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::{LinePlace, ParagraphPlace, Sourced, WordBox};

    /// Two pages of two lines each: `one two / three four // five six / seven`.
    fn document() -> Document {
        let mut document = Document::from_text("one two\nthree four\nfive six\nseven\n", None);
        let text = document.text.clone();
        let span = |range| text.span(range).unwrap();
        let page = |range, number: u32| PagePlace {
            span: span(range),
            number,
            label: Some((111 + number).to_string()),
            bates: Some(format!("ABC{:05}", 11 + number)),
            size: (6120, 7920),
            recognised: false,
        };
        let line = |range, number| LinePlace {
            span: span(range),
            number,
        };
        document.places.pages = vec![page(0..18, 1), page(19..33, 2)];
        document.places.lines = vec![
            line(0..7, 24),
            line(8..18, 25),
            line(19..27, 1),
            line(28..33, 2),
        ];
        document
    }

    fn cited(document: &Document, range: std::ops::Range<usize>) -> String {
        of(document, document.text.span(range).unwrap())
    }

    #[test]
    fn transcripts_are_cited_by_page_and_line() {
        let mut document = document();
        document.kind = DocumentKind::Transcript;
        assert_eq!(cited(&document, 0..3), "Tr. 112:24");
        assert_eq!(cited(&document, 4..18), "Tr. 112:24-25");
        assert_eq!(cited(&document, 8..24), "Tr. 112:25-113:1");
        assert_eq!(
            lines(&document, document.text.span(8..24).unwrap()),
            Some((25, 1))
        );
        document.places.lines.clear();
        assert_eq!(cited(&document, 0..3), "Tr. 112");
        assert_eq!(cited(&document, 0..24), "Tr. 112-113");
    }

    #[test]
    fn other_papers_are_cited_by_stamp_or_page() {
        let mut document = document();
        assert_eq!(cited(&document, 0..3), "ABC00012");
        assert_eq!(cited(&document, 0..24), "ABC00012-13");
        for page in &mut document.places.pages {
            page.bates = None;
        }
        assert_eq!(cited(&document, 0..24), "pp. 112-113");
        document.places.pages[1].label = None;
        assert_eq!(cited(&document, 19..23), "p. 2");
        document.places.pages.clear();
        assert_eq!(cited(&document, 19..23), "");
    }

    #[test]
    fn sworn_papers_are_cited_by_paragraph() {
        let mut document = document();
        let span = |range| document.text.span(range).unwrap();
        let paragraph = |range, number: &str| ParagraphPlace {
            span: span(range),
            number: number.to_owned(),
        };
        document.places.paragraphs = vec![paragraph(0..18, "7"), paragraph(19..33, "8")];
        assert_eq!(cited(&document, 0..3), "ABC00012");
        document.kind = DocumentKind::Affidavit;
        assert_eq!(cited(&document, 0..3), "Aff. ¶ 7");
        assert_eq!(cited(&document, 4..24), "Aff. ¶¶ 7-8");
        document.metadata.title = Some(Sourced::given("Declaration of Ann Lee".to_owned()));
        assert_eq!(cited(&document, 28..33), "Decl. ¶ 8");
    }

    #[test]
    fn boxes_are_one_a_line() {
        let mut document = document();
        let word = |range, page, edges| WordBox {
            span: document.text.span(range).unwrap(),
            page,
            edges,
            confidence: None,
        };
        document.places.words = vec![
            word(0..3, 1, [100, 100, 200, 120]),
            word(4..7, 1, [210, 98, 300, 120]),
            word(8..13, 1, [100, 130, 200, 150]),
        ];
        let found = boxes(&document, document.text.span(0..13).unwrap());
        assert_eq!(found.len(), 2);
        let json = serde_json::to_string(&found[0]).unwrap();
        assert_eq!(
            json,
            r#"{"page":1,"left":10.0,"top":9.8,"right":30.0,"bottom":12.0}"#
        );
        assert_eq!(serde_json::from_str::<BoxView>(&json).unwrap(), found[0]);
    }
}
