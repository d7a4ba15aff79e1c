//! Paragraphs to a document: its text, its blocks, and where on paper each word stands.

use super::hyphens::{self, Vocabulary};
use super::lines::{self, Line};
use super::margins::Margins;
use super::page::Page;
use super::paragraphs::Paragraph;
use onrecord_record::{
    Aside, AsideKind, Block, BlockKind, Document, Format, LinePlace, PagePlace, Places, TENTHS,
    Text, WordBox,
};
use std::ops::Range;

use crate::readers;

/// A word's characters in the text and where they stand, before there is a text to make spans of.
struct Placed {
    range: Range<usize>,
    page: usize,
    edges: [i32; 4],
    confidence: Option<u8>,
    redacted: bool,
}

#[derive(Default)]
struct Writer {
    text: String,
    blocks: Vec<(Range<usize>, BlockKind)>,
    words: Vec<Placed>,
    lines: Vec<(Range<usize>, u32, usize)>,
}

/// Writes the document. `bytes` is the size of the original.
pub(super) fn document(
    pages: &[Page],
    margins: &[Margins],
    lines: &[Line],
    paragraphs: &[Paragraph],
    bytes: usize,
) -> Document {
    let vocabulary = Vocabulary::of(lines.iter().map(|line| line.text.as_str()));
    let mut writer = Writer::default();
    for paragraph in paragraphs {
        writer.paragraph(pages, lines, paragraph, &vocabulary);
    }
    if !writer.text.is_empty() {
        writer.text.push('\n');
    }
    let mut document =
        readers::document_of_all(Format::Pdf, std::mem::take(&mut writer.text), bytes);
    document.blocks = blocks(&document.text, &writer.blocks);
    document.places = places(&document.text, &writer, pages, margins);
    document
}

impl Writer {
    fn paragraph(
        &mut self,
        pages: &[Page],
        lines: &[Line],
        paragraph: &Paragraph,
        vocabulary: &Vocabulary,
    ) {
        if let Some((_, before)) = self.blocks.last() {
            let close = matches!(before, BlockKind::ListItem | BlockKind::Table);
            let distance = if close && *before == paragraph.kind {
                "\n"
            } else {
                "\n\n"
            };
            self.text.push_str(distance);
        }
        let start = self.text.len();
        let mut before: Option<&Line> = None;
        for line in paragraph.lines.iter().filter_map(|i| lines.get(*i)) {
            if let Some(before) = before {
                self.line_end(&before.text, &line.text, vocabulary);
            }
            let Some(page) = pages.get(line.page) else {
                continue;
            };
            self.line(page, line);
            before = Some(line);
        }
        if self.text.len() > start {
            self.blocks.push((start..self.text.len(), paragraph.kind));
        }
    }

    /// What stands between two lines: a blank, or nothing where a word goes on.
    fn line_end(&mut self, before: &str, next: &str, vocabulary: &Vocabulary) {
        let head = before.split_whitespace().next_back().unwrap_or_default();
        let tail = next.split_whitespace().next().unwrap_or_default();
        if vocabulary.joins(head, tail) {
            if self.text.ends_with(hyphens::is_hyphen) {
                self.text.pop();
                let end = self.text.len();
                if let Some(last) = self.words.last_mut() {
                    last.range.end = last.range.end.min(end);
                }
                if let Some((range, _, _)) = self.lines.last_mut() {
                    range.end = range.end.min(end);
                }
            }
        } else if hyphens::is_broken(head) && tail.starts_with(char::is_alphabetic)
            || head.len() > '—'.len_utf8() && head.ends_with('—')
        {
            // The hyphen belongs to the word: no blank after it.
        } else {
            self.text.push(' ');
        }
    }

