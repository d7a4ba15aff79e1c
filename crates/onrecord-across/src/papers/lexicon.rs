//! Words for papers, and the words around them that tell whether a particular one is meant.

use super::PaperKind;
use crate::origins::rows;
use crate::origins::words::Word;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

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

static NOUNS: LazyLock<FxHashMap<&'static str, (PaperKind, Needs)>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/papers.tsv"));
    rows.filter_map(|row| match row.as_slice() {
        [words, kind, needs, ..] => {
            Some((*words, (PaperKind::from_name(kind)?, self::needs(needs)?)))
        }
        _ => None,
    })
    .collect()
});

/// What the tables have of one word.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// How many words the longest name of a paper has that may begin with it; 0 where none does.
    pub(super) begins: usize,
    /// The classes of the table of words around papers that have it.
    classes: Vec<&'static str>,
}

impl Known {
    /// Whether it is one of the class.
    pub(super) fn is(&self, class: &str) -> bool {
        self.classes.contains(&class)
    }
}

static KNOWN: LazyLock<FxHashMap<Cow<'static, str>, Known>> = LazyLock::new(|| {
    let mut known: FxHashMap<_, Known> = FxHashMap::default();
    for name in NOUNS.keys() {
        let first = name.split(' ').next().unwrap_or(name);
        let len = name.split(' ').count();
        for first in [Cow::Borrowed(first), Cow::Owned(format!("{first}s"))] {
            let word = known.entry(first).or_default();
            word.begins = word.begins.max(len);
        }
    }
    for row in rows(include_str!("../../data/paper_words.tsv")) {
        if let [what, word, ..] = row.as_slice() {
            let word = known.entry(Cow::Borrowed(*word)).or_default();
            word.classes.push(what);
        }
    }
    known
});

/// What the tables have of a word, if they have it.
pub(super) fn known(word: &str) -> Option<&'static Known> {
    KNOWN.get(word)
}

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

/// The longest name of a paper, of so many words at most, that these words begin with, and how many words
/// it has.
pub(super) fn noun(words: &[Word<'_>], most: usize) -> Option<(Noun, usize)> {
    (1..=most.min(words.len())).rev().find_map(|len| {
        let name: Vec<&str> = words.get(..len)?.iter().map(Word::folded).collect();
        let name = name.join(" ");
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
            assert!(seen.insert(row[0]), "{row:?}");
        }
        let mut seen = BTreeSet::new();
        for row in rows(include_str!("../../data/paper_words.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(seen.insert((row[0], row[1])), "{row:?}");
        }
    }
}
