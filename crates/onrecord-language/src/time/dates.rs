//! Dates that name their calendar parts: `Nov. 5, 1993`, `5 December`, `2004-05-06`, `1993`,
//! `the 1980s`, `the 19th century`.

use super::atoms::AtomKind;
use super::expression::{Calendar, Meaning};
use super::grammar::{Grammar, Match};
use super::lexicon::Word;

/// Years that a bare number of four digits can be.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2999;
/// Years that a bare number is taken for without a word that asks for a date.
const RECENT_YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;
/// Words after which a number or a month is a date.
const BEFORE_DATES: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "by",
    "from",
    "before",
    "after",
    "during",
    "through",
    "circa",
    "throughout",
    "around",
    "late",
    "early",
    "mid",
    "of",
    "between",
    "last",
    "next",
    "this",
];
/// After a month and day, what makes the day of one year known by it alone.
const ATTACKS: &[&str] = &["attack", "attacks", "terrorist", "terror", "hijackings"];

impl Grammar<'_> {
    /// A date with the name of a month or weekday.
    pub(super) fn calendar_date(&self, i: usize) -> Option<Match> {
        let (from, weekday) = match self.weekday(i) {
            Some((next, weekday, short)) => {
                let comma = next + usize::from(self.mark(next, ','));
                match self.day_and_month(comma, Some(weekday)) {
                    Some(found) => return Some(found),
                    None if short => return None,
                    None => (next, weekday),
                }
            }
            None => return self.day_and_month(i, None),
        };
        if self.in_a_name(i, from) {
            return None;
        }
        let date = Calendar {
            weekday: Some(weekday),
            ..Calendar::default()
        };
        Some(Match::new(from, Meaning::Calendar(date), "weekday"))
    }

    /// A weekday's name; whether it is a short form.
    pub(super) fn weekday(&self, i: usize) -> Option<(usize, u8, bool)> {
        match self.word(i) {
            Word::Weekday(weekday) => Some((i + 1, weekday, false)),
            Word::WeekdayShort(weekday) if self.capital(i) => {
                let dot = usize::from(self.mark(i + 1, '.') && self.glued(i + 1));
                Some((i + 1 + dot, weekday, true))
            }
            _ => None,
        }
    }

    /// A month's name; whether it is a short form.
    pub(super) fn month(&self, i: usize) -> Option<(usize, u8, bool)> {
        match self.word(i) {
            // The lower-case words `may`, `march` and `august` are no months.
            Word::Month(month) if self.capital(i) || !matches!(month, 3 | 5 | 8) => {
                Some((i + 1, month, false))
            }
            Word::MonthShort(month) if self.capital(i) => {
                let dot = usize::from(self.mark(i + 1, '.') && self.glued(i + 1));
                Some((i + 1 + dot, month, true))
            }
            _ => None,
        }
    }

    fn day_and_month(&self, i: usize, weekday: Option<u8>) -> Option<Match> {
        let start = Calendar {
            weekday,
            ..Calendar::default()
        };
        if let Some((next, month, short)) = self.month(i) {
            let date = Calendar {
                month: Some(month),
                ..start
            };
            return self
                .month_day(next, date)
                .or_else(|| self.month_year(next, date))
                .or_else(|| self.month_of(next, month))
                .or_else(|| {
                    let alone = weekday.is_none() && self.month_alone(i, next, month, short);
                    alone.then(|| Match::new(next, Meaning::Calendar(date), "month"))
                });
        }
        let from = i + usize::from(self.is(i, "the"));
        let (next, day) = self.day(from)?;
        let next = next + usize::from(self.is(next, "day"));
        let next = next + usize::from(self.is(next, "of"));
        let Some((next, month, _)) = self.month(next) else {
            return self.day_alone(i, from);
        };
        let date = Calendar {
            month: Some(month),
            day: Some(day),
            ..start
        };
        Some(self.with_year(next, date, "day-month"))
    }

    /// `on the 16th`, of the month the text speaks of.
    fn day_alone(&self, i: usize, from: usize) -> Option<Match> {
        let (next, day) = self.day(from)?;
        let asked = from > i && self.after_any(i, &["on", "until", "by"]);
        let ordinal = next == from + 2 && !self.letters(next) && self.word(next) != Word::Digits;
        let date = Calendar {
            day: Some(day),
            ..Calendar::default()
        };
        (asked && ordinal && self.hyphen(next).is_none())
            .then(|| Match::new(next, Meaning::Calendar(date), "day-alone"))
    }

    /// The day after a month's name, and the year after that.
    fn month_day(&self, i: usize, date: Calendar) -> Option<Match> {
        let from = i + usize::from(self.is(i, "the"));
        let (next, day) = self.day(from)?;
        if self.mark(next, ':') && self.glued(next) && self.glued(next + 1) {
            return None;
        }
        let mut date = Calendar {
            day: Some(day),
            ..date
        };
        let range = self.day_range(next);
        let found = self.with_year(range, date, "month-day");
        if found.last > range || range > next {
            return Some(found);
        }
        if (date.month, date.day) == (Some(9), Some(11)) && self.any(next, ATTACKS) {
            date.year = Some(2001);
            return Some(Match::new(next, Meaning::Calendar(date), "month-day"));
        }
        Some(found)
    }

    /// Past `-5` in `May 3-5`, if it is there.
    fn day_range(&self, i: usize) -> usize {
        let dash = matches!(
            self.atom(i).map(|a| a.kind),
            Some(AtomKind::Mark('-' | '–'))
        );
        match self.day(i + 1) {
            Some((next, _)) if dash && self.glued(i) => next,
            _ => i,
        }
    }

    /// The year right after a month's name.
    fn month_year(&self, i: usize, date: Calendar) -> Option<Match> {
        let from = i + usize::from(self.mark(i, ',') || self.is(i, "of"));
        let (last, year) = self.year_number(from)?;
        let date = Calendar {
            year: Some(year),
            ..date
        };
        Some(Match::new(last, Meaning::Calendar(date), "month-year"))
    }

    /// `of that year`, `of last year` after a month's name.
    fn month_of(&self, i: usize, month: u8) -> Option<Match> {
        if !self.is(i, "of") {
            return None;
        }
        let the = i + 1 + usize::from(self.is(i + 1, "the"));
        let Word::Order(year) = self.word(the) else {
            return None;
        };
        if !self.is(the + 1, "year") {
            return None;
        }
        let narrative = the > i + 1 || self.any(the, &["that", "same"]);
        let meaning = Meaning::MonthOf {
            month,
            year,
            narrative,
        };
        Some(Match::new(the + 2, meaning, "month-of-year"))
    }

    /// The date with the year that follows it, if one does.
    fn with_year(&self, i: usize, date: Calendar, rule: &'static str) -> Match {
        let from = i + usize::from(self.mark(i, ',') || self.is(i, "of"));
        match self.year_number(from) {
            Some((last, year)) => {
                let date = Calendar {
                    year: Some(year),
                    ..date
                };
                Match::new(last, Meaning::Calendar(date), rule)
            }
            None => Match::new(i, Meaning::Calendar(date), rule),
        }
    }

    /// A day of the month: 1 to 31, in figures or as an ordinal.
    fn day(&self, i: usize) -> Option<(usize, u8)> {
        let (next, number) = self.ordinal(i).or_else(|| {
            let number = self.digits(i, 2)?;
            let apart = !self.glued(i + 1) || !self.letters(i + 1);
            apart.then_some((i + 1, number))
        })?;
        let day = u8::try_from(number).ok()?;
        (1..=31).contains(&day).then_some((next, day))
    }

    /// Four digits, or an apostrophe and two, that are a year.
    pub(super) fn year_number(&self, i: usize) -> Option<(usize, i16)> {
        if self.apostrophe(i) && self.width(i + 1) == 2 && self.glued(i + 1) {
            let short = i16::try_from(self.digits(i + 1, 2)?).ok()?;
            let apart = !self.glued(i + 2) || !self.letters(i + 2);
            let year = if short < 30 { 2000 } else { 1900 } + short;
            return apart.then_some((i + 2, year));
        }
        if let Word::Cardinal(_) | Word::Tens(_) = self.word(i) {
            return self.year_in_words(i);
        }
        if self.width(i) != 4 {
            return None;
        }
        let year = i16::try_from(self.digits(i, 4)?).ok()?;
        let apart = !self.glued(i + 1)
            || !(self.letters(i + 1)
                || (self.mark(i + 1, ',') && self.glued(i + 2) && self.digits(i + 2, 3).is_some())
                || (self.mark(i + 1, '.') && self.glued(i + 2) && self.digits(i + 2, 6).is_some()));
        (YEARS.contains(&year) && apart).then_some((i + 1, year))
    }

    /// `nineteen ninety-six`, `two thousand and five`, as speech is written down.
    fn year_in_words(&self, i: usize) -> Option<(usize, i16)> {
        let (next, century) = match self.word(i) {
            Word::Cardinal(number @ 17..=19) => (i + 1, number),
            Word::Tens(20) => (i + 1, 20),
            Word::Cardinal(2) if self.is(i + 1, "thousand") => {
                let (last, number) = self.number(i)?;
                let year = i16::try_from(number).ok()?;
                return (last > i + 2 && year < 2100).then_some((last, year));
            }
            _ => return None,
        };
        let next = self.hyphen(next).unwrap_or(next);
        if !matches!(self.word(next), Word::Tens(_) | Word::Cardinal(10..)) {
            return None;
        }
        let (last, rest) = self.number(next)?;
        let counted = matches!(self.word(last), Word::Unit(..) | Word::Scale(_));
        let year = i16::try_from(century * 100 + rest).ok()?;
        (rest < 100 && !counted).then_some((last, year))
    }

    /// Whether a month's name alone is a date and no verb, person or place.
    fn month_alone(&self, i: usize, next: usize, month: u8, short: bool) -> bool {
        if !self.capital(i) || self.apostrophe(next) && !self.is(next + 1, "s") {
            return false;
        }
        let asked = self.after_any(i, BEFORE_DATES);
        if short {
            return asked && next > i + 1;
        }
        let named = self.letters(next) && self.capital(next) && self.word(next) == Word::None;
        if matches!(month, 3..=6 | 8) {
            return asked && !named
                || self.after_any(i, &["to", "and", "every", "a", "the"])
                    && !named
                    && !matches!(month, 3 | 5);
        }
        !named || asked || self.after_any(i, &["a", "the", "s"])
    }

    /// Whether the weekday from `i` to `next` is part of a name: `Sunday Times`, `Black Friday`.
    fn in_a_name(&self, i: usize, next: usize) -> bool {
        const PAPERS: &[&str] = &[
            "times",
            "mail",
            "mirror",
            "herald",
            "express",
            "telegraph",
            "post",
            "news",
            "people",
            "star",
            "sun",
            "independent",
            "world",
            "tribune",
            "school",
            "bloody",
        ];
        let before = self.after_any(
            i,
            &["bloody", "black", "fat", "holy", "super", "ruby", "cyber"],
        ) && i.checked_sub(1).is_some_and(|b| self.capital(b));
        before || self.capital(next) && self.any(next, PAPERS)
    }

    /// A date in figures alone.
    pub(super) fn numeric_date(&self, i: usize) -> Option<Match> {
        let first = self.digits(i, 4)?;
        let separator = match self.atom(i + 1)?.kind {
            AtomKind::Mark(mark @ ('-' | '/' | '.')) => mark,
            _ => return None,
        };
        let glued = |from: usize, to: usize| (from..to).all(|k| self.glued(k));
        if !glued(i + 1, i + 3) {
            return None;
        }
        let second = self.digits(i + 2, 4)?;
        let third = (self.mark(i + 3, separator) && glued(i + 3, i + 5))
            .then(|| self.digits(i + 4, 4))
            .flatten();
        let (last, date) = match third {
            Some(third) => (
                i + 5,
                self.three_parts(i, separator, [first, second, third])?,
            ),
            None => (i + 3, self.two_parts(i, separator, [first, second])?),
        };
        let goes_on = self.glued(last)
            && (self.letters(last)
                || self.digits(last, 9).is_some()
                || (matches!(
                    self.atom(last).map(|a| a.kind),
                    Some(AtomKind::Mark('-' | '/'))
                ) && self.glued(last + 1)));
        (!goes_on).then(|| Match::new(last, Meaning::Calendar(date), "numeric"))
    }

    /// Year first, or the American order unless only the other is a date.
    fn three_parts(&self, i: usize, separator: char, parts: [u32; 3]) -> Option<Calendar> {
        let [a, b, c] = parts;
        let (year, month, day) = if self.width(i) == 4 {
            (a, b, c)
        } else {
            let year = match self.width(i + 4) {
                4 => c,
                2 if separator == '/' && c < 30 => 2000 + c,
                2 if separator == '/' => 1900 + c,
                _ => return None,
            };
            if self.width(i) > 2 || self.width(i + 2) > 2 {
                return None;
            }
            if a > 12 || separator == '.' {
                (year, b, a)
            } else {
                (year, a, b)
            }
        };
        let year = i16::try_from(year).ok()?;
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        super::value::day_of(year, month, day)?;
        YEARS.contains(&year).then_some(Calendar {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..Calendar::default()
        })
    }

    /// `2004-05` and `05/2004`.
    fn two_parts(&self, i: usize, separator: char, parts: [u32; 2]) -> Option<Calendar> {
        let (year, month) = match (self.width(i), self.width(i + 2), separator) {
            (4, 2, '-') if self.after_any(i, BEFORE_DATES) => (parts[0], parts[1]),
            (1..=2, 4, '/') => (parts[1], parts[0]),
            _ => return None,
        };
        let year = i16::try_from(year).ok()?;
        let month = u8::try_from(month).ok()?;
        let is_date = RECENT_YEARS.contains(&year) && (1..=12).contains(&month);
        is_date.then_some(Calendar {
            year: Some(year),
            month: Some(month),
            ..Calendar::default()
        })
    }

    /// A year alone.
    pub(super) fn year(&self, i: usize) -> Option<Match> {
        let from = if self.word(i) == Word::Fiscal {
            i + 1 + usize::from(self.is(i + 1, "year"))
        } else if self.is(i, "the") && self.is(i + 1, "year") {
            i + 2
        } else {
            i
        };
        let (last, year) = self.year_number(from)?;
        if from == i && (!self.year_fits(i, last, year) || self.cited(i, last)) {
            return None;
        }
        let era = self.word(last) == Word::Era && self.capital(last);
        let date = Calendar {
            year: Some(year),
            before_era: era,
            ..Calendar::default()
        };
        let last = last + usize::from(era);
        Some(Match::new(last, Meaning::Calendar(date), "year"))
    }

    /// Whether what stands around four digits lets them be a year.
    fn year_fits(&self, i: usize, last: usize, year: i16) -> bool {
        let asked = self.after_any(i, BEFORE_DATES)
            || self.after_any(i, &["to", "and", "or"])
                && i > 1
                && self.year_number(i - 2).is_some();
        if self.apostrophe(i) {
            return asked && !self.glued(i);
        }
        let before = i.checked_sub(1).and_then(|b| self.atom(b)).map(|a| a.kind);
        if matches!(
            before,
            Some(AtomKind::Mark(
                '$' | '£' | '€' | '#' | '§' | '№' | '%' | '='
            ))
        ) {
            return false;
        }
        let loosely = i > 1 && self.any(i - 2, &["or", "in", "since", "until", "from", "on"]);
        if !(loosely && asked)
            && self.after_any(
                i,
                &[
                    "at",
                    "tr",
                    "rt",
                    "vol",
                    "sections",
                    "line",
                    "lines",
                    "rules",
                    "art",
                    "ch",
                    "no",
                    "nos",
                    "number",
                    "section",
                    "page",
                    "pages",
                    "room",
                    "route",
                    "highway",
                    "box",
                    "rule",
                    "exhibit",
                    "docket",
                    "than",
                    "about",
                    "nearly",
                    "least",
                    "almost",
                    "some",
                    "approximately",
                    "over",
                    "roughly",
                    "every",
                    "channel",
                    "article",
                ],
            )
        {
            return false;
        }
        let measured = matches!(self.word(last), Word::Unit(..))
            || self.any(
                last,
                &[
                    "people",
                    "percent",
                    "miles",
                    "feet",
                    "men",
                    "women",
                    "pounds",
                    "dollars",
                    "euros",
                    "block",
                    "acres",
                    "meters",
                    "metres",
                    "troops",
                    "workers",
                    "jobs",
                    "degrees",
                    "words",
                    "points",
                    "votes",
                    "times",
                    "hours",
                    "children",
                    "members",
                    "shares",
                    "students",
                    "soldiers",
                    "employees",
                    "residents",
                ],
            );
        if measured && !(asked && self.any(last, &["people", "hours"])) {
            return false;
        }
        let address = self.capital(last)
            && (1..4).any(|k| {
                self.any(
                    last + k,
                    &[
                        "street",
                        "avenue",
                        "ave",
                        "road",
                        "boulevard",
                        "blvd",
                        "drive",
                        "lane",
                        "way",
                    ],
                ) && self.capital(last + k)
            });
        if address && !asked {
            return false;
        }
        RECENT_YEARS.contains(&year) || asked
    }

    /// Whether the year stands in the brackets of a citation: `373 U.S. 83 (1963)`, `(5th Cir.
    /// 1998)`. It dates the paper cited and no event.
    fn cited(&self, i: usize, last: usize) -> bool {
        if !self.mark(last, ')') {
            return false;
        }
        let Some(open) = (i.saturating_sub(10)..i).rev().find(|k| self.mark(*k, '(')) else {
            return false;
        };
        let after_page = open
            .checked_sub(1)
            .is_some_and(|k| self.digits(k, 5).is_some());
        let court = (open + 1..i)
            .all(|k| !self.letters(k) || self.capital(k) || self.width(k) <= 2)
            && (open + 1..i).any(|k| self.mark(k, '.'));
        court || after_page && open + 1 == i
    }

    /// A decade: `the 1990s`, `'90s`, `the nineties`.
    pub(super) fn decade(&self, i: usize) -> Option<Match> {
        let the = self.is(i, "the");
        let from = i + usize::from(the);
        let found = |last, first, century| {
            let meaning = Meaning::Decade { first, century };
            Some(Match::new(last, meaning, "decade"))
        };
        if let Word::Decade(tens) = self.word(from) {
            let named = the || self.after_any(i, &["early", "late", "mid", "nineteen"]);
            return if named && tens >= 20 {
                found(from + 1, i16::try_from(tens).ok()?, false)
            } else {
                None
            };
        }
        let short = self.apostrophe(from);
        let digits = from + usize::from(short);
        let first = i16::try_from(self.digits(digits, 4)?).ok()?;
        let plural = digits + 1 + usize::from(self.apostrophe(digits + 1));
        let is_plural = self.is(plural, "s") && self.glued(plural) && self.glued(digits + 1);
        if !is_plural || first % 10 != 0 {
            return None;
        }
        match self.width(digits) {
            4 if YEARS.contains(&first) => found(plural + 1, first, true),
            2 if short && self.glued(digits) || the => found(plural + 1, first, false),
            2 if self.after_any(i, &["early", "late", "mid", "-"]) && !self.possessed(i) => {
                found(plural + 1, first, false)
            }
            _ => None,
        }
    }

    /// Whether `his`, `her`, … stands two before `i` (`in his early 20s`).
    fn possessed(&self, i: usize) -> bool {
        (1..=3).any(|back| {
            i.checked_sub(back)
                .is_some_and(|k| self.any(k, &["his", "her", "their", "my", "our", "your", "s"]))
        })
    }

    /// `the 19th century`.
    pub(super) fn century(&self, i: usize) -> Option<Match> {
        let from = i + usize::from(self.is(i, "the"));
        let (next, number) = self.ordinal(from)?;
        let next = self.hyphen(next).unwrap_or(next);
        if !self.is(next, "century") || !(1..=30).contains(&number) {
            return None;
        }
        let digits = i16::try_from(number).ok()? - 1;
        Some(Match::new(next + 1, Meaning::Century(digits), "century"))
    }
}
