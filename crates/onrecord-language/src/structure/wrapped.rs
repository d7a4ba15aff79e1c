//! Lines that were broken only because they were full, as in mail and typewritten papers.

use crate::Paragraph;
use onrecord_record::{BlockKind, Span, Text};

/// Narrowest line, in characters, that can be a full one.
const NARROWEST: usize = 40;

/// Widest line, in characters, of texts that are taken to be wrapped.
const WIDEST: usize = 120;

/// How many lines tell whether a text is wrapped.
const SAMPLE: usize = 4000;

/// The paragraphs among `lines`: every line is one, but where the text is wrapped at a width, lines
/// that are full go on in the next.
pub(super) fn paragraphs(text: &Text, lines: &[Span]) -> Vec<Paragraph> {
    let width = wrapped_at(text, lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<Span> = None;
    for line in lines.iter().copied() {
        if line.is_empty() {
            before = None;
            continue;
        }
        let joins = width
            .zip(before)
            .is_some_and(|(width, before)| goes_on(text, before, line, width));
        match paragraphs.last_mut() {
            Some(last) if joins => last.span = last.span.cover(line),
            _ => paragraphs.push(Paragraph {
                span: line,
                kind: BlockKind::Paragraph,
            }),
        }
        before = Some(line);
    }
    paragraphs
}

/// The width at which the text was wrapped, in characters; nothing where lines that are followed by
/// another are mostly not full.
fn wrapped_at(text: &Text, lines: &[Span]) -> Option<usize> {
    let lines = lines.get(..SAMPLE).unwrap_or(lines);
    let mut widths: Vec<usize> = lines.iter().map(|line| width(text, *line)).collect();
    widths.sort_unstable();
    // A few lines may be longer: tables, addresses of pages.
    let widest = *widths.get((widths.len() * 49 / 50).min(widths.len().checked_sub(1)?))?;
    if !(NARROWEST..=WIDEST).contains(&widest) {
        return None;
    }
    let (mut full, mut followed) = (0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if !line.is_empty() && !next.is_empty() {
            followed += 1;
            full += usize::from(is_full(text, *line, *next, widest));
        }
    }
    (full >= 2 && full * 2 >= followed).then_some(widest)
}

/// Whether `next` goes on with the paragraph of `line`.
fn goes_on(text: &Text, line: Span, next: Span, widest: usize) -> bool {
    let words = text.slice(next);
    if begins_item(words) {
        return false;
    }
    let lower = words.starts_with(char::is_lowercase);
    is_full(text, line, next, widest) || (lower && width(text, line) >= NARROWEST)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &Text, line: Span, next: Span, widest: usize) -> bool {
    let first = text.slice(next).split_whitespace().next();
    width(text, line) + 1 + first.map_or(0, |word| word.chars().count()) > widest
}

/// Whether a line begins with what numbers or marks an item: `12.`, `(a)`, `•`, `>`.
fn begins_item(line: &str) -> bool {
    let Some(first) = line.split_whitespace().next() else {
        return false;
    };
    let inner = first.trim_start_matches('(').trim_end_matches(['.', ')']);
    let marked = first.len() > inner.len();
    let numbered = (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    let lettered = first.starts_with('(')
        && inner.len() <= 4
        && !inner.is_empty()
        && inner.bytes().all(|b| b.is_ascii_lowercase());
    marked && (numbered || lettered) || matches!(first, "•" | "*" | "-" | "–" | ">" | "▪" | "◦")
}

fn width(text: &Text, line: Span) -> usize {
    text.slice(line).chars().count()
}
