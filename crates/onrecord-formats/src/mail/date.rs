//! The dates of messages: `Tue, 3 Mar 2020 10:02:07 -0500 (EST)`, and what old programs made of it.

use crate::dates;
use onrecord_record::{Day, Moment};

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Names of zones that RFC 5322 keeps from older mail, and their hours from Greenwich.
const ZONES: [(&str, i8); 11] = [
    ("GMT", 0),
    ("UT", 0),
    ("UTC", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// How many words of a date are looked at.
const LONGEST: usize = 12;

/// The day and time as they are written, in the zone that is written with them.
pub(crate) fn moment(words: &str) -> Option<Moment> {
    of_mail(words).or_else(|| dates::moment(words))
}

/// As [`moment`], only in the form that mail programs write.
pub(crate) fn of_mail(words: &str) -> Option<Moment> {
    let words = words.replace(',', " ");
    let words: Vec<&str> = words.split_whitespace().take(LONGEST).collect();
    let number = |word: &str, longest: usize| -> Option<i16> {
        let digits = word.len() <= longest && word.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|_| digits)
    };
    // Day, month, year on end; the weekday before them tells nothing.
    let (at, day, month, year) = words.windows(3).enumerate().find_map(|(at, w)| {
        let [day, month, year] = w else { return None };
        let month = month.get(..3)?.to_ascii_lowercase();
        let month = MONTHS.iter().position(|m| *m == month)? + 1;
        Some((at, number(day, 2)?, month, number(year, 4)?))
    })?;
    let year = match year {
        0..=49 => year + 2000,
        50..=999 => year + 1900,
        _ => year,
    };
    let day = Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    let rest = words.get(at + 3..).unwrap_or_default();
    let time = rest.first().and_then(|word| clock(word));
    let zone = rest.get(1).and_then(|word| zone(word)).unwrap_or_default();
    Some(Moment {
        day,
        time: time.map(|time| time + &zone),
    })
}

/// `10:02:07`, `9:02`, with two digits each.
fn clock(word: &str) -> Option<String> {
    let parts: Option<Vec<u8>> = word
        .split(':')
        .map(|part| {
            let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            part.parse().ok().filter(|_| digits)
        })
        .collect();
    match parts?.as_slice() {
        [hour @ 0..24, minute @ 0..60] => Some(format!("{hour:02}:{minute:02}")),
        [hour @ 0..24, minute @ 0..60, second @ 0..=60] => {
            Some(format!("{hour:02}:{minute:02}:{second:02}"))
        }
        _ => None,
    }
}

/// `-05:00` of `-0500` or `EST`, `Z` of `GMT`.
fn zone(word: &str) -> Option<String> {
    if let Some((_, hours)) = ZONES
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name))
    {
        return Some(match hours {
            0 => "Z".to_owned(),
            hours => format!("{hours:+03}:00"),
        });
    }
    let digits = word.strip_prefix(['+', '-'])?;
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = digits.split_at_checked(2)?;
    match (word.starts_with('-'), digits) {
        (_, "0000") => Some("Z".to_owned()),
        (true, _) => Some(format!("-{hours}:{minutes}")),
        (false, _) => Some(format!("+{hours}:{minutes}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_old_and_new_are_read() {
        for (words, day, time) in [
            (
                "Tue, 3 Mar 2020 10:02:07 -0500 (EST)",
                "2020-03-03",
                Some("10:02:07-05:00"),
            ),
            ("3 Mar 2020 9:02 GMT", "2020-03-03", Some("09:02Z")),
            (
                "Wed,03 Mar 99 01:02:03 PST",
                "1999-03-03",
                Some("01:02:03-08:00"),
            ),
            (
                "Tue, 03 Mar 2020 10:02:07 +0530",
                "2020-03-03",
                Some("10:02:07+05:30"),
            ),
            ("3 March 2020", "2020-03-03", None),
            ("2020-03-03 10:02:07", "2020-03-03", Some("10:02:07")),
            ("Tuesday, March 3, 2020 10:02 AM", "2020-03-03", None),
        ] {
            let moment = moment(words).unwrap();
            assert_eq!(moment.day.to_string(), day, "{words}");
            assert_eq!(moment.time.as_deref(), time, "{words}");
        }
        for words in ["yesterday", "", "32 Mar 2020 10:02", "3/4/2020"] {
            assert_eq!(moment(words), None, "{words}");
        }
    }
}
