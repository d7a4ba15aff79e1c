//! Dates of events: from TIMEX3 values to EDTF (ISO 8601-2:2019), and comparing them by what they
//! mean.

use super::units::Season;
use super::value::{Point, day_of};
use jiff::civil::Date;

/// The EDTF of a TIMEX3 value that stands for a place in the calendar: `2002`, `1992-06`,
/// `2014-02-06`, `199X`, `2014-22` (summer), an interval of days for a week. The time of day is
/// dropped. Nothing for lengths, sets, references and values that are left open, save that a day
/// or month of a known year gives the year.
pub(crate) fn edtf(value: &str) -> Option<String> {
    let date = value.split_once('T').map_or(value, |(date, _)| date);
    let date = date.split_once("-XX").map_or(date, |(known, _)| known);
    let point = Point::parse(date)?;
    Some(match point {
        Point::Day(_) | Point::Month(..) | Point::Year(_) => point.to_string(),
        Point::Decade(digits) => format!("{digits:03}X"),
        Point::Century(digits) => format!("{digits:02}XX"),
        Point::Season(year, season) => format!("{year:04}-{}", season_number(season)),
        Point::Quarter(year, quarter) => format!("{year:04}-{}", 32 + quarter),
        Point::Half(year, half) => format!("{year:04}-{}", 39 + half),
        Point::Week(..) | Point::Weekend(..) => {
            format!(
                "{}/{}",
                Point::Day(point.first_day()?),
                Point::Day(point.last_day()?)
            )
        }
    })
}

/// Whether two values can be of one day: `2009` holds `2009-03`, `2009-03` and `2009-04` exclude
/// each other. Both are TIMEX3 or EDTF; what is of no day at all (lengths, references, values that
/// are left open) is at odds with nothing.
pub(crate) fn overlap(a: &str, b: &str) -> bool {
    match (days(a), days(b)) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => true,
    }
}

/// The first and last day a value stands for.
fn days(value: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = value.split_once('/') {
        let (from, to) = (days(from)?, days(to)?);
        return (from.0 <= to.1).then_some((from.0, to.1));
    }
    let date = value.split_once('T').map_or(value, |(date, _)| date);
    if let Some((year, number)) = date.split_once('-')
        && let Ok(number @ 21..=41) = number.parse::<u8>()
    {
        return numbered(year.parse().ok()?, number);
    }
    let point = Point::parse(date.trim_end_matches('X'))?;
    Some((point.first_day()?, point.last_day()?))
}

/// EDTF's seasons, quarters and halves.
fn numbered(year: i16, number: u8) -> Option<(Date, Date)> {
    let point = match number {
        21 => Point::Season(year, Season::Spring),
        22 => Point::Season(year, Season::Summer),
        23 => Point::Season(year, Season::Autumn),
        24 => Point::Season(year, Season::Winter),
        33..=36 => Point::Quarter(year, number - 32),
        40 | 41 => Point::Half(year, number - 39),
        _ => return None,
    };
    day_of(year, 1, 1)?;
    Some((point.first_day()?, point.last_day()?))
}

const fn season_number(season: Season) -> u8 {
    match season {
        Season::Spring => 21,
        Season::Summer => 22,
        Season::Autumn => 23,
        Season::Winter => 24,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_edtf() {
        for (timex, expected) in [
            ("2002", Some("2002")),
            ("1992-06", Some("1992-06")),
            ("2014-02-06TNI", Some("2014-02-06")),
            ("199", Some("199X")),
            ("18", Some("18XX")),
            ("2014-SU", Some("2014-22")),
            ("1989-Q3", Some("1989-35")),
            ("2013-W47", Some("2013-11-18/2013-11-24")),
            ("2007-XX-XXTAF", Some("2007")),
            ("XXXX-WXX-7", None),
            ("XXXX-05", None),
            ("P3Y", None),
            ("PT3H", None),
            ("PRESENT_REF", None),
            ("", None),
        ] {
            assert_eq!(edtf(timex).as_deref(), expected, "{timex}");
        }
    }

    #[test]
    fn one_holds_the_other_or_not() {
        for (a, b, expected) in [
            ("2009", "2009-03", true),
            ("2009", "2002", false),
            ("2009-03", "2009-04", false),
            ("2011-W27", "2011-07-07", true),
            ("2011-W27", "2011-07-27", false),
            ("200X", "2009-03-05", true),
            ("199X", "1993-06", true),
            ("1977/1980", "1978-11", true),
            ("1977/1980", "1981", false),
            ("2014-22", "2014-07-04", true),
            ("2014-SU", "2014-07", true),
            ("2014-35", "2014-10", false),
            ("2013-11-19TNI", "2013-11-19", true),
            ("2009", "XXXX-03", true),
            ("PRESENT_REF", "2009", true),
        ] {
            assert_eq!(overlap(a, b), expected, "{a} {b}");
            assert_eq!(overlap(b, a), expected, "{b} {a}");
        }
    }
}
