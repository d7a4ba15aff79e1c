//! The words that show how a sentence bears on what somebody said before, and what it is about.

use super::lexicon::entry;
use super::words::Found;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

pub(super) use super::lexicon::Class;
pub(super) use super::words::{Words, words};

/// How many words before a cue are looked at for one that negates it.
const NEGATION_REACH: usize = 5;
/// How many characters of a word are its stem.
const STEM: usize = 5;

/// The concept of telling somebody what one did.
const TALK: &str = "confess*";

/// What a sentence shows, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Marks(pub u16);

impl Marks {
    /// Says that something said before was a lie.
    pub const LIED: Self = Self(1);
    /// … was a mistake.
    pub const MISTAKEN: Self = Self(2);
    /// … was put into the speaker's mouth, pressed or paid for.
    pub const DICTATED: Self = Self(4);
    /// Speaks of fear or pressure, without saying that something was said for it.
    pub const PRESSURED: Self = Self(8);
    /// Says that something said before does not hold, and not why.
    pub const UNCLEAR: Self = Self(16);
    /// Denies having said something.
    pub const DENIES_SAYING: Self = Self(32);
    /// Owns having said something.
    pub const OWNS_SAYING: Self = Self(64);
    /// Tells of an earlier statement.
    pub const EARLIER: Self = Self(128);
    /// In court or under oath.
    pub const COURT: Self = Self(256);
    /// Knows who it was.
    pub const SURE: Self = Self(512);
    /// Could not say who it was.
    pub const UNSURE: Self = Self(1024);
    /// The document's narration says that it is contrary to what was sworn.
    pub const CONTRARY: Self = Self(2048);
    /// In the first person, of something done or perceived.
    pub const OWN_ACT: Self = Self(4096);
    /// Points somebody out: "it was Ann", "I saw Ann".
    pub const NAMES: Self = Self(8192);
    /// Says not to have seen, heard, known or been there.
    pub const DISCLAIMS: Self = Self(16384);
    /// Speaks of somebody who is not named: "a man", "somebody".
    pub const SOMEONE: Self = Self(32768);
    /// Takes something back.
    pub const TAKES_BACK: Self = Self(1 | 2 | 4 | 16 | 2048);

    /// How an earlier statement came about.
    pub const HOW: Self = Self(1 | 2 | 4 | 8 | 16);
    /// Tells something of an earlier statement or of who it was, even in words about nothing else.
    pub const TELLING: Self = Self(1 | 2 | 4 | 8 | 16 | 32 | 64 | 512 | 1024);

