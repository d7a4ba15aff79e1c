//! Word lists for values, and looking for their words in a text.

use super::page::Word;
use crate::origins::rows;
use onrecord_record::EventKind;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How many words an entry has at most.
const LONGEST: usize = 4;
/// How many words stand at most within a phrase that a name parts.
const WITHIN: usize = 5;

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

/// Phrases with a name or a few words within them: first words, last words, and the event.
static PARTED: LazyLock<BTreeMap<&'static str, Vec<(&'static str, EventKind)>>> =
    LazyLock::new(|| {
        let mut parted: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (words, kind) in EVENTS.iter() {
            if let Some((first, last)) = words.split_once(" .. ") {
                parted.entry(first).or_default().push((last, *kind));
            }
        }
        parted
    });

static COUNTED: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../data/counted.tsv"))
        .filter_map(|row| match row.as_slice() {
            [words, what, ..] => Some((*words, *what)),
            _ => None,
        })
        .collect()
});

/// A crime by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Crime {
    pub(super) name: &'static str,
    pub(super) family: &'static str,
}

static CRIMES: LazyLock<BTreeMap<&'static str, Crime>> = LazyLock::new(|| {
    rows(include_str!("../../data/crimes.tsv"))
        .filter_map(|row| match row.as_slice() {
            [words, name, family, ..] => Some((*words, Crime { name, family })),
            _ => None,
        })
        .collect()
});

/// The crime that the words from `at` on name, and how many words do.
pub(super) fn crime(words: &[Word<'_>], at: usize) -> Option<(Crime, usize)> {
    words.get(at)?.known.filter(|known| known.crime)?;
    longest(words, at, |phrase| CRIMES.get(phrase).copied())
}

/// The crime of this name.
pub(super) fn crime_named(name: &str) -> Option<Crime> {
    CRIMES.get(name).copied()
}

/// Entries of several words that begin with the same one: what stands after it, the longest first.
type Longer<T> = Vec<(Vec<&'static str>, T)>;

/// What the tables have of one word, so that the many words that none of them has cost one look.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The classes that have it as an entry of one word.
    alone: Vec<&'static str>,
    /// The classes that have longer entries that begin with it, with these.
    longer: Vec<(&'static str, Longer<()>)>,
    event: Option<EventKind>,
    longer_events: Longer<EventKind>,
    /// Whether an event is told of by it and words further on.
    parted: bool,
    counted: bool,
    crime: bool,
}

static KNOWN: LazyLock<FxHashMap<&'static str, Known>> = LazyLock::new(|| {
    let mut known: FxHashMap<&'static str, Known> = FxHashMap::default();
    let first = |phrase: &'static str| phrase.split(' ').next().unwrap_or(phrase);
    let rest = |phrase: &'static str| phrase.split(' ').skip(1).collect::<Vec<_>>();
    for (class, phrases) in WORDS.iter() {
        for phrase in phrases {
            let word = known.entry(first(phrase)).or_default();
            let rest = rest(phrase);
            if rest.is_empty() {
                word.alone.push(class);
            }
            // Entries of more words than `LONGEST` are never found, here or among the events.
            if rest.is_empty() || rest.len() >= LONGEST {
                continue;
            }
            match word.longer.last_mut().filter(|(last, _)| last == class) {
                Some((_, longer)) => longer.push((rest, ())),
                None => word.longer.push((class, vec![(rest, ())])),
            }
        }
    }
    for (phrase, kind) in EVENTS.iter() {
        let word = known.entry(first(phrase)).or_default();
        let rest = rest(phrase);
        word.parted |= rest.contains(&"..");
        if rest.is_empty() {
            word.event = Some(*kind);
        } else if rest.len() < LONGEST {
            word.longer_events.push((rest, *kind));
        }
    }
    for phrase in COUNTED.keys() {
        known.entry(first(phrase)).or_default().counted = true;
    }
    for phrase in CRIMES.keys() {
        known.entry(first(phrase)).or_default().crime = true;
    }
    for word in known.values_mut() {
        for (_, longer) in &mut word.longer {
            longer.sort_by_key(|(rest, ())| std::cmp::Reverse(rest.len()));
        }
        let longer = &mut word.longer_events;
        longer.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    known
});

/// What the tables have of a word, if any has it.
pub(super) fn known(word: &str) -> Option<&'static Known> {
    KNOWN.get(word)
}

