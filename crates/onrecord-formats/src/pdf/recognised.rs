//! Words that were recognised in a picture of a page.

use super::edges::Edges;
use super::page::Page;
use super::words::Word;
use crate::RecognisedWord;

/// Size of the letters of a line, in parts of the height of its words.
const SIZE: f32 = 0.95;

/// Below this average, of 100, a strip of letters under one another is no text.
const SURE: u32 = 60;
/// From this many on, and this many times as high as wide, letters make such a strip.
const FEWEST: usize = 4;
const HIGH: i32 = 4;

/// Whether a line runs down the page and was hardly recognised: the numbers of printed lines, taken for
/// words on their side. They would stand amid the words of the line at their middle.
fn is_strip(line: &[RecognisedWord]) -> bool {
    let (mut left, mut top, mut right, mut bottom) = (i32::MAX, i32::MAX, i32::MIN, i32::MIN);
    for word in line {
        let [a, b, c, d] = word.edges;
        (left, top) = (left.min(a), top.min(b));
        (right, bottom) = (right.max(c), bottom.max(d));
    }
    let sum: u32 = line.iter().map(|word| u32::from(word.confidence)).sum();
    line.len() >= FEWEST
        && bottom.saturating_sub(top) / HIGH > right.saturating_sub(left)
        && (sum as usize) < line.len() * SURE as usize
}

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
            // Whatever the recogniser says, a box is on the page and no side of it crosses another.
            Edges {
                left: left.min(right).clamp(0.0, shown.0),
                top: top.min(bottom).clamp(0.0, shown.1),
                right: right.max(left).clamp(0.0, shown.0),
                bottom: bottom.max(top).clamp(0.0, shown.1),
            }
        };
        if is_strip(line) {
            continue;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_are_inside_out_are_turned() {
        let odd = RecognisedWord {
            word: "me".to_owned(),
            edges: [-5, i32::MAX, i32::MIN, 7],
            confidence: 90,
            line: [1, 1, 1],
        };
        let read = page(1, (612.0, 792.0), &[odd], 200);
        let [left, top, right, bottom] = read.words[0].place;
        assert!(left <= right && top <= bottom);
    }

    #[test]
    fn numbers_taken_for_words_on_their_side_are_left_out() {
        let word = |word: &str, left: i32, top: i32, confidence: u8, line: u32| RecognisedWord {
            word: word.to_owned(),
            edges: [left, top, left + 16, top + 22],
            confidence,
            line: [1, 1, line],
        };
        let strip = |confidence: u8| -> Vec<RecognisedWord> {
            let words = ["oO", "BR", "NN", "DY", "B"];
            (0..5)
                .map(|i| word(words[i], 280, 200 + 60 * i as i32, confidence, 1))
                .collect()
        };
        let mut words = strip(12);
        words.push(word("Moon", 400, 330, 95, 2));
        let read = page(1, (612.0, 792.0), &words, 200);
        assert_eq!(read.words.len(), 1);
        assert_eq!(page(1, (612.0, 792.0), &strip(90), 200).words.len(), 5);
    }
}
