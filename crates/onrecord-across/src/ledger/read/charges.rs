//! Degrees of what somebody was convicted of or charged with.

use super::super::Role;
use super::super::cast::Cast;
use super::super::lexicon;
use super::super::page::Page;
use super::Found;
use onrecord_record::{Attribute, EventKind};
use std::ops::Range;

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    for at in 0..page.words.len() {
        if !lexicon::is("crime", page.low(at)) {
            continue;
        }
        let Some((degree, words)) = degree(page, at) else {
            continue;
        };
        let sentence = page.sentence(at);
        let from = words.start.saturating_sub(10).max(sentence.start);
        let event = (from..words.start).rev().find_map(|n| {
            lexicon::event(&page.words, n)
                .map(|(kind, _)| kind)
                .filter(|kind| matches!(kind, EventKind::Conviction | EventKind::Charge))
        });
        let Some(event) = event else {
            continue;
        };
        let unreal = (from..words.start).any(|n| {
            matches!(
                page.low(n),
                "not" | "of-not" | "if" | "could" | "would" | "attempted"
            )
        });
        if unreal || page.before(words.start, 1) == "attempted" {
            continue;
        }
        found.push(Found {
            attribute: Attribute::Charge,
            qualifier: "",
            event: Some(event),
            of: cast.whose(page, at, Role::Accused),
            role: Some(Role::Accused),
            value: format!("{degree}-degree {}", page.low(at)),
            bytes: page.bytes(words.start, words.end.saturating_sub(1)),
            rough: false,
            again: lexicon::any("again", &page.words, sentence),
        });
    }
}

/// "Second-degree murder", "second degree murder", "murder in the second degree", "robbery 1st".
fn degree(page: &Page<'_>, at: usize) -> Option<(&'static str, Range<usize>)> {
    let which = |word: &str| match word {
        "first" | "1st" => Some("first"),
        "second" | "2nd" => Some("second"),
        "third" | "3rd" => Some("third"),
        _ => None,
    };
    let before = page.before(at, 1);
    if let Some(degree) = before.strip_suffix("-degree").and_then(which) {
        return Some((degree, at - 1..at + 1));
    }
    if before == "degree" {
        return which(page.before(at, 2)).map(|degree| (degree, at - 2..at + 1));
    }
    if page.low(at + 1) == "in" && page.low(at + 2) == "the" && page.low(at + 4) == "degree" {
        return which(page.low(at + 3)).map(|degree| (degree, at..at + 5));
    }
    which(page.low(at + 1))
        .filter(|_| matches!(page.low(at + 1), "1st" | "2nd" | "3rd"))
        .map(|degree| (degree, at..at + 2))
}
