//! Calendar arithmetic: counting periods on, finding weekdays and named days.

use super::lexicon::HolidayRule;
use super::units::Unit;
use super::value::{Point, day_of};
use jiff::{Span, civil::Date};

/// The ISO number of a day's weekday: Monday is 1.
pub(super) fn weekday(day: Date) -> u8 {
    day.weekday().to_monday_one_offset().unsigned_abs()
}

/// The period of `unit` that lies `offset` units from the one `from` lies in; nothing where `from`
/// is coarser than the unit, or the calendar ends.
pub(super) fn shift(from: Point, unit: Unit, offset: i32) -> Option<Point> {
    if from.grain() > unit && !unit.is_clock() || unit.is_clock() && from.grain() > Unit::Day {
        return None;
    }
    let day = from.first_day()?;
    let offset = i64::from(offset);
    let span = Span::new();
    let span = match unit {
        // Hours and minutes from now are not counted: the day is all that is kept.
        Unit::Second | Unit::Minute | Unit::Hour => span,
        Unit::Night | Unit::Day => span.try_days(offset).ok()?,
        Unit::Weekend | Unit::Week => span.try_weeks(offset).ok()?,
        Unit::Fortnight => span.try_weeks(offset * 2).ok()?,
        Unit::Month => span.try_months(offset).ok()?,
        Unit::Season | Unit::Quarter => span.try_months(offset * 3).ok()?,
        Unit::Semester => span.try_months(offset * 6).ok()?,
        Unit::Year => span.try_years(offset).ok()?,
        Unit::Decade => span.try_years(offset * 10).ok()?,
        Unit::Century => span.try_years(offset * 100).ok()?,
        Unit::Millennium => span.try_years(offset * 1000).ok()?,
    };
    let day = day.checked_add(span).ok()?;
    (1..=9999)
        .contains(&day.year())
        .then(|| Point::around(day, unit))
}

/// The nearest day with this weekday strictly before (`offset` below zero) or after (above zero)
/// `from`; for zero that of the same ISO week.
pub(super) fn nearest_weekday(from: Date, wanted: u8, offset: i8) -> Option<Date> {
    let ahead = (i64::from(wanted) - i64::from(weekday(from))).rem_euclid(7);
    let by = match offset {
        0 => i64::from(wanted) - i64::from(weekday(from)),
        1.. if ahead == 0 => 7,
        1.. => ahead,
        _ => ahead - 7,
    };
    from.checked_add(Span::new().try_days(by).ok()?).ok()
}

/// The day a named day falls on in a year.
pub(super) fn holiday(rule: HolidayRule, year: i16) -> Option<Date> {
    match rule {
        HolidayRule::Fixed(month, day) => day_of(year, month, day),
        HolidayRule::Nth {
            month,
            nth,
            weekday,
            plus,
        } => {
            let weekday =
                jiff::civil::Weekday::from_monday_one_offset(weekday.try_into().ok()?).ok()?;
            let day = day_of(year, month, 1)?
                .nth_weekday_of_month(nth, weekday)
                .ok()?;
            day.checked_add(Span::new().try_days(plus).ok()?).ok()
        }
        HolidayRule::Easter(days) => easter(year)?
            .checked_add(Span::new().try_days(days).ok()?)
            .ok(),
        HolidayRule::Election => {
            let first = day_of(year, 11, 1)?;
            let monday = first
                .nth_weekday_of_month(1, jiff::civil::Weekday::Monday)
                .ok()?;
            monday.tomorrow().ok()
        }
        HolidayRule::Once(on, month, day) => (on == year).then(|| day_of(on, month, day))?,
    }
}

/// Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms,
/// chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    day_of(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn named_days_fall_where_the_calendar_has_them() {
        let on = |rule, year| holiday(rule, year).unwrap();
        assert_eq!(on(HolidayRule::Easter(0), 2024), date(2024, 3, 31));
        assert_eq!(on(HolidayRule::Easter(-2), 2025), date(2025, 4, 18));
        assert_eq!(on(HolidayRule::Election, 2016), date(2016, 11, 8));
        let thanksgiving = HolidayRule::Nth {
            month: 11,
            nth: 4,
            weekday: 4,
            plus: 0,
        };
        assert_eq!(on(thanksgiving, 2019), date(2019, 11, 28));
    }

    #[test]
    fn a_coarse_point_is_not_made_finer() {
        assert_eq!(shift(Point::Year(1993), Unit::Day, 1), None);
        assert_eq!(
            shift(Point::Year(1993), Unit::Year, 2),
            Some(Point::Year(1995))
        );
    }

    fn any_day() -> impl Strategy<Value = Date> {
        (1i16..=9999, 1u8..=12, 1u8..=28)
            .prop_map(|(year, month, day)| day_of(year, month, day).unwrap())
    }

    const UNITS: [Unit; 9] = [
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Semester,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ];

    proptest! {
        #[test]
        fn counting_there_and_back_ends_where_it_began(
            day in any_day(), unit in 0usize..9, offset in -500i32..500,
        ) {
            let from = Point::around(day, UNITS[unit]);
            if let Some(there) = shift(from, UNITS[unit], offset)
                && let Some(back) = shift(there, UNITS[unit], -offset)
            {
                prop_assert_eq!(back, from);
            }
        }

        #[test]
        fn a_nearest_weekday_is_within_a_week(day in any_day(), wanted in 1u8..=7, offset in -1i8..=1) {
            if let Some(found) = nearest_weekday(day, wanted, offset) {
                prop_assert_eq!(weekday(found), wanted);
                let away = (found - day).get_days();
                prop_assert!(away.abs() <= 7);
                prop_assert!(offset == 0 || away.signum() == i32::from(offset));
            }
        }

        #[test]
        fn any_offset_is_answered(day in any_day(), unit in 0usize..9, offset: i32) {
            let _ = shift(Point::around(day, UNITS[unit]), UNITS[unit], offset);
        }
    }
}
