//! The words that show how a sentence bears on what somebody said before, and what it is about.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// How many words before a cue are looked at for one that negates it.
const NEGATION_REACH: usize = 5;
/// Over how many words the two parts of a cue with a gap may lie apart.
const GAP: usize = 12;
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

#[derive(Clone)]
struct Cue {
    parts: Vec<Vec<Token>>,
    class: &'static str,
}

/// What stands for a word in a cue.
#[derive(Clone, Copy)]
enum Token {
    Word(&'static str),
    /// Any word of a class.
    Of(&'static HashSet<&'static str>),
}

impl Token {
    fn of(word: &'static str) -> Self {
        CLASSES.get(word).map_or(Self::Word(word), Self::Of)
    }

    fn is(self, word: &str) -> bool {
        match self {
            Self::Word(own) => own == word,
            Self::Of(class) => class.contains(word),
        }
    }
}

/// The classes of words that cues name with `@`.
static CLASSES: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut classes: HashMap<&'static str, HashSet<&'static str>> = HashMap::new();
    for (word, class) in rows(include_str!("../../data/story-classes.tsv")) {
        classes.entry(class).or_default().insert(word);
    }
    classes
});

/// The cues, by their first word.
static CUES: LazyLock<HashMap<&'static str, Vec<Cue>>> = LazyLock::new(|| {
    let mut cues: HashMap<&'static str, Vec<Cue>> = HashMap::new();
    for (words, class) in rows(include_str!("../../data/story-cues.tsv")) {
        let parts: Vec<Vec<Token>> = words
            .split("...")
            .map(|part| part.split_whitespace().map(Token::of).collect())
            .collect();
        let cue = Cue { parts, class };
        match cue.parts.first().and_then(|part| part.first()) {
            Some(Token::Word(first)) => cues.entry(*first).or_default().push(cue),
            Some(Token::Of(class)) => {
                for first in *class {
                    cues.entry(*first).or_default().push(cue.clone());
                }
            }
            None => {}
        }
    }
    cues
});

/// What words are about; nothing for those that are about nothing.
static WORDS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/story-words.tsv")).collect());

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') || line.starts_with("##"))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.next()?))
        })
}

/// The words of a sentence in lower case without marks; a comma or semicolon stays as a word of its own.
pub(super) fn words(sentence: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in sentence.to_lowercase().chars() {
        let c = if c == '’' { '\'' } else { c };
        match c {
            ',' | ';' => words.extend([",".to_owned(), String::new()]),
            // What is said ends here, and with it what negates; not after "Mr." or "p.m.".
            '.' | '!' | '?' if words.last().is_some_and(|word| word.len() > 2) => {
                words.extend([",".to_owned(), String::new()]);
            }
            '$' => words.extend(["money".to_owned(), String::new()]),
            c if c.is_alphanumeric() || c == '\'' => {
                if let Some(last) = words.last_mut() {
                    last.push(c);
                }
            }
            _ => words.push(String::new()),
        }
    }
    words.retain_mut(|word| {
        let trimmed = word.trim_matches('\'');
        *word = trimmed
            .strip_suffix("'s")
            .filter(|w| *w != "that")
            .unwrap_or(trimmed)
            .to_owned();
        !word.is_empty()
    });
    words
}

fn follows(words: &[String], part: &[Token]) -> bool {
    words.len() >= part.len() && words.iter().zip(part).all(|(a, b)| b.is(a))
}

/// One past the last word of the cue, if it stands here.
fn matched(words: &[String], at: usize, cue: &Cue) -> Option<usize> {
    let mut at = at;
    for (number, part) in cue.parts.iter().enumerate() {
        let reach = if number == 0 { 0 } else { GAP };
        at = (at..=at + reach)
            .find(|start| words.get(*start..).is_some_and(|rest| follows(rest, part)))?
            + part.len();
    }
    Some(at)
}

/// The cues in these words: where each starts, one past its end, its class.
fn found(words: &[String]) -> Vec<(usize, usize, &'static str)> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        for cue in CUES.get(word.as_str()).into_iter().flatten() {
            if let Some(end) = matched(words, at, cue) {
                found.push((at, end, cue.class));
            }
        }
    }
    found
}

/// Whether a cue of this class stands in these words.
pub(super) fn has(words: &[String], class: &str) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let mut cues = CUES.get(word.as_str()).into_iter().flatten();
        cues.any(|cue| cue.class == class && matched(words, at, cue).is_some())
    })
}

/// Whether these words, which stand before a name, point out whose it is.
pub(super) fn points_out(words: &[String]) -> bool {
    let found = found(words);
    let ends = |(_, end, of): &(usize, usize, &str)| *end == words.len() && *of == "points-out";
    found.iter().any(ends) && !found.iter().any(|(_, _, of)| *of == "negator")
}

/// Whether a cue of this class starts these words.
pub(super) fn starts_with(words: &[String], class: &str) -> bool {
    let of = words.first().and_then(|word| CUES.get(word.as_str()));
    let mut cues = of.into_iter().flatten();
    cues.any(|cue| cue.class == class && matched(words, 0, cue).is_some())
}

/// Whether this word alone is a cue of this class.
pub(super) fn is_word(word: &str, class: &str) -> bool {
    let of = CUES.get(word).into_iter().flatten();
    of.into_iter()
        .any(|cue| cue.class == class && matches!(cue.parts.as_slice(), [one] if one.len() == 1))
}

/// What these words show.
pub(super) fn marks(words: &[String]) -> Marks {
    marks_of(&found(words))
}

