//! TIMEX3 values: written from points in time and lengths, and read back.
//!
//! A point is kept at the grain its words have (`1993`, `1993-05`, `1993-W18`), never made finer.

use super::expression::{Amount, DayTime, Length};
use super::units::{Season, Unit};
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::fmt;

/// A period of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Point {
    Day(Date),
    /// Saturday and Sunday of an ISO week.
    Weekend(i16, i8),
    /// An ISO week.
    Week(i16, i8),
    Month(i16, u8),
    Season(i16, Season),
    Quarter(i16, u8),
    Half(i16, u8),
    Year(i16),
    /// The years that begin with these three digits.
    Decade(i16),
    /// The years that begin with these two digits.
    Century(i16),
}

impl Point {
    /// The period of this unit that holds `day`; a unit shorter than a day gives the day.
    pub(super) fn around(day: Date, unit: Unit) -> Point {
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Night | Unit::Day => Point::Day(day),
            Unit::Weekend => {
                let week = day.iso_week_date();
                Point::Weekend(week.year(), week.week())
            }
            Unit::Week | Unit::Fortnight => {
                let week = day.iso_week_date();
                Point::Week(week.year(), week.week())
            }
            Unit::Month => Point::Month(day.year(), day.month().unsigned_abs()),
            Unit::Season => {
                let (year, season) = season_of(day);
                Point::Season(year, season)
            }
            Unit::Quarter => Point::Quarter(day.year(), quarter_of(day)),
            Unit::Semester => Point::Half(day.year(), if day.month() <= 6 { 1 } else { 2 }),
            Unit::Year => Point::Year(day.year()),
            Unit::Decade => Point::Decade(day.year().div_euclid(10)),
            Unit::Century => Point::Century(day.year().div_euclid(100)),
            Unit::Millennium => Point::Year(day.year()),
        }
    }

    /// The first day of the period.
    pub(super) fn first_day(self) -> Option<Date> {
        match self {
            Point::Day(day) => Some(day),
            Point::Weekend(year, week) => on_weekday(year, week, Weekday::Saturday),
            Point::Week(year, week) => on_weekday(year, week, Weekday::Monday),
            Point::Month(year, month) => day_of(year, month, 1),
            Point::Season(year, season) => day_of(year, season.first_month(), 1),
            Point::Quarter(year, quarter) => day_of(year, quarter * 3 - 2, 1),
            Point::Half(year, half) => day_of(year, half * 6 - 5, 1),
            Point::Year(year) => day_of(year, 1, 1),
            Point::Decade(digits) => day_of(digits.checked_mul(10)?, 1, 1),
            Point::Century(digits) => day_of(digits.checked_mul(100)?, 1, 1),
        }
    }

    /// The last day of the period.
    pub(super) fn last_day(self) -> Option<Date> {
        let months = |year, month: u8| Some(day_of(year, month, 1)?.last_of_month());
        match self {
            Point::Day(day) => Some(day),
            Point::Weekend(year, week) | Point::Week(year, week) => {
                on_weekday(year, week, Weekday::Sunday)
            }
            Point::Month(year, month) => months(year, month),
            Point::Season(year, Season::Winter) => months(year.checked_add(1)?, 2),
            Point::Season(year, season) => months(year, season.first_month() + 2),
            Point::Quarter(year, quarter) => months(year, quarter * 3),
            Point::Half(year, half) => months(year, half * 6),
            Point::Year(year) => months(year, 12),
            Point::Decade(digits) => months(digits.checked_mul(10)?.checked_add(9)?, 12),
            Point::Century(digits) => months(digits.checked_mul(100)?.checked_add(99)?, 12),
        }
    }

    /// The unit whose grain the point has.
    pub(super) const fn grain(self) -> Unit {
        match self {
            Point::Day(_) => Unit::Day,
            Point::Weekend(..) => Unit::Weekend,
            Point::Week(..) => Unit::Week,
            Point::Month(..) => Unit::Month,
            Point::Season(..) => Unit::Season,
            Point::Quarter(..) => Unit::Quarter,
            Point::Half(..) => Unit::Semester,
            Point::Year(_) => Unit::Year,
            Point::Decade(_) => Unit::Decade,
            Point::Century(_) => Unit::Century,
        }
    }

    /// The year, where the point lies in one.
    pub(super) fn year(self) -> Option<i16> {
        match self {
            Point::Day(day) => Some(day.year()),
            Point::Weekend(year, _)
            | Point::Week(year, _)
            | Point::Month(year, _)
            | Point::Season(year, _)
            | Point::Quarter(year, _)
            | Point::Half(year, _)
            | Point::Year(year) => Some(year),
            Point::Decade(_) | Point::Century(_) => None,
        }
    }

    /// Reads a value this module wrote, without its time of day; nothing for lengths, references
    /// and what is left open.
    pub(super) fn parse(value: &str) -> Option<Point> {
        let date = value.split_once('T').map_or(value, |(date, _)| date);
        let digits = |s: &str, n: usize| -> Option<i16> {
            (s.len() == n && s.bytes().all(|b| b.is_ascii_digit()))
                .then(|| s.parse().ok())
                .flatten()
        };
        let mut parts = date.split('-');
        let first = parts.next()?;
        let (second, third) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let Some(second) = second else {
            return digits(first, 4)
                .map(Point::Year)
                .or_else(|| digits(first, 3).map(Point::Decade))
                .or_else(|| digits(first, 2).map(Point::Century));
        };
        let year = digits(first, 4)?;
        if let Some(week) = second.strip_prefix('W') {
            let week = i8::try_from(digits(week, 2)?).ok()?;
            on_weekday(year, week, Weekday::Monday)?;
            return match third {
                None => Some(Point::Week(year, week)),
                Some("WE") => Some(Point::Weekend(year, week)),
                Some(_) => None,
            };
        }
        if let (Some(season), None) = (Season::from_code(second), third) {
            return Some(Point::Season(year, season));
        }
        if let (Some(number), None) = (second.strip_prefix('Q'), third) {
            let number = u8::try_from(digits(number, 1)?).ok()?;
            return (1..=4)
                .contains(&number)
                .then_some(Point::Quarter(year, number));
        }
        if let (Some(number), None) = (second.strip_prefix('H'), third) {
            let number = u8::try_from(digits(number, 1)?).ok()?;
            return (1..=2)
                .contains(&number)
                .then_some(Point::Half(year, number));
        }
        let month = u8::try_from(digits(second, 2)?).ok()?;
        let day = match third {
            None => 1,
            Some(day) => u8::try_from(digits(day, 2)?).ok()?,
        };
        let day = day_of(year, month, day)?;
        Some(match third {
            None => Point::Month(year, month),
            Some(_) => Point::Day(day),
        })
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Point::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Point::Weekend(year, week) => write!(f, "{year:04}-W{week:02}-WE"),
            Point::Week(year, week) => write!(f, "{year:04}-W{week:02}"),
            Point::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Point::Season(year, season) => write!(f, "{year:04}-{}", season.code()),
            Point::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Point::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Point::Year(year) => write!(f, "{year:04}"),
            Point::Decade(digits) => write!(f, "{digits:03}"),
            Point::Century(digits) => write!(f, "{digits:02}"),
        }
    }
}

