//! Words for papers, and the words around them that tell whether a particular one is meant.

use super::PaperKind;
use crate::origins::rows;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// How many words a name of a paper has at most.
const LONGEST: usize = 4;

/// What must stand with a word for it to mean a particular paper.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Needs {
    /// Anything that tells it apart.
    Any,
    /// Whose it is, or that somebody made it.
    Who,
    /// Nothing.
    Alone,
    /// A verb of sending.
    Sent,
    /// As `Who`, in a report by the police only.
    InReport,
}

/// What a word for a paper means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Noun {
    pub(super) kind: PaperKind,
    pub(super) needs: Needs,
    pub(super) plural: bool,
}

static NOUNS: LazyLock<BTreeMap<&'static str, (PaperKind, Needs)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/papers.tsv"));
    rows.filter_map(|row| match row.as_slice() {
        [words, kind, needs, ..] => {
            Some((*words, (PaperKind::from_name(kind)?, self::needs(needs)?)))
        }
        _ => None,
    })
    .collect()
});

/// The first words of the names of papers: most words of a text begin none.
static FIRST: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let first = |name: &'static str| name.split(' ').next().unwrap_or(name);
    NOUNS.keys().map(|name| first(name)).collect()
});

static AROUND: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut around: HashMap<_, HashSet<_>> = HashMap::new();
    for row in rows(include_str!("../../data/paper_words.tsv")) {
        if let [what, word, ..] = row.as_slice() {
            around.entry(*what).or_default().insert(*word);
        }
    }
    around
});

fn needs(name: &str) -> Option<Needs> {
    match name {
        "any" => Some(Needs::Any),
        "who" => Some(Needs::Who),
        "alone" => Some(Needs::Alone),
        "sent" => Some(Needs::Sent),
        "report" => Some(Needs::InReport),
        _ => None,
    }
}

/// Whether the word is one of the class, as the table of words around papers has it.
pub(super) fn is(class: &str, word: &str) -> bool {
    AROUND.get(class).is_some_and(|words| words.contains(word))
}

/// The longest name of a paper that these folded words begin with, and how many words it has.
pub(super) fn noun(words: &[String]) -> Option<(Noun, usize)> {
    let first = words.first()?.as_str();
    let begins = |word: &str| FIRST.contains(word);
    if !begins(first) && !first.strip_suffix('s').is_some_and(begins) {
        return None;
    }
    (1..=LONGEST.min(words.len())).rev().find_map(|len| {
        let name = words.get(..len)?.join(" ");
        let found = |name: &str, plural| {
            let (kind, needs) = NOUNS.get(name)?;
            Some((
                Noun {
                    kind: *kind,
                    needs: *needs,
                    plural,
                },
                len,
            ))
        };
        found(&name, false).or_else(|| found(name.strip_suffix('s')?, true))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn tables_are_whole_and_have_each_row_once() {
        let mut seen = BTreeSet::new();
        for row in rows(include_str!("../../data/papers.tsv")) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(PaperKind::from_name(row[1]).is_some(), "{row:?}");
            assert!(needs(row[2]).is_some(), "{row:?}");
            assert!(row[0].split(' ').count() <= LONGEST, "{row:?}");
            assert!(seen.insert(row[0]), "{row:?}");
        }
        let mut seen = BTreeSet::new();
        for row in rows(include_str!("../../data/paper_words.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(seen.insert((row[0], row[1])), "{row:?}");
        }
    }
}
