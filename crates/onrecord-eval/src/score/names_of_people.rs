//! When two names are of one person, and how a source names its speaker.

use crate::annotated::{Annotated, Entity, Naming, Statement};
use std::collections::BTreeSet;

/// Words before or in names that do not tell who it is.
const TITLES: [&str; 17] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "judge",
    "justice",
    "sen",
    "senator",
    "rep",
    "gov",
    "president",
    "attorney",
    "detective",
    "officer",
    "prof",
    "the",
];
/// What tells a son from his father.
const SUFFIXES: [&str; 7] = ["jr", "sr", "ii", "iii", "iv", "junior", "senior"];
/// Pronouns that stand as sources.
const PRONOUNS: [&str; 20] = [
    "he", "she", "they", "i", "we", "you", "it", "who", "which", "that", "him", "her", "them",
    "me", "us", "his", "their", "my", "our", "one",
];

/// The words of a name in lower case, without titles and marks.
fn words(name: &str) -> Vec<String> {
    let marks = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '@' | '-'));
    name.to_lowercase()
        .split(marks)
        .filter(|word| !word.is_empty() && !TITLES.contains(word))
        .map(str::to_owned)
        .collect()
}

/// Whether the words of one name contain the other's; a Jr. is not a Sr.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let suffixes = |name: &[String]| -> BTreeSet<String> {
        let own = name.iter().filter(|w| SUFFIXES.contains(&w.as_str()));
        own.cloned().collect()
    };
    let rest = |name: &[String]| -> BTreeSet<String> {
        let own = name.iter().filter(|w| !SUFFIXES.contains(&w.as_str()));
        own.cloned().collect()
    };
    let (s, t) = (suffixes(&a), suffixes(&b));
    if !s.is_empty() && !t.is_empty() && s != t {
        return false;
    }
    let (x, y) = (rest(&a), rest(&b));
    !x.is_empty() && !y.is_empty() && (x.is_subset(&y) || y.is_subset(&x))
}

/// Whether the name that was read is the gold's; a form that fits two of the gold's people is no name.
pub(super) fn is_right(gold: &str, read: &str, people: &[&str]) -> bool {
    let fits = people.iter().filter(|name| is_same(name, read)).count();
    is_same(gold, read) && (fits < 2 || words(gold) == words(read))
}

/// How the source names the speaker; nothing without a source. By the mention that ends where the source does or
/// lies in it, where mentions are annotated, else by the words.
pub(crate) fn naming(gold: &Annotated, statement: &Statement) -> Option<Naming> {
    let place = statement.source.first()?;
    let text = gold.words(place);
    let text = text.trim();
    if PRONOUNS.contains(&text.to_lowercase().as_str()) {
        return Some(Naming::Pronoun);
    }
    let inside = gold.mentions.iter().filter(|m| {
        m.naming != Naming::Pronoun && m.place.start >= place.start && m.place.end <= place.end
    });
    let mentions: Vec<Naming> = inside.map(|m| m.naming).collect();
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '@');
    let named = if mentions.is_empty() {
        // A capital that does not only begin the sentence.
        text.split_whitespace().skip(1).any(capital) || !text.contains(' ') && capital(text)
    } else {
        mentions.contains(&Naming::Name)
    };
    Some(if named { Naming::Name } else { Naming::Nominal })
}

impl Annotated {
    /// Persons with a name.
    pub fn people(&self) -> impl Iterator<Item = &Entity> {
        self.entities
            .iter()
            .filter(|e| e.kind == "person" && e.named)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_is_the_same_unless_it_fits_two() {
        assert!(is_same("Ann Lee Jr.", "Lee") && !is_same("Ann Lee Jr.", "Ann Lee Sr."));
        assert!(!is_same("Jr.", "Ann Lee Jr."));
        assert!(is_right("Ann Lee", "Lee", &["Ann Lee"]));
        assert!(!is_right("Ann Lee", "Lee", &["Ann Lee", "Bob Lee"]));
        assert!(is_same("Judge Ann Lee", "Ann Lee"));
    }
}
