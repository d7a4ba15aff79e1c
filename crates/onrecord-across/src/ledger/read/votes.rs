//! How a jury voted.

use super::super::Role;
use super::super::cast::Cast;
use super::super::lexicon;
use super::super::numbers::number_at;
use super::super::page::Page;
use super::Found;
use onrecord_record::{Attribute, EventKind};
use std::ops::Range;

/// Jurors of a jury.
const JURORS: u32 = 12;
/// How many words around a vote its jury may stand.
const NEAR: usize = 9;

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    for at in 0..page.words.len() {
        let Some((value, words)) = vote_at(page, at) else {
            continue;
        };
        let sentence = page.sentence(at);
        let hung = sentence.clone().any(|at| {
            matches!(
                page.low(at),
                "deadlocked" | "hung" | "mistrial" | "deadlock"
            )
        });
        let unreal = (sentence.start..words.start).any(|at| {
            matches!(
                page.low(at),
                "would"
                    | "could"
                    | "must"
                    | "require"
                    | "requires"
                    | "required"
                    | "if"
                    | "unless"
                    | "allow"
                    | "allows"
                    | "may"
            )
        });
        if unreal
            || hung
                && value != "unanimous"
                && !sentence.clone().any(|at| page.low(at) == "convicted")
        {
            continue;
        }
        found.push(Found {
            attribute: Attribute::JuryVote,
            qualifier: "",
            event: Some(EventKind::Conviction),
            of: cast.whose(page, at, Role::Accused),
            role: Some(Role::Accused),
            value,
            bytes: page.bytes(words.start, words.end.saturating_sub(1)),
            rough: false,
            again: lexicon::any("again", &page.words, sentence),
        });
    }
}

fn vote_at(page: &Page<'_>, at: usize) -> Option<(String, Range<usize>)> {
    let word = page.words.get(at)?;
    if matches!(word.low, "unanimous" | "unanimously") {
        return unanimous(page, at);
    }
    let split = |a: u32, b: u32| {
        (a + b == JURORS && a > b).then(|| {
            if b == 0 {
                "unanimous".to_owned()
            } else {
                format!("{a}-{b}")
            }
        })
    };
    if let Some(found) = all_but(page, at) {
        return Some(found);
    }
    // "10-2", "10–2", "ten-two".
    if let Some((a, b)) = word.low.split_once('-') {
        let number = |s: &str| {
            s.parse()
                .ok()
                .or_else(|| super::super::numbers::in_words(s))
        };
        if let (Some(a), Some(b)) = (number(a), number(b))
            && near(page, at)
        {
            return Some((split(a, b)?, at..at + 1));
        }
    }
    let (first, len) = number_at(&page.words, at)?;
    let end = at + len;
    // "10–2" is cut at its dash.
    if page
        .words
        .get(end)
        .is_some_and(|w| matches!(w.gap, "–" | "—" | "‑"))
        && let Some((second, more)) = number_at(&page.words, end)
        && near(page, at)
    {
        return Some((split(first, second)?, at..end + more));
    }
    // "Ten to two", "10 votes to 2".
    let skip = usize::from(matches!(
        page.low(end),
        "votes" | "jurors" | "against" | "for"
    ));
    if page.low(end + skip) == "to"
        && let Some((second, more)) = number_at(&page.words, end + skip + 1)
        && near(page, at)
    {
        return Some((split(first, second)?, at..end + skip + 1 + more));
    }
    jurors(page, at, first, end).or_else(|| both_sides(page, at, first, end))
}

/// "All but one of the twelve", "every one of the jurors".
fn all_but(page: &Page<'_>, at: usize) -> Option<(String, Range<usize>)> {
    let sentence = page.sentence(at);
    let tells = |class: &str| (sentence.clone()).any(|n| lexicon::is(class, page.low(n)));
    match (page.low(at), page.low(at + 1)) {
        ("all", "but") => {
            let (against, len) = number_at(&page.words, at + 2)?;
            let told = tells("jury-word") && tells("guilt") && against > 0 && against < JURORS / 2;
            let value = format!("{}-{against}", JURORS.checked_sub(against)?);
            told.then_some((value, at..at + 2 + len))
        }
        ("every" | "each", "one" | "juror" | "of" | "member") => {
            let of = (at..at + 6)
                .any(|n| matches!(page.low(n), "jurors" | "juror" | "jury" | "twelve" | "12"));
            (of && tells("jury-word") && tells("guilt"))
                .then(|| ("unanimous".to_owned(), at..at + 2))
        }
        _ => None,
    }
}

