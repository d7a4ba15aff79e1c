//! The one place where text offsets are computed.
//!
//! A [`Text`] owns one UTF-8 string, fixed at intake. Inside the program every span is a byte range
//! into it that lies on character boundaries; at the edge (JSON, annotations) spans are given as
//! Unicode code points, and [`Text::code_points`] converts. Nothing else does arithmetic on offsets.

use crate::ContentHash;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How many bytes lie between two remembered code-point counts.
const STRIDE: usize = 256;

/// A range of a document's text, in bytes, end exclusive, on character boundaries.
///
/// Only [`Text`] makes spans from numbers, so that a span of a text always slices to whole
/// characters of it. A span says nothing of which text it belongs to: use it with its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// First byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a byte range.
    pub const fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no character.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` lies inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether this span ends before `other` begins (touching counts).
    pub const fn is_before(self, other: Span) -> bool {
        self.end <= other.start
    }

    /// The smallest span of the same text that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// What both share, if anything.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// What lies between the end of this span and the start of `other`; empty where they touch,
    /// nothing where they overlap or stand the other way round.
    pub fn gap_to(self, other: Span) -> Option<Span> {
        (self.end <= other.start).then_some(Span {
            start: self.end,
            end: other.start,
        })
    }

    /// The empty span at this span's start.
    pub const fn at_start(self) -> Span {
        Span {
            start: self.start,
            end: self.start,
        }
    }

    /// The empty span at this span's end.
    pub const fn at_end(self) -> Span {
        Span {
            start: self.end,
            end: self.end,
        }
    }
}

/// A range in Unicode code points, end exclusive: what goes out in JSON and annotations.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct CodePointRange {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// A document's text: one UTF-8 string that never changes, and the table to count its code points.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Text {
    string: String,
    /// Code points before byte `i * STRIDE` (before the character that byte belongs to, if it is
    /// inside one).
    counts: Vec<u32>,
}

impl Text {
    /// Takes the string as it is: nothing is trimmed or normalised.
    ///
    /// Texts of 4 GiB and more are cut at the last character that fits: readers refuse them before.
    pub fn new(mut string: String) -> Self {
        if u32::try_from(string.len()).is_err() {
            let mut cut = u32::MAX as usize;
            while !string.is_char_boundary(cut) {
                cut -= 1;
            }
            string.truncate(cut);
        }
        let mut counts = Vec::with_capacity(string.len() / STRIDE + 1);
        let mut so_far = 0u32;
        for chunk in string.as_bytes().chunks(STRIDE) {
            counts.push(so_far);
            so_far += count_starts(chunk);
        }
        counts.push(so_far);
        Self { string, counts }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.string.len()
    }

    /// Whether there is no character at all.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// SHA-256 of the text's UTF-8 bytes.
    pub fn hash(&self) -> ContentHash {
        ContentHash::of(self.string.as_bytes())
    }

    /// The span over the whole text.
    pub fn all(&self) -> Span {
        Span {
            start: 0,
            end: self.string.len() as u32,
        }
    }

    /// The span of a byte range; nothing where the range is reversed, runs over the end or cuts a
    /// character.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.string.get(range.clone())?;
        Some(Span {
            start: range.start as u32,
            end: range.end as u32,
        })
    }

    /// The words of a span of this text; empty for a span that is of another text and does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.string.get(span.range()).unwrap_or_default()
    }

    /// The span of `range`, given in bytes relative to the start of `within`; nothing where it does
    /// not lie inside.
    pub fn within(&self, within: Span, range: Range<usize>) -> Option<Span> {
        let span = self.span(within.start() + range.start..within.start() + range.end)?;
        within.contains(span).then_some(span)
    }

    /// The span without the characters at both ends for which `drop` holds.
    pub fn trim_matches(&self, span: Span, drop: impl Fn(char) -> bool) -> Span {
        let words = self.slice(span);
        let kept = words.trim_start_matches(&drop);
        let start = span.start() + (words.len() - kept.len());
        let kept = kept.trim_end_matches(&drop);
        Span {
            start: start as u32,
            end: (start + kept.len()) as u32,
        }
    }

    /// The span without white space at both ends.
    pub fn trim(&self, span: Span) -> Span {
        self.trim_matches(span, char::is_whitespace)
    }

    /// The character just before the span.
    pub fn char_before(&self, span: Span) -> Option<char> {
        self.string.get(..span.start())?.chars().next_back()
    }

    /// The character just after the span.
    pub fn char_after(&self, span: Span) -> Option<char> {
        self.string.get(span.end()..)?.chars().next()
    }

    /// The span in code points.
    pub fn code_points(&self, span: Span) -> CodePointRange {
        CodePointRange {
            start: self.count_before(span.start()),
            end: self.count_before(span.end()),
        }
    }

    /// The span of a range in code points; nothing where it is reversed or runs over the end.
    pub fn span_of_code_points(&self, range: CodePointRange) -> Option<Span> {
        self.span(self.byte_of(range.start)?..self.byte_of(range.end)?)
    }

    /// Up to `chars` characters before the span, and up to as many after it.
    pub fn surroundings(&self, span: Span, chars: usize) -> (&str, &str) {
        let before = self.string.get(..span.start()).unwrap_or_default();
        let from = before
            .char_indices()
            .rev()
            .take(chars)
            .last()
            .map_or(before.len(), |(i, _)| i);
        let after = self.string.get(span.end()..).unwrap_or_default();
        let to = after
            .char_indices()
            .nth(chars)
            .map_or(after.len(), |(i, _)| i);
        (
            before.get(from..).unwrap_or_default(),
            after.get(..to).unwrap_or_default(),
        )
    }

    fn count_before(&self, byte: usize) -> u32 {
        let stride = byte / STRIDE;
        let counted = self.counts.get(stride).copied().unwrap_or_default();
        let rest = self.string.as_bytes().get(stride * STRIDE..byte);
        counted + rest.map_or(0, count_starts)
    }

    fn byte_of(&self, code_point: u32) -> Option<usize> {
        let stride = self
            .counts
            .partition_point(|&c| c <= code_point)
            .checked_sub(1)?;
        let mut left = code_point - self.counts.get(stride)?;
        let from = stride * STRIDE;
        for (i, byte) in self
            .string
            .as_bytes()
            .get(from..)
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            if is_start(*byte) {
                if left == 0 {
                    return Some(from + i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.string.len())
    }
}

/// Whether a byte of UTF-8 begins a character.
const fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| is_start(**b)).count() as u32
}

impl From<String> for Text {
    fn from(string: String) -> Self {
        Self::new(string)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.string
    }
}

impl From<&str> for Text {
    fn from(s: &str) -> Self {
        Self::new(s.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_span_cannot_cut_a_character() {
        let text = Text::from("naïve 👩‍⚖️");
        assert!(text.span(0..3).is_none());
        assert_eq!(text.slice(text.span(0..4).unwrap()), "naï");
        assert!(text.span(0..99).is_none());
    }

    #[test]
    fn surroundings_stop_at_the_ends() {
        let text = Text::from("“Né” said");
        let span = text.span(3..6).unwrap();
        assert_eq!(text.surroundings(span, 3), ("“", "” s"));
    }

    proptest! {
        #[test]
        fn code_points_and_bytes_agree(s in "\\PC{0,700}", a in 0usize..700, b in 0usize..700) {
            let text = Text::new(s.clone());
            let chars: Vec<(usize, char)> = s.char_indices().collect();
            let byte = |i: usize| chars.get(i).map_or(s.len(), |c| c.0);
            let (a, b) = (a.min(b).min(chars.len()), a.max(b).min(chars.len()));
            let span = text.span(byte(a)..byte(b)).unwrap();
            let range = text.code_points(span);
            prop_assert_eq!((range.start as usize, range.end as usize), (a, b));
            prop_assert_eq!(text.span_of_code_points(range), Some(span));
        }

        #[test]
        fn trimming_keeps_boundaries(s in "[ \u{e9}\u{1F600}a\u{301}]{0,40}") {
            let text = Text::new(s.clone());
            prop_assert_eq!(text.slice(text.trim(text.all())), s.trim());
        }
    }
}
