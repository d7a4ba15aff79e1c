//! From what an expression says to when that is.
//!
//! The resolver sees no words: it gets the meaning, the time of speaking, the time the text speaks
//! of, and whether the clause looks back or ahead. What these do not settle is left open, as
//! TIMEX3 writes it (`XXXX-WXX-7`); nothing is guessed from a clock.

use super::calendar::{self, nearest_weekday, shift};
use super::direction::Direction;
use super::expression::{Calendar, Expression, Meaning, Otherwise, Recurrence, Which, Yearly};
use super::lexicon::HolidayRule;
use super::units::{DayPart, Season, Unit};
use super::value::{self, Point, day_of};
use jiff::civil::Date;
use onrecord_record::TimexKind;
use std::fmt::Write;

/// What an expression can be counted from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Situation {
    /// The time of speaking: the document's day, or when the statement was made.
    pub(super) now: Option<Point>,
    /// The time the text speaks of, from an expression shortly before.
    pub(super) told: Option<Point>,
    /// Whether that stands so near that a month without a year belongs to it.
    pub(super) told_is_near: bool,
    /// Whether the clause looks back or ahead.
    pub(super) direction: Direction,
}

/// What a value was counted from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum CountedFrom {
    /// Nothing: the words say it all.
    Words,
    /// The time of speaking.
    Now,
    /// The time the text speaks of.
    Told,
    /// There was nothing to count from.
    Nothing,
}

/// An expression's type and value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Resolved {
    pub(super) kind: TimexKind,
    pub(super) value: String,
    /// The period, where it is one that the calendar knows.
    pub(super) point: Option<Point>,
    pub(super) from: CountedFrom,
}

/// Whether the expression's value hangs on whether its clause looks back or ahead.
pub(super) fn needs_direction(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Calendar(date) => date.year.is_none(),
        Meaning::Yearly { year, .. } => *year == Which::Open,
        Meaning::Deictic { unit, offset } => *unit == Unit::Weekend && *offset == 0,
        _ => false,
    }
}

/// Type and value of an expression in its situation.
pub(super) fn resolve(expression: &Expression, situation: &Situation) -> Resolved {
    let time = expression.time;
    let fixed = |kind, value: &str| Resolved {
        kind,
        value: value.to_owned(),
        point: None,
        from: CountedFrom::Words,
    };
    let found = match expression.meaning {
        Meaning::Duration(length) => return fixed(TimexKind::Duration, &value::length(length)),
        Meaning::NamedLength(value) => return fixed(TimexKind::Duration, value),
        Meaning::Set(what) => return fixed(TimexKind::Set, &recurrence(what)),
        Meaning::Reference(value) => return fixed(TimexKind::Date, value),
        Meaning::Calendar(date) if date.before_era => {
            let year = date.year.unwrap_or_default();
            return fixed(TimexKind::Date, &format!("BC{year:04}"));
        }
        Meaning::Narrative {
            unit,
            offset,
            otherwise: Otherwise::Length,
        } if situation.told.is_none() => {
            return fixed(
                TimexKind::Duration,
                &format!("P{}{}", offset.abs(), unit.code()),
            );
        }
        meaning => place(meaning, situation),
    };
    let kind = if time.is_some() {
        TimexKind::Time
    } else {
        TimexKind::Date
    };
    let mut value = match &found {
        Place::Known(point, _) => point.to_string(),
        Place::Open(pattern) => pattern.clone(),
    };
    if let Some(time) = time {
        value::write_time(&mut value, time);
    }
    match found {
        Place::Known(point, from) => Resolved {
            kind,
            value,
            point: Some(point),
            from,
        },
        Place::Open(_) => Resolved {
            kind,
            value,
            point: None,
            from: CountedFrom::Nothing,
        },
    }
}

/// Where on the calendar.
#[derive(Clone, Debug)]
enum Place {
    Known(Point, CountedFrom),
    Open(String),
}

