//! Lines that were broken only because they were full, as in mail and typewritten papers.

use crate::Paragraph;
use onrecord_record::{BlockKind, Span, Text};

/// Narrowest line, in characters, that can be a full one.
const NARROWEST: usize = 40;

/// Widest line, in characters, of texts that are taken to be wrapped.
const WIDEST: usize = 120;

/// Fewest followed lines that tell print from a list.
const FEWEST_PRINTED: usize = 4;

/// How many lines tell whether a text is wrapped.
const SAMPLE: usize = 4000;

/// The paragraphs among `lines`: every line is one, but where the text is wrapped at a width, lines
/// that are full go on in the next.
pub(super) fn paragraphs(text: &Text, lines: &[Span]) -> Vec<Paragraph> {
    join(text, lines, wrapping(text, lines))
}

fn join(text: &Text, lines: &[Span], wrapping: Option<Wrapping>) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<Span> = None;
    for line in lines.iter().copied() {
        if line.is_empty() {
            before = None;
            continue;
        }
        let joins = wrapping
            .zip(before)
            .is_some_and(|(wrapping, before)| wrapping.joins(text, before, line));
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

/// The paragraphs of a text whose reader made every line a block: as [`paragraphs`] has it, between
/// the blocks that are something else.
pub(super) fn joined(text: &Text, blocks: &[Paragraph]) -> Vec<Paragraph> {
    let mut found = Vec::with_capacity(blocks.len());
    let mut lines: Vec<Span> = Vec::new();
    let mut all: Vec<Span> = Vec::new();
    for (block, next) in blocks
        .iter()
        .zip(blocks.iter().skip(1).map(Some).chain([None]))
    {
        if block.kind == BlockKind::Paragraph {
            all.push(block.span);
            if next.is_some_and(|next| is_apart(text, block.span, next.span)) {
                all.extend(empty_after(text, block.span));
            }
        }
    }
    let wrapping = wrapping(text, &all);
    for (i, block) in blocks.iter().enumerate() {
        if block.kind != BlockKind::Paragraph {
            found.extend(join(text, &std::mem::take(&mut lines), wrapping));
            found.push(*block);
            continue;
        }
        lines.push(block.span);
        let next = blocks.get(i + 1);
        if next.is_some_and(|next| is_apart(text, block.span, next.span)) {
            lines.extend(empty_after(text, block.span));
        }
    }
    found.extend(join(text, &lines, wrapping));
    found
}

/// Whether more than one line break stands between two lines.
fn is_apart(text: &Text, before: Span, after: Span) -> bool {
    text.span(before.end()..after.start())
        .is_some_and(|gap| text.slice(gap).matches('\n').count() > 1)
}

/// A blank line after `line`.
fn empty_after(text: &Text, line: Span) -> Option<Span> {
    text.span(line.end()..line.end())
}

/// How a text's lines were broken.
#[derive(Clone, Copy)]
enum Wrapping {
    /// All at one width, in characters.
    At(usize),
    /// At about this width, in characters: lines of print, as programs take them out of a page.
    About(usize),
}

impl Wrapping {
    /// Whether `next` goes on with the paragraph of `line`.
    fn joins(self, text: &Text, line: Span, next: Span) -> bool {
        match self {
            Wrapping::At(width) => goes_on(text, line, next, width),
            Wrapping::About(width) => runs_on(text, line, next, width),
        }
    }
}

fn wrapping(text: &Text, lines: &[Span]) -> Option<Wrapping> {
    wrapped_at(text, lines)
        .map(Wrapping::At)
        .or_else(|| printed_at(text, lines).map(Wrapping::About))
}

/// The usual width of lines of print, in characters: nothing but where so many lines begin in the
/// middle of a sentence that lines cannot be paragraphs.
fn printed_at(text: &Text, lines: &[Span]) -> Option<usize> {
    let lines = lines.get(..SAMPLE).unwrap_or(lines);
    let mut widths = Vec::new();
    let mut in_the_middle = 0;
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.is_empty() || next.is_empty() {
            continue;
        }
        widths.push(width(text, *line));
        let lower = text.slice(*next).starts_with(char::is_lowercase);
        in_the_middle += usize::from(lower && !ends_sentence(text.slice(*line)));
    }
    widths.sort_unstable();
    let usual = *widths.get(widths.len() / 2)?;
    let printed =
        widths.len() >= FEWEST_PRINTED && in_the_middle * 3 >= widths.len() && usual >= NARROWEST;
    printed.then_some(usual)
}

/// Whether a line of print goes on in the next: in the middle of a sentence, or full at its end.
fn runs_on(text: &Text, line: Span, next: Span, usual: usize) -> bool {
    let words = text.slice(next);
    if begins_item(words) {
        return false;
    }
    let width = width(text, line);
    if words.starts_with(char::is_lowercase) {
        return true;
    }
    if ends_sentence(text.slice(line)) {
        return width * 20 >= usual * 17;
    }
    width * 5 >= usual * 3
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '?', '!', ':'])
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
    if begins_item(words) || crate::turns::may_begin(words, text.slice(line)) {
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
