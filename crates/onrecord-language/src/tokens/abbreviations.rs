//! Words that keep the full stop behind them.

use std::sync::LazyLock;

/// What a full stop behind a word can be; the classes of `data/abbreviations.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    /// Before a name (`Mr.`): never the end of a sentence.
    Title,
    /// Only where a number follows (`No. 5`); else an ordinary word.
    BeforeNumber,
    /// Never the end (`v.`).
    Inside,
    /// The end only where the next word can begin a sentence (`Inc.`).
    MayEnd,
    /// The end where the next word has a capital (`p.m.`).
    Ends,
    /// States and provinces: only after a comma (`Jackson, Miss.`); else an ordinary word.
    Place,
}

/// Longer words in capitals are no abbreviations, in bytes.
const LONGEST_IN_CAPITALS: usize = 6;

static TABLE: LazyLock<Vec<(&'static str, Abbreviation)>> = LazyLock::new(|| {
    let mut table: Vec<_> = crate::table::rows(include_str!("../../data/abbreviations.tsv"))
        .filter_map(|row| {
            let mut columns = row.split('\t');
            Some((columns.next()?, class(columns.next()?)?))
        })
        .collect();
    table.sort_unstable_by_key(|entry| entry.0);
    table
});

static DOMAINS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/top_level_domains.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// The class of `word`, given without its last full stop. In capitals (`MS.`) it is what it is with
/// one capital.
pub(crate) fn lookup(word: &str) -> Option<Abbreviation> {
    find(word).or_else(|| {
        let mut letters = [0; LONGEST_IN_CAPITALS];
        let letters = letters.get_mut(..word.len())?;
        letters.copy_from_slice(word.as_bytes());
        let (_, small) = letters.split_first_mut()?;
        if small.is_empty() || !word.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        small.make_ascii_lowercase();
        find(std::str::from_utf8(letters).ok()?)
    })
}

fn find(word: &str) -> Option<Abbreviation> {
    let at = TABLE.binary_search_by(|entry| entry.0.cmp(word)).ok()?;
    TABLE.get(at).map(|entry| entry.1)
}

/// Whether a dotted word that ends in `.ending` is a web address.
pub(super) fn is_domain(ending: &str) -> bool {
    DOMAINS.contains(&ending)
}

fn class(name: &str) -> Option<Abbreviation> {
    Some(match name {
        "title" => Abbreviation::Title,
        "before-number" => Abbreviation::BeforeNumber,
        "inside" => Abbreviation::Inside,
        "may-end" => Abbreviation::MayEnd,
        "ends" => Abbreviation::Ends,
        "place" => Abbreviation::Place,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class_and_no_word_two() {
        let rows = crate::table::rows(include_str!("../../data/abbreviations.tsv")).count();
        assert_eq!(TABLE.len(), rows);
        for pair in TABLE.windows(2) {
            assert_ne!(pair[0].0, pair[1].0);
        }
    }

    #[test]
    fn case_counts() {
        assert_eq!(lookup("Mr"), Some(Abbreviation::Title));
        assert_eq!(lookup("mr"), None);
        assert_eq!(lookup("MR"), Some(Abbreviation::Title));
        assert_eq!(lookup("M"), None);
    }
}
