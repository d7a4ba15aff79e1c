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
        for (class, sense) in [("left", "left"), ("found", "found"), ("began", "began")] {
            let Some(len) = lexicon::starts(class, &page.words, at) else {
                continue;
            };
            if !speaks_of(page, at, sense) {
                continue;
            }
            let Some(words) =
                place_after(page, at + len, sense).or_else(|| driven(page, at, sense))
            else {
                continue;
            };
            let value = normal(page, &words);
            found.push(Found {
                attribute: Attribute::Place,
                qualifier: sense,
                event: Some(EventKind::Offence),
                of: cast.whose(page, at, Role::Victim),
                role: Some(Role::Victim),
                value,
                bytes: page.bytes(words.start, words.end.saturating_sub(1)),
                rough: false,
                again: false,
            });
            break;
        }
    }
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
    let preposition = (from..end).find(|at| {
        matches!(
            page.low(*at),
            "at" | "in"
                | "near"
                | "along"
                | "by"
                | "beside"
                | "on"
                | "under"
                | "behind"
                | "beneath"
                | "outside"
        )
    })?;
    // A mark before the preposition ends what belongs to the verb.
    let broken = (from..=preposition).any(|at| page.words.get(at).is_some_and(|w| w.breaks()));
    if broken {
        return None;
    }
    phrase(page, preposition + 1, sense)
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

/// The words of a place that begins here: up to its noun.
fn phrase(page: &Page<'_>, from: usize, sense: &str) -> Option<Range<usize>> {
    let sentence = page.sentence(from);
    let start = from
        + usize::from(matches!(
            page.low(from),
            "the" | "a" | "an" | "his" | "her" | "their"
        ));
    let class = if sense == "began" { "room" } else { "site" };
    let to = (start + LONG).min(sentence.end);
    let mut end = None;
    for at in start..to {
        if at > start && page.words.get(at).is_some_and(|w| w.breaks()) {
            break;
        }
        for class in [class, "room"] {
            if let Some(len) = lexicon::starts(class, &page.words, at) {
                end = Some(at + len);
            }
        }
        if end.is_some() || matches!(page.low(at), "of" | "and" | "when" | "with" | "in" | "at") {
            break;
        }
    }
    end.map(|end| start..end.min(sentence.end))
}

fn normal(page: &Page<'_>, words: &Range<usize>) -> String {
    let low: Vec<&str> = words.clone().map(|at| page.low(at)).collect();
    low.join(" ")
}
