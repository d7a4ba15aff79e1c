//! Ages: "aged 71", "a woman of 68", "the 24-year-old", "Age: 17", "Lee, 22, was".

use super::super::cast::{Cast, subject};
use super::super::lexicon;
use super::super::numbers::{in_words, number_at};
use super::super::page::Page;
use super::{Found, birthdays, infants};
use onrecord_record::{Attribute, DocumentKind, EntityId, EventKind, MentionKind};
use std::ops::Range;

/// The oldest anybody is.
const OLDEST: u32 = 110;
/// How many words after an age its event may stand.
const EVENT: usize = 10;
/// The most children that "a mother of 13" has.
const MOST_CHILDREN: u32 = 20;
/// How many words may stand between a crime and the description of its victim ("beat to death a woman of 68").
const OBJECT: usize = 8;

/// How an age stands in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "Lee, 22,", "the 22-year-old": of the day of the document.
    Plain,
    /// "Was 22", "at the age of 22": of another day.
    Then,
}

/// An age in years, its words, whose it is where that is plain, and how it stands.
pub(super) type Aged = (u32, Range<usize>, Option<EntityId>, Form);

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    for at in 0..page.words.len() {
        if let Some(infant) = infants::infant(page, cast, at) {
            found.push(infant);
            continue;
        }
        let Some((age, words, who, form)) = age_at(page, cast, at) else {
            continue;
        };
        if age > OLDEST || unreal(page, at) {
            continue;
        }
        let bytes = page.bytes(words.start, words.end.saturating_sub(1));
        let event = event(page, &words, form);
        let (qualifier, event) = match (form, event) {
            (_, Some(event)) => ("", Some(event)),
            (Form::Then, None) => ("then", None),
            (Form::Plain, None) => ("", None),
        };
        let of = whose(page, cast, &words, who);
        if of.is_empty() {
            continue;
        }
        found.push(Found {
            attribute: Attribute::Age,
            qualifier,
            event,
            of,
            role: None,
            value: age.to_string(),
            bytes,
            rough: false,
            again: false,
        });
    }
}

/// An age that begins at the word, its words, whose it is where that is plain, and how it stands.
fn age_at(page: &Page<'_>, cast: &Cast, at: usize) -> Option<Aged> {
    let word = page.words.get(at)?;
    if let Some(age) = year_old(word.low) {
        let holder = page.meant_over(word.bytes.start).map(|m| m.entity);
        let who = holder.or_else(|| named_after(page, at + 1));
        return Some((age, at..at + 1, who, Form::Plain));
    }
    if let Some(found) = birthdays::birthday(page, at) {
        return Some(found);
    }
    let (age, len) = number_at(&page.words, at)?;
    if age == 0 || age > OLDEST {
        return None;
    }
    let end = at + len;
    if let Some(found) = at_age(page, at, age, end) {
        return Some(found);
    }
    let years = matches!(page.low(end), "years" | "year" | "yrs" | "yr");
    // "F. HEHIR (22 yrs)".
    if years
        && page.words.get(at).is_some_and(|w| w.gap.ends_with('('))
        && page
            .words
            .get(end + 1)
            .is_none_or(|w| w.gap.starts_with(')'))
    {
        let who = person_just_before(page, at)?;
        return Some((age, at..end + 1, Some(who), Form::Plain));
    }
    // "Sixteen years and five months old".
    let and = usize::from(page.low(end + 1) == "and");
    if years
        && let Some((_, more)) = number_at(&page.words, end + 1 + and)
        && matches!(page.low(end + 1 + and + more), "months" | "month")
        && page.low(end + 2 + and + more) == "old"
    {
        let form = if page.before(at, 1) == "was" {
            Form::Then
        } else {
            Form::Plain
        };
        let who = nominal_over(page, at).or_else(|| subject(page, at));
        return Some((age, at..end + 3 + and + more, who, form));
    }
    let old = years
        && (matches!(page.low(end + 1), "old")
            || page.low(end + 1) == "of" && page.low(end + 2) == "age");
    if old {
        let last = end + if page.low(end + 1) == "of" { 3 } else { 2 };
        // "Was about 10 years old".
        let fillers = (1..=2)
            .take_while(|by| page.is_before("filler", at, *by))
            .count();
        let then =
            matches!(page.before(at, 1 + fillers), "was" | "were") || page.before(at, 1) == "then";
        let form = if then { Form::Then } else { Form::Plain };
        let who = nominal_over(page, at).or_else(|| subject(page, at));
        return Some((age, at..last, who, form));
    }
    let before = page.before(at, 1);
    if before == "aged" || before == "age" || before == "of" && page.before(at, 2) == "age" {
        return aged(page, cast, at, age, end);
    }
    if years {
        return None;
    }
    let digits = word.text.bytes().all(|c| c.is_ascii_digit());
    // "A father of four", "the mother of 13".
    let children = page.is_before("parent", at, 2) && age <= MOST_CHILDREN;
    let of_person = before == "of" && page.is_before("person", at, 2) && !children;
    let bounded = page.ends(end - 1)
        || page.is("after-age", end)
        || of_person && matches!(page.low(end), "for" | "to" | "with" | "living");
    if !bounded {
        return None;
    }
    if of_person {
        let who = page
            .words
            .get(at - 2)
            .and_then(|w| page.meant_over(w.bytes.start))
            .map(|m| m.entity);
        return Some((age, at..end, who, Form::Plain));
    }
    copula(page, at, age, end)
        .or_else(|| apposition(page, at, age, end, digits))
        .or_else(|| then_aged(page, at, age, end))
}

