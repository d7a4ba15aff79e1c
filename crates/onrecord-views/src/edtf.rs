//! Dates as they are shown: which days an EDTF value covers, and how it reads in words.
//!
//! Values are those of the Extended Date/Time Format (Library of Congress, ISO 8601-2:2019), levels
//! 0 and 1 with level 2's sets. Temporal expressions come with TIMEX3 values (TimeML 1.2.1), which
//! [`from_timex`] turns into EDTF where they name a place on the calendar. Nothing here guesses: a
//! value it cannot read is shown as it is and drawn nowhere.

use jiff::Span as Length;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The days a date may fall on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Period {
    /// First possible day; none where the beginning is open or unknown.
    pub(crate) earliest: Option<Date>,
    /// Last possible day; none where the end is open or unknown.
    pub(crate) latest: Option<Date>,
    /// The source qualifies the date ("about", "perhaps").
    pub(crate) qualified: bool,
}

impl Period {
    /// Whether the date is given to the day.
    pub(crate) fn is_one_day(&self) -> bool {
        self.earliest.is_some() && self.earliest == self.latest && !self.qualified
    }
}

/// The days that `edtf` covers; nothing where it names no place on the calendar.
pub(crate) fn period(edtf: &str) -> Option<Period> {
    let value = edtf.trim();
    if let Some(set) = value
        .strip_prefix(['[', '{'])
        .and_then(|v| v.strip_suffix([']', '}']))
    {
        return whole(set.split(',').flat_map(|m| m.split("..")));
    }
    match value.split_once('/') {
        Some((from, to)) => {
            let (first, last) = (end_of_interval(from)?, end_of_interval(to)?);
            let both = Period {
                earliest: first.earliest,
                latest: last.latest,
                qualified: first.qualified || last.qualified,
            };
            (both.earliest.is_some() || both.latest.is_some()).then_some(both)
        }
        None => single(value),
    }
}

/// From the first day of the first to the last day of the last member.
fn whole<'v>(members: impl Iterator<Item = &'v str>) -> Option<Period> {
    let periods: Vec<Period> = members
        .filter(|m| !m.trim().is_empty())
        .map(|m| single(m.trim()))
        .collect::<Option<_>>()?;
    Some(Period {
        earliest: periods.iter().filter_map(|p| p.earliest).min(),
        latest: periods.iter().filter_map(|p| p.latest).max(),
        qualified: true,
    })
}

/// One side of an interval: a date, `..` for open, or nothing for unknown.
fn end_of_interval(value: &str) -> Option<Period> {
    if value.is_empty() || value == ".." {
        return Some(Period {
            earliest: None,
            latest: None,
            qualified: false,
        });
    }
    single(value)
}

fn single(value: &str) -> Option<Period> {
    let bare: String = value.chars().filter(|c| !"?~%".contains(*c)).collect();
    let qualified = bare.len() != value.len();
    let day = bare.split_once('T').map_or(bare.as_str(), |(day, _)| day);
    let mut parts = day.split('-');
    let (first_year, last_year) = years(parts.next()?)?;
    let (month, day_of_month) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    let (earliest, latest) = match (month, day_of_month) {
        (None, _) | (Some("XX"), _) => (
            Date::new(first_year, 1, 1).ok()?,
            Date::new(last_year, 12, 31).ok()?,
        ),
        (Some(month), day) if first_year == last_year => {
            let (first, last) = months(first_year, month.parse().ok()?)?;
            match day {
                None | Some("XX") => (first, last),
                Some(day) => {
                    let date = Date::new(first_year, first.month(), day.parse().ok()?).ok()?;
                    (date, date)
                }
            }
        }
        _ => return None,
    };
    Some(Period {
        earliest: Some(earliest),
        latest: Some(latest),
        qualified,
    })
}

/// First and last year of `2002`, `199X`, `19XX`.
fn years(value: &str) -> Option<(i16, i16)> {
    if value.len() != 4 || !value.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return None;
    }
    if value.starts_with('X') {
        return None;
    }
    let first = value.replace('X', "0").parse().ok()?;
    let last = value.replace('X', "9").parse().ok()?;
    Some((first, last))
}