fn place(meaning: Meaning, situation: &Situation) -> Place {
    let known = |point: Option<Point>, from, open: &dyn Fn() -> String| match point {
        Some(point) => Place::Known(point, from),
        None => Place::Open(open()),
    };
    let now_day = situation.now.and_then(day);
    match meaning {
        Meaning::Calendar(date) => calendar_date(date, situation),
        Meaning::Decade { first, century } => {
            Place::Known(decade(first, century, situation.now), CountedFrom::Words)
        }
        Meaning::Century(digits) => Place::Known(Point::Century(digits), CountedFrom::Words),
        Meaning::Yearly { what, year } => yearly(what, year, situation),
        Meaning::Deictic { unit, offset } => {
            known(deictic(unit, offset, situation), CountedFrom::Now, &|| {
                open(unit).to_owned()
            })
        }
        Meaning::DeicticWeekday { weekday, offset } => known(
            now_day
                .and_then(|now| nearest_weekday(now, weekday, offset))
                .map(Point::Day),
            CountedFrom::Now,
            &|| format!("XXXX-WXX-{weekday}"),
        ),
        Meaning::DeicticMonth { month, offset } => known(
            situation.now.and_then(|now| month_from(now, month, offset)),
            CountedFrom::Now,
            &|| format!("XXXX-{month:02}"),
        ),
        Meaning::Narrative {
            unit,
            offset,
            otherwise,
        } => narrative(unit, offset, otherwise, situation),
        Meaning::MonthOf {
            month,
            year,
            narrative,
        } => {
            let (from, point) = if narrative {
                (CountedFrom::Told, situation.told)
            } else {
                (CountedFrom::Now, situation.now)
            };
            let year = point
                .and_then(Point::year)
                .and_then(|y| y.checked_add(year.into()));
            known(year.map(|y| Point::Month(y, month)), from, &|| {
                format!("XXXX-{month:02}")
            })
        }
        Meaning::NarrativeMonth { month, offset } => known(
            situation
                .told
                .and_then(|told| month_from(told, month, offset)),
            CountedFrom::Told,
            &|| format!("XXXX-{month:02}"),
        ),
        Meaning::NarrativeWeekday { weekday, offset } => known(
            situation
                .told
                .and_then(day)
                .and_then(|told| nearest_weekday(told, weekday, offset))
                .map(Point::Day),
            CountedFrom::Told,
            &|| format!("XXXX-WXX-{weekday}"),
        ),
        Meaning::NarrativeSeason { season, offset } => known(
            situation
                .told
                .and_then(Point::year)
                .and_then(|y| y.checked_add(offset.into()))
                .map(|y| Point::Season(y, season)),
            CountedFrom::Told,
            &|| format!("XXXX-{}", season.code()),
        ),
        Meaning::TimeOfDay => time_of_day(situation),
        Meaning::Duration(_)
        | Meaning::NamedLength(_)
        | Meaning::Set(_)
        | Meaning::Reference(_) => Place::Open(String::new()),
    }
}

fn day(point: Point) -> Option<Date> {
    match point {
        Point::Day(day) => Some(day),
        _ => None,
    }
}

fn calendar_date(date: Calendar, situation: &Situation) -> Place {
    match (date.year, date.month, date.day, date.weekday) {
        (Some(year), Some(month), Some(day), _) => {
            let point = day_of(year, month, day).map_or(Point::Month(year, month), Point::Day);
            Place::Known(point, CountedFrom::Words)
        }
        (Some(year), Some(month), None, _) => {
            Place::Known(Point::Month(year, month), CountedFrom::Words)
        }
        (Some(year), None, ..) => Place::Known(Point::Year(year), CountedFrom::Words),
        (None, Some(month), day, weekday) => without_year(month, day, weekday, situation),
        (None, None, _, Some(weekday)) => {
            let now = situation.now.and_then(self::day);
            match now.and_then(|now| weekday_of(now, weekday, situation.direction)) {
                Some(day) => Place::Known(Point::Day(day), CountedFrom::Now),
                None => Place::Open(format!("XXXX-WXX-{weekday}")),
            }
        }
        (None, None, Some(day), None) => day_of_month(day, situation),
        (None, None, None, None) => Place::Open("XXXX-XX-XX".to_owned()),
    }
}

/// A day of the month the text speaks of, or of the month of speaking.
fn day_of_month(day: u8, situation: &Situation) -> Place {
    let of = |point: Option<Point>| match point {
        Some(Point::Month(year, month)) => day_of(year, month, day),
        Some(Point::Day(told)) => day_of(told.year(), told.month().unsigned_abs(), day),
        _ => None,
    };
    if let Some(day) = of(situation.told) {
        return Place::Known(Point::Day(day), CountedFrom::Told);
    }
    match of(situation.now) {
        Some(day) => Place::Known(Point::Day(day), CountedFrom::Now),
        None => Place::Open(format!("XXXX-XX-{day:02}")),
    }
}