    fn line(&mut self, page: &Page, line: &Line) {
        let start = self.text.len();
        let words = lines::list(page, line.list);
        let mut right: Option<f32> = None;
        for word in line.words.iter().filter_map(|i| words.get(*i)) {
            if let Some(right) = right
                && !word.glued
            {
                let wide = line.cells && word.edges.left - right > 1.6 * line.size;
                self.text.push(if wide { '\t' } else { ' ' });
            }
            right = Some(word.edges.right);
            let from = self.text.len();
            self.text.push_str(&word.text);
            if self.text.len() > from {
                self.words.push(Placed {
                    range: from..self.text.len(),
                    page: line.page,
                    edges: word.place,
                    confidence: word.confidence,
                    redacted: word.redacted,
                });
            }
        }
        if let Some(number) = line.number
            && self.text.len() > start
        {
            self.lines.push((start..self.text.len(), number, line.page));
        }
    }
}

fn blocks(text: &Text, blocks: &[(Range<usize>, BlockKind)]) -> Vec<Block> {
    let made = blocks.iter().filter_map(|(range, kind)| {
        Some(Block {
            span: text.span(range.clone())?,
            kind: *kind,
        })
    });
    made.collect()
}

fn places(text: &Text, writer: &Writer, pages: &[Page], margins: &[Margins]) -> Places {
    let number = |page: usize| pages.get(page).map_or(0, |p| p.number);
    let mut places = Places::default();
    for placed in &writer.words {
        let Some(span) = text.span(placed.range.clone()).filter(|s| !s.is_empty()) else {
            continue;
        };
        places.words.push(WordBox {
            span,
            page: number(placed.page),
            edges: placed.edges,
            confidence: placed.confidence,
        });
    }
    for runs in writer.words.chunk_by(|a, b| a.page == b.page) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            continue;
        };
        let (Some(page), Some(margins)) = (pages.get(first.page), margins.get(first.page)) else {
            continue;
        };
        let Some(span) = text.span(first.range.start..last.range.end) else {
            continue;
        };
        places.pages.push(PagePlace {
            span,
            number: page.number,
            label: margins.label.clone(),
            bates: margins.bates.clone(),
            size: (
                (f64::from(page.shown.0) * TENTHS).round() as i32,
                (f64::from(page.shown.1) * TENTHS).round() as i32,
            ),
            recognised: page.recognised,
        });
    }
    // Two rows beside one number are one line.
    for (range, number, page) in &writer.lines {
        let Some(span) = text.span(range.clone()).filter(|s| !s.is_empty()) else {
            continue;
        };
        match (places.lines.last_mut(), writer.lines.first()) {
            (Some(last), Some(_))
                if last.number == *number && same_page(&places.pages, last, *page, pages) =>
            {
                last.span = last.span.cover(span);
            }
            _ => places.lines.push(LinePlace {
                span,
                number: *number,
            }),
        }
    }
    for (page, margins) in pages.iter().zip(margins) {
        for (kind, words) in &margins.asides {
            places.asides.push(aside(*kind, words.clone(), page.number));
        }
        if page.counts.redacted > 0 && !writer.words.iter().any(|w| w.redacted) {
            places
                .asides
                .push(aside(AsideKind::Redacted, String::new(), page.number));
        }
    }
    for runs in writer
        .words
        .chunk_by(|a, b| a.redacted == b.redacted && a.page == b.page)
    {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            continue;
        };
        if first.redacted {
            places.asides.push(Aside {
                span: text.span(first.range.start..last.range.end),
                ..aside(AsideKind::Redacted, String::new(), number(first.page))
            });
        }
    }
    places.asides.sort_by_key(|aside| aside.page);
    places
}

fn same_page(places: &[PagePlace], line: &LinePlace, page: usize, pages: &[Page]) -> bool {
    let after = places.partition_point(|p| p.span.start() <= line.span.start());
    let of = after.checked_sub(1).and_then(|i| places.get(i));
    of.map(|p| p.number) == pages.get(page).map(|p| p.number)
}

fn aside(kind: AsideKind, words: String, page: u32) -> Aside {
    Aside {
        kind,
        words,
        span: None,
        page: Some(page),
        author: None,
        date: None,
    }
}
