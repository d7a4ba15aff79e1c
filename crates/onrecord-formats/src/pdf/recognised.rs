//! Words that were recognised in a picture of a page.

use super::edges::Edges;
use super::page::Page;
use super::words::Word;
use crate::RecognisedWord;

/// Size of the letters of a line, in parts of the height of its words.
const SIZE: f32 = 0.95;

/// The words as those of a page of this size in points.
pub(crate) fn page(
    number: u32,
    shown: (f32, f32),
    recognised: &[RecognisedWord],
    dots_per_inch: u32,
) -> Page {
    let scale = 72.0 / dots_per_inch.max(1) as f32;
    let mut words: Vec<Word> = Vec::new();
    for line in recognised.chunk_by(|a, b| a.line == b.line) {
        let edges = |word: &RecognisedWord| {
            let [left, top, right, bottom] = word.edges.map(|pixels| pixels as f32 * scale);
            Edges {
                left: left.clamp(0.0, shown.0),
                top: top.clamp(0.0, shown.1),
                right: right.clamp(0.0, shown.0),
                bottom: bottom.clamp(0.0, shown.1),
            }
        };
        let middle = |mut values: Vec<f32>| {
            values.sort_by(f32::total_cmp);
            values.get(values.len() / 2).copied().unwrap_or_default()
        };
        let base = middle(line.iter().map(|w| edges(w).bottom).collect());
        let size = middle(line.iter().map(|w| edges(w).height()).collect()) * SIZE;
        for word in line.iter().filter(|word| !word.word.trim().is_empty()) {
            let text: String = word.word.split_whitespace().collect();
            words.push(Word {
                text,
                edges: edges(word),
                place: edges(word).tenths(),
                base,
                size: size.max(1.0),
                bold: false,
                stroke: 0.0,
                raised: false,
                glued: false,
                confidence: Some(word.confidence.min(100)),
                recognised: Some(word.line),
                redacted: false,
            });
        }
    }
    Page {
        number,
        shown,
        size: shown,
        words,
        has_scan: true,
        recognised: true,
        ..Page::default()
    }
}
