//! The words that papers of each kind are told by, from the tables.

use onrecord_record::DocumentKind;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const TITLES: &str = include_str!("../../data/paper-titles.tsv");
const PHRASES: &str = include_str!("../../data/paper-phrases.tsv");

/// Titles by their first word.
static TITLES_BY_WORD: LazyLock<BTreeMap<&str, Vec<Title>>> = LazyLock::new(|| {
    let mut titles: BTreeMap<&str, Vec<Title>> = BTreeMap::new();
    for title in rows(TITLES).filter_map(title_of) {
        let first = title.words.split(' ').next().unwrap_or_default();
        titles.entry(first).or_default().push(title);
    }
    for same in titles.values_mut() {
        same.sort_by_key(|title| std::cmp::Reverse(title.words.len()));
    }
    titles
});

/// Phrases by class, longest first.
static PHRASES_BY_CLASS: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut phrases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows(PHRASES) {
        if let (Some(class), Some(words)) = (row.first(), row.get(1)) {
            phrases.entry(class).or_default().push(words);
        }
    }
    for same in phrases.values_mut() {
        same.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }
    phrases
});

/// The words of a title and what paper they make.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    /// In capitals, one blank between.
    pub(super) words: &'static str,
    pub(super) kind: DocumentKind,
}

/// The title that the words from the `at`th on begin with; `words` are in capitals.
pub(super) fn title_at(words: &[String], at: usize) -> Option<Title> {
    let titles = TITLES_BY_WORD.get(words.get(at)?.as_str())?;
    titles.iter().copied().find(|title| {
        title
            .words
            .split(' ')
            .enumerate()
            .all(|(i, word)| words.get(at + i).is_some_and(|w| w == word))
    })
}

/// The phrases of a class, longest first, in small letters.
pub(super) fn class(name: &str) -> &'static [&'static str] {
    PHRASES_BY_CLASS.get(name).map_or(&[], Vec::as_slice)
}

/// Whether `word` is one of the class, in capitals or not.
pub(super) fn has(name: &str, word: &str) -> bool {
    class(name)
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether `words` begin with a phrase of the class, in capitals or not.
pub(super) fn begins(name: &str, words: &str) -> bool {
    class(name).iter().any(|phrase| starts(words, phrase))
}

/// Whether `words` begin with the phrase, in capitals or not.
pub(super) fn starts(words: &str, phrase: &str) -> bool {
    words
        .get(..phrase.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(phrase))
}

/// Where in `lower` the first phrase of the class stands as whole words, in bytes.
pub(super) fn find(name: &str, lower: &str) -> Option<std::ops::Range<usize>> {
    class(name)
        .iter()
        .filter_map(|phrase| whole(lower, phrase))
        .min_by_key(|range| range.start)
}

/// The phrase of the class that `lower` begins with, as whole words.
pub(super) fn opening(name: &str, lower: &str) -> Option<&'static str> {
    class(name).iter().copied().find(|phrase| {
        lower
            .strip_prefix(phrase)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Where `phrase` stands in `lower` as whole words, in bytes.
pub(super) fn whole(lower: &str, phrase: &str) -> Option<std::ops::Range<usize>> {
    lower.match_indices(phrase).find_map(|(at, found)| {
        let end = at + found.len();
        let before = lower.get(..at)?.chars().next_back();
        let after = lower.get(end..)?.chars().next();
        let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        (free(before) && free(after)).then_some(at..end)
    })
}

fn title_of(row: Vec<&'static str>) -> Option<Title> {
    let kind = match *row.get(1)? {
        "affidavit" => DocumentKind::Affidavit,
        "order" => DocumentKind::Order,
        "filing" => DocumentKind::Filing,
        "transcript" => DocumentKind::Transcript,
        "report" => DocumentKind::Report,
        _ => return None,
    };
    Some(Title {
        words: row.first()?,
        kind,
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn titles_have_their_shape_and_stand_once() {
        let mut seen = BTreeSet::new();
        for row in rows(TITLES) {
            assert_eq!(row.len(), 2, "{row:?}");
            assert_eq!(row[0], row[0].to_uppercase());
            assert_eq!(
                row[0],
                row[0].split_whitespace().collect::<Vec<_>>().join(" ")
            );
            assert!(title_of(row.clone()).is_some(), "{row:?}");
            assert!(seen.insert(row[0]), "{row:?} stands twice");
        }
    }

    #[test]
    fn phrases_have_their_shape_and_stand_once_a_class() {
        let mut seen = BTreeSet::new();
        for row in rows(PHRASES) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert_eq!(row[1], row[1].to_lowercase());
            assert!(!row[2].is_empty(), "{row:?} has no source");
            assert!(seen.insert((row[0], row[1])), "{row:?} stands twice");
        }
    }

    #[test]
    fn phrases_are_whole_words() {
        assert_eq!(find("oath", "i was unduly sworn"), None);
        assert_eq!(find("oath", "ann, being duly sworn, says"), Some(5..21));
        assert_eq!(opening("closing", "sincerely,"), Some("sincerely"));
    }
}
