//! Whether two tellings of one person are on one matter and differ.

use super::cues::{Marks, stem};
use super::saying::Saying;
use onrecord_record::{Day, DocumentKind};
use std::collections::{BTreeMap, BTreeSet};

/// How much two tellings share at least to be on one matter: two words, or one that is rare enough.
const ONE_MATTER: u32 = 2;
/// Words in more than this share of the documents, one in so many, tell no matter, …
const COMMON_SHARE: usize = 6;
/// … in cases of at least so many documents.
const COMMON_FROM: usize = 20;
/// Numbers in a sentence of more numbers than this are a list, and none of them its point.
const MOST_NUMBERS: usize = 2;

/// A telling, ready to be compared.
pub(super) struct Told<'g> {
    pub(super) document: u32,
    pub(super) kind: DocumentKind,
    pub(super) saying: &'g Saying,
    pub(super) day: Option<Day>,
    /// Stems of what it is about, with whether they are negated, and the whole words.
    keys: BTreeMap<&'g str, (bool, &'g str)>,
    numbers: BTreeSet<&'g str>,
    colours: BTreeSet<&'g str>,
    people: BTreeSet<u32>,
}

/// How two tellings differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Why {
    /// One takes the other back.
    TakesBack,
    /// One paper tells an earlier statement and takes it back.
    SelfTold,
    /// The same is taken back again.
    Again,
    /// What the paper gives instead of what it takes back.
    Instead,
    /// It was so, it was not so.
    Polarity,
    /// Sure who it was, and not.
    Sure,
    /// Said it, never said it.
    Saying,
    /// Other numbers or times.
    Number,
    /// Other colours.
    Colour,
}

impl Why {
    /// For people.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::TakesBack => "A later statement takes back what was said before.",
            Self::SelfTold => "One paper tells what was said before and takes it back.",
            Self::Again => "It is taken back more than once.",
            Self::Instead => "The paper that takes it back gives another account.",
            Self::Polarity => "One says that it was so, the other that it was not.",
            Self::Sure => "One is sure who it was, the other is not.",
            Self::Saying => "One denies having said it, the other tells or owns that it was said.",
            Self::Number => "They give other numbers or times.",
            Self::Colour => "They give other colours.",
        }
    }
}

/// What is in too many documents to tell a matter: words, and the names of people, who count as people.
pub(super) struct Common<'g> {
    pub(super) words: BTreeSet<&'g str>,
}

impl<'g> Common<'g> {
    /// Those of these documents' tellings.
    pub(super) fn of(documents: &[&'g [Saying]], names: BTreeSet<&'g str>) -> Self {
        let mut in_documents: BTreeMap<&str, usize> = BTreeMap::new();
        for sayings in documents {
            let keys: BTreeSet<&str> = sayings.iter().flat_map(|s| stems(&s.keys)).collect();
            for key in keys {
                *in_documents.entry(key).or_default() += 1;
            }
        }
        let most = documents.len() / COMMON_SHARE;
        let frequent = in_documents
            .into_iter()
            .filter(|(_, count)| documents.len() >= COMMON_FROM && *count > most)
            .map(|(key, _)| key);
        Self {
            words: frequent.chain(names).collect(),
        }
    }
}

fn stems(keys: &str) -> impl Iterator<Item = &str> {
    keys.split(' ')
        .filter(|key| !key.is_empty())
        .map(|key| stem(key.trim_start_matches('-')))
}

impl<'g> Told<'g> {
    pub(super) fn new(
        document: u32,
        kind: DocumentKind,
        day: Option<Day>,
        saying: &'g Saying,
        people: BTreeSet<u32>,
        common: &Common<'g>,
    ) -> Self {
        let mut told = Self {
            document,
            kind,
            saying,
            day: saying.day.or(day),
            keys: BTreeMap::new(),
            numbers: BTreeSet::new(),
            colours: BTreeSet::new(),
            people,
        };
        for key in saying.keys.split(' ').filter(|key| !key.is_empty()) {
            let bare = key.trim_start_matches('-');
            let stem = stem(bare);
            if bare.starts_with('#') {
                told.numbers.insert(bare);
            } else if bare.starts_with('~') {
                told.colours.insert(bare);
            } else if !common.words.contains(stem) {
                told.keys.insert(stem, (key.starts_with('-'), bare));
            }
        }
        told
    }

    pub(super) fn is(&self, marks: Marks) -> bool {
        self.saying.marks.any(marks)
    }

    /// How many things it is about.
    pub(super) fn says(&self) -> usize {
        self.keys.len() + self.numbers.len()
    }

    /// The whole words of what it is about.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &'g str> + '_ {
        self.keys.values().map(|(_, word)| *word)
    }

