//! Sentences that were passed, and time that was served.

use super::super::Role;
use super::super::cast::{Cast, subject};
use super::super::lexicon;
use super::super::numbers::{in_words, number_at};
use super::super::page::Page;
use super::Found;
use onrecord_record::{Attribute, EntityId, EventKind};
use std::ops::Range;

/// How many words after "sentenced" the term may begin.
const NEAR: usize = 14;

/// A length of time in the text.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Length {
    months: u32,
    first: usize,
    /// One past its last word.
    end: usize,
}

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    let mut start = 0;
    while start < page.words.len() {
        let sentence = page.sentence(start);
        passed(page, cast, &sentence, found);
        served(page, cast, &sentence, found);
        start = sentence.end.max(start + 1);
    }
}

fn length_at(page: &Page<'_>, at: usize) -> Option<Length> {
    let word = page.words.get(at)?;
    let unit = |word: &str| match word {
        "year" | "years" | "yr" | "yrs" => Some(12),
        "month" | "months" => Some(1),
        _ => None,
    };
    if let Some((number, rest)) = word.low.split_once("-year")
        && rest.is_empty()
    {
        let years: u32 = number.parse().ok().or_else(|| in_words(number))?;
        return Some(Length {
            months: years.checked_mul(12)?,
            first: at,
            end: at + 1,
        });
    }
    let (number, len) = number_at(&page.words, at)?;
    if number == 0 || number > 1000 {
        return None;
    }
    let months = number * unit(page.low(at + len))?;
    if page.words.get(at + len).is_none_or(|w| w.breaks()) {
        return None;
    }
    let end = at + len + 1;
    // "20 years and 6 months".
    if page.low(end) == "and"
        && let Some((more, len)) = number_at(&page.words, end + 1)
        && matches!(page.low(end + 1 + len), "months" | "month")
        && months % 12 == 0
    {
        return Some(Length {
            months: months + more,
            first: at,
            end: end + len + 2,
        });
    }
    if matches!(page.low(end), "old") || page.low(end) == "of" && page.low(end + 1) == "age" {
        return None;
    }
    Some(Length {
        months,
        first: at,
        end,
    })
}

pub(super) fn in_years(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, 1) => "1 month".to_owned(),
        (0, months) => format!("{months} months"),
        (1, 0) => "1 year".to_owned(),
        (years, 0) => format!("{years} years"),
        (years, months) => format!("{years} years {months} months"),
    }
}

/// The sentence that this sentence of the text says was passed.
fn passed(page: &Page<'_>, cast: &Cast, sentence: &Range<usize>, found: &mut Vec<Found>) {
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(len) = lexicon::starts("sentencing", &page.words, at) else {
            at += 1;
            continue;
        };
        let cue = at;
        at += len;
        let Some((value, bytes, loose)) = term(page, cue, cue + len, sentence) else {
            continue;
        };
        let end = page.word_from(bytes.end);
        let near = cue.saturating_sub(8).max(sentence.start)..(end + 1).min(sentence.end);
        if lexicon::any("no-sentence", &page.words, near.clone())
            || near
                .clone()
                .any(|at| matches!(page.low(at), "will" | "not" | "never"))
                && (near.start..cue).any(|at| matches!(page.low(at), "will" | "not" | "never"))
        {
            continue;
        }
        let of = whose(page, cast, cue);
        if value == "death" && page.low(cue) == "serving" {
            continue;
        }
        found.push(Found {
            attribute: Attribute::Sentence,
            qualifier: "",
            event: Some(EventKind::Sentence),
            of,
            role: Some(Role::Accused),
            value,
            bytes,
            rough: loose,
            again: lexicon::any("again", &page.words, sentence.start..cue),
        });
        at = at.max(end);
    }
}

