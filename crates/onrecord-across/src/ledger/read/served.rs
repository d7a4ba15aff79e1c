//! Time that was served.

use super::super::Role;
use super::super::cast::{Cast, subject};
use super::super::lexicon;
use super::super::page::Page;
use super::Found;
use super::lengths::{Length, in_years, length_at, rough};
use super::terms::innocently;
use onrecord_record::{Attribute, EventKind};
use std::ops::Range;

/// How many words before a length may say that it was served.
const BACK: usize = 10;

/// How long somebody was held.
pub(super) fn read(page: &Page<'_>, cast: &Cast, sentence: &Range<usize>, found: &mut Vec<Found>) {
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(length) = length_at(page, at) else {
            at += 1;
            continue;
        };
        at = length.end;
        let (how, lead) = rough(page, length.first);
        let Some(verb) = serving(page, &length, lead, sentence) else {
            continue;
        };
        let near = verb.saturating_sub(5).max(sentence.start)..length.first;
        if lexicon::any("no-sentence", &page.words, near.clone())
            || near.clone().any(|n| page.is("denied", n))
        {
            continue;
        }
        let value = match how {
            "" => in_years(length.months),
            how => format!("{how} {}", in_years(length.months)),
        };
        let own = subject(page, verb).filter(|who| page.is_named(*who));
        let of = own
            .filter(|who| cast.accused.contains(who))
            .map_or_else(|| cast.whose(page, verb, Role::Accused), |who| vec![who]);
        // Somebody else who is named served it.
        if own.is_some_and(|who| !cast.accused.contains(&who) && cast.victims.contains(&who)) {
            continue;
        }
        found.push(Found {
            attribute: Attribute::TimeServed,
            qualifier: "",
            event: None,
            of,
            role: Some(Role::Accused),
            value,
            bytes: page.bytes(length.first, length.end - 1),
            rough: !how.is_empty(),
            again: false,
        });
    }
}

/// The word that says that the time was served; none where it was not. `lead` is the first word of
/// the length with "nearly" and the like.
fn serving(
    page: &Page<'_>,
    length: &Length,
    lead: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    let next = page.low(length.end);
    if lexicon::is("no-term", next) && next != "straight" {
        return None;
    }
    let from = lead.saturating_sub(BACK).max(sentence.start);
    let near = lead.saturating_sub(6).max(sentence.start);
    let held_after = (length.end..(length.end + 4).min(sentence.end))
        .any(|at| lexicon::starts("held", &page.words, at).is_some());
    // "Freed after 19 years".
    let event = |kinds: &[EventKind]| {
        (from..lead).rev().find(|at| {
            lexicon::event(&page.words, *at).is_some_and(|(kind, _)| kinds.contains(&kind))
        })
    };
    let ends = [
        EventKind::Release,
        EventKind::Exoneration,
        EventKind::Vacatur,
        EventKind::Acquittal,
    ];
    if matches!(page.before(lead, 1), "after" | "following")
        && let Some(freed) = event(&ends)
    {
        return Some(freed);
    }
    // "Nine years into a 20-year sentence".
    if next == "into"
        && (length.end..(length.end + 6).min(sentence.end))
            .any(|n| matches!(page.low(n), "sentence" | "term"))
    {
        return Some(length.first);
    }
    // "19 years taken from him".
    let taken = lexicon::is("taken", next) && matches!(page.low(length.end + 1), "from" | "off");
    let from_whom = |at: usize| {
        page.low(at) == "from" && page.is("somebody", at + 1)
            || page.low(at) == "of"
                && page.is("somebody", at + 1)
                && matches!(page.low(at + 2), "life" | "freedom" | "liberty" | "youth")
    };
    if taken || from_whom(length.end) && (near..lead).any(|n| page.is("taken", n)) {
        return Some(length.first);
    }
    if next == "as" {
        return None;
    }
    let sentenced = (near..lead).any(|at| {
        !innocently(page, at, sentence)
            && page.is("sentences-surely", at)
            && page.before(at, 1) != "after"
            || page.is("sentencing", at) && !page.is("served", at)
    });
    if let Some(jailed) = (near..lead)
        .rev()
        .find(|at| innocently(page, *at, sentence))
    {
        return Some(jailed);
    }
    if sentenced {
        return None;
    }
    let verb = (near..lead).rev().find(|at| page.is("served", *at));
    if let Some(verb) = verb {
        let bare = page.is("serves-alone", verb);
        let of_term = next == "of"
            && page.is("somebody", length.end + 1)
            && matches!(page.low(length.end + 2), "sentence" | "term");
        let closed = of_term || page.ends(length.end - 1) || lexicon::is("after-served", next);
        if held_after || bare && closed && verb + 4 >= lead {
            return Some(verb);
        }
    }
    // "After 22 years in prison", "his 19 years in prison".
    let opens = matches!(
        page.before(lead, 1),
        "after" | "following" | "the" | "for" | "his" | "her" | "my" | "their" | ""
    ) || (near..lead).any(|at| page.low(at) == "after");
    if held_after && opens {
        return Some(length.first);
    }
    let held = (near..lead).find(|at| lexicon::starts("held", &page.words, *at).is_some())?;
    let be = (1..=4).any(|by| page.is_before("passive", held, by));
    let long = (held..length.first).any(|at| page.low(at) == "for");
    (be && long).then_some(held)
}
