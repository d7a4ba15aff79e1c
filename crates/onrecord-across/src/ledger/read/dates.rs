//! Dates of events of a case, and of births.

use super::super::Role;
use super::super::cast::{Cast, object, subject};
use super::super::lexicon;
use super::super::page::{Page, Places};
use super::Found;
use onrecord_record::{Attribute, Day, EntityId, EventKind, Modality, TimexAnchor, TimexKind};
use std::ops::Range;

/// How many words before a date its event may stand.
const BEFORE: usize = 18;
/// How many words after a date that opens its sentence.
const AFTER: usize = 26;

/// A day, month or year of the text.
struct Dated {
    bytes: Range<usize>,
    value: String,
    /// The night of a day may be the morning of the next.
    rough: bool,
}

pub(super) fn read(page: &Page<'_>, cast: &Cast, found: &mut Vec<Found>) {
    let dated = all(page);
    let places = dated.iter().enumerate();
    let places = Places::of(places.map(|(n, date)| (date.bytes.clone(), n)).collect());
    for (number, date) in dated.iter().enumerate() {
        let first = page.word_from(date.bytes.start);
        let last = page.word_from(date.bytes.end).max(first + 1);
        let other = |bytes: Range<usize>| places.over(&bytes).any(|(_, other)| other != number);
        let Some((event, of, role, qualifier)) = told(page, cast, first..last, &other) else {
            continue;
        };
        if of.is_empty() && role.is_none() {
            continue;
        }
        found.push(Found {
            attribute: Attribute::Date,
            qualifier,
            event,
            of,
            role,
            value: date.value.clone(),
            bytes: date.bytes.clone(),
            rough: date.rough,
            again: false,
        });
    }
}