impl Known {
    /// Whether the word alone is one of the class.
    pub(super) fn is(&self, class: &str) -> bool {
        self.alone.contains(&class)
    }
}

/// Whether the word is one of the class.
pub(super) fn is(class: &str, word: &str) -> bool {
    known(word).is_some_and(|known| known.is(class))
}

/// Whether the phrase, of any number of words, is an entry of the class.
pub(super) fn has(class: &str, phrase: &str) -> bool {
    WORDS
        .get(class)
        .is_some_and(|entries| entries.contains(&phrase))
}

/// How many words from `at` on make an entry of the class; the longest.
pub(super) fn starts(class: &str, words: &[Word<'_>], at: usize) -> Option<usize> {
    let known = words.get(at)?.known?;
    let longer = known.longer.iter().find(|(of, _)| *of == class);
    longer
        .and_then(|(_, longer)| following(words, at, longer))
        .map(|(len, ())| len)
        .or_else(|| known.is(class).then_some(1))
}

/// The longest of these entries that stands at the word, and how many words it has.
fn following<T: Copy>(words: &[Word<'_>], at: usize, longer: &Longer<T>) -> Option<(usize, T)> {
    let sentence = words.get(at)?.sentence;
    let stands = |rest: &[&str]| {
        let after = words.get(at + 1..at + 1 + rest.len());
        let mut pairs = after.into_iter().flatten().zip(rest);
        after.is_some() && pairs.all(|(word, of)| word.sentence == sentence && word.low == *of)
    };
    let (rest, value) = longer.iter().find(|(rest, _)| stands(rest))?;
    Some((rest.len() + 1, *value))
}

/// Whether an entry of the class begins at one of these words.
pub(super) fn any(class: &str, words: &[Word<'_>], range: std::ops::Range<usize>) -> bool {
    range
        .into_iter()
        .any(|at| starts(class, words, at).is_some())
}

/// The event that the words from `at` on tell of, and how many words do.
pub(super) fn event(words: &[Word<'_>], at: usize) -> Option<(EventKind, usize)> {
    words.get(at)?.event
}

/// The same, read from words that do not have it yet.
pub(super) fn read_event(words: &[Word<'_>], at: usize) -> Option<(EventKind, usize)> {
    let known = words.get(at)?.known?;
    following(words, at, &known.longer_events)
        .map(|(len, kind)| (kind, len))
        .or(known.event.map(|kind| (kind, 1)))
        .or_else(|| known.parted.then(|| parted(words, at)).flatten())
}

/// "Found the two men guilty": the event, and the words from the first to the last.
fn parted(words: &[Word<'_>], at: usize) -> Option<(EventKind, usize)> {
    let first = words.get(at)?;
    let lasts = PARTED.get(first.low)?;
    let near = (at + 2..at + 2 + WITHIN).take_while(|n| {
        words
            .get(*n)
            .is_some_and(|word| word.sentence == first.sentence && !word.gap.contains(','))
    });
    near.into_iter().find_map(|n| {
        let fits = |last: &str| {
            last.split(' ')
                .enumerate()
                .all(|(i, part)| words.get(n + i).is_some_and(|word| word.low == part))
        };
        let (last, kind) = lasts.iter().find(|(last, _)| fits(last))?;
        Some((*kind, n - at + last.split(' ').count()))
    })
}

/// What is counted by the noun that begins at `at`, and how many words it has.
pub(super) fn counted(words: &[Word<'_>], at: usize) -> Option<(&'static str, usize)> {
    words.get(at)?.known.filter(|known| known.counted)?;
    longest(words, at, |phrase| COUNTED.get(phrase).copied())
}

fn longest<T>(
    words: &[Word<'_>],
    at: usize,
    find: impl Fn(&str) -> Option<T>,
) -> Option<(T, usize)> {
    let first = words.get(at)?;
    let mut phrase = first.low.to_owned();
    let mut found = find(&phrase).map(|value| (value, 1));
    for len in 2..=LONGEST {
        let Some(next) = words.get(at + len - 1) else {
            break;
        };
        if next.sentence != first.sentence {
            break;
        }
        phrase.push(' ');
        phrase.push_str(next.low);
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
        for (table, width) in [
            (include_str!("../../data/value-words.tsv"), 3),
            (include_str!("../../data/counted.tsv"), 3),
            (include_str!("../../data/crimes.tsv"), 4),
        ] {
            let all: Vec<_> = rows(table).collect();
            let columns = all.first().map_or(0, Vec::len);
            assert_eq!(columns, width);
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
