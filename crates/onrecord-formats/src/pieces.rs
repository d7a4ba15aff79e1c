//! The way back from bytes that were made to those they were made from: a list of pieces.

use onrecord_record::SegmentKind;
use std::ops::Range;

/// A run of what was made. It begins where the piece before it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// One past its last byte in what was made.
    pub(crate) end: usize,
    /// Its first byte in the original.
    pub(crate) from: u64,
    /// One past its last byte there.
    pub(crate) to: u64,
    pub(crate) kind: SegmentKind,
}

/// All pieces, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pieces(Vec<Piece>);

impl Pieces {
    /// One past the last byte of what was made.
    pub(crate) fn end(&self) -> usize {
        self.0.last().map_or(0, |piece| piece.end)
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Piece> {
        self.0.iter()
    }

    /// Adds a piece that ends at byte `end` and was made from `from`.
    pub(crate) fn push(&mut self, end: usize, from: Range<u64>, kind: SegmentKind) {
        self.0.push(Piece {
            end,
            from: from.start,
            to: from.end,
            kind,
        });
    }

    /// As [`Pieces::push`]; it becomes one with the last piece where it only goes on with that.
    pub(crate) fn join(&mut self, end: usize, from: Range<u64>, kind: SegmentKind) {
        match self.0.last_mut() {
            Some(last) if last.kind == kind && last.to == from.start => {
                last.end = end;
                last.to = from.end;
            }
            _ => self.push(end, from, kind),
        }
    }

    /// The pieces from the one on that has byte `at` of what was made.
    pub(crate) fn since(&self, at: usize) -> impl Iterator<Item = &Piece> {
        let first = self.0.partition_point(|piece| piece.end <= at);
        self.0.iter().skip(first)
    }

    /// The bytes of the original that byte `at` was made from: that one, or those of its whole piece.
    /// Past the end, those of the last piece; nothing where there is none.
    pub(crate) fn origin(&self, at: usize) -> Option<Range<u64>> {
        let piece = self.since(at).next().or(self.0.last())?;
        if piece.kind != SegmentKind::Verbatim {
            return Some(piece.from..piece.to);
        }
        let left = piece.end.saturating_sub(at) as u64;
        let from = piece.to.saturating_sub(left);
        Some(from..(from + 1).min(piece.to).max(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_found_for_each_byte() {
        let mut pieces = Pieces::default();
        pieces.join(2, 10..12, SegmentKind::Verbatim);
        pieces.join(4, 12..14, SegmentKind::Verbatim);
        pieces.push(5, 14..17, SegmentKind::Converted);
        assert_eq!((pieces.iter().count(), pieces.end()), (2, 5));
        assert_eq!(pieces.origin(3), Some(13..14));
        assert_eq!(pieces.origin(4), Some(14..17));
        assert_eq!(pieces.origin(9), Some(14..17));
        assert_eq!(pieces.since(4).count(), 1);
        assert_eq!(Pieces::default().origin(0), None);
    }
}
