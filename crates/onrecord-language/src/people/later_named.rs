//! "A county judge ruled on Monday … Judge Ann Lee wrote": who is brought in by office and named later.

use super::cast::Figure;
use super::nouns::noun;
use super::resolve::{Walk, agrees};
use std::collections::BTreeMap;

/// Gives those who are known by an office alone to the one person of the document who is named with
/// that office further on. Offices of which a text has but one: a second judge, named or not, leaves
/// both open.
pub(crate) fn settle(walk: &mut Walk) {
    let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, figure) in walk.cast.figures.iter().enumerate() {
        if let Some(office) = office_of_unnamed(figure) {
            bearers.entry(office.to_owned()).or_default().push(i);
        }
    }
    let mut alone: Vec<(usize, String)> = bearers
        .into_iter()
        .filter_map(|(office, bearers)| match bearers.as_slice() {
            [one] => Some((*one, office)),
            _ => None,
        })
        .collect();
    alone.sort_unstable();
    for (unnamed, office) in alone {
        if let Some(named) = named_later(walk, unnamed, &office) {
            give(walk, unnamed, named);
        }
    }
}

/// The one person named with `office` after whoever bears it without a name.
fn named_later(walk: &Walk, unnamed: usize, office: &str) -> Option<usize> {
    let figure = walk.cast.figure(unnamed)?;
    let first = first_sighting(walk, unnamed)?;
    let mut holders = walk
        .cast
        .figures
        .iter()
        .enumerate()
        .filter(|(_, f)| !f.names.is_empty() && f.callings.iter().any(|c| c.noun == office));
    let (holder, person) = holders.next()?;
    let same_owner = match (&figure.relation, &person.relation) {
        (Some((a, _)), Some((b, _))) => a == b,
        (None, Some(_)) => false,
        _ => true,
    };
    let only = holders.next().is_none();
    let later = first_sighting(walk, holder).is_some_and(|at| at > first);
    (only && later && same_owner && person.is_person() && agrees(figure.gender, person.gender))
        .then_some(holder)
}

/// The office that one person without a name is known by.
fn office_of_unnamed(figure: &Figure) -> Option<&str> {
    let known_by = figure.callings.first()?;
    let unnamed = figure.is_person() && figure.names.is_empty() && figure.key.is_empty();
    (unnamed && is_office(&known_by.noun)).then_some(known_by.noun.as_str())
}

/// Whether a document mostly has one of them, who is named sooner or later. Not so officers, experts
/// and spokesmen, who come in numbers.
fn is_office(word: &str) -> bool {
    let numerous = |b: &str| matches!(b, "officer" | "soldier" | "investigator" | "cop");
    noun(word).is_some_and(|n| {
        let mut broader = n.broader.split(' ');
        let office = broader
            .clone()
            .any(|b| matches!(b, "judge" | "lawyer" | "politician" | "leader" | "minister"));
        office && !broader.any(numerous)
    })
}

fn first_sighting(walk: &Walk, figure: usize) -> Option<usize> {
    walk.cast
        .sightings
        .iter()
        .position(|s| s.figure == Some(figure))
}

fn give(walk: &mut Walk, unnamed: usize, named: usize) {
    for i in 0..walk.cast.sightings.len() {
        if walk.sighting(i).is_some_and(|s| s.figure == Some(unnamed)) {
            walk.link(i, named, "later-named", String::new(), 0.6);
        }
    }
    let callings = walk
        .cast
        .figures
        .get_mut(unnamed)
        .map(|f| {
            f.given_up = true;
            std::mem::take(&mut f.callings)
        })
        .unwrap_or_default();
    if let Some(figure) = walk.cast.figures.get_mut(named) {
        for calling in callings {
            figure.call(calling);
        }
    }
}
