//! From a date as it is written in a reading to the days it may mean.

use onrecord_record::Day;

/// A range of days, both among it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Days {
    pub(crate) first: Day,
    pub(crate) last: Day,
}

/// A day as a number that sorts as days do: 20091231.
pub(crate) fn number(day: Day) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

impl Days {
    /// One day.
    pub(crate) const fn on(day: Day) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// The days of a TIMEX3 or EDTF value: `2009`, `2009-03`, `199`, `2009-03-04T10:00`, `1977/1980`,
    /// `2009~`. Nothing for lengths of time, sets and what names no year.
    pub(crate) fn of(value: &str) -> Option<Self> {
        match value.split_once('/') {
            Some((from, to)) => Some(Self {
                first: single(from)?.first,
                last: single(to)?.last,
            }),
            None => single(value),
        }
    }

    /// What a person types: one date, or `2009..2012`, open at either end.
    pub(crate) fn typed(value: &str) -> Option<Self> {
        let Some((from, to)) = value.split_once("..") else {
            return Self::of(value);
        };
        let first = match from {
            "" => Day::new(1, 1, 1)?,
            from => Self::of(from)?.first,
        };
        let last = match to {
            "" => Day::new(9999, 12, 31)?,
            to => Self::of(to)?.last,
        };
        (first <= last).then_some(Self { first, last })
    }
}

fn single(value: &str) -> Option<Days> {
    let value = value.split('T').next()?;
    let value = value.trim_end_matches(['~', '?', '%']);
    let mut parts = value.split('-');
    let year = parts.next()?;
    if year.is_empty() || !year.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return None;
    }
    // Three digits are a decade, two a century; EDTF writes `199X`.
    let known: String = year.chars().take_while(char::is_ascii_digit).collect();
    if known.len() < 2 || known.len() > 4 {
        return None;
    }
    let year_from = |filler: &str| -> Option<i16> {
        let filler: String = filler.chars().cycle().take(4 - known.len()).collect();
        format!("{known}{filler}").parse().ok()
    };
    let (first_year, last_year) = (year_from("0")?.max(1), year_from("9")?);
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u8>().ok());
    let (month, day) = (number(parts.next()), number(parts.next()));
    let (from, to) = match (month, day) {
        (Some(month), Some(day)) if (1..=12).contains(&month) => {
            let day = Day::new(first_year, month, day)?;
            (day, day)
        }
        (Some(month), None) if (1..=12).contains(&month) => {
            (Day::new(first_year, month, 1)?, last_of(last_year, month)?)
        }
        _ => (Day::new(first_year, 1, 1)?, Day::new(last_year, 12, 31)?),
    };
    Some(Days {
        first: from,
        last: to,
    })
}

fn last_of(year: i16, month: u8) -> Option<Day> {
    (28..=31).rev().find_map(|day| Day::new(year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(value: &str) -> String {
        Days::of(value).map_or_else(String::new, |days| format!("{}..{}", days.first, days.last))
    }

    #[test]
    fn values_of_every_sort() {
        for (value, expected) in [
            ("2009", "2009-01-01..2009-12-31"),
            ("2009-02", "2009-02-01..2009-02-28"),
            ("2009-03-04", "2009-03-04..2009-03-04"),
            ("2009-03-04T10:15", "2009-03-04..2009-03-04"),
            ("199", "1990-01-01..1999-12-31"),
            ("199X", "1990-01-01..1999-12-31"),
            ("19", "1900-01-01..1999-12-31"),
            ("1977/1980", "1977-01-01..1980-12-31"),
            ("2009~", "2009-01-01..2009-12-31"),
            ("2009-SU", "2009-01-01..2009-12-31"),
            ("P3Y", ""),
            ("PRESENT_REF", ""),
            ("XXXX-12-24", ""),
            ("", ""),
        ] {
            assert_eq!(days(value), expected, "{value}");
        }
    }

    #[test]
    fn what_a_person_types() {
        let typed = |value| Days::typed(value).map(|d| (d.first.to_string(), d.last.to_string()));
        assert_eq!(
            typed("2009..2012-05"),
            Some(("2009-01-01".to_owned(), "2012-05-31".to_owned()))
        );
        assert_eq!(typed("..2012").unwrap().0, "0001-01-01");
        assert_eq!(typed("2012..2009"), None);
        assert_eq!(typed("soon"), None);
    }
}
