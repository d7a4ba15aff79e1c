//! Words of a text, by the scorers' simple definition, and what is trimmed from the ends of a span.

use crate::annotated::Place;
use std::collections::BTreeSet;

/// White space, quotation marks and punctuation, which do not count at the ends of a span.
const TRIMMED: &str = " \t\r\n\"'“”‘’`.,;:!?()[]…-–—";

/// A text cut into words: maximal runs of letters, digits, `_`, `'` and `’`.
pub(crate) struct Words {
    chars: Vec<char>,
    words: Vec<Place>,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in chars.iter().enumerate() {
            let in_word = c.is_alphanumeric() || matches!(c, '_' | '\'' | '’');
            match (in_word, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        words.extend(start.map(|from| from..chars.len()));
        Self { chars, words }
    }

    /// The indices of the words that lie in one of the places whole.
    pub(super) fn within(&self, places: &[Place]) -> BTreeSet<usize> {
        let mut within = BTreeSet::new();
        for place in places {
            let first = self.words.partition_point(|word| word.start < place.start);
            let words = self.words.iter().enumerate().skip(first);
            within.extend(
                words
                    .take_while(|(_, word)| word.end <= place.end)
                    .map(|(at, _)| at),
            );
        }
        within
    }

    /// The place without what does not count at its ends.
    pub(super) fn trimmed(&self, place: &Place) -> Place {
        let trims = |at: usize| self.chars.get(at).is_some_and(|c| TRIMMED.contains(*c));
        let mut place = place.clone();
        while place.start < place.end && trims(place.start) {
            place.start += 1;
        }
        while place.end > place.start && trims(place.end - 1) {
            place.end -= 1;
        }
        place
    }
}

/// F1 of two sets by the size of both and of what they share; of two empty ones, 1.
pub(super) fn f1(both: usize, a: usize, b: usize) -> f64 {
    if a + b == 0 {
        return 1.0;
    }
    2.0 * both as f64 / (a + b) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lie_in_a_place_whole_or_not_at_all() {
        let words = Words::of("Orr's key, she said — née Pell.");
        assert_eq!(words.words.len(), 6);
        assert_eq!(
            words.within(std::slice::from_ref(&(0..9))),
            BTreeSet::from([0, 1])
        );
        assert_eq!(
            words.within(std::slice::from_ref(&(0..8))),
            BTreeSet::from([0])
        );
        assert_eq!(words.trimmed(&(3..11)), 4..9);
        assert_eq!(words.trimmed(&(9..11)), 11..11);
    }
}
