//! What somebody was convicted of or charged with.

use super::super::Role;
use super::super::cast::Cast;
use super::super::lexicon;
use super::super::page::Page;
use super::Found;
use onrecord_record::{Attribute, EventKind};
use std::ops::Range;

/// How many words before a crime the conviction or charge may stand.
const BACK: usize = 14;

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.words.len() {
        let Some((crime, len)) = lexicon::crime(&page.words, at) else {
            at += 1;
            continue;
        };
        let (name, words) = with_degree(page, at, len, crime.name);
        let here = at;
        at = words.end.max(at + len);
        let sentence = page.sentence(here);
        let from = words.start.saturating_sub(BACK).max(sentence.start);
        let Some((event, cue)) = (from..words.start).rev().find_map(|n| {
            lexicon::event(&page.words, n)
                .map(|(kind, len)| (kind, n + len))
                .filter(|(kind, _)| {
                    matches!(
                        kind,
                        EventKind::Conviction | EventKind::Charge | EventKind::Plea
                    )
                })
        }) else {
            continue;
        };
        // Only crimes and numbers of counts stand between.
        let joined = (cue.min(words.start)..words.start).all(|n| {
            page.is("to-crime", n)
                || page.is("degree", n)
                || page.low(n).ends_with("-degree")
                || lexicon::crime(&page.words, n).is_some()
                || page
                    .words
                    .get(n)
                    .is_some_and(|w| w.text.starts_with(char::is_uppercase))
        });
        let denied = (from..words.start).any(|n| page.is("undone", n));
        if !joined || denied {
            continue;
        }
        let event = match event {
            EventKind::Charge => EventKind::Charge,
            _ => EventKind::Conviction,
        };
        found.push(Found {
            attribute: Attribute::Charge,
            qualifier: "",
            event: Some(event),
            of: cast.whose(page, here, Role::Accused),
            role: Some(Role::Accused),
            value: name,
            bytes: page.bytes(words.start, words.end.saturating_sub(1)),
            rough: false,
            again: lexicon::any("again", &page.words, sentence),
        });
    }
}

/// "Second-degree murder", "second degree murder", "murder in the second degree", "robbery 1st": the
/// crime with its degree, and the words of both.
fn with_degree(page: &Page<'_>, at: usize, len: usize, name: &str) -> (String, Range<usize>) {
    let which = |word: &str| match word {
        "first" | "1st" => Some("first"),
        "second" | "2nd" => Some("second"),
        "third" | "3rd" => Some("third"),
        _ => None,
    };
    let end = at + len;
    let before = page.before(at, 1);
    let found = if let Some(degree) = before.strip_suffix("-degree").and_then(which) {
        Some((degree, at - 1..end))
    } else if before == "degree" {
        which(page.before(at, 2)).map(|degree| (degree, at - 2..end))
    } else if page.low(end) == "in" && page.low(end + 1) == "the" && page.low(end + 3) == "degree" {
        which(page.low(end + 2)).map(|degree| (degree, at..end + 4))
    } else {
        which(page.low(end))
            .filter(|_| page.low(end).starts_with(|c: char| c.is_ascii_digit()))
            .map(|degree| (degree, at..end + 1))
    };
    match found {
        Some((degree, words)) => (format!("{degree}-degree {name}"), words),
        None => (name.to_owned(), at..end),
    }
}