/// The term after a word of sentencing, its bytes, and whether the words are loose ones.
fn term(
    page: &Page<'_>,
    cue: usize,
    from: usize,
    sentence: &Range<usize>,
) -> Option<(String, Range<usize>, bool)> {
    let to = (from + NEAR).min(sentence.end);
    let strong = matches!(
        page.low(cue),
        "sentenced" | "jailed" | "imprisoned" | "serving" | "sentence"
    );
    for at in from..to {
        if strong && page.low(at) == "death" && page.before(at, 1) == "to" {
            return Some(("death".to_owned(), page.bytes(at, at), false));
        }
        if page.low(at) == "detained" && (at..at + 6).any(|n| page.low(n) == "pleasure") {
            let last = (at..at + 6).find(|n| page.low(*n) == "pleasure")?;
            return Some((
                "detained at pleasure".to_owned(),
                page.bytes(at, last),
                false,
            ));
        }
        if page.low(at) == "life" && is_life(page, at, sentence) {
            return Some(life(page, cue, at, sentence, strong));
        }
        if let Some(length) = length_at(page, at) {
            let shown = (length.end..(length.end + 7).min(sentence.end))
                .any(|at| lexicon::is("prison", page.low(at)))
                || page.low(length.end) == "for";
            // "Years' imprisonment" shows it is one; "serving 35 years" too.
            let serving = strong && page.low(cue) != "sentence";
            if !(shown || serving) || least_before(page, at) {
                return None;
            }
            return years(page, length, sentence);
        }
    }
    // "A 35-year sentence", "the life sentence".
    (page.low(cue) == "sentence").then_some(())?;
    let at = cue.checked_sub(1).filter(|at| sentence.contains(at))?;
    if page.low(at) == "life" {
        return Some(("life".to_owned(), page.bytes(at, cue), true));
    }
    let length = length_at(page, at)?;
    Some((in_years(length.months), page.bytes(at, cue), false))
}

fn least_before(page: &Page<'_>, at: usize) -> bool {
    (1..=5).any(|by| {
        at.checked_sub(by).is_some_and(|n| {
            lexicon::starts("least", &page.words, n).is_some_and(|len| n + len == at)
        })
    })
}

fn is_life(page: &Page<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let before = page.before(at, 1);
    let next = if page.ends(at) { "" } else { page.low(at + 1) };
    let follows = matches!(
        next,
        "" | "imprisonment"
            | "in"
            | "behind"
            | "without"
            | "with"
            | "for"
            | "sentence"
            | "term"
            | "terms"
            | "plus"
            | "and"
            | "at"
            | "after"
            | "on"
            | "sentences"
            | "next"
            | "but"
            | "by"
    );
    let owned = matches!(
        before,
        "his" | "her" | "my" | "their" | "of" | "real" | "the" | "normal" | "new"
    );
    follows && !owned && sentence.contains(&at)
}

fn life(
    page: &Page<'_>,
    cue: usize,
    at: usize,
    sentence: &Range<usize>,
    strong: bool,
) -> (String, Range<usize>, bool) {
    let rest = at + 1..(at + 24).min(sentence.end);
    let parole = rest.clone().find(|n| page.low(*n) == "parole");
    let without = parole.filter(|parole| {
        (at + 1..*parole).any(|n| matches!(page.low(n), "without" | "no"))
            // "No parole for 25 years" is a least term.
            && least(page, at + 1..rest.end).is_none()
    });
    let alone = page.low(at + 1) == "without" && page.ends(at + 1);
    let whole = page.before(at, 1) == "whole";
    if let Some(last) = without.or(alone.then_some(at + 1)) {
        return (
            "life without parole".to_owned(),
            page.bytes(at, last),
            false,
        );
    }
    if whole {
        return (
            "life without parole".to_owned(),
            page.bytes(at - 1, at),
            false,
        );
    }
    if let Some(length) = least(page, at + 1..rest.end.max(at + 1)) {
        let value = format!("life, minimum {}", in_years(length.months));
        return (value, page.bytes(at, length.end - 1), false);
    }
    let formal =
        strong && page.low(cue) == "sentenced" && matches!(page.low(at + 1), "imprisonment" | "in");
    let last = at
        + usize::from(matches!(
            page.low(at + 1),
            "imprisonment" | "sentence" | "term" | "terms"
        ));
    ("life".to_owned(), page.bytes(at, last), !formal)
}