    /// Whether it has any of these.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whether a cue of this class stands in these words.
pub(super) fn has(words: &Words, class: Class) -> bool {
    words.has(class)
}

/// Whether words around a telling say that it was told in court or earlier.
pub(super) fn frame(words: &Words) -> Marks {
    let mut marks = Marks::default();
    if has(words, Class::Court) && !has(words, Class::NotSworn) {
        marks = marks.and(Marks::COURT);
    }
    if has(words, Class::Earlier) {
        marks = marks.and(Marks::EARLIER);
    }
    marks
}

/// Whether these words, which stand before a name, point out whose it is.
pub(super) fn points_out(words: &Words) -> bool {
    let ends = |found: &Found| found.end == words.len() && found.class == Class::PointsOut;
    has(words, Class::PointsOut) && words.found().iter().any(ends) && !has(words, Class::Negator)
}

/// Whether a cue of this class starts these words.
pub(super) fn starts_with(words: &Words, class: Class) -> bool {
    let first = words.found().iter().take_while(|found| found.at == 0);
    first.into_iter().any(|found| found.class == class)
}

/// Whether this word alone is a cue of this class.
pub(super) fn is_word(word: &str, class: Class) -> bool {
    entry(word).is_some_and(|entry| entry.is(class))
}

/// What these words show.
pub(super) fn marks(words: &Words) -> Marks {
    marks_of(words.found())
}

/// What somebody's very own words show, in which "she lied" is about another.
pub(super) fn own_marks(words: &Words) -> Marks {
    let is_own = |class| {
        matches!(
            class,
            Class::Lied | Class::Mistaken | Class::Unclear | Class::Disclaims
        )
    };
    let is_others = |found: &Found| {
        matches!(
            words.word(found.at),
            "he" | "she" | "they" | "his" | "her" | "their"
        )
    };
    let of_others = |found: &Found| is_own(found.class) && is_others(found);
    if !words.found().iter().any(of_others) {
        return marks(words);
    }
    let mut found = words.found().to_vec();
    found.retain(|found| !of_others(found));
    marks_of(&found)
}

fn marks_of(found: &[Found]) -> Marks {
    let is_negated = |at: usize| {
        found.iter().any(|negator| {
            negator.class == Class::Negator
                && negator.end <= at
                && negator.end + NEGATION_REACH > at
        })
    };
    let mut marks = Marks::default();
    for Found { at, class, .. } in found {
        let mark = match class {
            Class::Lied if !is_negated(*at) => Marks::LIED,
            Class::Mistaken if !is_negated(*at) => Marks::MISTAKEN,
            Class::Dictated if !is_negated(*at) => Marks::DICTATED,
            Class::Pressured if !is_negated(*at) => Marks::PRESSURED,
            Class::Unclear if !is_negated(*at) => Marks::UNCLEAR,
            Class::DeniesSaying => Marks::DENIES_SAYING,
            Class::OwnsSaying if !is_negated(*at) => Marks::OWNS_SAYING,
            Class::Earlier => Marks::EARLIER,
            Class::Court => Marks::COURT,
            Class::Sure if !is_negated(*at) => Marks::SURE,
            Class::Unsure => Marks::UNSURE,
            Class::Contrary => Marks::CONTRARY,
            Class::Disclaims => Marks::DISCLAIMS,
            Class::Someone => Marks::SOMEONE,
            _ => continue,
        };
        marks = marks.and(mark);
    }
    if found.iter().any(|found| found.class == Class::NotSworn) {
        marks.0 &= !Marks::COURT.0;
    }
    marks
}

/// What the words are about, each with `-` before it where it is negated, in their order. `#` starts a
/// number, `~` a colour, and `*` ends what is rare enough to tell a matter.
pub(super) fn keys(words: &Words, negated: bool) -> Vec<String> {
    let found = words.found();
    let is = |at: usize, class: Class| {
        let mut found = found.iter();
        found.any(|found| found.at == at && found.class == class)
    };
    // What is said to be out is negated from the start of its clause.
    let late = |at: usize| {
        found.iter().any(|found| {
            found.class == Class::Negator
                && found.end - found.at > 1
                && found.at >= at
                && !(at..found.at).any(|between| words.word(between) == ",")
        })
    };
    let mut keys = Vec::new();
    let mut under = negated;
    let mut known = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if word == "," || is(at, Class::Clause) {
            under = negated;
            continue;
        }
        // A negator of several words says of what stands before it, or first in it, that it is not.
        let alone =
            |found: &Found| found.at == at && found.class == Class::Negator && found.end == at + 1;
        if found.iter().any(alone) {
            under = true;
        }
        let Some(key) = key(word, words.entry(at).and_then(|entry| entry.concept)) else {
            continue;
        };
        if key.is_empty() || is_year(&key) || is(at, Class::Negator) || !known.insert(stem_of(&key))
        {
            continue;
        }
        let sign = if (under || late(at)) && !key.starts_with(['#', '~']) {
            "-"
        } else {
            ""
        };
        keys.push([sign, &key].concat());
    }
    // "He never told me a thing" is the opposite of "he bragged of it".
    if has(words, Class::ToldNothing) && known.insert(Cow::Borrowed(TALK)) {
        keys.insert(0, format!("-{TALK}"));
    }
    keys
}

