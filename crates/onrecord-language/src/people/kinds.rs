//! What each distinct name of the document names: a person, an organisation, a place.
//!
//! Decided once for all occurrences: several-word names first, then single words by them.

use super::gazetteer;
use super::names::{Name, person_evidence};
use super::page::Page;
use onrecord_record::EntityKind;
use std::collections::{HashMap, HashSet};

/// A distinct name and its occurrences.
pub(crate) struct NameGroup<'d> {
    /// Words in lower case.
    pub(crate) key: String,
    /// Words as first written.
    pub(crate) words: Vec<&'d str>,
    /// Indices of its occurrences.
    pub(crate) occurrences: Vec<usize>,
    /// How much the words around speak for a person: the best single occurrence, and the sum.
    best: i32,
    sum: i32,
    /// Whether a state or country follows somewhere: "Millbrook, Ohio".
    placed: bool,
    /// Decided kind; none for what names nothing we keep.
    pub(crate) kind: Option<EntityKind>,
    /// The group it is another name of, as the text says.
    pub(crate) alias_of: Option<usize>,
}

/// How much is needed to take a name for a person's.
const PERSON: i32 = 3;

/// Gathers equal names and decides what each names.
pub(crate) fn group<'d>(page: &Page<'_, 'd>, names: &[Name<'d>]) -> Vec<NameGroup<'d>> {
    let mut groups: Vec<NameGroup> = Vec::new();
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (i, name) in names.iter().enumerate() {
        // Titles and headings tell nothing by their capitals and missing words.
        let evidence = if name.titled {
            0
        } else {
            person_evidence(page, name)
        };
        let key = name.key();
        let at = *by_key.entry(key.clone()).or_insert_with(|| {
            groups.push(NameGroup {
                key,
                words: name.words.clone(),
                occurrences: Vec::new(),
                best: i32::MIN,
                sum: 0,
                placed: false,
                kind: None,
                alias_of: None,
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.occurrences.push(i);
            group.best = group.best.max(evidence);
            group.sum += evidence;
            group.placed |= page.word(name.tokens.end) == ","
                && gazetteer::is_country_or_state(page.word(name.tokens.end + 1))
                && evidence <= 0;
        }
    }
    decide(&mut groups);
    groups
}

fn decide(groups: &mut [NameGroup]) {
    let later_alone: HashSet<String> = groups
        .iter()
        .filter(|g| g.words.len() == 1 && g.best >= 0)
        .map(|g| g.key.clone())
        .collect();
    for group in groups.iter_mut().filter(|g| g.words.len() > 1) {
        let last = group.words.last().map(|w| w.to_lowercase());
        let short_form = last.is_some_and(|w| later_alone.contains(&w));
        group.kind = kind_of_several(group, short_form);
    }
    name_tails_are_persons(groups);
    let mut person_words: HashSet<String> = HashSet::new();
    for group in groups.iter() {
        if group.kind == Some(EntityKind::Person) {
            person_words.extend(group.words.iter().map(|w| w.to_lowercase()));
        }
    }
    for group in groups.iter_mut().filter(|g| g.words.len() == 1) {
        group.kind = kind_of_one(group, &person_words);
    }
}

/// "Lopez West" is a person where "Mara Lopez West" is one.
fn name_tails_are_persons(groups: &mut [NameGroup]) {
    let full: Vec<String> = groups
        .iter()
        .filter(|g| g.kind == Some(EntityKind::Person) && g.words.len() > 2)
        .map(|g| g.key.clone())
        .collect();
    for group in groups.iter_mut().filter(|g| g.words.len() > 1) {
        let tail = |name: &String| {
            name.strip_suffix(group.key.as_str())
                .is_some_and(|rest| rest.ends_with(' '))
        };
        if full.iter().any(tail) {
            group.kind = Some(EntityKind::Person);
        }
    }
}

/// The kind of a name of several words.
fn kind_of_several(group: &NameGroup, short_form: bool) -> Option<EntityKind> {
    let (first, last) = (group.words.first()?, group.words.last()?);
    if gazetteer::is_outlet(&group.key) {
        return Some(EntityKind::Organisation);
    }
    let titled = group.best >= 4;
    if let Some(kind) = kind_by_words(group)
        && !titled
    {
        return Some(kind);
    }
    if gazetteer::is_place(&group.key) && group.best < PERSON {
        return Some(EntityKind::Place);
    }
    // A full name comes back as its last word.
    let score = person_likeness(first, &group.words, last)
        + context(group)
        + if short_form { 2 } else { 0 }
        + if is_asian_given_name(last) { 2 } else { 0 };
    if score >= PERSON && group.words.len() <= 5 {
        return Some(EntityKind::Person);
    }
    if group.placed || *first == "St." {
        return Some(EntityKind::Place);
    }
    Some(EntityKind::Other)
}

/// The kind that a word inside tells: the last such word decides ("Utah State Prison"), but what
/// stands before an "of" goes first ("Department of Corrections").
fn kind_by_words(group: &NameGroup) -> Option<EntityKind> {
    let of = group
        .words
        .iter()
        .position(|w| matches!(*w, "of" | "for"))
        .unwrap_or(group.words.len());
    let strong = |words: &[&str]| {
        words
            .iter()
            .rev()
            .filter_map(|w| gazetteer::kind_word(w))
            .find(|k| k.strong)
            .map(|k| k.kind)
    };
    // "Brooke Church told the court": a given name, and what only a person does.
    let speaks = group.words.len() == 2
        && group.best >= 1
        && may_be_surname(group)
        && group
            .words
            .first()
            .and_then(|w| gazetteer::first_name(w))
            .is_some_and(|n| n.common);
    if speaks {
        return None;
    }
    if let Some(kind) = group.words.get(..of).and_then(strong) {
        return Some(kind);
    }
    let given = group
        .words
        .first()
        .and_then(|w| gazetteer::first_name(w))
        .is_some_and(|n| !n.is_word && (n.common || may_be_surname(group)));
    if given && group.words.len() <= 3 {
        return None;
    }
    let last = gazetteer::kind_word(group.words.last()?)?;
    (!group
        .words
        .first()
        .is_some_and(|w| gazetteer::surname(w).is_some() && group.best > 0)
        || last.strong)
        .then_some(last.kind)
}

fn may_be_surname(group: &NameGroup) -> bool {
    group
        .words
        .last()
        .is_some_and(|w| gazetteer::surname(w).is_some())
}

/// How much the words themselves look like a person's name.
fn person_likeness(first: &str, words: &[&str], last: &str) -> i32 {
    let mut score = match gazetteer::first_name(first) {
        Some(name) => 1 + i32::from(name.common) + i32::from(!name.is_word),
        None if is_initial(first) => 2,
        None if gazetteer::surname(first).is_some() => 1,
        None if gazetteer::is_ordinary(first) => -1,
        None => 0,
    };
    let placed = gazetteer::is_place(first) && gazetteer::first_name(first).is_none();
    if placed || gazetteer::is_country_or_state(first) || gazetteer::is_demonym(first) {
        score -= 2;
    }
    score += match gazetteer::surname(last) {
        Some(is_word) => 2 - i32::from(is_word),
        None if gazetteer::first_name(last).is_some() => 1,
        None if gazetteer::is_ordinary(last) => -3,
        None => 1,
    };
    if gazetteer::is_demonym(last) {
        score -= 2;
    }
    // Words that no table knows are people's names more often than anything else's.
    let strange = |w: &&str| {
        !gazetteer::is_ordinary(w)
            && !gazetteer::is_place(w)
            && !gazetteer::is_demonym(w)
            && gazetteer::kind_word(w).is_none()
            && !w.contains('.')
            && w.chars().any(char::is_lowercase)
    };
    if (2..=3).contains(&words.len()) && words.iter().all(strange) {
        score += 1;
    }
    let all_capitals = words
        .iter()
        .filter(|w| w.len() > 2 && w.chars().all(char::is_uppercase))
        .count();
    if all_capitals > 0 {
        score -= 2;
    }
    if words
        .iter()
        .any(|w| matches!(*w, "of" | "for" | "and" | "&" | "the"))
    {
        score -= 4;
    }
    if words.len() == 3 && words.get(1).is_some_and(|w| is_initial(w)) {
        score += 3;
    }
    score
}

/// "Min-seo": a given name in two syllables after the family name.
fn is_asian_given_name(word: &str) -> bool {
    word.split_once('-')
        .is_some_and(|(_, second)| second.starts_with(char::is_lowercase) && word.len() < 12)
}

fn context(group: &NameGroup) -> i32 {
    let count = group.occurrences.len() as i32;
    if group.best < 0 {
        return group.best;
    }
    // One clear sign for is outweighed only by many against.
    group.best.min(4) + if group.sum < -2 * count { -2 } else { 0 }
}

fn is_initial(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    letters.chars().count() == 1
        || (word.contains('.') && word.len() <= 6)
        || (word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase()))
}

/// The kind of a name of one word.
fn kind_of_one(group: &NameGroup, person_words: &HashSet<String>) -> Option<EntityKind> {
    let word = *group.words.first()?;
    let strong_context = group.best >= 3;
    if gazetteer::is_demonym(word) && !(strong_context && person_words.contains(&group.key)) {
        return None;
    }
    let count = group.occurrences.len() as i32;
    if person_words.contains(&group.key) && (group.sum > -2 * count || !gazetteer::is_place(word)) {
        return Some(EntityKind::Person);
    }
    if gazetteer::is_outlet(word) {
        return Some(EntityKind::Organisation);
    }
    if let Some(kind) = gazetteer::kind_word(word).filter(|k| k.strong) {
        return Some(kind.kind).filter(|k| *k != EntityKind::Other);
    }
    let capitals = word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    if gazetteer::is_place(word) && group.best < 3 {
        return Some(EntityKind::Place);
    }
    if capitals && word.len() > 1 && group.best < 3 {
        return Some(EntityKind::Organisation);
    }
    // "President Achebe": a title, an age or an arrest tells more than any table.
    if group.best >= 4 && gazetteer::title(word).is_none() {
        return Some(EntityKind::Person);
    }
    let mut score = context(group);
    match gazetteer::first_name(word) {
        Some(name) if !name.is_word => score += 2 + i32::from(name.common),
        Some(_) => score += 1,
        None => {}
    }
    match gazetteer::surname(word) {
        Some(false) => score += 2,
        Some(true) => score += 1,
        None if gazetteer::is_ordinary(word) => score -= 3,
        None => {}
    }
    if gazetteer::title(word).is_some() {
        score -= 4;
    }
    if score >= PERSON {
        return Some(EntityKind::Person);
    }
    if group.placed {
        return Some(EntityKind::Place);
    }
    (count > 1 && !gazetteer::is_ordinary(word)).then_some(EntityKind::Other)
}