/// First and last day of a month (1 to 12), season (21 to 24), quarter (33 to 36) or half (40, 41).
/// Seasons are the northern ones by whole months, winter ending the year it is named for.
fn months(year: i16, code: i8) -> Option<(Date, Date)> {
    let (from_year, from, length) = match code {
        1..=12 => (year, code, 1),
        21 => (year, 3, 3),
        22 => (year, 6, 3),
        23 => (year, 9, 3),
        24 => (year, 12, 3),
        33..=36 => (year, (code - 33) * 3 + 1, 3),
        40 | 41 => (year, (code - 40) * 6 + 1, 6),
        _ => return None,
    };
    let first = Date::new(from_year, from, 1).ok()?;
    let last = first
        .checked_add(Length::new().months(length - 1))
        .ok()?
        .last_of_month();
    Some((first, last))
}

/// The EDTF value of a TIMEX3 value; nothing for lengths of time, vague references and values that
/// name no place on the calendar.
pub(crate) fn from_timex(value: &str, modifier: Option<&str>) -> Option<String> {
    let day = value.split_once('T').map_or(value, |(day, _)| day);
    let plain = match day.len() {
        2 if all_digits(day) => format!("{day}XX"),
        3 if all_digits(day) => format!("{day}X"),
        _ => from_parts(day)?,
    };
    period(&plain)?;
    let about = matches!(modifier, Some("APPROX"));
    Some(if about && !plain.contains('/') {
        format!("{plain}~")
    } else {
        plain
    })
}

fn from_parts(day: &str) -> Option<String> {
    let Some((year, rest)) = day.split_once('-') else {
        return Some(day.to_owned());
    };
    if let Some(week) = rest.strip_prefix('W') {
        return week_of(year.parse().ok()?, week);
    }
    let code = match rest {
        "SP" => "21",
        "SU" => "22",
        "FA" => "23",
        "WI" => "24",
        "Q1" => "33",
        "Q2" => "34",
        "Q3" => "35",
        "Q4" => "36",
        "H1" => "40",
        "H2" => "41",
        _ => rest,
    };
    Some(format!("{year}-{code}"))
}

/// `33` or `33-WE` of a year as an interval of days.
fn week_of(year: i16, week: &str) -> Option<String> {
    let (number, weekend) = match week.split_once('-') {
        Some((number, "WE")) => (number, true),
        Some(_) => return None,
        None => (week, false),
    };
    let first_day = if weekend {
        Weekday::Saturday
    } else {
        Weekday::Monday
    };
    let number = number.parse().ok()?;
    let first = ISOWeekDate::new(year, number, first_day).ok()?.date();
    let last = ISOWeekDate::new(year, number, Weekday::Sunday).ok()?.date();
    Some(format!("{first}/{last}"))
}

/// An EDTF value as people write it: `16 August 2020`, `about 2002`, `1977 to 1980`.
pub(crate) fn in_words(edtf: &str) -> String {
    let value = edtf.trim();
    if let Some((from, to)) = value.split_once('/') {
        return match (from, to) {
            ("" | "..", to) => format!("until {}", single_in_words(to)),
            (from, "" | "..") => format!("since {}", single_in_words(from)),
            (from, to) => format!("{} to {}", single_in_words(from), single_in_words(to)),
        };
    }
    single_in_words(value)
}

fn single_in_words(value: &str) -> String {
    let bare: String = value.chars().filter(|c| !"?~%".contains(*c)).collect();
    let words = unqualified_in_words(&bare).unwrap_or_else(|| value.to_owned());
    match (value.contains(['~', '%']), value.contains(['?', '%'])) {
        (true, true) => format!("perhaps about {words}"),
        (true, false) => format!("about {words}"),
        (false, true) => format!("perhaps {words}"),
        (false, false) => words,
    }
}

