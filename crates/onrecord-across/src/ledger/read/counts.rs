//! How many shots, wounds, blows, attackers.

use super::super::Role;
use super::super::cast::Cast;
use super::super::lexicon;
use super::super::numbers::number_at;
use super::super::page::Page;
use super::Found;
use onrecord_record::{Attribute, EventKind};
use std::ops::Range;

/// Most of anything that is counted.
const MOST: u32 = 200;
/// How many sentences back a question names what it asks the number of.
const BACK: usize = 4;

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    for at in 0..page.words.len() {
        let Some((number, words, what)) = count_at(page, at) else {
            continue;
        };
        let unreal = (1..=3).any(|by| page.is_before("unreal", at, by));
        if number == 0 || number > MOST || unreal {
            continue;
        }
        found.push(Found {
            attribute: Attribute::Count,
            qualifier: what,
            event: Some(EventKind::Offence),
            of: cast.whose(page, at, Role::Victim),
            role: Some(Role::Victim),
            value: number.to_string(),
            bytes: page.bytes(words.start, words.end.saturating_sub(1)),
            rough: false,
            again: false,
        });
    }
}

fn count_at(page: &Page<'_>, at: usize) -> Option<(u32, Range<usize>, &'static str)> {
    let (number, end) = match page.low(at) {
        "once" => (1, at + 1),
        "twice" => (2, at + 1),
        "thrice" => (3, at + 1),
        _ => {
            let (number, len) = number_at(&page.words, at)?;
            (number, at + len)
        }
    };
    // "Three or four shots" is no number.
    let open = |word: &str| matches!(word, "or" | "to");
    if open(page.before(at, 1)) && number_at(&page.words, at.saturating_sub(2)).is_some()
        || open(page.low(end)) && number_at(&page.words, end + 1).is_some()
    {
        return None;
    }
    let times = matches!(page.low(at), "once" | "twice" | "thrice");
    if times || page.low(end) == "times" {
        let last = end + usize::from(!times);
        return Some((number, at..last, deed(page, at)?));
    }
    // "Three shots", "two more shots" is no total.
    let adjective = (end..end + 2)
        .take_while(|n| page.is("counted-how", *n) && lexicon::counted(&page.words, *n).is_none())
        .count();
    let one_of =
        page.before(at, 1) == "of" && number_at(&page.words, at.saturating_sub(2)).is_some();
    let part =
        |word: &str| one_of || matches!(word, "another" | "other" | "last" | "first" | "next");
    let sentence = page.sentence(at);
    if let Some(len) = lexicon::starts("attacker", &page.words, end + adjective)
        && page.words.get(end).is_some_and(|w| !w.breaks_number())
        && (2..10).contains(&number)
        && !part(page.before(at, 1))
        && attack(page, at, &sentence)
    {
        return Some((number, at..end + adjective + len, "attackers"));
    }
    if page.words.get(end).is_some_and(|w| !w.breaks_number())
        && let Some((what, len)) = lexicon::counted(&page.words, end + adjective)
    {
        let part = part(page.before(at, 1));
        let singular = matches!(page.low(end), "shot") && number != 1;
        return (!part && !singular).then(|| (number, at..end + adjective + len, what));
    }
    answer(page, at, end).map(|what| (number, at..end, what))
}

/// Whether the people counted at the word did it: "by two men", "two men ran out".
fn attack(page: &Page<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let by = page.before(at, 1) == "by"
        && (sentence.start..at).any(|n| {
            lexicon::event(&page.words, n).is_some_and(|(kind, _)| kind == EventKind::Offence)
        });
    let after = (at + 2..(at + 9).min(sentence.end))
        .any(|n| lexicon::starts("attacks", &page.words, n).is_some());
    by || after
}

/// What was done so many times: "shot three times", "stabbed her twice".
fn deed(page: &Page<'_>, at: usize) -> Option<&'static str> {
    let sentence = page.sentence(at);
    let from = at.saturating_sub(6).max(sentence.start);
    (from..at).rev().find_map(|n| match page.low(n) {
        "shot" | "fired" => Some("shots"),
        "stabbed" | "knifed" => Some("stab wounds"),
        "hit" | "struck" | "clubbed" | "beat" => Some("blows"),
        _ => None,
    })
}

/// "How many?" "Two.": what an earlier question or answer speaks of.
fn answer(page: &Page<'_>, at: usize, end: usize) -> Option<&'static str> {
    let sentence = page.sentence(at);
    let opens = at == sentence.start || at == sentence.start + 1 && page.low(sentence.start) == "a";
    let filler = matches!(page.before(at, 1), "about" | "maybe");
    if !(opens || filler && at <= sentence.start + 2) || !page.ends(end - 1) {
        return None;
    }
    let mut asked = page.sentence_before(at);
    // The question may stand one short sentence back.
    let mut how_many = false;
    for back in 0..BACK {
        if asked.is_empty() {
            return None;
        }
        let question = asked
            .clone()
            .any(|n| page.low(n) == "how" && matches!(page.low(n + 1), "many"));
        if back == 0 && !question {
            return None;
        }
        how_many |= question;
        let what = asked.clone().find_map(|n| lexicon::counted(&page.words, n));
        if let Some((what, _)) = what {
            return how_many.then_some(what);
        }
        // "How many people did you see?" asks for something else.
        let other = question
            && asked.clone().any(|n| {
                page.low(n) == "many"
                    && !page.ends(n)
                    && !matches!(page.low(n + 1), "times" | "did" | "were" | "of")
            });
        if other {
            return None;
        }
        asked = page.sentence_before(asked.start);
    }
    None
}
