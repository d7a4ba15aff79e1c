//! Dates and times as the cells of tables and the exports of programs give them.

use crate::dates;
use onrecord_record::{Day, Moment};

/// In which order a column gives day and month in figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// What the values of one column say together of the order of day and month.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Orders {
    day_first: bool,
    month_first: bool,
}

impl Orders {
    /// Takes a value into account.
    pub(crate) fn look(&mut self, words: &str) {
        match slashed(words.trim()) {
            Some((first, second, ..)) if first > 12 && second <= 12 => self.day_first = true,
            Some((first, second, ..)) if second > 12 && first <= 12 => self.month_first = true,
            _ => {}
        }
    }

    /// The order, where the values leave only one.
    pub(crate) fn order(self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(Order::DayFirst),
            (false, true) => Some(Order::MonthFirst),
            _ => None,
        }
    }
}

/// The moment that `words` are: ISO 8601, a date with the month's name, `Wed Oct 10 20:19:24 +0000 2018`,
/// seconds or milliseconds since 1970, `14.03.2021`, and `03/14/2021` in the column's order.
pub(crate) fn moment(words: &str, order: Option<Order>) -> Option<Moment> {
    let words = words.trim();
    if words.len() > LONGEST || words.is_empty() {
        return None;
    }
    if let Some(found) = dates::moment(words).filter(|m| m.time.is_some()) {
        return Some(Moment {
            time: found.time.map(|time| without_fraction(&time)),
            ..found
        });
    }
    unix(words)
        .or_else(|| with_figures(words, order))
        .or_else(|| with_name(words))
}

/// `06:00:00.000Z` without the fraction, which programs write and nobody means.
fn without_fraction(time: &str) -> String {
    let Some((before, after)) = time.split_once('.') else {
        return time.to_owned();
    };
    let zone = after.trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{before}{zone}")
}

/// Longest value, in bytes, that can be a date.
const LONGEST: usize = 60;

/// Years that seconds since 1970 may mean: those of the web.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Seconds, or milliseconds, since 1970.
fn unix(words: &str) -> Option<Moment> {
    let whole = words.split_once('.').map_or(words, |(whole, fraction)| {
        let is_fraction = fraction.bytes().all(|b| b.is_ascii_digit());
        if is_fraction { whole } else { words }
    });
    if !(9..=13).contains(&whole.len()) || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    of_seconds(if whole.len() > 11 {
        number / 1000
    } else {
        number
    })
}

/// The moment this many seconds after the start of 1970, UTC; nothing outside the years of the web.
pub(crate) fn of_seconds(seconds: i64) -> Option<Moment> {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years that begin in March, so that the leap day is their last one; in eras of 400 years.
    let shifted = days.checked_add(719_468)?;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = (
        year + era * 400 + i64::from(month >= 10),
        if month < 10 { month + 3 } else { month - 9 },
    );
    let year = i16::try_from(year).ok().filter(|y| YEARS.contains(y))?;
    Some(Moment {
        day: Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?,
        time: Some(format!(
            "{:02}:{:02}:{:02}Z",
            rest / 3600,
            rest / 60 % 60,
            rest % 60
        )),
    })
}

/// The two first figures of a date with slashes, and its year.
fn slashed(words: &str) -> Option<(u8, u8, i16, &str)> {
    let (date, rest) = words.split_once([' ', ',', 'T']).unwrap_or((words, ""));
    let mut parts = date.split(['/', '-']);
    let mut part = || {
        let part = parts.next()?;
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then_some(part)
    };
    let (first, second, year) = (part()?, part()?, part()?);
    if parts.next().is_some() || first.len() > 2 || second.len() > 2 {
        return None;
    }
    Some((
        first.parse().ok()?,
        second.parse().ok()?,
        year_of(year)?,
        rest,
    ))
}