fn unqualified_in_words(value: &str) -> Option<String> {
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    let mut parts = day.split('-');
    let year = parts.next()?;
    let (month, day) = (parts.next(), parts.next());
    let year = match year.find('X') {
        None => year.to_owned(),
        Some(3) => format!("the {}0s", year.trim_end_matches('X')),
        Some(2) => format!("the {}00s", year.trim_end_matches('X')),
        Some(_) => "an unknown year".to_owned(),
    };
    let words = match (month, day) {
        (None | Some("XX"), _) => year,
        (Some(month), None | Some("XX")) => format!("{} {year}", month_in_words(month)?),
        (Some(month), Some(day)) => {
            let day: u8 = day.parse().ok()?;
            format!("{day} {} {year}", month_in_words(month)?)
        }
    };
    Some(match time {
        Some(time) if !time.is_empty() => format!("{words}, {}", time_in_words(time)),
        _ => words,
    })
}

/// `14:05` stays; TIMEX3's parts of a day become words.
fn time_in_words(time: &str) -> &str {
    match time {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        clock => clock,
    }
}

fn month_in_words(code: &str) -> Option<&'static str> {
    Some(match code.parse::<u8>().ok()? {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        12 => "December",
        21 => "spring",
        22 => "summer",
        23 => "autumn",
        24 => "winter",
        33 => "first quarter of",
        34 => "second quarter of",
        35 => "third quarter of",
        36 => "fourth quarter of",
        40 => "first half of",
        41 => "second half of",
        _ => return None,
    })
}

/// A TIMEX3 value as people write it, lengths of time and vague references among them.
pub(crate) fn timex_in_words(value: &str, modifier: Option<&str>) -> String {
    let words = vague_in_words(value)
        .or_else(|| length_in_words(value))
        .or_else(|| {
            let edtf = from_timex(value, None)?;
            let time = value.split_once('T').map(|(_, time)| time);
            Some(match time {
                Some(time) => format!("{}, {}", in_words(&edtf), time_in_words(time)),
                None => in_words(&edtf),
            })
        })
        .or_else(|| unqualified_in_words(value))
        .unwrap_or_else(|| value.to_owned());
    match modifier {
        Some("APPROX") => format!("about {words}"),
        Some("START") => format!("early {words}"),
        Some("MID") => format!("mid {words}"),
        Some("END") => format!("late {words}"),
        Some("BEFORE") => format!("before {words}"),
        Some("AFTER") => format!("after {words}"),
        Some("ON_OR_BEFORE") => format!("{words} or before"),
        Some("ON_OR_AFTER") => format!("{words} or after"),
        Some("LESS_THAN") => format!("less than {words}"),
        Some("MORE_THAN") => format!("more than {words}"),
        Some("EQUAL_OR_LESS") => format!("at most {words}"),
        Some("EQUAL_OR_MORE") => format!("at least {words}"),
        _ => words,
    }
}

fn vague_in_words(value: &str) -> Option<String> {
    let words = match value {
        "PRESENT_REF" => "now, as the text has it",
        "PAST_REF" => "in the past, not said when",
        "FUTURE_REF" => "in the future, not said when",
        _ => return None,
    };
    Some(words.to_owned())
}

/// `P19Y`, `PT2H30M`, `PXD`.
fn length_in_words(value: &str) -> Option<String> {
    let rest = value.strip_prefix('P')?;
    let mut words: Vec<String> = Vec::new();
    let mut number = String::new();
    let mut clock = false;
    for c in rest.chars() {
        match c {
            'T' => clock = true,
            '0'..='9' | '.' | 'X' => number.push(c),
            unit => {
                let unit = unit_in_words(unit, clock)?;
                words.push(match number.as_str() {
                    "1" => format!("1 {unit}"),
                    "X" | "XX" => format!("some {unit}s"),
                    n => format!("{n} {unit}s").replace("centurys", "centuries"),
                });
                number.clear();
            }
        }
    }
    (!words.is_empty() && number.is_empty()).then(|| words.join(" "))
}