/// "Ten said guilty, two said not guilty": two numbers that make a jury.
fn both_sides(
    page: &Page<'_>,
    at: usize,
    number: u32,
    end: usize,
) -> Option<(String, Range<usize>)> {
    if number <= JURORS / 2 || number >= JURORS || !near(page, at) {
        return None;
    }
    let sentence = page.sentence(at);
    let (second, len, other) = (end..(end + NEAR).min(sentence.end)).find_map(|n| {
        let (second, len) = number_at(&page.words, n)?;
        Some((second, len, n))
    })?;
    let unit = |n: usize| page.is("unit", n);
    (number + second == JURORS && !unit(end) && !unit(other + len))
        .then(|| (format!("{number}-{second}"), at..other + len))
}

/// "Ten jurors voted to convict", "10 of the 12 jurors", "two jurors held out", "all twelve jurors".
fn jurors(page: &Page<'_>, at: usize, number: u32, end: usize) -> Option<(String, Range<usize>)> {
    let sentence = page.sentence(at);
    let to = (end + 5).min(sentence.end);
    let jurors = (end..to).find(|n| matches!(page.low(*n), "jurors" | "members" | "juror"))?;
    // Between the number and the noun stand only "of the 12" and the like.
    let joined = (end..jurors).all(|n| {
        matches!(
            page.low(n),
            "of" | "the" | "12" | "twelve" | "other" | "its" | "all" | "remaining"
        )
    });
    if !joined || number > JURORS || number == 0 {
        return None;
    }
    let whole = page.before(at, 1) == "all" && number == JURORS;
    let after = jurors + 1..(jurors + 9).min(sentence.end);
    let against = after
        .clone()
        .find(|n| lexicon::starts("to-acquit", &page.words, *n).is_some());
    let convict = after.clone().find(|n| {
        matches!(
            page.low(*n),
            "convict" | "guilty" | "convicted" | "agreed" | "concurred" | "conviction"
        )
    });
    let spoke = after.clone().any(|n| {
        matches!(
            page.low(n),
            "voted"
                | "held"
                | "dissented"
                | "answered"
                | "said"
                | "found"
                | "agreed"
                | "concurred"
                | "refused"
                | "were"
                | "favored"
                | "favoured"
                | "believed"
        )
    });
    let last = convict.or(against)?;
    // "With two jurors holding out".
    let out = against.is_some_and(|at| at == jurors + 1);
    if !spoke && !out {
        return None;
    }
    let value = match (convict, against) {
        (Some(convict), against) if against.is_none_or(|at| convict < at) => {
            if number == JURORS && !whole && !page.before(at, 1).is_empty() {
                return None;
            }
            if number == JURORS {
                "unanimous".to_owned()
            } else if number > JURORS / 2 {
                format!("{number}-{}", JURORS - number)
            } else {
                return None;
            }
        }
        _ if number < JURORS / 2 => format!("{}-{number}", JURORS - number),
        _ => return None,
    };
    Some((value, at..last + 1))
}

fn unanimous(page: &Page<'_>, at: usize) -> Option<(String, Range<usize>)> {
    let sentence = page.sentence(at);
    let range = at.saturating_sub(5).max(sentence.start)..(at + 6).min(sentence.end);
    let verdict = range.clone().any(|n| page.is("guilt", n));
    let jury = (sentence.start..sentence.end).any(|n| {
        matches!(
            page.low(n),
            "jury" | "jurors" | "panel" | "foreman" | "forewoman"
        )
    });
    let not = (sentence.start..at).any(|n| {
        matches!(
            page.low(n),
            "not" | "without" | "non" | "need" | "neither" | "any" | "only"
        )
    });
    (verdict && jury && !not).then(|| ("unanimous".to_owned(), at..at + 1))
}

/// Whether a jury or a vote is told of around the word.
fn near(page: &Page<'_>, at: usize) -> bool {
    let sentence = page.sentence(at);
    let range = at.saturating_sub(NEAR).max(sentence.start)..(at + NEAR).min(sentence.end);
    let told = range.clone().any(|n| page.is("jury-word", n));
    let jury = range
        .clone()
        .any(|n| matches!(page.low(n), "jury" | "jurors"));
    let other = range.into_iter().any(|n| page.is("other-vote", n));
    told && (jury || !other)
}