/// A weekday alone: the last one, the document's own day among them, or the coming one.
fn weekday_of(now: Date, weekday: u8, direction: Direction) -> Option<Date> {
    if calendar::weekday(now) == weekday {
        return Some(now);
    }
    match direction {
        Direction::Ahead | Direction::PerhapsAhead => nearest_weekday(now, weekday, 1),
        Direction::Back | Direction::Unknown => nearest_weekday(now, weekday, -1),
    }
}

/// A month, perhaps with a day, whose year is not said.
fn without_year(month: u8, day: Option<u8>, weekday: Option<u8>, situation: &Situation) -> Place {
    let point = |year: i16| match day {
        Some(day) => day_of(year, month, day).map(Point::Day),
        None => Some(Point::Month(year, month)),
    };
    let open = || match day {
        Some(day) => format!("XXXX-{month:02}-{day:02}"),
        None => format!("XXXX-{month:02}"),
    };
    let told_year = situation.told.and_then(Point::year);
    if let Some(year) = told_year
        && situation.told_is_near
        && (situation.direction != Direction::Ahead || situation.now.is_none())
        && let Some(point) = point(year)
        && weekday.is_none_or(|w| matches!(point, Point::Day(day) if calendar::weekday(day) == w))
    {
        return Place::Known(point, CountedFrom::Told);
    }
    let Some(now) = situation.now.and_then(Point::first_day) else {
        return Place::Open(open());
    };
    let mut candidates: Vec<Point> = (-1..=1)
        .filter_map(|by| point(now.year().checked_add(by)?))
        .collect();
    if let Some(weekday) = weekday {
        let fits = |p: &Point| matches!(p, Point::Day(day) if calendar::weekday(*day) == weekday);
        if candidates.iter().any(fits) {
            candidates.retain(fits);
        }
    }
    match nearest(&candidates, now, situation.direction) {
        Some(point) => Place::Known(point, CountedFrom::Now),
        None => Place::Open(open()),
    }
}

/// The last candidate that has begun, or the first that has not ended; where the words do not tell
/// for sure, the nearer of the two.
///
/// A day of nearly a year ago is written with its year: then the coming one is meant even where the
/// clause looks back.
fn nearest(candidates: &[Point], now: Date, direction: Direction) -> Option<Point> {
    let begun = |p: &&Point| p.first_day().is_some_and(|day| day <= now);
    let open = |p: &&Point| p.last_day().is_some_and(|day| day >= now);
    let last = candidates.iter().rfind(begun).copied();
    let coming = candidates.iter().find(open).copied();
    let (Some(last), Some(coming)) = (last, coming) else {
        return last.or(coming);
    };
    let back = (now - last.last_day()?).get_days().max(0);
    let ahead = (coming.first_day()? - now).get_days().max(0);
    let to_come = match direction {
        Direction::Back => back > 270 && ahead < 95 && matches!(last, Point::Day(_)),
        Direction::Ahead => true,
        Direction::PerhapsAhead => ahead <= back,
        Direction::Unknown => back > 240 && ahead < 95,
    };
    Some(if to_come { coming } else { last })
}

/// The month named, strictly before, in the year of, or strictly after a point.
fn month_from(from: Point, month: u8, offset: i8) -> Option<Point> {
    let day = from.first_day()?;
    let there = day.month().unsigned_abs();
    let by = match offset {
        0 => 0,
        1.. => i16::from(month <= there),
        _ => -i16::from(month >= there),
    };
    Some(Point::Month(day.year().checked_add(by)?, month))
}

fn decade(first: i16, century: bool, now: Option<Point>) -> Point {
    if century {
        return Point::Decade(first / 10);
    }
    let this_year = now.and_then(Point::year).unwrap_or(2020);
    let recent = 2000 + first;
    let first = if recent <= this_year {
        recent
    } else {
        1900 + first
    };
    Point::Decade(first / 10)
}

