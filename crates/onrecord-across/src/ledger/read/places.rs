//! Where something of the crime happened: where somebody was left or found, where a fire began.

use super::super::Role;
use super::super::cast::Cast;
use super::super::lexicon;
use super::super::page::Page;
use super::Found;
use onrecord_record::{Attribute, EventKind};
use std::ops::Range;

/// How many words after the verb the place may begin.
const NEAR: usize = 7;
/// How many words a place has at most.
const LONG: usize = 5;

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    for at in 0..page.words.len() {
        let Some(place) = told(page, at) else {
            continue;
        };
        found.push(Found {
            attribute: Attribute::Place,
            qualifier: place.sense,
            event: Some(place.event),
            of: cast.whose(page, at, place.role),
            role: Some(place.role),
            value: normal(page, &place.words),
            bytes: page.bytes(place.words.start, place.words.end.saturating_sub(1)),
            rough: false,
            again: false,
        });
    }
}

/// A place that a verb tells of.
struct Told {
    words: Range<usize>,
    sense: &'static str,
    event: EventKind,
    role: Role,
}

/// The place that the verb at the word tells of.
fn told(page: &Page<'_>, at: usize) -> Option<Told> {
    for (class, sense) in [
        ("left", "left"),
        ("found", "found"),
        ("began", "began"),
        ("lay", "found"),
    ] {
        let Some(len) = lexicon::starts(class, &page.words, at) else {
            continue;
        };
        if !speaks_of(page, at, sense) {
            continue;
        }
        if let Some(words) = place_after(page, at + len, sense).or_else(|| driven(page, at, sense))
        {
            return Some(Told {
                words,
                sense,
                event: EventKind::Offence,
                role: Role::Victim,
            });
        }
    }
    let (kind, len) = lexicon::event(&page.words, at)?;
    if (1..=3).any(|by| page.is_before("unreal", at, by)) {
        return None;
    }
    let (sense, role) = match kind {
        EventKind::Offence if page.is("happens-at", at) => ("attacked", Role::Victim),
        EventKind::Arrest => ("arrested", Role::Accused),
        _ => return None,
    };
    let words = place_after(page, at + len, sense)?;
    Some(Told {
        words,
        sense,
        event: kind,
        role,
    })
}

/// Whether the verb is said of a person or body (left, found) or of a fire (began).
fn speaks_of(page: &Page<'_>, at: usize, sense: &str) -> bool {
    let sentence = page.sentence(at);
    let near = at.saturating_sub(12).max(sentence.start)..(at + 5).min(sentence.end);
    let has = |words: &[&str]| near.clone().any(|n| words.contains(&page.low(n)));
    let unreal = (1..=2).any(|by| matches!(page.before(at, by), "not" | "never" | "if" | "would"));
    if unreal {
        return false;
    }
    match sense {
        "began" => {
            let liquid = has(&[
                "kerosene",
                "petrol",
                "gasoline",
                "accelerant",
                "paraffin",
                "fuel",
                "diesel",
                "turpentine",
            ]);
            let fire = has(&["fire", "blaze", "flames"]);
            match page.low(at) {
                "poured" | "splashed" | "lit" => liquid,
                _ => fire,
            }
        }
        "found" => {
            let body = has(&[
                "body",
                "remains",
                "corpse",
                "dead",
                "unconscious",
                "lying",
                "bleeding",
                "wounded",
            ]);
            let led = [
                "was",
                "were",
                "been",
                "who",
                "",
                "him",
                "body",
                "and",
                "police",
                "officers",
                "neighbours",
                "neighbors",
            ];
            let followed = ["her", "him", "the", "dead", "his"];
            body && (led.contains(&page.before(at, 1)) || followed.contains(&page.low(at + 1)))
        }
        _ => {
            let passive = matches!(
                page.before(at, 1),
                "was" | "were" | "been" | "and" | "being"
            );
            let object = matches!(page.low(at + 1), "her" | "him" | "me") || page.low(at) == "put";
            let taken = has(&[
                "taken",
                "gunpoint",
                "drove",
                "driven",
                "kidnapped",
                "abducted",
                "forced",
                "body",
                "dead",
                "car",
            ]);
            (passive || object) && taken
        }
    }
}

