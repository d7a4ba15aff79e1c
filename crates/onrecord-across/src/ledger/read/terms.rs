//! Sentences that were passed.

use super::super::Role;
use super::super::cast::{Cast, object, subject};
use super::super::lexicon;
use super::super::numbers::number_at;
use super::super::page::Page;
use super::lengths::{Length, in_years, length_at};
use super::{Found, served};
use onrecord_record::{Attribute, EntityId, EventKind};
use std::ops::Range;

/// How many words after "sentenced" the term may begin.
const NEAR: usize = 14;
/// How many words after "got" or "gave" it may begin.
const CLOSE: usize = 7;

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    let mut start = 0;
    while start < page.words.len() {
        let sentence = page.sentence(start);
        passed(page, cast, &sentence, found);
        served::read(page, cast, &sentence, found);
        start = sentence.end.max(start + 1);
    }
}

/// A sentence as its words give it.
struct Term {
    value: String,
    bytes: Range<usize>,
    /// The words are loose ones: "life", where nobody says without what.
    loose: bool,
}

/// The sentence that this sentence of the text says was passed.
fn passed(page: &Page<'_>, cast: &Cast, sentence: &Range<usize>, found: &mut Vec<Found>) {
    let mut at = sentence.start;
    while at < sentence.end {
        // "Forty to life" is a sentence wherever it stands.
        let len = match lexicon::starts("sentencing", &page.words, at) {
            Some(len) => len,
            None if to_life(page, at).is_some() => 0,
            None => {
                at += 1;
                continue;
            }
        };
        let cue = at;
        at += len;
        // "Freed after serving 19 years" tells what was served.
        if page.low(cue) == "serving" && page.before(cue, 1) == "after"
            || innocently(page, cue, sentence)
        {
            continue;
        }
        let found_here = if len == 0 {
            at += 1;
            to_life(page, cue)
        } else {
            term(page, cue, cue + len, sentence)
        };
        let Some(term) = found_here else {
            continue;
        };
        let end = page.word_from(term.bytes.end);
        let near = cue.saturating_sub(8).max(sentence.start)..(end + 1).min(sentence.end);
        let denied = (near.start..cue).any(|at| page.is("denied", at));
        if lexicon::any("no-sentence", &page.words, near) || denied {
            continue;
        }
        let of = whose(page, cast, cue, sentence);
        found.push(Found {
            attribute: Attribute::Sentence,
            qualifier: "",
            event: Some(EventKind::Sentence),
            of,
            role: Some(Role::Accused),
            value: term.value,
            bytes: term.bytes,
            rough: term.loose,
            again: lexicon::any("again", &page.words, sentence.start..cue),
        });
        at = at.max(end);
    }
}

/// "Wrongly imprisoned for 19 years", "jailed for 19 years for a crime he did not commit": what was
/// served, not what was passed.
pub(super) fn innocently(page: &Page<'_>, cue: usize, sentence: &Range<usize>) -> bool {
    let jailed = matches!(page.low(cue), "imprisoned" | "jailed");
    let wrongly = page.is_before("innocently", cue, 1);
    let undone = (cue..sentence.end).any(|n| {
        page.is("denied", n) && matches!(page.low(n + 1), "commit" | "do")
            || matches!(page.low(n), "didn't" | "never")
                && matches!(page.low(n + 1), "commit" | "do" | "committed")
    });
    jailed && (wrongly || undone)
}

