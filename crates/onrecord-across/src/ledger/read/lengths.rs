//! Lengths of time: "twenty (20) years", "three and a half years", "a 20-year", "two decades".

use super::super::lexicon;
use super::super::numbers::{in_words, number_at};
use super::super::page::Page;

/// The longest length of time that is read as one, in years.
const LONGEST: u32 = 1000;
/// How many words before a length may say how exact it is.
const BEFORE: usize = 4;

/// A length of time in the text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Length {
    pub(super) months: u32,
    /// Its first word.
    pub(super) first: usize,
    /// One past its last word.
    pub(super) end: usize,
}

/// The length that begins at the word, if one does that is no age.
pub(super) fn length_at(page: &Page<'_>, at: usize) -> Option<Length> {
    let word = page.words.get(at)?;
    let length = hyphened(word.low)
        .map(|months| (months, at + 1))
        .or_else(|| plain(page, at))?;
    let (months, end) = length;
    let age = page.low(end) == "old" || page.low(end) == "of" && page.low(end + 1) == "age";
    (months > 0 && months <= LONGEST * 12 && !age).then_some(Length {
        months,
        first: at,
        end,
    })
}

/// Months of "20-year", "18-month", "three-and-a-half-year".
fn hyphened(word: &str) -> Option<u32> {
    let (number, unit) = ["-year", "-month", "-years", "-months"]
        .into_iter()
        .find_map(|unit| word.strip_suffix(unit).map(|number| (number, unit)))?;
    let (number, half) = match number.strip_suffix("-and-a-half") {
        Some(number) => (number, 1),
        None => (number, 0),
    };
    let number: u32 = number.parse().ok().or_else(|| in_words(number))?;
    match unit {
        "-year" | "-years" => Some(number.checked_mul(12)? + 6 * half),
        _ => Some(number),
    }
}

/// Months of "20 years", and one past the last word.
fn plain(page: &Page<'_>, at: usize) -> Option<(u32, usize)> {
    let a = matches!(page.low(at), "a" | "one");
    let (number, mut end) = match number_at(&page.words, at) {
        Some((number, len)) => (number, at + len),
        None if a => (1, at + 1),
        None => return None,
    };
    let half =
        |at: usize| page.low(at) == "and" && page.low(at + 1) == "a" && page.low(at + 2) == "half";
    let mut halves = 0;
    if half(end) {
        halves = 1;
        end += 3;
    }
    if page.words.get(end).is_none_or(|w| w.breaks_number()) {
        return None;
    }
    let months = match page.low(end) {
        "year" | "years" | "yr" | "yrs" => number.checked_mul(12)? + 6 * halves,
        "month" | "months" => number,
        "decade" | "decades" => number.checked_mul(120)? + 60 * halves,
        // A month has 30.44 days on average.
        "days" | "nights" if number >= 45 => (f64::from(number) / 30.44).round() as u32,
        "weeks" if number >= 8 => (f64::from(number) * 7.0 / 30.44).round() as u32,
        _ => return None,
    };
    end += 1;
    if a && months == 12 && !half(end) && page.low(at) == "a" && number == 1 {
        // "20 pounds a year" is no length.
        return None;
    }
    if half(end) {
        return Some((months + 6, end + 3));
    }
    // "20 years and 6 months", "20 years, 6 months".
    let and = usize::from(page.low(end) == "and");
    if months.is_multiple_of(12)
        && months < 1200
        && let Some((more, len)) = number_at(&page.words, end + and)
        && matches!(page.low(end + and + len), "months" | "month")
    {
        return Some((months + more, end + and + len + 1));
    }
    Some((months, end))
}

pub(super) fn in_years(months: u32) -> String {
    match (months / 12, months % 12) {
        (0, 1) => "1 month".to_owned(),
        (0, months) => format!("{months} months"),
        (1, 0) => "1 year".to_owned(),
        (years, 0) => format!("{years} years"),
        (1, months) => format!("1 year {months} months"),
        (years, months) => format!("{years} years {months} months"),
    }
}

/// How exact the length that begins at the word is: `nearly`, `more than`, `about` or nothing, and the
/// first word that says so.
pub(super) fn rough(page: &Page<'_>, at: usize) -> (&'static str, usize) {
    for (class, how) in [
        ("less", "nearly"),
        ("more", "more than"),
        ("about", "about"),
    ] {
        for by in (1..=BEFORE).rev() {
            let Some(first) = at.checked_sub(by) else {
                continue;
            };
            if lexicon::starts(class, &page.words, first) == Some(by) {
                return (how, first);
            }
        }
    }
    ("", at)
}
