//! A text cut at every beginning and end of a highlight, so that highlights may nest and overlap.

use crate::{ItemId, ReadingView};
use std::ops::Range;

/// Words that belong to an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) id: ItemId,
    /// Which of the item's places, from 0.
    pub(super) part: usize,
}

/// A run of text between two boundaries, and the marks that cover it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Segment {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// Indices of the marks that cover it, outer ones first.
    pub(super) covering: Vec<usize>,
    /// Indices of those that begin with it.
    pub(super) opening: Vec<usize>,
}

/// All highlights of a view, by where they begin; those that reach further come first.
pub(super) fn marks(view: &ReadingView) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut add = |id: ItemId, ranges: &mut dyn Iterator<Item = Range<usize>>| {
        for (part, range) in ranges.enumerate() {
            let fits = view
                .document
                .text
                .get(range.clone())
                .is_some_and(|words| !words.is_empty());
            if fits {
                marks.push(Mark { range, id, part });
            }
        }
    };
    for statement in &view.statements {
        add(statement.id, &mut statement.content().map(|e| e.range()));
    }
    for event in &view.events {
        let triggers = event.evidence.iter().filter(|e| e.role == "trigger");
        add(event.id, &mut triggers.map(|e| e.range()));
    }
    for fact in &view.facts {
        let values = fact.evidence.iter().filter(|e| e.role == "value");
        add(fact.id, &mut values.map(|e| e.range()));
    }
    for ground in &view.grounds {
        add(ground.id, &mut ground.evidence.iter().map(|e| e.range()));
    }
    for disagreement in &view.disagreements {
        let values = disagreement
            .places
            .iter()
            .filter_map(|p| p.evidence.iter().find(|e| e.role == "value"));
        add(disagreement.id, &mut values.map(|e| e.range()));
    }
    for timex in &view.timexes {
        add(timex.id, &mut timex.evidence.iter().map(|e| e.range()));
    }
    for entity in &view.entities {
        let mentions = entity.mentions.iter().filter_map(|id| view.mention(*id));
        add(
            entity.id,
            &mut mentions.flat_map(|m| m.evidence.iter().map(|e| e.range())),
        );
    }
    marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.id));
    marks
}

/// Cuts `range` of a text at the boundaries of `marks` (sorted as [`marks`] gives them) and at
/// `breaks` (sorted). The segments cover all of `range`, in order.
pub(super) fn segments(range: Range<usize>, marks: &[Mark], breaks: &[usize]) -> Vec<Segment> {
    let mut boundaries: Vec<usize> = marks
        .iter()
        .flat_map(|m| [m.range.start, m.range.end])
        .chain(breaks.iter().copied())
        .chain([range.start, range.end])
        .filter(|b| range.start <= *b && *b <= range.end)
        .collect();
    boundaries.sort_unstable();
    boundaries.dedup();
    let mut next = 0;
    let mut open: Vec<usize> = Vec::new();
    let mut segments = Vec::with_capacity(boundaries.len());
    for pair in boundaries.windows(2) {
        let &[start, end] = pair else { continue };
        open.retain(|m| marks.get(*m).is_some_and(|m| m.range.end > start));
        let first = next;
        while marks.get(next).is_some_and(|m| m.range.start <= start) {
            if marks.get(next).is_some_and(|m| m.range.end > start) {
                open.push(next);
            }
            next += 1;
        }
        segments.push(Segment {
            range: start..end,
            covering: open.clone(),
            opening: (first..next).filter(|m| open.contains(m)).collect(),
        });
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ItemLayer;
    use proptest::prelude::*;

    fn mark(index: usize, range: Range<usize>) -> Mark {
        Mark {
            range,
            id: ItemId::at(ItemLayer::Statement, index),
            part: 0,
        }
    }

    #[test]
    fn overlapping_marks_share_the_segment_between() {
        let marks = [mark(0, 0..6), mark(1, 4..9)];
        let cut = segments(0..12, &marks, &[]);
        let shown: Vec<_> = cut
            .iter()
            .map(|s| (s.range.clone(), s.covering.clone()))
            .collect();
        assert_eq!(
            shown,
            [
                (0..4, vec![0]),
                (4..6, vec![0, 1]),
                (6..9, vec![1]),
                (9..12, vec![])
            ]
        );
        assert_eq!(cut[1].opening, [1]);
    }

    proptest! {
        #[test]
        fn segments_cover_the_text_and_know_their_marks(
            ranges in proptest::collection::vec((0usize..50, 1usize..20), 0..12)
        ) {
            let mut marks: Vec<Mark> = ranges
                .iter()
                .enumerate()
                .map(|(i, (start, length))| mark(i, *start..(start + length).min(60)))
                .collect();
            marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.id));
            let cut = segments(0..60, &marks, &[]);
            prop_assert_eq!(cut.first().unwrap().range.start, 0);
            prop_assert_eq!(cut.last().unwrap().range.end, 60);
            for pair in cut.windows(2) {
                prop_assert_eq!(pair[0].range.end, pair[1].range.start);
            }
            for segment in &cut {
                for (i, mark) in marks.iter().enumerate() {
                    let covers = mark.range.start <= segment.range.start
                        && segment.range.end <= mark.range.end;
                    prop_assert_eq!(covers, segment.covering.contains(&i));
                }
            }
            let opened: usize = cut.iter().map(|s| s.opening.len()).sum();
            prop_assert_eq!(opened, marks.len());
        }
    }
}
