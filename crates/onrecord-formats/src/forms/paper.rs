//! The head and the foot of a paper: its first and last lines, taken apart into cells.

use super::phrases;
use crate::lines;
use onrecord_record::{Document, LinePlace, Sourced, Span, Text};
use std::ops::Range;

/// Most lines with words that are looked at from the top.
const HEAD_LINES: usize = 120;
/// Most bytes that are looked at from the top.
const HEAD_BYTES: usize = 16 << 10;
/// Most lines with words that are looked at from the end.
const FOOT_LINES: usize = 80;
/// Most bytes that are looked at from the end.
const FOOT_BYTES: usize = 12 << 10;
/// Longest line, in bytes, that is taken apart into cells; longer ones are prose.
const LONGEST_OF_CELLS: usize = 240;
/// Fewest blanks between two cells of a line.
const GAP: usize = 3;

/// The lines at both ends of a paper. A short paper has all its lines in the head, and the foot
/// repeats the last of them.
pub(super) struct Paper<'d> {
    pub(super) text: &'d Text,
    pub(super) head: Vec<Line>,
    pub(super) foot: Vec<Line>,
}

/// A line with words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its words, without the number in the margin.
    pub(super) span: Span,
    /// What stands apart in it: one cell for most lines, two where a caption has two columns.
    pub(super) cells: Vec<Cell>,
    /// Whether a blank line stands before it.
    pub(super) apart: bool,
}

/// Words of a line that stand apart from the rest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) span: Span,
    /// How many bytes of the line stand before it.
    pub(super) column: usize,
}

impl<'d> Paper<'d> {
    /// The paper that `document` is; `numbered` are its lines with a number in the margin.
    pub(super) fn of(document: &'d Document, numbered: &[LinePlace]) -> Self {
        let text = &document.text;
        let head_end = boundary(text, HEAD_BYTES);
        let foot_start = boundary(text, text.len().saturating_sub(FOOT_BYTES));
        let mut head = lines_of(text, 0..head_end, numbered);
        let mut foot = if foot_start == 0 && head_end == text.len() {
            head.clone()
        } else {
            lines_of(text, foot_start..text.len(), numbered)
        };
        head.truncate(HEAD_LINES);
        foot.drain(..foot.len().saturating_sub(FOOT_LINES));
        Self { text, head, foot }
    }

    pub(super) fn words(&self, span: Span) -> &'d str {
        self.text.slice(span)
    }

    /// The cells of the head, in order, each with the index of its line.
    pub(super) fn head_cells(&self) -> impl Iterator<Item = (usize, Cell)> + '_ {
        let lines = self.head.iter().enumerate();
        lines.flat_map(|(i, line)| line.cells.iter().map(move |cell| (i, *cell)))
    }

    /// The words of `span` on one line, from the text.
    pub(super) fn value(&self, span: Span, from: &str) -> Sourced<String> {
        Sourced {
            value: one_line(self.words(span)),
            span: Some(span),
            from: from.to_owned(),
        }
    }

    /// The number of the text's line that `span` begins in, from 1.
    pub(super) fn line_number(&self, span: Span) -> usize {
        let before = self.text.as_str().get(..span.start()).unwrap_or_default();
        before.bytes().filter(|b| *b == b'\n').count() + 1
    }

    /// A sentence that says which words were seen, and where.
    pub(super) fn seen(&self, span: Span) -> String {
        const MOST: usize = 60;
        let words = one_line(self.words(span));
        let shown: String = words.chars().take(MOST).collect();
        let dots = if shown.len() < words.len() { "…" } else { "" };
        format!("“{shown}{dots}” in line {}", self.line_number(span))
    }

    /// The part `range` of `span`, without white space at its ends; `range` counts from its start.
    pub(super) fn part(&self, span: Span, range: Range<usize>) -> Option<Span> {
        let part = self.text.trim(self.text.within(span, range)?);
        (!part.is_empty()).then_some(part)
    }
}

/// `words` with one blank for each run of white space.
pub(super) fn one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

