//! The words of a body: paragraphs, and which of them are quoted from an earlier message.

use super::quoted::{self, Line};
use crate::derived::Derived;
use crate::{html, lines};
use onrecord_record::{BlockKind, Span, Text};
use std::ops::Range;

/// The words of a body, each leading back to the decoded source, and the layout of them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) derived: Derived,
    /// Ranges in bytes of the words.
    pub(crate) blocks: Vec<(Range<usize>, BlockKind)>,
    /// Where the last written word ends in the source.
    last: usize,
}

/// Marks of how lines were broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Flow {
    /// Lines that end with a blank go on in the next (`format=flowed`).
    pub(crate) flowed: bool,
    /// That blank goes.
    pub(crate) delsp: bool,
}

/// A line of the source.
#[derive(Clone, Copy, Debug)]
struct Source {
    /// Marks and words, without white space at the end.
    all: Span,
    /// Words alone.
    words: Span,
    depth: usize,
    /// It goes on in the next.
    soft: bool,
}

/// The words of a body of plain text.
pub(crate) fn of_plain(source: &str, flow: Flow) -> Words {
    let text = Text::from(source);
    let lines = source_lines(&text, flow);
    let looked_at: Vec<Line> = lines
        .iter()
        .map(|line| Line {
            words: text.slice(line.words),
            marked: line.depth > 0,
            set_apart: false,
        })
        .collect();
    let quoted = quoted::quoted(&looked_at);
    let mut words = Words::default();
    for (paragraph, kind) in paragraphs(&text, &lines, &quoted, flow) {
        write(&text, paragraph, kind, flow, &mut words);
    }
    words
}

/// The words of a body that is a web page.
pub(crate) fn of_page(source: &str) -> Words {
    let (derived, laid_out) = html::of_message(source);
    let text = derived.as_str();
    // The lines of all blocks, with the block's kind.
    let mut lines: Vec<(Range<usize>, BlockKind)> = Vec::new();
    for (block, kind) in laid_out {
        let mut at = block.start;
        let words = text.get(block.clone()).unwrap_or_default();
        for line in words.split_inclusive('\n') {
            let from = at + (line.len() - line.trim_start().len());
            let to = from + line.trim().len();
            at += line.len();
            if to > from {
                lines.push((from..to, kind));
            }
        }
    }
    let looked_at: Vec<Line> = lines
        .iter()
        .map(|(range, kind)| Line {
            words: text.get(range.clone()).unwrap_or_default(),
            marked: *kind == BlockKind::QuotedReply,
            set_apart: *kind == BlockKind::BlockQuote,
        })
        .collect();
    let quoted = quoted::quoted(&looked_at);
    let mut blocks: Vec<(Range<usize>, BlockKind)> = Vec::new();
    for ((range, kind), quoted) in lines.into_iter().zip(quoted) {
        let kind = if quoted { BlockKind::QuotedReply } else { kind };
        match blocks.last_mut() {
            Some((last, of)) if *of == kind && is_one_line_end(text, last.end, range.start) => {
                last.end = range.end;
            }
            _ => blocks.push((range, kind)),
        }
    }
    Words {
        derived,
        blocks,
        last: 0,
    }
}

/// Whether two lines of one block follow each other, and not two blocks.
fn is_one_line_end(text: &str, end: usize, start: usize) -> bool {
    let between = text.get(end..start).unwrap_or_default();
    between.matches('\n').count() == 1
}

fn source_lines(text: &Text, flow: Flow) -> Vec<Source> {
    let end = if text.as_str().contains('\n') {
        '\n'
    } else {
        '\r'
    };
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.as_str().split_inclusive(end) {
        let content = line.trim_end_matches(['\n', '\r']);
        if let Some(span) = text.span(start..start + content.len()) {
            lines.extend(source_line(text, span, flow));
        }
        start += line.len();
    }
    lines
}