/// `24-year-old`.
fn year_old(word: &str) -> Option<u32> {
    let number = word.strip_suffix("-year-old")?;
    number.parse().ok().or_else(|| in_words(number))
}

/// "Aged 71", "at the age of eight", "Age: 17".
fn aged(page: &Page<'_>, cast: &Cast, at: usize, age: u32, end: usize) -> Option<Aged> {
    let of = usize::from(page.before(at, 1) == "of");
    let word = at.checked_sub(1 + of)?;
    let preposition = page.before(word, 1);
    let at_age = preposition == "at" || preposition == "the" && page.before(word, 2) == "at";
    let then = at_age || preposition == "then";
    // "Under the age of 18", "the age of consent".
    if matches!(preposition, "under" | "over" | "minimum" | "legal")
        || page.before(word, 2) == "under"
    {
        return None;
    }
    let field = page.words.get(at).is_some_and(|w| w.gap.contains(':'));
    let mut told_of_an_act = false;
    let who = if field {
        let byte = page.words.get(word)?.bytes.start;
        cast.in_form(page, byte)
    } else if at_age {
        subject(page, word).or_else(|| named_after(page, end))
    } else {
        person_just_before(page, word).or_else(|| {
            // "She joined aged 14" is how old she was then, "Lee, aged 14" how old she is.
            told_of_an_act = page.words.get(word).is_some_and(|w| !w.breaks())
                && !page.is_before("filler", word, 1);
            subject(page, word).or_else(|| last_named(page, word))
        })
    };
    let form = if then || told_of_an_act {
        Form::Then
    } else {
        Form::Plain
    };
    Some((age, word..end, who, form))
}

/// "Went in at 22", "At 22, Cole Kerr was sent away".
fn at_age(page: &Page<'_>, at: usize, age: u32, end: usize) -> Option<Aged> {
    // A small number is an hour.
    if age < 13 || !page.ends(end - 1) && !page.is("after-age", end) {
        return None;
    }
    let filler = usize::from(page.is_before("filler", at, 1));
    let preposition = page.before(at, 1 + filler);
    if !matches!(preposition, "at" | "aged" | "from") {
        return None;
    }
    let word = at.checked_sub(1 + filler)?;
    let sentence = page.sentence(at);
    if word <= sentence.start + 1 && page.words.get(end).is_some_and(|w| w.gap.starts_with(',')) {
        let who = named_after(page, end)?;
        return Some((age, word..end, Some(who), Form::Then));
    }
    let went = (sentence.start..word)
        .rev()
        .take(4)
        .find(|n| lexicon::starts("went", &page.words, *n).is_some())?;
    if preposition == "from" {
        return None;
    }
    Some((age, word..end, subject(page, went), Form::Then))
}