/// `words` in capitals without marks at the ends of words, but for the marks inside them.
pub(super) fn capital_words(words: &str) -> Vec<String> {
    words
        .split_whitespace()
        .map(|word| {
            let kept = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/' && c != '&');
            kept.replace('’', "'").to_uppercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether the words are in capitals, but for a few small letters as in `McCoy` or `Nos`.
pub(super) fn is_shouted(words: &str) -> bool {
    let upper = words.chars().filter(|c| c.is_uppercase()).count();
    let lower = words.chars().filter(|c| c.is_lowercase()).count();
    upper >= 2 && lower * 8 <= upper
}

/// Whether every long word begins with a capital: `Order Denying the Motion`.
pub(super) fn is_title_case(words: &str) -> bool {
    let mut any = false;
    let all = words
        .split_whitespace()
        .map(|w| w.trim_start_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .all(|w| {
            let upper = w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            any |= upper;
            upper || w.chars().count() <= 4
        });
    any && all
        && !words.trim_end().ends_with(['.', '?', '!', ';'])
        && words.trim_start().starts_with(|c: char| !c.is_lowercase())
}

/// Whether words are a person's name as papers write it: two to six words that begin with capitals.
pub(super) fn is_name(words: &str) -> bool {
    let mut count = 0;
    for word in words.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        count += 1;
        let small = phrases::class("name-particle").contains(&word);
        let shaped = word.starts_with(char::is_uppercase) && word.chars().all(|c| !c.is_numeric());
        if !shaped && !small {
            return false;
        }
    }
    (2..=6).contains(&count) && !words.contains([':', ';', '?', '!', '/', '"', '“'])
}

fn boundary(text: &Text, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.as_str().is_char_boundary(at) {
        at += 1;
    }
    at
}

fn lines_of(text: &Text, range: Range<usize>, numbered: &[LinePlace]) -> Vec<Line> {
    let Some(within) = text.span(range) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut apart = true;
    let mut next = numbered.partition_point(|line| line.span.end() < within.start());
    for line in lines::lines(text, within) {
        while numbered
            .get(next)
            .is_some_and(|place| place.span.end() < line.start())
        {
            next += 1;
        }
        let place = numbered.get(next).map(|place| place.span);
        let words = place.filter(|span| line.contains(*span)).unwrap_or(line);
        let bare = !numbered.is_empty() && text.slice(line).bytes().all(|b| b.is_ascii_digit());
        if words.is_empty() || bare {
            apart = true;
            continue;
        }
        let cells = cells_of(text, words);
        if !cells.is_empty() {
            found.push(Line {
                span: words,
                cells,
                apart,
            });
            apart = false;
        }
    }
    found
}

/// What stands apart in a line: between gaps, or between rows of dots or strokes.
fn cells_of(text: &Text, line: Span) -> Vec<Cell> {
    let words = text.slice(line);
    if words.len() > LONGEST_OF_CELLS {
        return vec![Cell {
            span: line,
            column: 0,
        }];
    }
    let mut cells = Vec::new();
    let mut start = 0;
    let mut gap: Option<(usize, char, usize)> = None;
    for (at, c) in words.char_indices().chain([(words.len(), 'x')]) {
        let filler = match c {
            ' ' => Some((' ', 1)),
            '\t' => Some((' ', GAP)),
            '.' | '_' | '-' => Some((c, 1)),
            '…' => Some(('.', 3)),
            _ => None,
        };
        match (filler, gap) {
            (Some((kind, n)), Some((from, of, count))) if kind == of => {
                gap = Some((from, of, count + n));
            }
            (filler, before) => {
                if let Some((from, of, count)) = before
                    && count >= if of == ' ' { GAP } else { GAP + 1 }
                {
                    cells.extend(cell(text, line, start..from));
                    start = at;
                }
                gap = filler.map(|(kind, n)| (at, kind, n));
            }
        }
    }
    cells.extend(cell(text, line, start..words.len()));
    cells
}

fn cell(text: &Text, line: Span, range: Range<usize>) -> Option<Cell> {
    let mut span = text.within(line, range)?;
    loop {
        let words = text.slice(span);
        let marks = |c: char| {
            c.is_whitespace()
                || matches!(c, '*' | '#' | '_' | '|' | '§' | '}' | '\u{FEFF}' | '\u{c}')
        };
        let mut next = text.trim_matches(span, marks);
        if !words.contains('(') || words.starts_with(')') {
            next = text.trim_matches(next, |c| c == ')');
        }
        let words = text.slice(next);
        if words.starts_with(':') || words.ends_with(" :") {
            next = text.trim_matches(next, |c| c == ':');
        }
        if next == span {
            break;
        }
        span = next;
    }
    let column = span.start() - line.start();
    text.slice(span)
        .contains(char::is_alphanumeric)
        .then_some(Cell { span, column })
}
