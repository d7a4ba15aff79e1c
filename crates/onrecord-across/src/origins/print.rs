//! What tells copies of a document: a sample of its word shingles, its quotations, its credit line.

use super::packed::numbers;
use super::words::{Cut, Word, hash_words, words};
use super::{credit, sayings};
use onrecord_record::{BlockKind, Document, DocumentKind, Reading, Span, StatementKind};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How many words in a row make a shingle.
pub const SHINGLE: usize = 4;

/// How many shingles are kept before only every second, fourth, … is.
const KEPT: usize = 80;

/// The level up to which sampling thins out; a long document keeps more instead, so that a brief cut
/// out of it is still found.
const THINNEST: u32 = 3;

/// How many shingles a document keeps at most.
const KEPT_AT_MOST: usize = 4096;

/// Where fewer words than these stand outside of quotation marks, those inside count too.
const NARRATED_WORDS: usize = 60;

/// How many words make a quotation long enough to tell where it comes from.
const LONG_QUOTE: usize = 8;

/// What tells copies of a document.
///
/// The sample is that of Broder, *On the resemblance and containment of documents* (1997): hashes of
/// shingles that are 0 modulo a power of two. Two samples of different powers compare at the thinner
/// one, and give containment as well as resemblance, which minima of permutations do not.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Print {
    /// How many words its running text has.
    #[serde(rename = "w")]
    pub words: u32,
    /// The sample holds the hashes whose lowest `level` bits are 0.
    #[serde(rename = "l")]
    pub level: u32,
    /// Hashes of shingles, sorted, each once.
    #[serde(rename = "s", with = "numbers")]
    pub sample: Vec<u32>,
    /// Hashes of quotations of eight words and more, sorted, each once.
    #[serde(rename = "q", with = "numbers", default)]
    pub quotes: Vec<u32>,
    /// The hash of the title's words; 0 where there is none.
    #[serde(rename = "t", default)]
    pub title: u32,
    /// Whether it is written on a form or to a pattern, as court papers are: such papers share words
    /// without being copies.
    #[serde(rename = "f", default, skip_serializing_if = "std::ops::Not::not")]
    pub formal: bool,
    /// The agency or office that it credits.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Credit>,
    /// What its statements say, for corroboration.
    #[serde(rename = "y", with = "sayings::packed", default)]
    pub sayings: Vec<sayings::Saying>,
}

/// A line that says whose text it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Credit {
    /// The agency as written: `AP`, `Plains Newswire`.
    pub agency: String,
    /// Where that stands, in bytes of the text.
    pub words: Range<u32>,
}

impl Print {
    /// Those of a document.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        Self::read(document, reading, &Cut::of(document.text.as_str()))
    }

    /// Those of a document of which the words are known.
    pub(crate) fn read(document: &Document, reading: &Reading, cut: &Cut<'_>) -> Self {
        let running = running(document);
        let quoted = quoted(document, reading, &running);
        let pieces: Vec<_> = running.iter().map(|s| cut.within(&s.range())).collect();
        // Shingles run on from piece to piece, since a copy may break its paragraphs elsewhere.
        let all = || pieces.iter().flat_map(|piece| piece.iter());
        let narrated: Vec<&str> = all()
            .filter(|word| !lies_in(word, &quoted))
            .map(Word::folded)
            .collect();
        let (level, sample) = if narrated.len() >= NARRATED_WORDS {
            sample(&narrated)
        } else {
            sample(&all().map(Word::folded).collect::<Vec<_>>())
        };
        Self {
            words: all().count() as u32,
            level,
            sample,
            quotes: quote_hashes(cut, &quoted),
            title: title(document),
            formal: is_formal(document.kind),
            credit: credit::of(document, &running),
            sayings: sayings::of(cut, reading),
        }
    }
}

/// Papers that are written to a pattern.
const fn is_formal(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Affidavit
            | DocumentKind::Transcript
            | DocumentKind::Order
            | DocumentKind::Filing
            | DocumentKind::Report
    )
}

/// The running text in pieces: paragraphs, or lines where nothing is known of the layout.
pub(crate) fn running(document: &Document) -> Vec<Span> {
    let is_running = |kind: BlockKind| {
        !matches!(
            kind,
            BlockKind::Markup
                | BlockKind::Headline
                | BlockKind::Byline
                | BlockKind::Heading
                | BlockKind::QuotedReply
        )
    };
    if !document.blocks.is_empty() {
        let blocks = document.blocks.iter().filter(|b| is_running(b.kind));
        return blocks.map(|b| b.span).collect();
    }
    let mut from = 0;
    let mut lines = Vec::new();
    for line in document.text.as_str().split_inclusive('\n') {
        lines.extend(document.text.span(from..from + line.len()));
        from += line.len();
    }
    lines
}

/// What stands in quotation marks: what the reading found so, and what stands between double marks.
fn quoted(document: &Document, reading: &Reading, running: &[Span]) -> Vec<Range<usize>> {
    let direct = reading
        .statements
        .iter()
        .filter(|s| s.kind == StatementKind::Direct);
    let mut ranges: Vec<Range<usize>> = direct
        .flat_map(|s| &s.content)
        .filter(|span| {
            let text = document.text.slice(**span);
            text.starts_with(['"', '“', '‘', '\'', '«', '„'])
        })
        .map(|span| span.range())
        .collect();
    for span in running {
        let mut open = None;
        for (at, c) in document.text.slice(*span).char_indices() {
            let at = span.start() + at;
            match (c, open) {
                ('“' | '"', None) => open = Some(at),
                ('”' | '"', Some(start)) => {
                    ranges.push(start..at);
                    open = None;
                }
                _ => {}
            }
        }
        // A quotation that goes on in the next paragraph has no closing mark here.
        ranges.extend(open.map(|start| start..span.end()));
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn lies_in(word: &Word<'_>, sorted: &[Range<usize>]) -> bool {
    let after = sorted.partition_point(|range| range.start <= word.bytes.start);
    let before = after.checked_sub(1).and_then(|i| sorted.get(i));
    before.is_some_and(|range| word.bytes.start < range.end)
}

/// The level and the sample of words.
fn sample(words: &[&str]) -> (u32, Vec<u32>) {
    let mut hashes: Vec<u32> = words
        .windows(SHINGLE)
        .map(|shingle| hash_words(shingle.iter().copied()))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    let mut level = 0;
    while (hashes.len() > KEPT && level < THINNEST) || hashes.len() > KEPT_AT_MOST {
        level += 1;
        hashes.retain(|hash| is_kept(*hash, level));
    }
    (level, hashes)
}

/// Whether a sample of this level has the hash.
pub(super) const fn is_kept(hash: u32, level: u32) -> bool {
    hash.trailing_zeros() >= level
}

fn quote_hashes(cut: &Cut<'_>, quoted: &[Range<usize>]) -> Vec<u32> {
    let texts = quoted.iter().filter_map(|range| {
        let words = cut.within(range);
        (words.len() >= LONG_QUOTE).then(|| hash_words(words.iter().map(Word::folded)))
    });
    let mut hashes: Vec<u32> = texts.collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn title(document: &Document) -> u32 {
    let title = document.metadata.title.as_ref().map(|t| t.value.as_str());
    let words = words(title.unwrap_or_default(), 0);
    if words.is_empty() {
        0
    } else {
        hash_words(words.iter().map(Word::folded))
    }
}
