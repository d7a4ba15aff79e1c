//! A text in the making, with its way back to the original.

use crate::pieces::Pieces;
use onrecord_record::{SegmentKind, SourceMap, SourceSegment, Text};
use std::ops::Range;

/// A text in the making. Words are only ever added at its end, each run with where it came from, so
/// that the map covers the text in order by construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Derived {
    string: String,
    pieces: Pieces,
}

impl Derived {
    /// A text that is its original, byte for byte.
    pub(crate) fn identity(string: String) -> Self {
        let mut derived = Self::default();
        let all = 0..string.len() as u64;
        derived
            .pieces
            .push(string.len(), all, SegmentKind::Verbatim);
        derived.string = string;
        derived
    }

    /// The words so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.string
    }

    /// Length so far, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.string.len()
    }

    /// The bytes of the original from the first to the last that words came from.
    pub(crate) fn extent(&self) -> Range<u64> {
        let from = self.pieces.iter().map(|piece| piece.from).min();
        let to = self.pieces.iter().map(|piece| piece.to).max();
        from.unwrap_or_default()..to.unwrap_or_default()
    }

    /// Adds words that stand in the original as the same bytes, from byte `from` on.
    pub(crate) fn verbatim(&mut self, words: &str, from: u64) {
        self.push(
            words,
            from..from + words.len() as u64,
            SegmentKind::Verbatim,
        );
    }

    /// Adds words that were made from the bytes `from` of the original.
    pub(crate) fn converted(&mut self, words: &str, from: Range<u64>) {
        self.push(words, from, SegmentKind::Converted);
    }

    /// Adds words that are not in the original, at the place `at` there.
    pub(crate) fn inserted(&mut self, words: &str, at: u64) {
        self.push(words, at..at, SegmentKind::Inserted);
    }

    /// Adds a whole text, with where its words came from.
    pub(crate) fn append(&mut self, other: Derived) {
        let mut start = 0;
        for piece in other.pieces.iter() {
            let words = other.string.get(start..piece.end).unwrap_or_default();
            start = piece.end;
            self.push(words, piece.from..piece.to, piece.kind);
        }
    }

    fn push(&mut self, words: &str, from: Range<u64>, kind: SegmentKind) {
        if words.is_empty() {
            return;
        }
        self.string.push_str(words);
        let end = self.string.len();
        // What was converted in one go stays a piece of its own.
        if kind == SegmentKind::Converted {
            self.pieces.push(end, from, kind);
        } else {
            self.pieces.join(end, from, kind);
        }
    }

    /// This text, made from the text `inner`, as a text made from what `inner` was made from.
    pub(crate) fn through(self, inner: &Derived) -> Derived {
        let mut outer = Derived::default();
        let mut start = 0;
        for piece in self.pieces.iter() {
            let words = self.string.get(start..piece.end).unwrap_or_default();
            start = piece.end;
            match piece.kind {
                SegmentKind::Inserted => outer.inserted(words, inner.origin(piece.from).start),
                SegmentKind::Converted => {
                    let last = piece.to.saturating_sub(1).max(piece.from);
                    let from = inner.origin(piece.from).start;
                    outer.converted(words, from..inner.origin(last).end.max(from));
                }
                SegmentKind::Verbatim => inner.copy(piece.from..piece.to, words, &mut outer),
            }
        }
        outer
    }

    /// Adds the words at `range` of this text to `outer`, with where they came from.
    pub(crate) fn copy_to(&self, range: Range<usize>, outer: &mut Derived) {
        let words = self.string.get(range.clone()).unwrap_or_default();
        self.copy(range.start as u64..range.end as u64, words, outer);
    }

    /// Adds `words`, which stand at `range` of this text, to `outer`, with where they came from.
    fn copy(&self, range: Range<u64>, words: &str, outer: &mut Derived) {
        let (mut at, end) = (range.start as usize, range.end as usize);
        for piece in self.pieces.since(at) {
            if at >= end {
                break;
            }
            let until = piece.end.min(end);
            let part = words
                .get(at - range.start as usize..until - range.start as usize)
                .unwrap_or_default();
            match piece.kind {
                SegmentKind::Verbatim => {
                    outer.verbatim(part, piece.to - (piece.end - at) as u64);
                }
                SegmentKind::Converted => outer.converted(part, piece.from..piece.to),
                SegmentKind::Inserted => outer.inserted(part, piece.from),
            }
            at = until;
        }
    }

    /// The bytes that the byte `at` of this text came from: that one, or those of its whole piece.
    fn origin(&self, at: u64) -> Range<u64> {
        self.pieces.origin(at as usize).unwrap_or(0..0)
    }

    /// The text and its map.
    pub(crate) fn finish(self) -> (Text, SourceMap) {
        let text = Text::new(self.string);
        let mut start = 0;
        let segments = self.pieces.iter().filter_map(|piece| {
            let span = text.span(start..piece.end)?;
            start = piece.end;
            (!span.is_empty()).then_some(SourceSegment {
                text: span,
                from: piece.from,
                to: piece.to,
                kind: piece.kind,
            })
        });
        let segments = segments.collect();
        (text, SourceMap { segments })
    }
}