/// The term that a word of sentencing gives.
fn term(page: &Page<'_>, cue: usize, from: usize, sentence: &Range<usize>) -> Option<Term> {
    let exact = |value: String, bytes| Term {
        value,
        bytes,
        loose: false,
    };
    let strong = page.is("sentences-surely", cue);
    if page.is("term-noun", cue)
        && let Some(term) = named_before(page, cue, sentence)
    {
        return Some(term);
    }
    let to = (from + if strong { NEAR } else { CLOSE }).min(sentence.end);
    for at in from..to {
        if let Some(len) = lexicon::starts("to-death", &page.words, at)
            && (strong && page.low(cue) != "serving" || len > 1 && page.low(at) != "to")
        {
            return Some(exact("death".to_owned(), page.bytes(at, at + len - 1)));
        }
        if page.low(at) == "detained" && (at..at + 6).any(|n| page.low(n) == "pleasure") {
            let last = (at..at + 6).find(|n| page.low(*n) == "pleasure")?;
            return Some(exact(
                "detained at pleasure".to_owned(),
                page.bytes(at, last),
            ));
        }
        if page.low(at) == "life" && is_life(page, at, sentence) {
            return Some(life(page, cue, at, sentence, strong));
        }
        if let Some(term) = to_life(page, at) {
            return Some(term);
        }
        if let Some(length) = length_at(page, at) {
            if page.is("no-term", length.end) || least_before(page, at) {
                return None;
            }
            // "15 to 30 years" begins before what was found.
            let after = length.end..(length.end + 7).min(sentence.end);
            let shown = lexicon::any("prison", &page.words, after) || page.low(length.end) == "for";
            // "Years' imprisonment" shows it is one; "serving 35 years" too.
            let serving = strong && page.low(cue) != "sentence";
            let direct = (from..at).all(|n| {
                page.is("to-term", n)
                    || number_at(&page.words, n).is_some()
                    || page
                        .words
                        .get(n)
                        .is_some_and(|w| w.text.starts_with(char::is_uppercase))
            });
            let court = shown || lexicon::any("court", &page.words, sentence.clone());
            let bare = page.ends(length.end - 1);
            if !(serving || direct && (court || bare) || strong && shown) {
                return None;
            }
            return years(page, length, sentence).map(|(value, bytes)| exact(value, bytes));
        }
    }
    None
}

/// "A 35-year sentence", "the life sentence", "a 20-year prison term".
fn named_before(page: &Page<'_>, cue: usize, sentence: &Range<usize>) -> Option<Term> {
    let mut at = cue.checked_sub(1)?;
    if matches!(page.low(at), "prison" | "jail" | "custodial" | "concurrent") {
        at = at.checked_sub(1)?;
    }
    if !sentence.contains(&at) {
        return None;
    }
    if page.low(at) == "life" && !page.is_before("no-life", at, 1) {
        return Some(Term {
            value: "life".to_owned(),
            bytes: page.bytes(at, cue),
            loose: true,
        });
    }
    let first = (1..=4).find_map(|by| {
        let first = (at + 1).checked_sub(by)?;
        length_at(page, first).filter(|length| length.end == at + 1)
    })?;
    Some(Term {
        value: in_years(first.months),
        bytes: page.bytes(first.first, cue),
        loose: false,
    })
}

/// "Forty to life", "25-to-life".
fn to_life(page: &Page<'_>, at: usize) -> Option<Term> {
    let word = page.words.get(at)?;
    let (number, last) = match word.low.strip_suffix("-to-life") {
        Some(number) => (
            number
                .parse()
                .ok()
                .or_else(|| super::super::numbers::in_words(number))?,
            at,
        ),
        None => {
            let (number, len) = number_at(&page.words, at)?;
            let years = usize::from(page.low(at + len) == "years");
            let to = at + len + years;
            let life = page.low(to) == "to" && page.low(to + 1) == "life";
            life.then_some((number, to + 1))?
        }
    };
    (number < 200).then(|| Term {
        value: format!("life, minimum {}", in_years(number * 12)),
        bytes: page.bytes(at, last),
        loose: false,
    })
}

fn least_before(page: &Page<'_>, at: usize) -> bool {
    (1..=5).any(|by| {
        at.checked_sub(by).is_some_and(|n| {
            lexicon::starts("least", &page.words, n).is_some_and(|len| n + len == at)
        })
    })
}

fn is_life(page: &Page<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let next = if page.ends(at) { "" } else { page.low(at + 1) };
    let follows = next.is_empty() || lexicon::is("after-life", next);
    let owned = page.is_before("no-life", at, 1);
    follows && !owned && sentence.contains(&at)
}