/// The least that must be served: "a minimum of 14 years", "at least 18 years".
fn least(page: &Page<'_>, range: Range<usize>) -> Option<Length> {
    range.clone().find_map(|at| {
        let len = lexicon::starts("least", &page.words, at)?;
        let first = at + len;
        if let Some(length) = length_at(page, first) {
            return Some(length);
        }
        // "18 years, with a minimum of 14".
        let (number, len) = number_at(&page.words, first)?;
        (number < 100).then_some(Length {
            months: number * 12,
            first,
            end: first + len,
        })
    })
}

/// One or more terms of years.
fn years(
    page: &Page<'_>,
    first: Length,
    sentence: &Range<usize>,
) -> Option<(String, Range<usize>, bool)> {
    // "25 years to life".
    if page.low(first.end) == "to" && page.low(first.end + 1) == "life" {
        let value = format!("life, minimum {}", in_years(first.months));
        return Some((value, page.bytes(first.first, first.end + 1), false));
    }
    // "15 to 30 years".
    if matches!(page.before(first.first, 1), "to" | "and")
        && let Some(low) = first.first.checked_sub(2)
        && let Some((number, 1)) = number_at(&page.words, low)
        && sentence.contains(&low)
        && number * 12 < first.months
        && (page.before(first.first, 1) == "to" || page.before(low, 1) == "between")
    {
        let value = format!(
            "{}, minimum {}",
            in_years(first.months),
            in_years(number * 12)
        );
        return Some((value, page.bytes(low, first.end - 1), false));
    }
    if let Some(least) = least(page, first.end..(first.end + 16).min(sentence.end))
        && least.months < first.months
    {
        let value = format!(
            "{}, minimum {}",
            in_years(first.months),
            in_years(least.months)
        );
        return Some((value, page.bytes(first.first, least.end - 1), false));
    }
    let more = further(page, first, sentence);
    if more.is_empty() {
        return Some((
            in_years(first.months),
            page.bytes(first.first, first.end - 1),
            false,
        ));
    }
    let rest = first.first..sentence.end;
    let last = more.last().map_or(first.end, |length| length.end);
    let joined = more.iter().fold(in_years(first.months), |joined, length| {
        format!("{joined} + {}", in_years(length.months))
    });
    let bytes = page.bytes(first.first, last - 1);
    if lexicon::any("consecutive", &page.words, rest.clone()) {
        let sum = first.months + more.iter().map(|length| length.months).sum::<u32>();
        return Some((format!("{} ({joined})", in_years(sum)), bytes, false));
    }
    if lexicon::any("concurrent", &page.words, rest) {
        let most = more.iter().map(|length| length.months).max().unwrap_or(0);
        return Some((in_years(most.max(first.months)), bytes, false));
    }
    Some((joined, bytes, false))
}

/// "30 years for robbery and 15 for kidnapping".
fn further(page: &Page<'_>, first: Length, sentence: &Range<usize>) -> Vec<Length> {
    let mut more = Vec::new();
    let mut at = first.end;
    if page.low(at) != "for" && page.low(at) != "on" {
        return more;
    }
    while at + 1 < sentence.end {
        at += 1;
        let joined = page.before(at, 1) == "and"
            || page.words.get(at).is_some_and(|w| w.gap.starts_with(','));
        if !joined {
            continue;
        }
        if let Some(length) = length_at(page, at) {
            at = length.end;
            more.push(length);
        } else if let Some((number, len)) = number_at(&page.words, at)
            && page.low(at + len) == "for"
            && number < 100
        {
            more.push(Length {
                months: number * 12,
                first: at,
                end: at + len,
            });
            at += len;
        }
    }
    more
}

