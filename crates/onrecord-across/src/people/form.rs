//! The parts of a person's name.

use super::tables::{NICKNAMES, PARTICLES, SUFFIXES, TITLES};

/// A person's name in its parts, folded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Form {
    /// First and middle names.
    pub given: Vec<String>,
    /// The last word; of a short name, its only one.
    pub last: String,
    /// `jr`, `sr`, `ii`, …
    pub suffix: Option<String>,
    /// A nickname in quotation marks.
    pub nick: Option<String>,
}

/// A name for comparing: lower case, no marks, one space between words.
pub(super) fn folded(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '"' | '“' | '”' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
        .collect();
    words.join(" ")
}

impl Form {
    /// The parts of a name; none of a name without words.
    pub(super) fn of(name: &str) -> Option<Self> {
        let (name, nick) = without_nick(name);
        let mut words = Vec::new();
        if let Some((last, first)) = name.split_once(',') {
            let first = folded(first);
            if SUFFIXES.contains(&first.as_str()) {
                words.extend(folded(last).split(' ').map(str::to_owned));
                words.push(first);
            } else {
                words.extend(first.split(' ').map(str::to_owned));
                words.extend(folded(last).split(' ').map(str::to_owned));
            }
        } else {
            words.extend(folded(&name).split(' ').map(str::to_owned));
        }
        words.retain(|word| !word.is_empty());
        let titles = words
            .iter()
            .take_while(|w| TITLES.contains(w.as_str()))
            .count();
        words.drain(..titles.min(words.len().saturating_sub(1)));
        let suffix = match words.last() {
            Some(last) if words.len() > 1 && SUFFIXES.contains(&last.as_str()) => words.pop(),
            _ => None,
        };
        let mut last = words.pop()?;
        // "Del Giudice" is one surname, also written "DelGiudice".
        while words
            .last()
            .is_some_and(|word| PARTICLES.contains(word.as_str()))
        {
            last.insert_str(0, &words.pop().unwrap_or_default());
        }
        Some(Self {
            given: words,
            last,
            suffix,
            nick,
        })
    }

    /// Whether it has a first name and a last.
    pub(super) fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// First name, where there is one.
    pub(super) fn first(&self) -> &str {
        self.given.first().map_or("", String::as_str)
    }

    /// First, middle and last names, for exact comparison.
    pub(super) fn key(&self) -> String {
        let mut words = self.given.clone();
        words.push(self.last.clone());
        words.join(" ")
    }
}

/// A name without the nickname in quotation marks, and that.
fn without_nick(name: &str) -> (String, Option<String>) {
    let parts: Vec<&str> = name.split(['"', '“', '”']).collect();
    match parts.as_slice() {
        [before, nick, after] if !before.trim().is_empty() && !after.trim().is_empty() => {
            (format!("{before} {after}"), Some(folded(nick)))
        }
        _ => (name.to_owned(), None),
    }
}

/// How the first names of two full names with one surname stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// They exclude each other.
    None,
    /// One has only the initial of the first name.
    Initial,
    /// One has a short form of the other's, or several initials.
    Nickname,
    /// The same first name, and nothing against it in the middle.
    Middle,
}

/// Compares full names with the same surname.
pub(super) fn fit(a: &Form, b: &Form) -> Fit {
    if a.suffix.is_some() && b.suffix.is_some() && a.suffix != b.suffix {
        return Fit::None;
    }
    let pairs = a.given.iter().zip(&b.given).skip(1);
    if !pairs.clone().all(|(x, y)| x == y || is_initial_of(x, y)) {
        return Fit::None;
    }
    let (x, y) = (a.first(), b.first());
    let by_nick = |form: &Form, first: &str| form.nick.as_deref().is_some_and(|n| n == first);
    if x == y && x.chars().count() > 1 {
        Fit::Middle
    } else if is_nickname_of(x, y) || by_nick(a, y) || by_nick(b, x) {
        Fit::Nickname
    } else if x == y || is_initial_of(x, y) {
        if pairs.count() > 0 {
            Fit::Nickname
        } else {
            Fit::Initial
        }
    } else {
        Fit::None
    }
}

fn is_initial_of(a: &str, b: &str) -> bool {
    let one = a.chars().count() == 1 || b.chars().count() == 1;
    one && a.chars().next() == b.chars().next()
}

/// Whether one is a short form of the other, or both are of one full name.
pub(super) fn is_nickname_of(a: &str, b: &str) -> bool {
    let full = |name: &str| NICKNAMES.get(name);
    full(a).is_some_and(|names| names.contains(&b))
        || full(b).is_some_and(|names| names.contains(&a))
}

/// Whether two words differ in one letter, or in letters that scans confuse.
pub(super) fn is_slip(a: &str, b: &str) -> bool {
    if is_confused(a, b) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    head + tail + 1 >= a.len().max(b.len())
}

/// Whether two words are the same but for letters that scans confuse.
pub(super) fn is_confused(a: &str, b: &str) -> bool {
    a != b && shape(a) == shape(b)
}

/// A word with the letters that look alike in print made one.
pub(super) fn shape(word: &str) -> String {
    word.replace("rn", "m")
        .replace(['1', 'i', '|'], "l")
        .replace('0', "o")
        .replace('u', "n")
        .replace('c', "e")
        .replace('5', "s")
}