    /// How much two share: words one each, those rare enough two, people one in all, a number one.
    pub(super) fn shared(&self, other: &Self) -> u32 {
        let words = self
            .keys
            .iter()
            .filter(|(key, _)| other.keys.contains_key(*key));
        let words: u32 = words
            .map(|(key, _)| if key.ends_with('*') { 2 } else { 1 })
            .sum();
        let people = !self.people.is_disjoint(&other.people);
        let numbers = !self.numbers.is_disjoint(&other.numbers);
        words + u32::from(words > 0 && people) + u32::from(numbers)
    }

    /// The whole words that both are about.
    pub(super) fn both(&self, other: &Self) -> Vec<&'g str> {
        self.keys
            .iter()
            .filter(|(key, _)| other.keys.contains_key(*key))
            .map(|(_, (_, word))| *word)
            .collect()
    }

    /// Whether it was said before the other, as far as their papers tell.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        match (self.day, other.day) {
            (Some(a), Some(b)) => a <= b,
            _ => true,
        }
    }

    /// Whether the two say the same: near-identical words are no change.
    fn is_same(&self, other: &Self) -> bool {
        let both = self
            .keys
            .iter()
            .filter(|(key, (negated, _))| other.keys.get(*key).is_some_and(|(n, _)| n == negated))
            .count();
        let all = self.keys.len() + other.keys.len() - both;
        self.numbers == other.numbers
            && self.colours == other.colours
            && both * 5 >= all * 4
            && self.saying.marks.0 & (Marks::SURE.0 | Marks::UNSURE.0)
                == other.saying.marks.0 & (Marks::SURE.0 | Marks::UNSURE.0)
            && all > 0
    }

    /// What stands next to its numbers: what they count.
    fn counted(&self) -> BTreeSet<&'g str> {
        let keys: Vec<&str> = stems(&self.saying.keys).collect();
        let next = keys.windows(2).flat_map(|pair| match pair {
            [a, b] if a.starts_with('#') => Some(*b),
            [a, b] if b.starts_with('#') => Some(*a),
            _ => None,
        });
        next.filter(|key| !key.starts_with('#')).collect()
    }

    /// Whether the numbers of both may be of the same: "two shots", "three shots"; bare ones may.
    fn counts_as(&self, other: &Self) -> bool {
        let (a, b) = (self.counted(), other.counted());
        a.is_empty() || b.is_empty() || !a.is_disjoint(&b)
    }

    /// How two tellings of different papers differ, if they do.
    pub(super) fn differs(&self, other: &Self) -> Option<Why> {
        if self.document == other.document || self.is_same(other) {
            return None;
        }
        let either = |a: Marks, b: Marks| self.is(a) && other.is(b) || self.is(b) && other.is(a);
        let only_sure = |t: &Self| t.is(Marks::SURE) && !t.is(Marks::UNSURE);
        let only_unsure = |t: &Self| t.is(Marks::UNSURE) && !t.is(Marks::SURE);
        if only_sure(self) && only_unsure(other) || only_unsure(self) && only_sure(other) {
            return Some(Why::Sure);
        }
        if either(Marks::DENIES_SAYING, Marks::OWNS_SAYING) {
            return Some(Why::Saying);
        }
        let told_by_others = |t: &Self| {
            t.kind == DocumentKind::Affidavit && t.saying.reported
                || t.saying.medium == Some(onrecord_record::MediumKind::Interview)
                    && !t.saying.reported
                    && t.is(Marks::OWN_ACT)
        };
        if self.is(Marks::DENIES_SAYING) && told_by_others(other)
            || other.is(Marks::DENIES_SAYING) && told_by_others(self)
        {
            return Some(Why::Saying);
        }
        let shared = self.shared(other);
        // One has seen who it was, the other was not there, or saw nobody to name.
        let seen = |t: &Self| t.is(Marks::SURE.and(Marks::NAMES)) && !t.is(Marks::DISCLAIMS);
        let not_seen = |t: &Self| t.is(Marks::DISCLAIMS);
        if shared > 0 && (seen(self) && not_seen(other) || seen(other) && not_seen(self)) {
            return Some(Why::Sure);
        }
        if shared < ONE_MATTER {
            return None;
        }
        let someone = |t: &Self| t.is(Marks::SOMEONE) && !t.is(Marks::NAMES);
        let names = |t: &Self| t.is(Marks::NAMES) && !t.is(Marks::SOMEONE);
        if names(self) && someone(other) || names(other) && someone(self) {
            return Some(Why::Sure);
        }
        let opposite = self
            .keys
            .iter()
            .any(|(key, (negated, _))| other.keys.get(key).is_some_and(|(n, _)| n != negated));
        let apart = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| {
            let few = |set: &BTreeSet<&str>| !set.is_empty() && set.len() <= MOST_NUMBERS;
            few(a) && few(b) && !a.is_subset(b) && !b.is_subset(a)
        };
        if opposite {
            Some(Why::Polarity)
        } else if apart(&self.numbers, &other.numbers) && self.counts_as(other) {
            Some(Why::Number)
        } else if apart(&self.colours, &other.colours) {
            Some(Why::Colour)
        } else {
            None
        }
    }
}