/// "Is 7.", "was 19 when", "had just turned 20".
fn copula(page: &Page<'_>, at: usize, age: u32, end: usize) -> Option<Aged> {
    let sentence = page.sentence(at);
    if page.words.get(at).is_none_or(|w| w.breaks()) {
        return None;
    }
    let mut verb = at.checked_sub(1)?;
    while sentence.contains(&verb) && page.is("filler", verb) {
        verb = verb.checked_sub(1)?;
    }
    if !sentence.contains(&verb) {
        return None;
    }
    let form = match page.low(verb) {
        "is" | "am" | "turned" | "turns" | "im" | "i'm" | "he's" | "she's" | "hes" | "shes" => {
            Form::Plain
        }
        "was" | "were" | "wasn't" | "been" => Form::Then,
        _ => return None,
    };
    let mut first = verb;
    while first > sentence.start && page.is_before("filler", first, 1) {
        first -= 1;
    }
    // "The vote was 10 and ..." is nobody's age: the subject stands right before the verb.
    let before = page.words.get(first)?.bytes.start;
    let first_person = matches!(page.low(verb), "im" | "i'm");
    let own = matches!(page.low(verb), "he's" | "she's");
    let who = if first_person {
        page.speaker(before).or_else(|| writer(page))
    } else if own {
        page.meant_over(before).map(|m| m.entity)
    } else {
        let mut near = page.meant_before(before);
        let m = near.next()?;
        let between = page.text.get(m.bytes.end..before)?.trim();
        // Whoever writes a letter is no "she" of it.
        let letter = matches!(
            page.document.kind,
            DocumentKind::Letter | DocumentKind::Affidavit
        );
        let third = matches!(
            page.text.get(m.bytes.clone()),
            Some("She" | "she" | "He" | "he")
        );
        if letter && third && writer(page) == Some(m.entity) {
            return None;
        }
        let joined = between.is_empty() || matches!(between, ", who" | "who" | ")" | ",");
        (joined && !m.possessive).then_some(m.entity)
    };
    let who = who.or_else(|| {
        (page.before(first, 1) == "i")
            .then(|| writer(page))
            .flatten()
    })?;
    // What happened on the day of the document needs a small number to be an age.
    (age > 2).then_some((age, at..end, Some(who), form))
}

/// "Lee, 22, of Route 2", "Lee, now 47,", "Lee (22)".
fn apposition(page: &Page<'_>, at: usize, age: u32, end: usize, digits: bool) -> Option<Aged> {
    let adverb = page.is_before("filler", at, 1);
    let mut first = at - usize::from(adverb);
    while first > 0
        && page.words.get(first).is_some_and(|w| !w.breaks())
        && page.is_before("filler", first, 1)
    {
        first -= 1;
    }
    let gap = page.words.get(first)?.gap;
    if !(digits || adverb) || !matches!(gap, ", " | " (" | " [" | ",\n") || age < 3 {
        return None;
    }
    let after = page.words.get(end).map_or(".", |w| w.gap);
    let closed = after.starts_with([',', '.', ')', ';', ']', ':', '"', '”'])
        || page.is("after-age", end) && !matches!(page.low(end), "and" | "or");
    if !closed {
        return None;
    }
    let before = page.words.get(first)?.bytes.start;
    let m = page.meant_before(before).next()?;
    let between = page.text.get(m.bytes.end..before)?;
    let near = between.trim_matches([',', ' ', '(', '[', '\n']).trim();
    let title = between.len() < 8 && near.chars().all(|c| c.is_alphabetic() || c == '.');
    if !title || m.kind == MentionKind::Pronoun {
        return None;
    }
    let form = if page.before(at, 1) == "then" || page.is("of-then", end) {
        Form::Then
    } else {
        Form::Plain
    };
    Some((age, at..end, Some(m.entity), form))
}

/// "A retired logger then 71".
fn then_aged(page: &Page<'_>, at: usize, age: u32, end: usize) -> Option<Aged> {
    if page.before(at, 1) != "then" || page.words.get(at).is_none_or(|w| w.breaks()) || age < 3 {
        return None;
    }
    let byte = page.words.get(at - 1)?.bytes.start;
    let m = page.meant_before(byte).next()?;
    let between = page.text.get(m.bytes.end..byte)?;
    (between.len() < 40 && !between.contains(['.', ';', '\n'])).then_some((
        age,
        at..end,
        Some(m.entity),
        Form::Then,
    ))
}

/// The name that is used of whoever writes in the first person.
fn writer(page: &Page<'_>) -> Option<EntityId> {
    let mut i = page
        .meant
        .iter()
        .filter(|m| page.text.get(m.bytes.clone()) == Some("I"));
    i.next().map(|m| m.entity)
}

fn nominal_over(page: &Page<'_>, at: usize) -> Option<EntityId> {
    let byte = page.words.get(at)?.bytes.start;
    page.meant_over(byte).map(|m| m.entity)
}

/// A person whose name or description ends right before the word, but for a comma.
fn person_just_before(page: &Page<'_>, at: usize) -> Option<EntityId> {
    let byte = page.words.get(at)?.bytes.start;
    let m = page.meant_before(byte).next()?;
    let between = page.text.get(m.bytes.end..byte)?;
    (between.len() < 12 && !between.contains(['.', '\n']) && !m.possessive).then_some(m.entity)
}

fn last_named(page: &Page<'_>, at: usize) -> Option<EntityId> {
    let byte = page.words.get(at)?.bytes.start;
    let mut before = page.meant_before(byte);
    let m = before.find(|m| page.is_named(m.entity) && m.kind == MentionKind::Name)?;
    (byte - m.bytes.end < 160).then_some(m.entity)
}

