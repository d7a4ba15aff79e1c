//! Writes the text of a page: the chosen blocks in the page's order, white space as a browser shows
//! it, and for every character where it came from.

use super::element::Standing;
use super::main_text::Choice;
use super::metadata::{Claims, alike};
use super::page::{Content, Page, Run};
use super::words::{self, Piece};
use crate::derived::Derived;
use onrecord_record::{Block, BlockKind, Text};
use std::ops::Range;

/// Longest line, in characters, that is taken for one that names the authors.
const LONGEST_BYLINE: usize = 200;
/// From this length on, in characters, a table's cell is running text in a page laid out by tables.
const LONG_CELL: usize = 240;

/// Most quotations of messages in one another that are marked.
const DEEPEST: u8 = 16;

/// The text of a page, and which part of it is what. Offsets in bytes: of the derived text in
/// `blocks`, of the decoded source in the text's pieces.
pub(crate) struct LaidOut {
    pub(crate) derived: Derived,
    pub(crate) blocks: Vec<(Range<usize>, BlockKind)>,
}

/// Writes the chosen blocks.
pub(crate) fn lay_out(page: &Page, choice: &Choice, claims: &Claims) -> LaidOut {
    let headline = headline(page, choice, claims);
    let laid_out = write(page, headline, Standing::Shown, false, |block| {
        choice.has(block) || Some(block) == headline || leads_in(page, choice, headline, block)
    });
    if !laid_out.blocks.is_empty() {
        return laid_out;
    }
    write(page, headline, Standing::Beside, false, |_| true)
}

/// Writes all blocks that are shown.
pub(crate) fn lay_out_all(page: &Page) -> LaidOut {
    write(page, None, Standing::Beside, true, |_| true)
}

/// The layout of the finished text.
pub(crate) fn blocks(text: &Text, blocks: &[(Range<usize>, BlockKind)]) -> Vec<Block> {
    let made = blocks.iter().filter_map(|(range, kind)| {
        Some(Block {
            span: text.span(range.clone())?,
            kind: *kind,
        })
    });
    made.collect()
}

/// The block that is the page's headline: the `<h1>` that says what the page's head says is its
/// title; else the last one before the article or the first in it; else any block that says it.
fn headline(page: &Page, choice: &Choice, claims: &Claims) -> Option<usize> {
    let shown =
        |(_, block): &(usize, &super::page::PageBlock)| block.context.standing != Standing::Hidden;
    let says_title = |block: &usize| {
        let words = page.words_of(*block);
        claims
            .titles
            .iter()
            .any(|title| alike(&title.value, &words))
    };
    let all = || page.blocks.iter().enumerate().filter(shown);
    let first_headings: Vec<usize> = all()
        .filter(|(_, block)| block.context.heading == 1)
        .map(|(i, _)| i)
        .collect();
    let start = choice.first().unwrap_or_default();
    first_headings
        .iter()
        .copied()
        .find(says_title)
        .or_else(|| first_headings.iter().copied().rfind(|i| *i <= start))
        .or_else(|| first_headings.iter().copied().find(|i| choice.has(*i)))
        .or_else(|| {
            all()
                .filter(|(_, block)| block.context.standing == Standing::Shown)
                .map(|(i, _)| i)
                .find(says_title)
        })
}

/// Whether a block outside the article stands between it and the headline and belongs to it: the
/// line that names the authors, the standfirst.
fn leads_in(page: &Page, choice: &Choice, headline: Option<usize>, block: usize) -> bool {
    let (Some(headline), Some(first)) = (headline, choice.first()) else {
        return false;
    };
    let context = page.blocks.get(block).map(|b| b.context);
    (headline..first).contains(&block) && context.is_some_and(|c| c.byline || c.standfirst)
}

fn write(
    page: &Page,
    headline: Option<usize>,
    standing: Standing,
    is_message: bool,
    chosen: impl Fn(usize) -> bool,
) -> LaidOut {
    let mut writer = Writer::default();
    for runs in page.runs.chunk_by(|a, b| a.block == b.block) {
        let Some(index) = runs.first().map(|run| run.block) else {
            continue;
        };
        let Some(block) = page.blocks.get(index).filter(|_| chosen(index)) else {
            continue;
        };
        let of_page = if Some(index) == headline {
            Standing::Beside
        } else {
            standing
        };
        let kind = match block.context.kind {
            _ if Some(index) == headline => BlockKind::Headline,
            _ if is_message && block.context.quoted => BlockKind::QuotedReply,
            BlockKind::Table if page.words_of(index).len() > LONG_CELL => BlockKind::Paragraph,
            BlockKind::Paragraph
                if block.context.byline && page.words_of(index).len() <= LONGEST_BYLINE =>
            {
                BlockKind::Byline
            }
            kind => kind,
        };
        writer.depth = match kind {
            BlockKind::QuotedReply => block.context.depth.min(DEEPEST),
            _ => 0,
        };
        let runs = runs.iter().filter(|run| run.standing <= of_page);
        writer.block(page, runs, kind, block.context.preformatted);
    }
    LaidOut {
        derived: writer.derived,
        blocks: writer.blocks,
    }
}