fn unit_in_words(unit: char, clock: bool) -> Option<&'static str> {
    Some(match (unit, clock) {
        ('Y', _) => "year",
        ('M', false) => "month",
        ('W', _) => "week",
        ('D', _) => "day",
        ('H', _) => "hour",
        ('M', true) => "minute",
        ('S', _) => "second",
        ('E', _) => "decade",
        ('C', _) => "century",
        _ => return None,
    })
}

fn all_digits(s: &str) -> bool {
    s.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn covers(edtf: &str, days: &str) {
        let period = period(edtf).unwrap();
        let shown = |d: Option<Date>| d.map_or("..".to_owned(), |d| d.to_string());
        assert_eq!(
            format!("{}/{}", shown(period.earliest), shown(period.latest)),
            days,
            "{edtf}"
        );
    }

    #[test]
    fn a_value_covers_its_days() {
        covers("2002", "2002-01-01/2002-12-31");
        covers("1992-02", "1992-02-01/1992-02-29");
        covers("2014-02-06", "2014-02-06/2014-02-06");
        covers("2014-02-06T14:00", "2014-02-06/2014-02-06");
        covers("199X", "1990-01-01/1999-12-31");
        covers("2002~", "2002-01-01/2002-12-31");
        covers("1977/1980", "1977-01-01/1980-12-31");
        covers("1992/..", "1992-01-01/..");
        covers("2020-22", "2020-06-01/2020-08-31");
        covers("2020-24", "2020-12-01/2021-02-28");
        covers("[1977,1980]", "1977-01-01/1980-12-31");
        for none in [
            "",
            "XXXX-05-03",
            "P3Y",
            "2020-13",
            "2021-02-30",
            "soon",
            "/",
            "../..",
        ] {
            assert!(period(none).is_none(), "{none}");
        }
    }

    #[test]
    fn timex_values_become_edtf() {
        for (timex, edtf) in [
            ("2020-08-16", "2020-08-16"),
            ("199", "199X"),
            ("19", "19XX"),
            ("2020-08-16TEV", "2020-08-16"),
            ("2020-SU", "2020-22"),
            ("2020-W33", "2020-08-10/2020-08-16"),
            ("2020-W33-WE", "2020-08-15/2020-08-16"),
        ] {
            assert_eq!(from_timex(timex, None).as_deref(), Some(edtf), "{timex}");
        }
        assert_eq!(from_timex("2002", Some("APPROX")).unwrap(), "2002~");
        for none in [
            "P19Y",
            "PRESENT_REF",
            "XXXX-WXX-1",
            "2020-W99",
            "",
            "2020-W33-1",
        ] {
            assert!(from_timex(none, None).is_none(), "{none}");
        }
    }

    #[test]
    fn values_read_as_people_write_them() {
        for (edtf, words) in [
            ("2020-08-16", "16 August 2020"),
            ("2020-08", "August 2020"),
            ("2002~", "about 2002"),
            ("199X", "the 1990s"),
            ("1977/1980", "1977 to 1980"),
            ("1992-06/..", "since June 1992"),
            ("../2009", "until 2009"),
            ("XXXX-05-03", "3 May an unknown year"),
            ("2020-22", "summer 2020"),
            ("whatever", "whatever"),
        ] {
            assert_eq!(in_words(edtf), words);
        }
        assert_eq!(timex_in_words("P19Y", None), "19 years");
        assert_eq!(
            timex_in_words("PT2H30M", Some("LESS_THAN")),
            "less than 2 hours 30 minutes"
        );
        assert_eq!(timex_in_words("PXM", None), "some months");
        assert_eq!(
            timex_in_words("2020-08-16TEV", None),
            "16 August 2020, evening"
        );
        assert_eq!(
            timex_in_words("PRESENT_REF", None),
            "now, as the text has it"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_value_is_too_odd(value in "[0-9XPTWYM/.?~-]{0,14}") {
            let _ = (period(&value), in_words(&value), from_timex(&value, None), timex_in_words(&value, None));
        }
    }
}