/// `2021`, or `21`: two figures as POSIX takes them, 69 and later in the last century.
fn year_of(words: &str) -> Option<i16> {
    let year: i16 = words.parse().ok()?;
    match words.len() {
        4 => Some(year),
        2 if year < 69 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

fn with_figures(words: &str, order: Option<Order>) -> Option<Moment> {
    let dotted = words.split([' ', ',']).next()?;
    let (day, month, year, rest) = if dotted.matches('.').count() == 2 && !dotted.contains(':') {
        // With dots, the day stands first in every country that writes them.
        let (first, second, year, _) = slashed(&dotted.replace('.', "/"))?;
        (first, second, year, words.get(dotted.len()..)?)
    } else {
        let (first, second, year, rest) = slashed(words)?;
        let order = order.or(match (first, second) {
            (13.., _) => Some(Order::DayFirst),
            (_, 13..) => Some(Order::MonthFirst),
            _ if first == second => Some(Order::DayFirst),
            _ => None,
        });
        match order? {
            Order::DayFirst => (first, second, year, rest),
            Order::MonthFirst => (second, first, year, rest),
        }
    };
    Some(Moment {
        day: Day::new(year, month, day)?,
        time: Clock::of(rest).0.written(),
    })
}

/// A date with its month's name or in ISO order, and a time and zone anywhere around it.
fn with_name(words: &str) -> Option<Moment> {
    let (clock, rest) = Clock::of(words);
    let day = dates::moment(rest.trim()).map(|m| m.day)?;
    Some(Moment {
        day,
        time: clock.written(),
    })
}

/// A time of day and its zone.
#[derive(Default)]
struct Clock {
    time: Option<(u8, u8, Option<u8>)>,
    afternoon: Option<bool>,
    zone: Option<String>,
}

impl Clock {
    /// The time in `words`, and the other words.
    fn of(words: &str) -> (Self, String) {
        let mut clock = Self::default();
        let mut rest = String::new();
        for word in words.split_whitespace() {
            if !clock.take(word.trim_matches(['(', ')', ','])) {
                rest.push_str(word);
                rest.push(' ');
            }
        }
        (clock, rest)
    }

    fn take(&mut self, word: &str) -> bool {
        match word.to_ascii_lowercase().as_str() {
            "at" => true,
            "am" | "a.m." => self.half(false),
            "pm" | "p.m." => self.half(true),
            "z" | "utc" | "gmt" => {
                self.zone = Some("Z".to_owned());
                true
            }
            lower if self.time.is_none() => {
                let zulu = lower.ends_with('z');
                let bare = lower.trim_end_matches('z');
                let (bare, half) = match (bare.strip_suffix("am"), bare.strip_suffix("pm")) {
                    (Some(bare), _) => (bare, Some(false)),
                    (_, Some(bare)) => (bare, Some(true)),
                    _ => (bare, None),
                };
                let Some(time) = time_of(bare) else {
                    return self.offset(lower);
                };
                self.time = Some(time);
                self.afternoon = half.or(self.afternoon);
                if zulu {
                    self.zone = Some("Z".to_owned());
                }
                true
            }
            lower => self.offset(lower),
        }
    }

    fn half(&mut self, afternoon: bool) -> bool {
        self.afternoon = Some(afternoon);
        true
    }

    /// `+0000`, `-08:00`.
    fn offset(&mut self, word: &str) -> bool {
        let Some(digits) = word.strip_prefix(['+', '-']) else {
            return false;
        };
        let digits = digits.replace(':', "");
        let (Some(hours), Some(minutes)) = (digits.get(..2), digits.get(2..)) else {
            return false;
        };
        if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        self.zone = Some(match digits.as_str() {
            "0000" => "Z".to_owned(),
            _ => format!(
                "{}{hours}:{minutes}",
                if word.starts_with('-') { '-' } else { '+' }
            ),
        });
        true
    }

    fn written(self) -> Option<String> {
        let (hours, minutes, seconds) = self.time?;
        let hours = match self.afternoon {
            Some(true) if hours < 12 => hours + 12,
            Some(false) if hours == 12 => 0,
            _ => hours,
        };
        let seconds = seconds.map_or_else(String::new, |s| format!(":{s:02}"));
        let zone = self.zone.unwrap_or_default();
        Some(format!("{hours:02}:{minutes:02}{seconds}{zone}"))
    }
}

fn time_of(word: &str) -> Option<(u8, u8, Option<u8>)> {
    let mut parts = word.split(':');
    let hours: u8 = parts.next()?.parse().ok().filter(|h| *h < 24)?;
    let minutes = parts.next().filter(|m| m.len() == 2)?;
    let minutes: u8 = minutes.parse().ok().filter(|m| *m < 60)?;
    let seconds = match parts.next() {
        None => None,
        Some(seconds) => {
            let whole = seconds.split('.').next().unwrap_or_default();
            Some(whole.parse().ok().filter(|s: &u8| *s < 61)?)
        }
    };
    parts.next().is_none().then_some((hours, minutes, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(words: &str, order: Option<Order>) -> Option<String> {
        let moment = moment(words, order)?;
        let time = moment.time.map(|time| format!("T{time}"));
        Some(format!("{}{}", moment.day, time.unwrap_or_default()))
    }

    #[test]
    fn dates_of_many_programs() {
        for (words, is) in [
            ("Wed Oct 10 20:19:24 +0000 2018", "2018-10-10T20:19:24Z"),
            ("2014-03-05 12:33:11 +0000", "2014-03-05T12:33:11Z"),
            ("2021-03-12T06:00:00.000Z", "2021-03-12T06:00:00Z"),
            (
                "Fri, 12 Mar 2021 06:00:00 -0800",
                "2021-03-12T06:00:00-08:00",
            ),
            ("March 12, 2021 at 6:05 PM", "2021-03-12T18:05"),
            ("Mar 12, 2021, 12:05am", "2021-03-12T00:05"),
            ("1615528800", "2021-03-12T06:00:00Z"),
            ("1615528800123", "2021-03-12T06:00:00Z"),
            ("1615528800.0", "2021-03-12T06:00:00Z"),
            ("14.03.2021 09:30", "2021-03-14T09:30"),
            ("3/14/2021 9:04 PM", "2021-03-14T21:04"),
            ("14/3/21", "2021-03-14"),
            ("2021-03-12", "2021-03-12"),
            ("951782400", "2000-02-29T00:00:00Z"),
        ] {
            assert_eq!(written(words, None).as_deref(), Some(is), "{words}");
        }
        for words in [
            "03/04/2021",
            "yesterday",
            "12",
            "44256",
            "2021",
            "99/99/2021",
            "",
        ] {
            assert_eq!(written(words, None), None, "{words}");
        }
    }

    #[test]
    fn a_column_tells_the_order_of_day_and_month() {
        let order = |values: &[&str]| {
            let mut orders = Orders::default();
            values.iter().for_each(|v| orders.look(v));
            orders.order()
        };
        let us = order(&["03/04/2021", "03/25/2021"]);
        assert_eq!(written("03/04/2021", us).as_deref(), Some("2021-03-04"));
        let uk = order(&["03/04/2021", "25/03/2021"]);
        assert_eq!(written("03/04/2021", uk).as_deref(), Some("2021-04-03"));
        assert_eq!(order(&["13/01/2021", "01/13/2021"]), None);
        assert_eq!(order(&["01/02/2021"]), None);
    }

    proptest! {
        #[test]
        fn no_words_make_it_fail(words in "[0-9:/. apmzTZ+-]{0,40}|\\PC{0,60}") {
            let _ = moment(&words, Some(Order::MonthFirst));
            let mut orders = Orders::default();
            orders.look(&words);
        }

        #[test]
        fn seconds_never_fail(seconds in any::<i64>()) {
            let _ = of_seconds(seconds);
        }
    }
}
