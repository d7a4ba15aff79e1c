//! Tables of the data folder; names and titles are those that papers are read with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Words between two names of one person.
pub(super) static ALSO_KNOWN: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/people/also_known.txt")).collect());

/// Titles before names, without full stops.
pub(super) static TITLES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!(
        "../../../onrecord-language/data/people/titles.tsv"
    ))
    .filter_map(|row| row.split('\t').next())
    .map(|title| title.trim_end_matches('.'))
    .collect()
});

/// Short forms of first names, with the full names they may stand for.
pub(super) static NICKNAMES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> =
    LazyLock::new(|| {
        rows(include_str!(
            "../../../onrecord-language/data/people/nicknames.tsv"
        ))
        .filter_map(|row| row.split_once('\t'))
        .map(|(short, full)| (short, full.split(' ').collect()))
        .collect()
    });

/// Words that belong to the surname after them, in small letters.
pub(super) static PARTICLES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/people/particles.txt")).collect());

/// What tells a son from his father.
pub(crate) const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];
