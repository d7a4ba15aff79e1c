//! Word lists for values, and looking for their words in a text.

use super::page::Word;
use crate::origins::rows;
use onrecord_record::EventKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How many words an entry has at most.
const LONGEST: usize = 4;

type Table = BTreeMap<&'static str, BTreeSet<&'static str>>;

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    for row in rows(include_str!("../../data/value-words.tsv")) {
        if let [class, words, ..] = row.as_slice() {
            table.entry(*class).or_default().insert(*words);
        }
    }
    table
});

static EVENTS: LazyLock<BTreeMap<&'static str, EventKind>> = LazyLock::new(|| {
    let kinds = WORDS
        .iter()
        .filter_map(|(class, words)| Some((EventKind::from_name(class)?, words)));
    kinds
        .flat_map(|(kind, words)| words.iter().map(move |word| (*word, kind)))
        .collect()
});

static COUNTED: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/counted.tsv"))
        .filter_map(|row| match row.as_slice() {
            [words, what, ..] => Some((*words, *what)),
            _ => None,
        })
        .collect()
});

/// Whether the word is one of the class.
pub(super) fn is(class: &str, word: &str) -> bool {
    WORDS.get(class).is_some_and(|words| words.contains(word))
}

/// How many words from `at` on make an entry of the class; the longest.
pub(super) fn starts(class: &str, words: &[Word<'_>], at: usize) -> Option<usize> {
    let known = WORDS.get(class)?;
    longest(words, at, |phrase| known.contains(phrase).then_some(())).map(|((), len)| len)
}

/// Whether an entry of the class begins at one of these words.
pub(super) fn any(class: &str, words: &[Word<'_>], range: std::ops::Range<usize>) -> bool {
    range
        .into_iter()
        .any(|at| starts(class, words, at).is_some())
}

/// The event that the words from `at` on tell of, and how many words do.
pub(super) fn event(words: &[Word<'_>], at: usize) -> Option<(EventKind, usize)> {
    longest(words, at, |phrase| EVENTS.get(phrase).copied())
}

/// What is counted by the noun that begins at `at`, and how many words it has.
pub(super) fn counted(words: &[Word<'_>], at: usize) -> Option<(&'static str, usize)> {
    longest(words, at, |phrase| COUNTED.get(phrase).copied())
}

fn longest<T>(
    words: &[Word<'_>],
    at: usize,
    find: impl Fn(&str) -> Option<T>,
) -> Option<(T, usize)> {
    let first = words.get(at)?;
    let mut phrase = first.low.clone();
    let mut found = find(&phrase).map(|value| (value, 1));
    for len in 2..=LONGEST {
        let Some(next) = words.get(at + len - 1) else {
            break;
        };
        if next.sentence != first.sentence {
            break;
        }
        phrase.push(' ');
        phrase.push_str(&next.low);
        if let Some(value) = find(&phrase) {
            found = Some((value, len));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_no_empty_and_no_double_rows() {
        for table in [
            include_str!("../../data/value-words.tsv"),
            include_str!("../../data/counted.tsv"),
        ] {
            let all: Vec<_> = rows(table).collect();
            let columns = all.first().map_or(0, Vec::len);
            assert_eq!(columns, 3);
            let distinct: BTreeSet<_> = all.iter().collect();
            assert_eq!(distinct.len(), all.len());
            for row in &all {
                assert_eq!(row.len(), columns, "{row:?}");
                assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
            }
        }
        assert!(EVENTS.len() > 50);
    }

    #[test]
    fn no_phrase_tells_of_two_events() {
        let rows = WORDS
            .iter()
            .filter(|(c, _)| EventKind::from_name(c).is_some());
        let count: usize = rows.map(|(_, words)| words.len()).sum();
        assert_eq!(count, EVENTS.len());
    }
}
