//! What one reading has and another has not: two engines' of one text, or those of two captures of one
//! article.

use crate::decisions::{says, spans_of};
use crate::readings::LAYERS;
use onrecord_record::{Document, Layer, Reading};
use std::collections::BTreeMap;

/// What became of a line from one reading to another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Change {
    /// Only the second has it.
    Came,
    /// Only the first has it.
    Went,
    /// Both have a line on these words, and the second says something else.
    Changed,
}

/// A line that is not in both readings alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineChange {
    /// What became of it.
    pub change: Change,
    /// Its layer.
    pub layer: Layer,
    /// Its index in the first reading, where it is there.
    pub before: Option<u32>,
    /// Its index in the second reading, where it is there.
    pub after: Option<u32>,
    /// The words it rests on.
    pub words: String,
    /// What it says in the first reading.
    pub said: String,
    /// What it says in the second reading.
    pub says: String,
}

/// A line known by its words: index and what it says.
type Line = (u32, String);

/// The lines that are not in both readings alike: layer by layer, those of the second in their order
/// after those that went. Lines are the same where layer, words and what they say are; white space in
/// the words does not count.
pub fn differences(
    (first, before): (&Document, &Reading),
    (second, after): (&Document, &Reading),
) -> Vec<LineChange> {
    let mut changes = Vec::new();
    for layer in LAYERS {
        let mut old = lines(first, before, layer);
        let new = lines(second, after, layer);
        // First those that are alike, so that they are not taken for another's change.
        let mut left: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for (words, lines) in new {
            let known = old.entry(words.clone()).or_default();
            for line in lines {
                match known.iter().position(|(_, said)| *said == line.1) {
                    Some(at) => {
                        known.remove(at);
                    }
                    None => left.entry(words.clone()).or_default().push(line),
                }
            }
        }
        let mut came = Vec::new();
        for (words, lines) in left {
            for (index, says) in lines {
                let known = old.get_mut(&words).filter(|known| !known.is_empty());
                let was = known.map(|known| known.remove(0));
                came.push(LineChange {
                    change: if was.is_some() {
                        Change::Changed
                    } else {
                        Change::Came
                    },
                    layer,
                    before: was.as_ref().map(|(index, _)| *index),
                    after: Some(index),
                    words: words.clone(),
                    said: was.map_or_else(String::new, |(_, said)| said),
                    says,
                });
            }
        }
        let mut went: Vec<LineChange> = old
            .into_iter()
            .flat_map(|(words, lines)| {
                lines.into_iter().map(move |(index, said)| LineChange {
                    change: Change::Went,
                    layer,
                    before: Some(index),
                    after: None,
                    words: words.clone(),
                    said,
                    says: String::new(),
                })
            })
            .collect();
        went.sort_by_key(|change| change.before);
        came.sort_by_key(|change| change.after);
        changes.append(&mut went);
        changes.append(&mut came);
    }
    changes
}

/// The lines of a layer by their words.
fn lines(document: &Document, reading: &Reading, layer: Layer) -> BTreeMap<String, Vec<Line>> {
    let mut lines: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for index in 0.. {
        let Some(says) = says(reading, layer, index) else {
            break;
        };
        let words: Vec<String> = spans_of(reading, layer, index)
            .unwrap_or_default()
            .into_iter()
            .map(|span| {
                let words = document.text.slice(span).split_whitespace();
                words.collect::<Vec<_>>().join(" ")
            })
            .collect();
        lines
            .entry(words.join(" … "))
            .or_default()
            .push((index, says));
    }
    lines
}