fn source_line(text: &Text, line: Span, flow: Flow) -> Option<Source> {
    let words = text.slice(line);
    let mut rest = words;
    let mut depth = 0;
    loop {
        // Quotations of quotations have blanks between their marks.
        let next = if depth > 0 && !flow.flowed {
            rest.strip_prefix(' ').unwrap_or(rest)
        } else {
            rest
        };
        match next.strip_prefix('>') {
            Some(after) if !(depth == 0 && after.starts_with("From ")) => {
                rest = after;
                depth += 1;
            }
            _ => break,
        }
    }
    let soft = flow.flowed && rest.ends_with(' ') && rest.trim() != "--";
    let from = words.len() - rest.trim_start().len();
    let all = text.trim(line);
    let words = text.trim(text.within(line, from.min(words.len())..words.len())?);
    Some(Source {
        all,
        words,
        depth,
        soft,
    })
}

/// The lines of each paragraph, and what it is.
fn paragraphs<'l>(
    text: &Text,
    lines: &'l [Source],
    quoted: &[bool],
    flow: Flow,
) -> Vec<(&'l [Source], BlockKind)> {
    let kind_of = |quoted: &bool| {
        if *quoted {
            BlockKind::QuotedReply
        } else {
            BlockKind::Paragraph
        }
    };
    // Where each paragraph begins, by what the widths of lines say.
    let mut spans: Vec<Span> = Vec::with_capacity(lines.len());
    let mut before: Option<(usize, bool)> = None;
    for (line, quoted) in lines.iter().zip(quoted) {
        if before.is_some_and(|before| before != (line.depth, *quoted)) {
            spans.push(line.words.at_start());
        }
        spans.push(line.words);
        before = Some((line.depth, *quoted));
    }
    let starts: Vec<usize> = lines::paragraphs(text, &spans)
        .iter()
        .map(|span| span.start())
        .collect();
    let mut found = Vec::new();
    let mut from = 0;
    for (i, line) in lines.iter().enumerate() {
        let next = lines.get(i + 1);
        let ends = if line.words.is_empty() {
            true
        } else if flow.flowed {
            !(line.soft && next.is_some_and(|next| next.depth == line.depth))
        } else {
            next.is_none_or(|next| {
                next.words.is_empty() || starts.binary_search(&next.words.start()).is_ok()
            })
        };
        if ends {
            let paragraph = lines.get(from..=i).unwrap_or_default();
            from = i + 1;
            let has_words = paragraph.iter().any(|line| !line.words.is_empty());
            if let Some(quoted) = quoted.get(i).filter(|_| has_words) {
                found.push((paragraph, kind_of(quoted)));
            }
        }
    }
    found
}

/// Writes a paragraph. Its first line keeps its marks, so that a reader sees whose words they are; at
/// the others they would stand in the middle of sentences.
fn write(text: &Text, lines: &[Source], kind: BlockKind, flow: Flow, words: &mut Words) {
    let derived = &mut words.derived;
    let mut start = None;
    let mut before: Option<&Source> = None;
    for line in lines.iter().filter(|line| !line.words.is_empty()) {
        let span = if start.is_none() {
            line.all
        } else {
            line.words
        };
        match (before, words.blocks.last()) {
            (Some(before), _) => {
                let gap = before.words.end() as u64..span.start() as u64;
                let with = match (flow.flowed, flow.delsp) {
                    (true, true) => "",
                    (true, false) => " ",
                    (false, _) => "\n",
                };
                derived.converted(with, gap);
            }
            (None, Some(_)) => {
                let gap = words.last..span.start();
                let ends = text.as_str().get(gap.clone()).unwrap_or_default();
                let blank = ends.matches('\n').count() > 1 || ends.matches('\r').count() > 1;
                let with = if blank { "\n\n" } else { "\n" };
                derived.converted(with, gap.start as u64..gap.end as u64);
            }
            (None, None) => {}
        }
        start.get_or_insert(derived.len());
        derived.verbatim(text.slice(span), span.start() as u64);
        before = Some(line);
    }
    if let Some(start) = start {
        words.blocks.push((start..derived.len(), kind));
        words.last = before.map_or(words.last, |line| line.words.end());
    }
}
