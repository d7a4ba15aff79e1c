//! Rows of words, and the pieces of them between wide gaps.

use super::edges::Edges;
use super::words::Word;
use std::ops::Range;

/// A gap of this many parts of the size parts a row: no more than the narrowest gap between columns,
/// and letters lean into it.
const WIDE: f32 = 0.8;

/// Words that stand on one line, from the left. The words are those of a page, by place in its list.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) words: Vec<usize>,
    pub(super) edges: Edges,
    pub(super) base: f32,
    /// Size of most of its words.
    pub(super) size: f32,
}

impl Row {
    /// A row of words; nothing where there are none.
    pub(super) fn of(indices: Vec<usize>, words: &[Word]) -> Option<Self> {
        let first = words.get(*indices.first()?)?;
        let mut edges = first.edges;
        let mut sizes: Vec<(f32, usize)> = Vec::new();
        for word in indices.iter().filter_map(|i| words.get(*i)) {
            edges = edges.union(word.edges);
            let count = word.text.chars().count();
            match sizes
                .iter_mut()
                .find(|(size, _)| (size - word.size).abs() < 0.3)
            {
                Some((_, sum)) => *sum += count,
                None => sizes.push((word.size, count)),
            }
        }
        let size = sizes
            .iter()
            .max_by_key(|(_, count)| *count)
            .map_or(first.size, |(size, _)| *size);
        Some(Self {
            words: indices,
            edges,
            base: first.base,
            size,
        })
    }

    /// Its words with blanks between them.
    pub(super) fn text(&self, words: &[Word]) -> String {
        let mut text = String::new();
        for word in self.words.iter().filter_map(|i| words.get(*i)) {
            if !text.is_empty() && !word.glued {
                text.push(' ');
            }
            text.push_str(&word.text);
        }
        text
    }

    /// Its pieces between gaps of more than `wide` parts of the size.
    pub(super) fn pieces(&self, words: &[Word], wide: f32) -> Vec<Row> {
        self.parted(words, |_, _| wide * self.size)
    }

    /// Its pieces between gaps that are wider than `widest` says for the words on both sides.
    fn parted(&self, words: &[Word], widest: impl Fn(&Word, &Word) -> f32) -> Vec<Row> {
        let mut pieces: Vec<Vec<usize>> = Vec::new();
        let mut before: Option<&Word> = None;
        let mut right = f32::MIN;
        for index in &self.words {
            let Some(word) = words.get(*index) else {
                continue;
            };
            let near = before.is_some_and(|b| word.edges.left - right <= widest(b, word));
            match pieces.last_mut() {
                Some(piece) if near => piece.push(*index),
                _ => pieces.push(vec![*index]),
            }
            right = right.max(word.edges.right);
            before = Some(word);
        }
        pieces
            .into_iter()
            .filter_map(|piece| Row::of(piece, words))
            .collect()
    }
}

/// The rows of a page's words.
pub(super) fn rows(words: &[Word], indices: Range<usize>) -> Vec<Row> {
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut base = f32::MIN;
    let mut left = f32::MAX;
    for i in indices {
        let Some(word) = words.get(i) else { continue };
        let same =
            (word.base - base).abs() < 0.01 + 0.22 * word.size.min(14.0) && word.edges.right > left;
        match rows.last_mut() {
            Some(row) if same => row.push(i),
            _ => {
                rows.push(vec![i]);
                base = word.base;
            }
        }
        left = word.edges.left;
    }
    rows.into_iter()
        .filter_map(|row| Row::of(row, words))
        .collect()
}

/// The rows of words as they were recognised, in the order of the recogniser.
pub(super) fn recognised(words: &[Word]) -> Vec<Row> {
    let indices: Vec<usize> = (0..words.len()).collect();
    let line = |i: &usize| words.get(*i).and_then(|word| word.recognised);
    indices
        .chunk_by(|a, b| line(a) == line(b))
        .filter_map(|row| Row::of(row.to_vec(), words))
        .collect()
}

/// Recognised rows by block.
pub(super) fn blocks(rows: Vec<Row>, words: &[Word]) -> Vec<Vec<Row>> {
    let block = |row: &Row| {
        let first = row.words.first().and_then(|i| words.get(*i))?;
        first.recognised.map(|[block, _, _]| block)
    };
    rows.chunk_by(|a, b| block(a) == block(b))
        .map(<[Row]>::to_vec)
        .collect()
}

/// The pieces of rows that columns are looked for in. A heading in one column may stand level with small
/// words in the next: the smaller size counts, but for raised marks.
pub(super) fn segments(row: &Row, words: &[Word]) -> Vec<Row> {
    row.parted(words, |a, b| {
        let smallest = [a, b]
            .into_iter()
            .filter(|word| !word.raised)
            .map(|word| word.size)
            .fold(f32::MAX, f32::min);
        WIDE * smallest.min(row.size)
    })
}
