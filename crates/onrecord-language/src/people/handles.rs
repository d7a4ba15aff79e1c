//! Whose account `@name` is: linked where its letters spell a known name, suggested where they only
//! resemble one.

use super::cast::{Cast, Figure};
use super::gazetteer;
use super::page::Page;
use super::person_name::PersonName;
use onrecord_record::{EntityKind, MentionKind};
use std::collections::HashMap;

/// Shortest name that spelling alone may link.
const ENOUGH_LETTERS: usize = 6;

/// Gives every handle that has none, and every hashtag, its figure.
pub(crate) fn link(page: &Page, cast: &mut Cast) {
    let mut known: HashMap<String, (usize, &'static str, f32)> = HashMap::new();
    for i in 0..cast.sightings.len() {
        let Some(sighting) = cast.sightings.get(i) else {
            continue;
        };
        let kind = sighting.kind;
        if !matches!(kind, MentionKind::Handle | MentionKind::Hashtag) || sighting.figure.is_some()
        {
            continue;
        }
        let word = page.word(sighting.tokens.start).to_lowercase();
        let found = match known.get(&word) {
            Some(found) => *found,
            None => {
                let found = if kind == MentionKind::Hashtag {
                    let mut figure = Figure::new(EntityKind::Hashtag);
                    figure.key.clone_from(&word);
                    (cast.add(figure), "hashtag", 0.9)
                } else {
                    beside(page, cast, i)
                        .or_else(|| spelled(cast, &word))
                        .unwrap_or_else(|| own_figure(cast, &word))
                };
                known.insert(word, found);
                found
            }
        };
        if let Some(sighting) = cast.sightings.get_mut(i) {
            sighting.figure = Some(found.0);
            sighting.reason = (found.1, String::new());
            sighting.confidence = found.2;
        }
    }
}

/// Links the handle at `i` where the people met so far settle it.
pub(crate) fn link_spelled(page: &Page, cast: &mut Cast, i: usize) {
    let Some(sighting) = cast.sightings.get(i) else {
        return;
    };
    let word = page.word(sighting.tokens.start).to_lowercase();
    let found = beside(page, cast, i).or_else(|| spelled(cast, &word));
    if let (Some(found), Some(sighting)) = (found, cast.sightings.get_mut(i)) {
        sighting.figure = Some(found.0);
        sighting.reason = (found.1, String::new());
        sighting.confidence = found.2;
    }
}

/// "Ann Lee (@ann)": the text puts the two together.
fn beside(page: &Page, cast: &Cast, i: usize) -> Option<(usize, &'static str, f32)> {
    let handle = cast.sightings.get(i)?;
    let open = handle.tokens.start.checked_sub(1)?;
    if page.word(open) != "(" {
        return None;
    }
    let named = cast
        .sightings
        .get(i.saturating_sub(4)..i)?
        .iter()
        .rev()
        .find(|s| s.kind == MentionKind::Name && s.tokens.end == open)?;
    Some((named.figure?, "handle-beside-name", 0.9))
}

/// The one person whose name the handle spells.
fn spelled(cast: &Cast, handle: &str) -> Option<(usize, &'static str, f32)> {
    let letters = letters_of(handle);
    let only = |fits: &dyn Fn(&PersonName) -> bool| {
        let mut fitting = persons(cast).filter(|(_, f)| f.names.iter().any(fits));
        let first = fitting.next()?.0;
        fitting.next().is_none().then_some(first)
    };
    if let Some(figure) = only(&|name| spells(name, &letters)) {
        return Some((figure, "handle-spells-name", 0.85));
    }
    if let Some(figure) = only(&|name| {
        let whole = joined(&name.words);
        name.is_full() && whole.len() >= 8 && letters.contains(&whole)
    }) {
        return Some((figure, "handle-contains-name", 0.7));
    }
    // "@marawest" for Mara, of whom no more than the first name is told.
    let figure = only(&|name| {
        !name.is_full()
            && name.first().len() > 4
            && letters.strip_prefix(name.first()).is_some_and(is_name_word)
    })?;
    Some((figure, "handle-begins-with-name", 0.6))
}

fn is_name_word(word: &str) -> bool {
    word.len() > 2 && (gazetteer::first_name(word).is_some() || gazetteer::surname(word).is_some())
}

/// Whether the letters are those of the name, or of its first two or more words, or first and last.
fn spells(name: &PersonName, letters: &str) -> bool {
    if letters.len() < ENOUGH_LETTERS {
        return false;
    }
    if !name.is_full() {
        return joined(&name.words) == letters;
    }
    let last = name.last();
    (2..=name.words.len())
        .filter_map(|n| name.words.get(..n))
        .any(|words| joined(words) == letters)
        || letters
            .strip_prefix(name.first())
            .is_some_and(|rest| rest == letters_of(last))
}

/// A figure for the account alone, with suggestions whose it may be.
fn own_figure(cast: &mut Cast, handle: &str) -> (usize, &'static str, f32) {
    let letters = letters_of(handle);
    let resembles = |name: &PersonName| {
        let last = letters_of(name.last());
        let first = letters_of(name.first());
        (name.is_full() && last.len() > 3 && letters.contains(&last))
            || (first.len() > 3 && letters.contains(&first))
    };
    let maybe: Vec<(usize, &'static str)> = persons(cast)
        .filter(|(_, f)| f.names.iter().any(resembles))
        .map(|(i, _)| (i, "handle-resembles-name"))
        .collect();
    let mut figure = Figure::new(EntityKind::Person);
    figure.key = handle.to_owned();
    if let [_] = maybe.as_slice() {
        figure.maybe = maybe;
    }
    (cast.add(figure), "handle", 0.9)
}

fn persons(cast: &Cast) -> impl Iterator<Item = (usize, &Figure)> {
    cast.figures
        .iter()
        .enumerate()
        .filter(|(_, f)| f.is_person() && !f.names.is_empty())
}

fn joined(words: &[String]) -> String {
    words.iter().map(|w| letters_of(w)).collect()
}

/// The letters of a handle or word alone, in lower case, without digits and marks at its end.
fn letters_of(word: &str) -> String {
    word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_')
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