/// What one word is about, if anything.
fn key<'w>(word: &'w str, concept: Option<&'static str>) -> Option<Cow<'w, str>> {
    if let Some(concept) = concept {
        return Some(Cow::Borrowed(concept));
    }
    let number = word.trim_start_matches('0');
    if !number.is_empty() && word.bytes().all(|c| c.is_ascii_digit()) {
        return Some(Cow::Owned(format!("#{number}")));
    }
    (word.chars().nth(3).is_some()).then_some(Cow::Borrowed(word))
}

/// The stem of a key, which borrows from the words where the key does.
fn stem_of<'w>(key: &Cow<'w, str>) -> Cow<'w, str> {
    match key {
        Cow::Borrowed(key) => Cow::Borrowed(stem(key)),
        Cow::Owned(key) => Cow::Owned(stem(key).to_owned()),
    }
}

/// Years are dates of what happened, which are compared elsewhere.
fn is_year(key: &str) -> bool {
    key.strip_prefix('#')
        .is_some_and(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")))
}

/// What of a key is compared: concepts, numbers and colours whole, of a word its stem.
pub(super) fn stem(key: &str) -> &str {
    if key.starts_with(['#', '~']) || key.ends_with('*') {
        return key;
    }
    let end = key.char_indices().nth(STEM).map_or(key.len(), |(at, _)| at);
    key.get(..end).unwrap_or(key)
}

/// Whether the words open with a no.
pub(super) fn opens_with_no(words: &Words) -> bool {
    words.iter().take(3).any(|word| {
        matches!(
            word,
            "no" | "not" | "never" | "nobody" | "didn't" | "nothing"
        )
    })
}

/// Whether the words are in the first person.
pub(super) fn first_person(words: &Words) -> bool {
    words
        .iter()
        .any(|word| matches!(word, "i" | "my" | "me" | "we" | "i'm" | "i'd" | "i've"))
}

/// Whether somebody tells in the first person of something done.
pub(super) fn own_act(words: &Words) -> bool {
    let mut pairs = words.iter().zip(words.iter().skip(1));
    has(words, Class::OwnAct) || pairs.any(|(i, verb)| i == "i" && verb.ends_with("ed"))
}

/// Whether a point after this word, in lower case, ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let cues = entry(word).into_iter().flat_map(|entry| &entry.cues);
    cues.into_iter().any(|cue| cue.class == Class::Abbreviation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_back_says_how_and_negation_counts() {
        let of = |text: &str| marks(&words(text));
        assert!(of("I lied about the red car.").any(Marks::LIED));
        assert!(!of("I did not set out to lie, I never lied.").any(Marks::LIED));
        assert!(of("They told me what to say.").any(Marks::DICTATED));
        assert!(of("What I told the jury was not so.").any(Marks::UNCLEAR));
        assert!(!of("I was not forced by anybody.").any(Marks::PRESSURED));
        assert!(!of("I saw the red car.").any(Marks::TAKES_BACK));
    }

    #[test]
    fn another_who_lied_takes_nothing_of_ones_own_back() {
        let of = |text: &str| own_marks(&words(text));
        assert!(!of("She made up the part about the ladder.").any(Marks::LIED));
        assert!(of("I made up the part about the ladder.").any(Marks::LIED));
        assert!(of("I did not even see the ladder.").any(Marks::DISCLAIMS));
        assert!(!of("I saw the ladder.").any(Marks::DISCLAIMS));
        assert!(points_out(&words("and there was")));
        assert!(!points_out(&words("it was never said that it was")));
        assert!(starts_with(&words("That is so, sir."), Class::Assent));
    }

    #[test]
    fn a_full_stop_ends_what_is_negated() {
        let of = |text: &str| keys(&words(text), false);
        assert_eq!(
            of("It wasn't locked. The gate creaked."),
            ["-locked", "gate", "creaked"]
        );
    }

    #[test]
    fn keys_know_their_polarity() {
        let of = |text: &str| keys(&words(text), false);
        assert_eq!(of("I saw a gun."), ["see", "gun*"]);
        assert_eq!(
            of("I did not see any gun, a wagon stood there"),
            ["-see", "-gun*", "car*", "stood"]
        );
        assert_eq!(of("about 01:30"), ["#1", "#30"]);
    }
}