/// What somebody's very own words show, in which "she lied" is about another.
pub(super) fn own_marks(words: &[String]) -> Marks {
    let mut found = found(words);
    found.retain(|(at, _, class)| {
        let is_own = matches!(*class, "lied" | "mistaken" | "unclear" | "disclaims");
        let first = words.get(*at).map(String::as_str);
        !(is_own && matches!(first, Some("he" | "she" | "they" | "his" | "her" | "their")))
    });
    marks_of(&found)
}

fn marks_of(found: &[(usize, usize, &'static str)]) -> Marks {
    let is_negated = |at: usize| {
        found
            .iter()
            .any(|(_, end, class)| *class == "negator" && *end <= at && *end + NEGATION_REACH > at)
    };
    let mut marks = Marks::default();
    for (at, _, class) in found {
        let mark = match *class {
            "lied" if !is_negated(*at) => Marks::LIED,
            "mistaken" if !is_negated(*at) => Marks::MISTAKEN,
            "dictated" if !is_negated(*at) => Marks::DICTATED,
            "pressured" if !is_negated(*at) => Marks::PRESSURED,
            "unclear" if !is_negated(*at) => Marks::UNCLEAR,
            "denies-saying" => Marks::DENIES_SAYING,
            "owns-saying" if !is_negated(*at) => Marks::OWNS_SAYING,
            "earlier" => Marks::EARLIER,
            "court" => Marks::COURT,
            "sure" if !is_negated(*at) => Marks::SURE,
            "unsure" => Marks::UNSURE,
            "contrary" => Marks::CONTRARY,
            "disclaims" => Marks::DISCLAIMS,
            "someone" => Marks::SOMEONE,
            _ => continue,
        };
        marks = marks.and(mark);
    }
    if found.iter().any(|(_, _, class)| *class == "not-sworn") {
        marks.0 &= !Marks::COURT.0;
    }
    marks
}

/// What the words are about, each with `-` before it where it is negated, in their order. `#` starts a
/// number, `~` a colour, and `*` ends what is rare enough to tell a matter.
pub(super) fn keys(words: &[String], negated: bool) -> Vec<String> {
    let found = found(words);
    let is = |at: usize, of: &str| {
        found
            .iter()
            .any(|(start, _, class)| *start == at && *class == of)
    };
    // What is said to be out is negated from the start of its clause.
    let late = |at: usize| {
        found.iter().any(|(start, end, class)| {
            let between = words.get(at..*start).unwrap_or_default();
            *class == "negator"
                && end - start > 1
                && *start >= at
                && !between.iter().any(|word| word == ",")
        })
    };
    let mut keys = Vec::new();
    let mut under = negated;
    let mut known = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        if word == "," || is(at, "clause") {
            under = negated;
            continue;
        }
        // A negator of several words says of what stands before it, or first in it, that it is not.
        if found
            .iter()
            .any(|(start, end, class)| *start == at && *class == "negator" && end - start == 1)
        {
            under = true;
        }
        let number = word.trim_start_matches('0');
        let key = match WORDS.get(word.as_str()) {
            Some(concept) => (*concept).to_owned(),
            None if word.chars().all(|c| c.is_ascii_digit()) && !number.is_empty() => {
                format!("#{number}")
            }
            None if word.chars().count() > 3 => word.clone(),
            None => continue,
        };
        if key.is_empty()
            || is_year(&key)
            || is(at, "negator")
            || !known.insert(stem(&key).to_owned())
        {
            continue;
        }
        let sign = if (under || late(at)) && !key.starts_with(['#', '~']) {
            "-"
        } else {
            ""
        };
        keys.push(format!("{sign}{key}"));
    }
    // "He never told me a thing" is the opposite of "he bragged of it".
    if found.iter().any(|(_, _, class)| *class == "told-nothing") && known.insert(TALK.to_owned()) {
        keys.insert(0, format!("-{TALK}"));
    }
    keys
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
pub(super) fn opens_with_no(words: &[String]) -> bool {
    let first = words.iter().take(3);
    first.map(String::as_str).any(|word| {
        matches!(
            word,
            "no" | "not" | "never" | "nobody" | "didn't" | "nothing"
        )
    })
}

/// Whether the words are in the first person.
pub(super) fn first_person(words: &[String]) -> bool {
    words.iter().any(|word| {
        matches!(
            word.as_str(),
            "i" | "my" | "me" | "we" | "i'm" | "i'd" | "i've"
        )
    })
}

/// Whether somebody tells in the first person of something done.
pub(super) fn own_act(words: &[String]) -> bool {
    let regular = |pair: &[String]| matches!(pair, [i, verb] if i == "i" && verb.ends_with("ed"));
    has(words, "own-act") || words.windows(2).any(regular)
}

/// Whether a point after this word, in lower case, ends no sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let of = CUES.get(word).into_iter().flatten();
    of.into_iter().any(|cue| cue.class == "abbreviation")
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
        assert!(starts_with(&words("That is so, sir."), "assent"));
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

    #[test]
    fn each_cue_stands_once_in_its_class_and_each_word_once() {
        let mut cues: Vec<_> = rows(include_str!("../../data/story-cues.tsv")).collect();
        let all = cues.len();
        cues.sort_unstable();
        cues.dedup();
        assert_eq!(cues.len(), all);
        assert_eq!(
            rows(include_str!("../../data/story-words.tsv")).count(),
            WORDS.len()
        );
    }
}