/// Writes a time of day after its `T`.
pub(super) fn write_time(out: &mut String, time: DayTime) {
    out.push('T');
    match time {
        DayTime::Part(part) => out.push_str(part.code()),
        DayTime::Clock { hour, minute } => {
            for (at, number) in [hour, minute].into_iter().enumerate() {
                if at > 0 {
                    out.push(':');
                }
                out.push(char::from(b'0' + number / 10 % 10));
                out.push(char::from(b'0' + number % 10));
            }
        }
    }
}

/// A length as TIMEX3 writes it: `P2W`, `PT3H`, `P1M1W`, `PXY`.
pub(super) fn length(length: Length) -> String {
    let mut out = String::from("P");
    if length.unit.is_clock() {
        out.push('T');
    }
    write_amount(&mut out, length.amount, length.unit);
    if let Some((amount, unit)) = length.and {
        if unit.is_clock() && !length.unit.is_clock() {
            out.push('T');
        }
        write_amount(&mut out, amount, unit);
    }
    out
}

fn write_amount(out: &mut String, amount: Amount, unit: Unit) {
    use std::fmt::Write;
    let tenths = match amount {
        Amount::Vague => {
            out.push('X');
            out.push_str(unit.code());
            return;
        }
        Amount::Tenths(tenths) if unit == Unit::Fortnight => tenths.saturating_mul(2),
        Amount::Tenths(tenths) => tenths,
    };
    // Halves are written in the next smaller unit where that is usual.
    if unit == Unit::Hour && tenths % 10 == 5 && tenths > 10 {
        let _ = write!(out, "{}H30M", tenths / 10);
        return;
    }
    let (tenths, code) = match (unit, tenths % 10) {
        (_, 0) => (tenths, unit.code()),
        (Unit::Century, _) => (tenths.saturating_mul(100), "Y"),
        (Unit::Decade, _) => (tenths.saturating_mul(10), "Y"),
        (Unit::Hour, 5) if tenths < 10 => (tenths.saturating_mul(60), "M"),
        (Unit::Minute, 5) if tenths < 10 => (tenths.saturating_mul(60), "S"),
        (Unit::Year, 5) if tenths < 10 => (tenths.saturating_mul(12), "M"),
        _ => (tenths, unit.code()),
    };
    // Writing to a string cannot fail.
    let _ = match tenths % 10 {
        0 => write!(out, "{}{code}", tenths / 10),
        rest => write!(out, "{}.{rest}{code}", tenths / 10),
    };
}

/// A day of the calendar that exists.
pub(super) fn day_of(year: i16, month: u8, day: u8) -> Option<Date> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The season a day lies in, in the north, with the year its winter began in.
fn season_of(day: Date) -> (i16, Season) {
    match day.month() {
        3..=5 => (day.year(), Season::Spring),
        6..=8 => (day.year(), Season::Summer),
        9..=11 => (day.year(), Season::Autumn),
        12 => (day.year(), Season::Winter),
        _ => (day.year() - 1, Season::Winter),
    }
}

/// The quarter a day lies in, 1 to 4.
pub(super) fn quarter_of(day: Date) -> u8 {
    (day.month().unsigned_abs() - 1) / 3 + 1
}

/// A day of an ISO week that exists.
fn on_weekday(year: i16, week: i8, weekday: Weekday) -> Option<Date> {
    Some(ISOWeekDate::new(year, week, weekday).ok()?.date())
}
