//! Paragraphs to a document: its text, its blocks, and where on paper each word stands.

use super::hyphens::{self, Vocabulary};
use super::lines::{self, Line};
use super::margins::Margins;
use super::page::Page;
use super::paragraphs::Paragraph;
use super::words::Word;
use onrecord_record::{
    Aside, AsideKind, Block, BlockKind, Document, Format, LinePlace, PagePlace, Places, TENTHS,
    Text, WordBox,
};
use std::collections::BTreeSet;
use std::ops::Range;

use crate::readers;

/// By how much the numbers of two notes differ that follow each other, where some were not found.
const MOST_SKIPPED: u32 = 8;

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
    /// The numbers of the notes that were found.
    notes: BTreeSet<u32>,
    /// The number of the note that was written last.
    note: Option<u32>,
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
    let mut writer = Writer {
        notes: note_numbers(lines, paragraphs),
        ..Writer::default()
    };
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
            let is_note = before.is_none() && paragraph.kind == BlockKind::Footnote;
            self.line(page, line, is_note);
            before = Some(line);
        }
        if self.text.ends_with('\u{AD}') {
            self.last_hyphen("-");
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
            self.last_hyphen("");
            return;
        }
        if self.text.ends_with('\u{AD}') {
            self.last_hyphen("-");
        }
        if hyphens::is_broken(head) && tail.starts_with(char::is_alphabetic)
            || head.len() > '—'.len_utf8() && head.ends_with('—')
        {
            // The hyphen belongs to the word: no blank after it.
        } else {
            self.text.push(' ');
        }
    }

    /// Writes `instead` in the place of the hyphen that was written last.
    fn last_hyphen(&mut self, instead: &str) {
        if !self.text.ends_with(hyphens::is_hyphen) {
            return;
        }
        self.text.pop();
        self.text.push_str(instead);
        let end = self.text.len();
        if let Some(last) = self.words.last_mut() {
            last.range.end = last.range.end.min(end);
        }
        if let Some((range, _, _)) = self.lines.last_mut() {
            range.end = range.end.min(end);
        }
    }

    fn word(&mut self, page: usize, word: &Word, text: &str, edges: [i32; 4]) {
        let from = self.text.len();
        self.text.push_str(text);
        if self.text.len() > from {
            self.words.push(Placed {
                range: from..self.text.len(),
                page,
                edges,
                confidence: word.confidence,
                redacted: word.redacted,
            });
        }
    }

    /// Whether a note that begins with these digits is numbered so: they are raised, or go on from the
    /// note before (`656 F. 3d` is how a note goes on, or what was taken for one).
    fn begins_note(&mut self, digits: &str, raised: bool) -> bool {
        let Some(number) = digits.parse::<u32>().ok().filter(|_| is_figure(digits)) else {
            return false;
        };
        let follows = match self.note {
            Some(last) => number == 1 || (last + 1..=last + MOST_SKIPPED).contains(&number),
            None => number < 100,
        };
        if raised || follows {
            self.note = Some(number);
        }
        raised || follows
    }

    /// Whether a word is the mark of a note: a raised number, and no power of a unit (`m2`), no part
    /// of a fraction.
    fn is_mark(&self, before: Option<&Word>, word: &Word, next: Option<&Word>) -> bool {
        if !word.raised || !is_figure(&word.text) {
            return false;
        }
        if next.is_some_and(|next| next.glued && next.text.starts_with(['/', '\u{2044}'])) {
            return false;
        }
        let known = word
            .text
            .parse()
            .is_ok_and(|number| self.notes.contains(&number));
        known
            || before.is_none_or(|before| {
                let letters = before.text.chars().filter(|c| c.is_alphabetic()).count();
                let closed = before.text.ends_with(|c: char| ".,;:?!”\"’')]".contains(c));
                !word.glued || letters > 2 || closed
            })
    }

    /// Writes a line; `is_note` says that a note begins with it. Marks of notes stand in brackets, as
    /// in the text of papers from word processors, since small figures cannot be told from others.
    fn line(&mut self, page: &Page, line: &Line, is_note: bool) {
        let start = self.text.len();
        let words: Vec<&Word> = line
            .words
            .iter()
            .filter_map(|i| lines::list(page, line.list).get(*i))
            .collect();
        let mut right: Option<f32> = None;
        let mut after_mark = false;
        for (i, word) in words.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| words.get(i)).copied();
            let next = words.get(i + 1).copied();
            if let Some(right) = right
                && (!word.glued || after_mark)
            {
                let wide = line.cells && word.edges.left - right > 1.6 * line.size;
                self.text.push(if wide { '\t' } else { ' ' });
            }
            right = Some(word.edges.right);
            let digits = word.text.bytes().take_while(u8::is_ascii_digit).count();
            let (mark, rest) = word.text.split_at(digits);
            let begins = i == 0 && is_note && self.begins_note(mark, word.raised);
            after_mark = i == 0 && (begins || word.raised);
            if begins && is_figure(mark) && rest.starts_with(char::is_alphabetic) {
                // The number and the first word in one, without a blank.
                let [left, top, end, bottom] = word.place;
                let share = digits as f32 / word.text.chars().count() as f32;
                let middle = left + ((end - left) as f32 * share).round() as i32;
                self.word(
                    line.page,
                    word,
                    &format!("[{mark}]"),
                    [left, top, middle, bottom],
                );
                self.text.push(' ');
                self.word(line.page, word, rest, [middle, top, end, bottom]);
                after_mark = false;
            } else if rest.is_empty()
                && is_figure(mark)
                && (begins || self.is_mark(before, word, next))
            {
                self.word(line.page, word, &format!("[{mark}]"), word.place);
            } else {
                after_mark = false;
                self.word(line.page, word, &word.text, word.place);
            }
        }
        if let Some(number) = line.number
            && self.text.len() > start
        {
            self.lines.push((start..self.text.len(), number, line.page));
        }
    }
}

/// Whether these are the digits of a note's number.
fn is_figure(digits: &str) -> bool {
    (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The numbers that notes begin with.
fn note_numbers(lines: &[Line], paragraphs: &[Paragraph]) -> BTreeSet<u32> {
    let number = |paragraph: &Paragraph| {
        let first = lines.get(*paragraph.lines.first()?)?;
        let digits = first.text.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    };
    paragraphs
        .iter()
        .filter(|paragraph| paragraph.kind == BlockKind::Footnote)
        .filter_map(number)
        .collect()
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
