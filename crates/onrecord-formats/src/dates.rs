//! Full dates, as the heads of papers and pages give them. Dates inside running text are the
//! language engine's work; here only those count that name day, month and year.
//!
//! Dates in figures alone are read in the order year-month-day only: `03/04/2021` is March in one
//! country and April in another.

use onrecord_record::{Day, Moment};
use std::ops::Range;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The moment that `words` are, as pages give it in their head: ISO 8601 (`2021-03-12T06:00:00Z`),
/// or a date in English with or without weekday before and time after.
pub(crate) fn moment(words: &str) -> Option<Moment> {
    let words = words.trim();
    if let Some(moment) = iso(words) {
        return Some(moment);
    }
    let (day, range) = first(words)?;
    let before = words.get(..range.start)?;
    let is_weekday = before.len() <= 12
        && before
            .chars()
            .all(|c| c.is_alphabetic() || ", .".contains(c));
    is_weekday.then(|| Moment::from(day))
}

/// ISO 8601, extended or basic, with a blank for the `T` allowed. The day is the one written, in
/// the zone that is written with it.
fn iso(words: &str) -> Option<Moment> {
    let extended = words
        .get(..10)
        .and_then(|w| Some((w.parse().ok()?, words.get(10..)?)));
    let (day, rest): (Day, &str) = extended.or_else(|| {
        let w = words
            .get(..8)
            .filter(|w| w.bytes().all(|b| b.is_ascii_digit()))?;
        let day = Day::new(
            w.get(..4)?.parse().ok()?,
            w.get(4..6)?.parse().ok()?,
            w.get(6..)?.parse().ok()?,
        )?;
        Some((day, words.get(8..)?))
    })?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let time = rest.strip_prefix(['T', 't', ' ']).map(str::trim);
    let is_time = |t: &&str| {
        t.len() >= 4
            && t.starts_with(|c: char| c.is_ascii_digit())
            && t.chars().all(|c| c.is_ascii_digit() || ":.+-Z".contains(c))
    };
    Some(Moment {
        day,
        time: time.filter(is_time).map(str::to_owned),
    })
}

/// The first full date in `words`, and where it stands, in bytes.
pub(crate) fn first(words: &str) -> Option<(Day, Range<usize>)> {
    let parts = parts(words);
    (0..parts.len()).find_map(|i| {
        let rest = parts.get(i..)?;
        let (day, used) = month_first(rest)
            .or_else(|| day_first(rest))
            .or_else(|| figures(rest, words))?;
        let (start, end) = (rest.first()?.at, rest.get(used - 1)?);
        Some((day, start..end.at + end.word.len()))
    })
}

/// A word or number, and where it begins.
struct Part<'a> {
    word: &'a str,
    at: usize,
}

fn parts(words: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut start = None;
    for (at, c) in words.char_indices().chain([(words.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = words.get(from..at).unwrap_or_default();
                parts.push(Part { word, at: from });
                start = None;
            }
            _ => {}
        }
    }
    parts
}

/// `March 12, 2021`, `Mar. 12th, 2021`.
fn month_first(parts: &[Part]) -> Option<(Day, usize)> {
    let [month, day, year, ..] = parts else {
        return None;
    };
    let day = Day::new(
        year_of(year.word)?,
        month_of(month.word)?,
        day_of(day.word)?,
    )?;
    Some((day, 3))
}

/// `12 March 2021`, `12th of March, 2021`, `4th day of June, 2021`.
fn day_first(parts: &[Part]) -> Option<(Day, usize)> {
    let day = day_of(parts.first()?.word)?;
    let rest = parts.get(1..)?;
    let fill = rest
        .iter()
        .take(2)
        .take_while(|part| matches!(part.word.to_ascii_lowercase().as_str(), "day" | "of"))
        .count();
    let month = month_of(rest.get(fill)?.word)?;
    let year = year_of(rest.get(fill + 1)?.word)?;
    Some((Day::new(year, month, day)?, fill + 3))
}

/// `2021-03-12`.
fn figures(parts: &[Part], words: &str) -> Option<(Day, usize)> {
    let [year, _, day, ..] = parts else {
        return None;
    };
    let written = words.get(year.at..day.at + day.word.len())?;
    Some((written.parse().ok()?, 3))
}

fn month_of(word: &str) -> Option<u8> {
    let word = word.to_ascii_lowercase();
    let is_month = |month: &&str| {
        month.starts_with(&word) && (word.len() == 3 || word.len() == month.len() || word == "sept")
    };
    let i = MONTHS.iter().position(is_month)?;
    u8::try_from(i + 1).ok()
}

fn day_of(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?.to_ascii_lowercase();
    let fits = matches!(suffix.as_str(), "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|_| fits && digits.len() <= 2)
}

fn year_of(word: &str) -> Option<i16> {
    let is_year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|year| is_year && *year >= 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_are_found_where_they_stand() {
        for (words, day, written) in [
            ("Dated: June 3rd, 2021.", "2021-06-03", "June 3rd, 2021"),
            ("Tuesday, 14 Sept. 2010", "2010-09-14", "14 Sept. 2010"),
            (
                "this 4th day of June, 2021",
                "2021-06-04",
                "4th day of June, 2021",
            ),
            ("on 2019-02-28 at noon", "2019-02-28", "2019-02-28"),
            ("MAY 9 1999", "1999-05-09", "MAY 9 1999"),
        ] {
            let (found, range) = first(words).unwrap();
            let taken = words.get(range);
            assert_eq!((found.to_string().as_str(), taken), (day, Some(written)));
        }
    }

    #[test]
    fn what_is_no_full_date_is_left() {
        for words in [
            "March 2021",
            "03/04/2021",
            "February 30, 2021",
            "May 12",
            "marching 12 2021",
            "1/2/3",
        ] {
            assert_eq!(first(words), None, "{words}");
        }
    }

    #[test]
    fn moments_keep_their_time_and_zone() {
        let written = |words| moment(words).map(|m| (m.day.to_string(), m.time));
        let day = || "2021-03-12".to_owned();
        assert_eq!(
            written("2021-03-12T06:00:00-08:00"),
            Some((day(), Some("06:00:00-08:00".into())))
        );
        assert_eq!(
            written("2021-03-12 06:00"),
            Some((day(), Some("06:00".into())))
        );
        assert_eq!(written("20210312"), Some((day(), None)));
        assert_eq!(
            written("Fri, 12 Mar 2021 06:00:00 GMT"),
            Some((day(), None))
        );
        assert_eq!(written("Friday"), None);
        assert_eq!(written("202103125"), None);
    }

    proptest! {
        #[test]
        fn no_words_make_it_fail(words in "\\PC{0,60}") {
            if let Some((_, range)) = first(&words) {
                prop_assert!(words.get(range).is_some());
            }
            let _ = moment(&words);
        }
    }
}