/// "At Nine Mile bridge", "in the lounge room", "along the hallway".
fn place_after(page: &Page<'_>, from: usize, sense: &str) -> Option<Range<usize>> {
    let end = (from + NEAR).min(page.sentence(from.saturating_sub(1)).end);
    let (preposition, len) = (from..end)
        .find_map(|at| lexicon::starts("at-place", &page.words, at).map(|len| (at, len)))?;
    // A mark before the preposition ends what belongs to the verb.
    let broken = (from..=preposition).any(|at| page.words.get(at).is_some_and(|w| w.breaks()));
    if broken {
        return None;
    }
    phrase(page, preposition + len, sense)
        // "In her car on Mill Road", "to death in the kitchen".
        .or_else(|| {
            let again = (preposition + len..end).find_map(|at| {
                let broken = page.words.get(at).is_none_or(|w| w.breaks());
                if broken {
                    return None;
                }
                lexicon::starts("at-place", &page.words, at).map(|len| at + len)
            })?;
            phrase(page, again, sense)
        })
}

/// "Drove to the quarry and put her out".
fn driven(page: &Page<'_>, at: usize, sense: &str) -> Option<Range<usize>> {
    let sentence = page.sentence(at);
    let from = at.saturating_sub(10).max(sentence.start);
    let to = (from..at).rev().find(|n| {
        page.low(*n) == "to"
            && matches!(
                page.before(*n, 1),
                "drove" | "driven" | "taken" | "took" | "her" | "him"
            )
    })?;
    (sense == "left")
        .then(|| phrase(page, to + 1, sense))
        .flatten()
}

/// The words of a place that begins here: up to its noun, and on where the noun is of a place with a
/// name ("the car park of the Pell Inn", "an alley off Dock Street").
fn phrase(page: &Page<'_>, from: usize, sense: &str) -> Option<Range<usize>> {
    let sentence = page.sentence(from);
    let start = from + usize::from(page.is("article", from));
    let class = if sense == "began" { "room" } else { "site" };
    let end = noun(page, start, class, sentence.end)?;
    let joined = lexicon::starts("place-of", &page.words, end)
        .filter(|_| page.words.get(end).is_some_and(|w| !w.breaks()));
    let more = joined.and_then(|len| {
        let next = end + len;
        let next = next + usize::from(page.is("article", next));
        is_capital(page, next)
            .then(|| noun(page, next, "site", sentence.end))
            .flatten()
    });
    Some(start..more.unwrap_or(end))
}

/// One past the noun of the place that begins at the word.
fn noun(page: &Page<'_>, start: usize, class: &str, stop: usize) -> Option<usize> {
    let to = (start + LONG).min(stop);
    for at in start..to {
        if at > start && page.words.get(at).is_some_and(|w| w.breaks()) {
            break;
        }
        let len = [class, "room"]
            .into_iter()
            .filter_map(|class| lexicon::starts(class, &page.words, at))
            .max();
        if let Some(len) = len {
            let mut end = at + len;
            // "Pell School Road": the last noun is what it is.
            while let Some(more) = lexicon::starts(class, &page.words, end)
                && page.words.get(end).is_some_and(|w| !w.breaks())
                && end + more <= to
            {
                end += more;
            }
            return Some(end.min(stop));
        }
        if page.is("no-place", at) {
            break;
        }
    }
    None
}

/// The place in small letters. "An Albany street" is a street in Albany, and no name.
fn normal(page: &Page<'_>, words: &Range<usize>) -> String {
    let noun = words.end.saturating_sub(1);
    let described = matches!(page.before(words.start, 1), "a" | "an") && !is_capital(page, noun);
    let low: Vec<&str> = words
        .clone()
        .filter(|at| !(described && is_capital(page, *at)))
        .map(|at| page.low(at))
        .collect();
    low.join(" ")
}

fn is_capital(page: &Page<'_>, at: usize) -> bool {
    let word = page.words.get(at);
    word.is_some_and(|word| word.text.starts_with(char::is_uppercase))
}