fn yearly(what: Yearly, year: Which, situation: &Situation) -> Place {
    let open = || {
        Place::Open(match what {
            Yearly::Season(season) => format!("XXXX-{}", season.code()),
            Yearly::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Yearly::Half(half) => format!("XXXX-H{half}"),
            Yearly::Holiday(HolidayRule::Fixed(month, day)) => format!("XXXX-{month:02}-{day:02}"),
            Yearly::Holiday(_) => "XXXX-XX-XX".to_owned(),
        })
    };
    if let Yearly::Holiday(HolidayRule::Once(year, month, day)) = what {
        return day_of(year, month, day).map_or_else(open, |day| {
            Place::Known(Point::Day(day), CountedFrom::Words)
        });
    }
    if let Which::Year(year) = year {
        return in_year(what, year).map_or_else(open, |p| Place::Known(p, CountedFrom::Words));
    }
    let Some(now) = situation.now.and_then(Point::first_day) else {
        let told = situation
            .told
            .and_then(Point::year)
            .and_then(|year| in_year(what, year));
        return told.map_or_else(open, |p| Place::Known(p, CountedFrom::Told));
    };
    let of_year = |by: i16| in_year(what, now.year().checked_add(by)?);
    let candidates: Vec<Point> = (-2..=2).filter_map(of_year).collect();
    let point = match year {
        Which::DeicticYear(by) => of_year(by.into()),
        Which::Deictic(-1) => candidates
            .iter()
            .rfind(|p| p.last_day().is_some_and(|day| day < now))
            .copied(),
        Which::Deictic(1) => candidates
            .iter()
            .find(|p| p.first_day().is_some_and(|day| day > now))
            .copied(),
        Which::Deictic(_) => of_year(0),
        Which::Open | Which::Year(_) => nearest(&candidates, now, situation.direction),
    };
    point.map_or_else(open, |p| Place::Known(p, CountedFrom::Now))
}

fn in_year(what: Yearly, year: i16) -> Option<Point> {
    Some(match what {
        Yearly::Season(season) => Point::Season(year, season),
        Yearly::Quarter(quarter) => Point::Quarter(year, quarter),
        Yearly::Half(half) => Point::Half(year, half),
        Yearly::Holiday(rule) => Point::Day(calendar::holiday(rule, year)?),
    })
}

fn deictic(unit: Unit, offset: i32, situation: &Situation) -> Option<Point> {
    let now = situation.now?;
    if unit == Unit::Weekend && offset == 0 {
        // On a Monday "this weekend" of a clause that looks back is the one just over.
        let day = day(now)?;
        let before = situation.direction == Direction::Back && calendar::weekday(day) < 6;
        return shift(now, unit, if before { -1 } else { 0 });
    }
    shift(now, unit, offset)
}

fn narrative(unit: Unit, offset: i32, otherwise: Otherwise, situation: &Situation) -> Place {
    if let Some(told) = situation.told {
        if let Some(point) = shift(told, unit, offset) {
            return Place::Known(point, CountedFrom::Told);
        }
        // A day of a year that is all we know.
        return Place::Open(match (unit, told.year()) {
            (Unit::Day, Some(year)) => format!("{year:04}-XX-XX"),
            _ => open(unit).to_owned(),
        });
    }
    match otherwise {
        Otherwise::Deictic => match situation.now.and_then(|now| shift(now, unit, offset)) {
            Some(point) => Place::Known(point, CountedFrom::Now),
            None => Place::Open(open(unit).to_owned()),
        },
        Otherwise::Length | Otherwise::Open => Place::Open(open(unit).to_owned()),
    }
}

/// The day a time of day belongs to: that of the expression just before, else the day of speaking.
fn time_of_day(situation: &Situation) -> Place {
    if let (Some(Point::Day(day)), true) = (situation.told, situation.told_is_near) {
        return Place::Known(Point::Day(day), CountedFrom::Told);
    }
    match situation.now {
        Some(Point::Day(day)) => Place::Known(Point::Day(day), CountedFrom::Now),
        _ => Place::Open("XXXX-XX-XX".to_owned()),
    }
}

/// A period of this unit of which nothing is known.
const fn open(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Night | Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Semester => "XXXX-HX",
        Unit::Season | Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}

fn recurrence(what: Recurrence) -> String {
    match what {
        Recurrence::Length(length) => value::length(length),
        Recurrence::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Recurrence::Month(month) => format!("XXXX-{month:02}"),
        Recurrence::Season(season) => format!("XXXX-{}", Season::code(season)),
        Recurrence::DayPart(part) => {
            let mut value = String::from("XXXX-XX-XX");
            // Writing to a string cannot fail.
            let _ = write!(value, "T{}", DayPart::code(part));
            value
        }
        Recurrence::Named(value) => value.to_owned(),
    }
}
