//! "A county judge ruled on Monday … Judge Ann Lee wrote": who is brought in by office and named later.

use super::cast::Figure;
use super::nouns::noun;
use super::resolve::{Walk, agrees};

/// Gives those who are known by an office alone to the one person of the document who is named with
/// that office further on. Offices of which a text has but one: a second judge, named or not, leaves
/// both open.
pub(crate) fn settle(walk: &mut Walk) {
    for unnamed in 0..walk.cast.figures.len() {
        if let Some(named) = named_later(walk, unnamed) {
            give(walk, unnamed, named);
        }
    }
}

fn named_later(walk: &Walk, unnamed: usize) -> Option<usize> {
    let figure = walk.cast.figure(unnamed)?;
    let office = office_of_unnamed(figure)?;
    let first = first_sighting(walk, unnamed)?;
    let alone = walk
        .cast
        .figures
        .iter()
        .enumerate()
        .all(|(f, other)| f == unnamed || office_of_unnamed(other) != Some(office));
    if !alone {
        return None;
    }
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