fn whose(page: &Page<'_>, cast: &Cast, cue: usize) -> Vec<EntityId> {
    let passive = matches!(
        page.before(cue, 1),
        "was" | "were" | "is" | "been" | "being" | "later" | "got"
    );
    let own = subject(page, cue).filter(|who| passive && page.is_named(*who));
    match own {
        Some(who) => vec![who],
        None => cast.whose(page, cue, Role::Accused),
    }
}

/// How long somebody was held.
fn served(page: &Page<'_>, cast: &Cast, sentence: &Range<usize>, found: &mut Vec<Found>) {
    let mut at = sentence.start;
    while at < sentence.end {
        let Some(length) = length_at(page, at) else {
            at += 1;
            continue;
        };
        at = length.end;
        let Some(verb) = serving(page, &length, sentence) else {
            continue;
        };
        let near = verb.saturating_sub(5).max(sentence.start)..length.first;
        if lexicon::any("no-sentence", &page.words, near.clone())
            || near
                .clone()
                .any(|n| matches!(page.low(n), "will" | "never"))
        {
            continue;
        }
        let how = rough(page, length.first, length.end);
        let value = match how {
            "" => in_years(length.months),
            how => format!("{how} {}", in_years(length.months)),
        };
        let own = subject(page, verb).filter(|who| {
            page.is_named(*who) && page.low(verb) != "took" && page.low(verb) != "stole"
        });
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

/// The word that says that the time was served; none where it was not.
fn serving(page: &Page<'_>, length: &Length, sentence: &Range<usize>) -> Option<usize> {
    let after = (length.end..(length.end + 4).min(sentence.end))
        .any(|at| lexicon::starts("held", &page.words, at).is_some());
    let from = length.first.saturating_sub(6).max(sentence.start);
    let verb = (from..length.first)
        .rev()
        .find(|at| lexicon::is("served", page.low(*at)));
    let sentenced = (from..length.first).any(|at| {
        matches!(
            page.low(at),
            "sentenced"
                | "jailed"
                | "sent"
                | "gets"
                | "sentence"
                | "serving"
                | "got"
                | "given"
                | "term"
                | "imposed"
        )
    });
    if sentenced {
        return None;
    }
    let bare = |verb: usize| matches!(page.low(verb), "served" | "did" | "done");
    if let Some(verb) = verb {
        let closed = page.ends(length.end - 1)
            || matches!(
                page.low(length.end),
                "for" | "of" | "before" | "and" | "on" | "in"
            );
        let alone =
            bare(verb) && closed && page.low(length.end) != "of" && verb + 4 >= length.first;
        if after || alone {
            return Some(verb);
        }
    }
    // "After 22 years in prison", "has been in custody for more than 25 years".
    if after && (from..length.first).any(|at| page.low(at) == "after") {
        return Some(length.first);
    }
    let held =
        (from..length.first).find(|at| lexicon::starts("held", &page.words, *at).is_some())?;
    let be = (1..=4).any(|by| {
        matches!(
            page.before(held, by),
            "been" | "was" | "held" | "kept" | "spent" | "had"
        )
    });
    let long = (held..length.first).any(|at| page.low(at) == "for");
    (be && long).then_some(held)
}

/// `nearly`, `more than` or `about`, as the words before say.
fn rough(page: &Page<'_>, at: usize, _end: usize) -> &'static str {
    let (one, two) = (page.before(at, 1), page.before(at, 2));
    match (two, one) {
        (_, "nearly" | "almost" | "nearing") | ("just", "under") | ("less" | "fewer", "than") => {
            "nearly"
        }
        ("more", "than") | ("at", "least") | (_, "over") => "more than",
        ("close", "to") | (_, "about" | "around" | "roughly" | "some" | "approximately") => "about",
        _ => "",
    }
}