#[derive(Default)]
struct Writer {
    derived: Derived,
    blocks: Vec<(Range<usize>, BlockKind)>,
    /// White space seen and not yet written.
    space: Option<Space>,
    /// What the block being written is; nothing before its first word.
    started: Option<usize>,
    kind: Option<BlockKind>,
    /// How many quotations of messages it stands in.
    depth: u8,
}

/// White space, and how it is shown.
enum Space {
    /// A single space, at this byte.
    Verbatim(usize),
    /// Other white space, shown as these characters.
    As(&'static str, Range<usize>),
}

impl Writer {
    fn block<'r>(
        &mut self,
        page: &Page,
        runs: impl Iterator<Item = &'r Run>,
        kind: BlockKind,
        preformatted: bool,
    ) {
        self.space = None;
        self.started = None;
        self.kind = Some(kind);
        for run in runs {
            let source = run.source.clone();
            match &run.content {
                Content::Break => self.space = Some(Space::As("\n", source)),
                Content::Other(words) => self.converted(words.trim(), source),
                Content::Words => {
                    for piece in words::pieces(page.raw(run), source.start) {
                        self.piece(&piece, preformatted);
                    }
                }
            }
        }
        if let Some(start) = self.started {
            self.blocks.push((start..self.derived.len(), kind));
        }
    }

    fn piece(&mut self, piece: &Piece, preformatted: bool) {
        match piece {
            Piece::Same(words, at) if preformatted => self.preformatted(words, *at),
            Piece::Same(words, at) => self.flowing(words, *at),
            Piece::Decoded(words, from) if words.bytes().all(|b| b.is_ascii_whitespace()) => {
                self.space.get_or_insert(Space::As(" ", from.clone()));
            }
            Piece::Decoded(words, from) => self.converted(words, from.clone()),
        }
    }

    /// Words with every run of white space shown as one space.
    fn flowing(&mut self, words: &str, at: usize) {
        let is_space = |c: char| c.is_ascii_whitespace();
        let mut done = 0;
        while let Some(rest) = words.get(done..).filter(|rest| !rest.is_empty()) {
            let spaces = rest.len() - rest.trim_start_matches(is_space).len();
            if spaces > 0 {
                let from = at + done;
                self.space.get_or_insert(match rest.as_bytes() {
                    [b' ', ..] if spaces == 1 => Space::Verbatim(from),
                    _ => Space::As(" ", from..from + spaces),
                });
                done += spaces;
                continue;
            }
            let end = rest.find(is_space).unwrap_or(rest.len());
            let word = rest.get(..end).unwrap_or_default();
            self.begin(at + done);
            self.write_space();
            self.derived.verbatim(word, (at + done) as u64);
            done += end;
        }
    }

    /// Words whose white space counts, but for that at both ends of the block.
    fn preformatted(&mut self, words: &str, at: usize) {
        let mut done = 0;
        if self.started.is_none() {
            done = words.len() - words.trim_start_matches(['\n', '\r']).len();
        }
        let rest = words.get(done..).unwrap_or_default();
        if rest.trim().is_empty() && self.started.is_none() {
            return;
        }
        self.begin(at + done);
        self.write_space();
        self.derived.verbatim(rest, (at + done) as u64);
    }

    fn converted(&mut self, words: &str, from: Range<usize>) {
        if words.is_empty() {
            return;
        }
        self.begin(from.start);
        self.write_space();
        self.derived
            .converted(words, from.start as u64..from.end as u64);
    }

    /// Before the first word of a block: its distance from the block before.
    fn begin(&mut self, at: usize) {
        if self.started.is_some() {
            return;
        }
        self.space = None;
        if let Some((_, before)) = self.blocks.last() {
            let close = matches!(before, BlockKind::ListItem | BlockKind::Table);
            let distance = if close && Some(*before) == self.kind {
                "\n"
            } else {
                "\n\n"
            };
            self.derived.inserted(distance, at as u64);
        }
        self.started = Some(self.derived.len());
        // As plain messages show it: a bar beside the words, for each message quoted in another.
        if self.depth > 0 {
            let marks = format!("{} ", ">".repeat(usize::from(self.depth)));
            self.derived.inserted(&marks, at as u64);
        }
    }

    fn write_space(&mut self) {
        match self.space.take() {
            Some(Space::Verbatim(at)) => self.derived.verbatim(" ", at as u64),
            Some(Space::As(words, from)) => {
                self.derived
                    .converted(words, from.start as u64..from.end as u64);
            }
            None => {}
        }
    }
}