fn life(page: &Page<'_>, cue: usize, at: usize, sentence: &Range<usize>, strong: bool) -> Term {
    let exact = |value: String, bytes| Term {
        value,
        bytes,
        loose: false,
    };
    let rest = at + 1..(at + 24).min(sentence.end);
    let parole = rest.clone().find(|n| page.is("parole-word", *n));
    let least = least(page, at + 1..rest.end.max(at + 1));
    let without = parole.filter(|parole| {
        (at + 1..*parole).any(|n| matches!(page.low(n), "without" | "no"))
            // "No parole for 25 years" is a least term.
            && least.is_none()
    });
    let alone = page.low(at + 1) == "without" && page.ends(at + 1);
    if let Some(last) = without.or(alone.then_some(at + 1)) {
        return exact("life without parole".to_owned(), page.bytes(at, last));
    }
    if page.before(at, 1) == "whole" {
        return exact("life without parole".to_owned(), page.bytes(at - 1, at));
    }
    if let Some(length) = least {
        let value = format!("life, minimum {}", in_years(length.months));
        return exact(value, page.bytes(at, length.end - 1));
    }
    let formal =
        strong && page.low(cue) == "sentenced" && matches!(page.low(at + 1), "imprisonment" | "in");
    let more = matches!(
        page.low(at + 1),
        "imprisonment" | "sentence" | "term" | "terms"
    );
    Term {
        value: "life".to_owned(),
        bytes: page.bytes(at, at + usize::from(more)),
        loose: !formal,
    }
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

/// One or more terms of years, and their bytes.
fn years(
    page: &Page<'_>,
    first: Length,
    sentence: &Range<usize>,
) -> Option<(String, Range<usize>)> {
    // "25 years to life".
    if page.low(first.end) == "to" && page.low(first.end + 1) == "life" {
        let value = format!("life, minimum {}", in_years(first.months));
        return Some((value, page.bytes(first.first, first.end + 1)));
    }
    // "15 to 30 years", "fifteen to thirty years".
    if matches!(page.before(first.first, 1), "to" | "and")
        && let Some((number, low)) = (2..=3).find_map(|by| {
            let low = first.first.checked_sub(by)?;
            let (number, len) = number_at(&page.words, low)?;
            (len + 1 == by).then_some((number, low))
        })
        && sentence.contains(&low)
        && number * 12 < first.months
    {
        let value = format!(
            "{}, minimum {}",
            in_years(first.months),
            in_years(number * 12)
        );
        return Some((value, page.bytes(low, first.end - 1)));
    }
    if let Some(least) = least(page, first.end..(first.end + 16).min(sentence.end))
        && least.months < first.months
    {
        let value = format!(
            "{}, minimum {}",
            in_years(first.months),
            in_years(least.months)
        );
        return Some((value, page.bytes(first.first, least.end - 1)));
    }
    let more = further(page, first, sentence);
    if more.is_empty() {
        return Some((
            in_years(first.months),
            page.bytes(first.first, first.end - 1),
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
        return Some((format!("{} ({joined})", in_years(sum)), bytes));
    }
    if lexicon::any("concurrent", &page.words, rest) {
        let most = more.iter().map(|length| length.months).max().unwrap_or(0);
        return Some((in_years(most.max(first.months)), bytes));
    }
    Some((joined, bytes))
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

/// Who was sentenced: whoever got the term, or whom a judge gave it.
fn whose(page: &Page<'_>, cast: &Cast, cue: usize, sentence: &Range<usize>) -> Vec<EntityId> {
    let passive = (1..=2).any(|by| page.is_before("passive", cue, by));
    let takes = page.is("takes-term", cue);
    let own = if passive || takes {
        subject(page, cue)
    } else {
        // "Gave Lee 20 years", "a sentence of 20 years on Lee".
        let given = object(page, cue + 1);
        let on = || {
            let on = (cue..sentence.end).find(|n| matches!(page.low(*n), "on" | "upon"))?;
            object(page, on + 1)
        };
        given.filter(|who| page.is_named(*who)).or_else(on)
    };
    let may_be = |who: &EntityId| {
        page.is_named(*who)
            && !cast.victims.contains(who)
            && (cast.accused.is_empty() || cast.accused.contains(who))
    };
    match own.filter(may_be) {
        Some(who) => vec![who],
        None => cast.whose(page, cue, Role::Accused),
    }
}