type Told = (Option<EventKind>, Vec<EntityId>, Option<Role>, &'static str);

/// Of which event these words are the date, and whose it is.
fn told(
    page: &Page<'_>,
    cast: &Cast,
    date: Range<usize>,
    other: &dyn Fn(Range<usize>) -> bool,
) -> Option<Told> {
    let sentence = page.sentence(date.start);
    if let Some(born) = born(page, cast, &date) {
        return Some((None, vec![born], None, "born"));
    }
    if of_offence(page, &date) {
        return Some((
            Some(EventKind::Offence),
            cast.whose(page, date.start, Role::Victim),
            Some(Role::Victim),
            "",
        ));
    }
    let opens = date.start - sentence.start.min(date.start) <= 2;
    // "The 2012 assault", "the 1982 convictions".
    let adjacent = (date.end..(date.end + 3).min(sentence.end))
        .find_map(|at| word_of(page, at).map(|kind| (at, kind)))
        .filter(|_| page.before(date.start, 1) == "the" && !page.ends(date.end - 1));
    let from = date.start.saturating_sub(BEFORE).max(sentence.start);
    let before = (from..date.start).rev().find_map(|at| {
        let kind = trigger(page, at)?;
        let between = page.bytes(at, date.start).start..page.bytes(at, date.start - 1).end;
        (!other(between)).then_some((at, kind))
    });
    // "Burglary 1959" is a note, and "vacated his conviction a day earlier" dates no conviction.
    let note =
        |at: usize| lexicon::event(&page.words, at).is_some_and(|(_, len)| at + len == date.start);
    let before = before
        .filter(|(at, kind)| *kind != EventKind::Offence || !note(*at))
        .and_then(|(at, kind)| past_object(page, at, kind, sentence.start))
        .map(|(at, kind)| {
            let from = at.saturating_sub(4).max(sentence.start);
            let undone = (from..at).any(|n| lexicon::starts("vacatur", &page.words, n).is_some());
            (
                at,
                if undone && kind == EventKind::Conviction {
                    EventKind::Vacatur
                } else {
                    kind
                },
            )
        });
    if matches!(page.before(date.start, 1), "report" | "reported") {
        return None;
    }
    let after = || {
        // What a clause about somebody else tells has its own day.
        (date.end..(date.end + AFTER).min(sentence.end))
            .take_while(|at| !matches!(page.low(*at), "who" | "which" | "that" | "whom"))
            .find_map(|at| trigger(page, at).map(|kind| (at, kind)))
            .filter(|(at, _)| !other(page.bytes(date.end, *at)))
    };
    let (at, kind) = adjacent
        .or(before)
        .or_else(|| opens.then(after).flatten())?;
    let (of, role) = whose(page, cast, at, kind, date.end);
    Some((Some(kind), of, role, ""))
}

/// The event a word names, if it is said to have happened.
fn trigger(page: &Page<'_>, at: usize) -> Option<EventKind> {
    let kind = word_of(page, at)?;
    let unreal = page
        .events(&page.bytes(at, at))
        .any(|event| event.modality != Modality::Happened);
    (!unreal).then_some(kind)
}

/// The event a word names.
fn word_of(page: &Page<'_>, at: usize) -> Option<EventKind> {
    let (kind, len) = lexicon::event(&page.words, at)?;
    let next = page.low(at + len);
    if lexicon::is("compound", next) && !page.ends(at + len - 1) {
        return None;
    }
    let word = page.low(at);
    let previous = page.before(at, 1);
    let other_sense = match word {
        "death" => matches!(previous, "to" | "of" | "on"),
        "release" => matches!(previous, "press" | "immediate" | "news" | "for"),
        "fire" => matches!(previous, "on" | "under" | "open" | "opened" | "set"),
        "conviction" | "convictions" => {
            lexicon::is("crime", previous) || lexicon::is("offence", previous)
        }
        "released" => (1..=2).any(|by| {
            matches!(
                page.before(at, by),
                "decision"
                    | "ruling"
                    | "judgment"
                    | "judgement"
                    | "report"
                    | "statement"
                    | "opinion"
                    | "video"
                    | "documents"
                    | "footage"
            )
        }),
        _ => false,
    };
    if other_sense || lexicon::is("unreal", previous) {
        return None;
    }
    Some(kind)
}

/// "Convicted of murder on 3 May": the day of the conviction, not of the murder.
fn past_object(
    page: &Page<'_>,
    at: usize,
    kind: EventKind,
    start: usize,
) -> Option<(usize, EventKind)> {
    let bare = matches!(page.before(at, 1), "of" | "with" | "for")
        || page.before(at, 1).ends_with("degree")
            && matches!(page.before(at, 2), "of" | "with" | "for");
    if kind != EventKind::Offence || !bare {
        return Some((at, kind));
    }
    let earlier = (start.max(at.saturating_sub(6))..at)
        .rev()
        .find_map(|at| trigger(page, at).map(|kind| (at, kind)))
        .filter(|(_, kind)| *kind != EventKind::Offence);
    // "Convicted of murdering Ann Lee on 3 May" may be either.
    let verb = page.low(at).ends_with("ing");
    match earlier {
        Some(earlier) if !verb => Some(earlier),
        _ => Some((at, kind)),
    }
}

fn whose(
    page: &Page<'_>,
    cast: &Cast,
    at: usize,
    kind: EventKind,
    date_end: usize,
) -> (Vec<EntityId>, Option<Role>) {
    let named = |who: &EntityId| page.is_named(*who);
    let passive = (1..=3).any(|by| {
        matches!(
            page.before(at, by),
            "was" | "were" | "been" | "being" | "is" | "got"
        )
    });
    match kind {
        EventKind::Death => {
            let of = page.low(at + 1) == "of";
            let who = if page.low(at) == "death" && of {
                object(page, at + 2)
            } else if page.low(at) == "death" {
                page.meant_before(page.bytes(at, at).start)
                    .next()
                    .filter(|m| m.possessive)
                    .map(|m| m.entity)
            } else {
                subject(page, at)
            };
            (who.filter(named).into_iter().collect(), None)
        }
        EventKind::Offence => {
            let of = matches!(page.low(at + 1), "of" | "on");
            let who = if of {
                object(page, at + 2)
            } else if passive {
                subject(page, at)
            } else if page.low(date_end) == "of" {
                object(page, date_end + 1)
            } else if matches!(
                page.low(at),
                "killed"
                    | "murdered"
                    | "murdering"
                    | "killing"
                    | "robbing"
                    | "shot"
                    | "stabbed"
                    | "raped"
            ) {
                object(page, at + 1)
            } else {
                None
            };
            let who = who.filter(|who| named(who) && !cast.accused.contains(who));
            let of = who.map_or_else(|| cast.whose(page, at, Role::Victim), |who| vec![who]);
            (of, Some(Role::Victim))
        }
        _ => {
            let bytes = page.bytes(at, at);
            let mut events: Vec<_> = page.events(&bytes).collect();
            events.reverse();
            let mut events = events.into_iter();
            let told = events.find_map(|event| {
                let mut parts = event.participants.iter();
                let part = parts.find(|part| part.role == "defendant")?;
                part.entity.filter(named)
            });
            let single = |who: &EntityId| {
                page.reading
                    .entity(*who)
                    .is_some_and(|e| !e.plural && e.kind == onrecord_record::EntityKind::Person)
            };
            let own = if passive {
                subject(page, at).filter(named)
            } else {
                None
            };
            let of = told
                .filter(single)
                .or(own)
                .map_or_else(|| cast.whose(page, at, Role::Accused), |who| vec![who]);
            (of, Some(Role::Accused))
        }
    }
}

/// "Born in 1961", "d.o.b. 3.9.65", "a birth date of 1937 for the defendant".
fn born(page: &Page<'_>, cast: &Cast, date: &Range<usize>) -> Option<EntityId> {
    let at = (1..=4).find(|by| {
        matches!(
            page.before(date.start, *by),
            "born" | "dob" | "d.o.b" | "birth" | "birthdate"
        )
    })?;
    let word = date.start.checked_sub(at)?;
    let named = |who: &EntityId| page.is_named(*who);
    if page.low(word) == "born" {
        let who = subject(page, word);
        let pronoun = (1..=3).any(|by| matches!(page.before(word, by), "he" | "she"));
        let only = cast
            .accused
            .first()
            .copied()
            .filter(|_| pronoun && cast.accused.len() == 1);
        return who.or(only).filter(named);
    }
    // Whom the paper says it of, next in its sentence.
    let sentence = page.sentence(word);
    let after = page.bytes(date.end, sentence.end.max(date.end + 1) - 1);
    let near = page.meant_in(after.start..after.end.min(after.start + 40));
    if let Some(m) = near.first().filter(|m| page.is_named(m.entity)) {
        return Some(m.entity);
    }
    if matches!(page.low(date.end), "for" | "of") {
        let accused = matches!(
            page.low(date.end + 2),
            "defendant" | "accused" | "appellant" | "petitioner" | "suspect"
        );
        return cast.accused.first().copied().filter(|_| accused);
    }
    let byte = page.bytes(word, word).start;
    cast.in_form(page, byte)
}

/// "DATE/TIME: 10-03-81", "10-08-81 as the date of the offense".
fn of_offence(page: &Page<'_>, date: &Range<usize>) -> bool {
    let crime = |word: &str| {
        matches!(
            word,
            "offence" | "offense" | "incident" | "occurrence" | "crime" | "attack" | "murder"
        )
    };
    let after = (date.end..date.end + 7).any(|at| {
        page.low(at) == "date"
            && page.low(at + 1) == "of"
            && (crime(page.low(at + 2)) || crime(page.low(at + 3)))
    });
    let field = page
        .words
        .get(date.start)
        .is_some_and(|w| w.gap.contains(':'));
    let label = page.before(date.start, 1);
    let before = |by| page.before(date.start, by);
    let slash = label == "time" && before(2) == "date";
    let named = crime(label)
        && (before(2) == "of" || before(3) == "of")
        && (before(3) == "date" || before(4) == "date");
    (after && page.sentence(date.start) == page.sentence(date.end.saturating_sub(1)))
        || field && (slash || named)
}

/// Every date that names a year, as the text stands: relative ones counted from the document's day.
fn all(page: &Page<'_>) -> Vec<Dated> {
    let day = page.day;
    let mut dated: Vec<Dated> = page
        .reading
        .timexes
        .iter()
        .filter(|timex| matches!(timex.kind, TimexKind::Date | TimexKind::Time) && !timex.is_age)
        .filter_map(|timex| {
            let bytes = timex.span.range();
            let words = page.text.get(bytes.clone())?;
            let whole = timex.value.as_deref()?;
            let (plain, time) = whole.split_once('T').unwrap_or((whole, ""));
            if !is_plain(plain) {
                return None;
            }
            // An hour alone says no day.
            let months = [
                "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
            ];
            let low = words.to_lowercase();
            if time.starts_with(|c: char| c.is_ascii_digit())
                && !months.iter().any(|m| low.contains(m))
            {
                return None;
            }
            // Counted from what was told before, not from the document's day.
            if [
                "previous",
                "next",
                "following",
                "same",
                "later",
                "before",
                "that ",
            ]
            .iter()
            .any(|w| low.contains(w))
                && timex.anchor != TimexAnchor::Explicit
                && !low.contains("earlier")
            {
                return None;
            }
            let year = |s: &str| {
                let mut run = 0;
                s.chars().any(|c| {
                    run = if c.is_ascii_digit() { run + 1 } else { 0 };
                    run == 4
                })
            };
            let after = page.text.get(bytes.end..).unwrap_or_default();
            let last_year = [
                "last year",
                "of last year",
                "the year before",
                "the previous year",
            ]
            .iter()
            .any(|w| after.trim_start().starts_with(w));
            // "03/14/94".
            let short = words
                .split(['/', '-', '.'])
                .filter(|part| !part.is_empty() && part.bytes().all(|c| c.is_ascii_digit()))
                .count()
                == 3;
            let mut value = plain.to_owned();
            if !year(words) && !short && plain.len() > 4 {
                let future = day.is_some_and(|day| plain > day.to_string().as_str());
                if last_year {
                    value = with_year(plain, day?.year() - 1)?;
                } else if future {
                    value = with_year(plain, plain.get(..4)?.parse::<i16>().ok()? - 1)?;
                }
            } else if matches!(words, "last year" | "this year") {
                return None;
            }
            let rough = time.starts_with(['N', 'M', 'E']) || !time.is_empty();
            Some(Dated {
                bytes,
                value,
                rough,
            })
        })
        .collect();
    let numeric = numeric(page);
    dated.extend(numeric.into_iter().filter(|new| {
        page.timex(&new.bytes)
            .is_none_or(|timex| timex.value.as_deref().is_none_or(|v| !is_plain(v)))
    }));
    dated.sort_by_key(|d| (d.bytes.start, d.bytes.end));
    dated
}

fn with_year(value: &str, year: i16) -> Option<String> {
    Some(format!("{year:04}{}", value.get(4..)?))
}

fn is_plain(value: &str) -> bool {
    let mut parts = value.split('-');
    let digits = |s: &str, len| s.len() == len && s.bytes().all(|c| c.is_ascii_digit());
    parts
        .next()
        .is_some_and(|year| digits(year, 4) && year > "1800")
        && parts.all(|part| digits(part, 2))
        && matches!(value.len(), 4 | 7 | 10)
}

/// `10-03-81`, `3.9.65`, `03/10/1981`; which part is the month must show somewhere in the document, or
/// in the sort of English.
fn numeric(page: &Page<'_>) -> Vec<Dated> {
    let mut raw: Vec<(Range<usize>, [u32; 3])> = Vec::new();
    for (at, word) in page.words.iter().enumerate() {
        let mut parts: Vec<u32> = Vec::new();
        let mut last = at;
        if word.text.len() >= 6 {
            let cut = word.text.split(['-', '.']).map(str::parse::<u32>);
            parts.extend(cut.map(|n| n.unwrap_or(u32::MAX)));
        } else if word.text.len() <= 2 {
            parts.extend(word.text.parse::<u32>());
            while let Some(next) = page.words.get(last + 1).filter(|n| n.gap == "/") {
                parts.push(next.text.parse().unwrap_or(u32::MAX));
                last += 1;
            }
        }
        if let [a, b, c] = parts.as_slice()
            && (*a <= 31 && *b <= 31 && *a > 0 && *b > 0)
            && (*c < 100 || (1900..2100).contains(c))
        {
            raw.push((page.bytes(at, last), [*a, *b, *c]));
        }
    }
    let first = raw.iter().any(|(_, [a, ..])| *a > 12);
    let second = raw.iter().any(|(_, [_, b, _])| *b > 12);
    let month_first = match (first, second) {
        (true, false) => false,
        (false, true) => true,
        (true, true) => return Vec::new(),
        (false, false) => {
            let american = [
                "County",
                "Sheriff",
                "State of",
                "Dept",
                "Department",
                "Attorney",
                "State v",
                "county",
            ];
            let other = [
                "Constabulary",
                "Crown",
                "Queen",
                "Garda",
                "Sen. Const",
                "Sessions",
                "FIR",
                "QC",
                "d.o.b",
            ];
            let count = |words: &[&str]| words.iter().filter(|w| page.text.contains(**w)).count();
            match count(&american).cmp(&count(&other)) {
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Less => false,
                std::cmp::Ordering::Equal => return Vec::new(),
            }
        }
    };
    let now = page.document.day().map_or(2030, Day::year);
    raw.into_iter()
        .filter_map(|(bytes, [a, b, c])| {
            let (month, day) = if month_first { (a, b) } else { (b, a) };
            let year = match c {
                1900.. => c,
                _ if i32::from(now) >= 2000 + c as i32 && c < 30 => 2000 + c,
                _ => 1900 + c,
            };
            let day = Day::new(i16::try_from(year).ok()?, month as u8, day as u8)?;
            Some(Dated {
                bytes,
                value: day.to_string(),
                rough: false,
            })
        })
        .collect()
}