pub(super) fn named_after(page: &Page<'_>, at: usize) -> Option<EntityId> {
    let end = (at + 5).min(page.sentence(at).end);
    if at >= end {
        return None;
    }
    let bytes = page.bytes(at, end - 1);
    page.meant_in(bytes).first().map(|m| m.entity)
}

/// Where a description without a name is all there is, the only one of the case whom it can mean.
fn whose(
    page: &Page<'_>,
    cast: &Cast,
    words: &Range<usize>,
    who: Option<EntityId>,
) -> Vec<EntityId> {
    match who {
        Some(who) if page.is_named(who) => vec![who],
        _ => {
            let sentence = page.sentence(words.start);
            let events = |range: Range<usize>| {
                range
                    .filter_map(|at| lexicon::event(&page.words, at))
                    .map(|(kind, _)| kind)
                    .next()
            };
            let after = events(words.end..sentence.end);
            let before = events(sentence.start..words.start);
            match (
                before,
                after,
                cast.accused.as_slice(),
                cast.victims.as_slice(),
            ) {
                // "You beat to death a woman of 68"; but "her 11-year-old daughter" is somebody else.
                (Some(EventKind::Offence), _, _, [only]) if is_object(page, words.start) => {
                    vec![*only]
                }
                // "A 20-year-old was convicted".
                (
                    None,
                    Some(
                        EventKind::Conviction
                        | EventKind::Sentence
                        | EventKind::Charge
                        | EventKind::Arrest
                        | EventKind::Release,
                    ),
                    [only],
                    _,
                ) => vec![*only],
                _ => Vec::new(),
            }
        }
    }
}

/// Whether a description with the age at the word is the direct object of the crime before it.
fn is_object(page: &Page<'_>, at: usize) -> bool {
    let from = at.saturating_sub(OBJECT).max(page.sentence(at).start);
    let crime = (from..at).rev().find(|n| {
        lexicon::event(&page.words, *n).is_some_and(|(kind, _)| kind == EventKind::Offence)
    });
    crime.is_some_and(|crime| {
        (crime + 1..=at).all(|n| {
            page.words.get(n).is_some_and(|word| !word.breaks()) && !page.is("not-object", n)
        })
    })
}

/// The event at which somebody was of that age.
fn event(page: &Page<'_>, words: &Range<usize>, form: Form) -> Option<EventKind> {
    let sentence = page.sentence(words.start);
    let end = (words.end + EVENT).min(sentence.end);
    let kind = |range: Range<usize>| {
        let mut kinds = range.filter_map(|at| lexicon::event(&page.words, at));
        kinds.next().map(|(kind, _)| kind)
    };
    let next = page.low(words.end);
    let time = matches!(next, "when" | "at" | "on" | "by" | "as" | "the");
    let of_time = time
        && (next != "at"
            || matches!(
                page.low(words.end + 2),
                "time" | "date" | "day" | "moment" | "night"
            ));
    if next == "when" || of_time {
        return match kind(words.end..end) {
            Some(EventKind::Charge) => Some(EventKind::Arrest),
            other => other,
        };
    }
    // "Had just turned 20 when", "on his 22nd birthday", "went in at 22": what is told beside it.
    if form == Form::Then && (page.is("birthday", words.end - 1) || beside(page, words)) {
        let before = (sentence.start..words.start)
            .rev()
            .find_map(|at| lexicon::event(&page.words, at))
            .map(|(kind, _)| kind);
        return before.or(kind(words.end..sentence.end));
    }
    if form == Form::Then {
        // "Then twenty-one years of age, was arrested"; "carried out of the fire at the age of eight".
        let then = page.before(words.start, 1) == "then";
        let at_age = page.before(words.start, 1) == "at" || page.before(words.start, 2) == "at";
        if then || at_age {
            let before = (sentence.start..words.start)
                .rev()
                .find_map(|at| lexicon::event(&page.words, at))
                .map(|(kind, _)| kind);
            let after = kind(words.end..end);
            return if then {
                after.or(before)
            } else {
                before.or(after)
            };
        }
    }
    None
}

/// "At 22" and "aged just 22" stand beside what happened.
fn beside(page: &Page<'_>, words: &Range<usize>) -> bool {
    matches!(page.low(words.start), "at" | "aged") && page.before(words.start, 1) != "then"
}

/// "Would be 40", "not yet 18".
fn unreal(page: &Page<'_>, at: usize) -> bool {
    (1..=3).any(|by| {
        let word = page.before(at, by);
        // "Not long turned 20" is an age.
        let long = word == "not" && by > 1 && page.before(at, by - 1) == "long";
        lexicon::is("unreal", word) && !long && !(by > 1 && matches!(word, "if" | "whether"))
    })
}
