//! The tables of words and cues for stories, so compiled that each word of a text is looked up once.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::LazyLock;

macro_rules! classes {
    ($($class:ident = $name:literal,)*) => {
        /// What a cue shows.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(in crate::stories) enum Class {
            $($class,)*
        }

        impl Class {
            /// Its bit in a set of classes.
            pub(super) const fn bit(self) -> u32 {
                1 << self as u32
            }

            fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$class),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    Abbreviation = "abbreviation",
    Assent = "assent",
    Clause = "clause",
    Contrary = "contrary",
    Court = "court",
    DeniesSaying = "denies-saying",
    Dictated = "dictated",
    Disclaims = "disclaims",
    Earlier = "earlier",
    Lied = "lied",
    Mistaken = "mistaken",
    Negator = "negator",
    NoTeller = "no-teller",
    NotSworn = "not-sworn",
    OwnAct = "own-act",
    OwnsSaying = "owns-saying",
    PointsOut = "points-out",
    Pressured = "pressured",
    Someone = "someone",
    Sure = "sure",
    Tells = "tells",
    Third = "third",
    ToldNothing = "told-nothing",
    Unclear = "unclear",
    Unsure = "unsure",
}

/// A row of words that shows something.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// What its second word must be, where its first part has two: most cues fail there.
    pub(super) second: Option<Token>,
    pub(super) parts: Vec<Vec<Token>>,
    pub(super) class: Class,
}

/// What stands for a word in a cue.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token {
    /// The word of this number.
    Word(usize),
    /// Any word of a class, which has this bit.
    Of(u64),
}

/// What the tables have of one word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its number: equal words have equal numbers, and only they.
    number: usize,
    /// The classes that cues name with `@` which have it, a bit each.
    classes: u64,
    /// The cues that begin with it, those that go on with any word first.
    pub(super) cues: Vec<Cue>,
    /// The classes of those cues, a bit each.
    pub(super) begins: u32,
    /// What it is about; nothing for a word that is about nothing.
    pub(super) concept: Option<&'static str>,
}

impl Entry {
    /// Whether it can stand where a cue has this.
    pub(super) fn fits(&self, token: Token) -> bool {
        match token {
            Token::Word(number) => self.number == number,
            Token::Of(bit) => self.classes & bit != 0,
        }
    }

    /// Whether the word alone is a cue of this class.
    pub(super) fn is(&self, class: Class) -> bool {
        let alone = |cue: &Cue| matches!(cue.parts.as_slice(), [one] if one.len() == 1);
        self.cues.iter().any(|cue| cue.class == class && alone(cue))
    }
}

static ENTRIES: LazyLock<FxHashMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut table = Table::default();
    for (word, class) in rows(include_str!("../../data/story-classes.tsv")) {
        let next = table.classes.len();
        let bit = *table.classes.entry(class).or_insert(1 << next);
        table.entry(word).classes |= bit;
        table.members.entry(class).or_default().insert(word);
    }
    for (words, class) in rows(include_str!("../../data/story-cues.tsv")) {
        if let Some(class) = Class::from_name(class) {
            table.cue(words, class);
        }
    }
    for (word, concept) in rows(include_str!("../../data/story-words.tsv")) {
        table.entry(word).concept = Some(concept);
    }
    for entry in table.entries.values_mut() {
        entry.cues.sort_by_key(|cue| cue.second.is_some());
        let bits = entry.cues.iter().map(|cue| cue.class.bit());
        entry.begins = bits.fold(0, |all, bit| all | bit);
    }
    table.entries
});

/// The tables while they are read.
#[derive(Default)]
struct Table {
    entries: FxHashMap<&'static str, Entry>,
    classes: BTreeMap<&'static str, u64>,
    members: BTreeMap<&'static str, FxHashSet<&'static str>>,
}

impl Table {
    fn entry(&mut self, word: &'static str) -> &mut Entry {
        let number = self.entries.len();
        self.entries.entry(word).or_insert_with(|| Entry {
            number,
            ..Entry::default()
        })
    }

    fn token(&mut self, word: &'static str) -> Token {
        match self.classes.get(word) {
            Some(bit) => Token::Of(*bit),
            None => Token::Word(self.entry(word).number),
        }
    }

    fn cue(&mut self, words: &'static str, class: Class) {
        let Some(first) = words.split_whitespace().next() else {
            return;
        };
        let mut parts = Vec::new();
        for part in words.split("...") {
            parts.push(part.split_whitespace().map(|w| self.token(w)).collect());
        }
        let first_part: Option<&Vec<Token>> = parts.first();
        let cue = Cue {
            second: first_part.and_then(|part| part.get(1)).copied(),
            parts,
            class,
        };
        match self.members.get(first).cloned() {
            Some(members) => {
                for member in members {
                    self.entry(member).cues.push(cue.clone());
                }
            }
            None => self.entry(first).cues.push(cue),
        }
    }
}

/// What the tables have of a word in lower case, if they have it.
pub(super) fn entry(word: &str) -> Option<&'static Entry> {
    ENTRIES.get(word)
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') || line.starts_with("##"))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.next()?))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cue_stands_once_in_its_class_and_each_word_once() {
        let mut cues: Vec<_> = rows(include_str!("../../data/story-cues.tsv")).collect();
        let all = cues.len();
        assert!(cues.iter().all(|(_, c)| Class::from_name(c).is_some()));
        cues.sort_unstable();
        cues.dedup();
        assert_eq!(cues.len(), all);
        assert_eq!(
            rows(include_str!("../../data/story-words.tsv")).count(),
            ENTRIES.values().filter(|e| e.concept.is_some()).count()
        );
        let classes = rows(include_str!("../../data/story-classes.tsv"));
        let classes: FxHashSet<_> = classes.map(|(_, class)| class).collect();
        assert!(classes.len() <= 64, "a class is a bit");
    }
}
