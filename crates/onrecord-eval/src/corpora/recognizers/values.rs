//! What TIMEX3 would write for the values of the specifications.

use super::Value;
use jiff::civil::{Date, Weekday};
use onrecord_record::Day;

/// The forms of a value that TIMEX3 would write, that of the specification first: its own, the day or time it is
/// resolved to, and for a range the unit of the calendar or the length that it is. A range that is neither stays as it is.
/// `words` are those of the expression, in lower case; `from` is the day to count from.
pub(super) fn forms(value: &Value, words: &str, from: Option<Day>) -> Vec<String> {
    let mut forms = Vec::new();
    let bounds = (value.start.as_deref(), value.end.as_deref());
    if let Some(range) = Range::of(&value.timex, bounds) {
        forms.extend(range.unit(words));
        forms.extend(range.length(words, from));
        if forms.is_empty() {
            forms.push(value.timex.clone());
        }
    } else {
        forms.push(value.timex.clone());
        if let (Some(start), Some(end)) = bounds {
            forms.extend(
                date(start)
                    .zip(date(end))
                    .and_then(|(start, end)| unit(start, end)),
            );
        }
        for bound in [bounds.0, bounds.1].into_iter().flatten() {
            forms.extend(resolved(&value.timex, bound));
        }
    }
    let whole = value.value.iter().filter(|day| day.contains('-'));
    forms.extend(whole.map(|day| day.replace(' ', "T")));
    forms.iter().flat_map(|form| times(form)).collect()
}

/// `(2019-01-01,2019-04-01,P3M)`.
struct Range<'v> {
    start: Option<Date>,
    end: Option<Date>,
    length: &'v str,
}

impl<'v> Range<'v> {
    /// Ends that are not of one year only are taken from what they are resolved to.
    fn of(timex: &'v str, resolved: (Option<&str>, Option<&str>)) -> Option<Self> {
        let parts = timex.strip_prefix('(')?.strip_suffix(')')?;
        let mut parts = parts.split(',');
        let mut end = |resolved: Option<&str>| {
            let own = parts.next().and_then(date);
            own.or_else(|| resolved.and_then(date))
        };
        Some(Self {
            start: end(resolved.0),
            end: end(resolved.1),
            length: parts.next()?,
        })
    }

    /// The unit of the calendar that it is. The length tells years from twelve months; three and six months are a
    /// quarter or a half only where the words say so ("from January to April" is none).
    fn unit(&self, words: &str) -> Option<String> {
        let names = |name: &str, letter: char| {
            let mut all = words.split(|c: char| !c.is_alphanumeric());
            all.any(|word| {
                let number = word.strip_prefix(letter);
                word == name || number.is_some_and(|number| number.parse::<u8>().is_ok())
            })
        };
        let is_one = match self.length {
            "P1Y" | "P10Y" | "P100Y" | "P1W" => true,
            "P3M" => names("quarter", 'q'),
            "P6M" => names("half", 'h'),
            _ => false,
        };
        let (start, end) = (self.start?, self.end?);
        unit(start, end).filter(|_| is_one)
    }

    /// Its length, where that is one number of a unit that the words name, and it begins or ends on the day to count
    /// from, or on the day after or before it.
    fn length(&self, words: &str, from: Option<Day>) -> Option<String> {
        let (number, names) = LENGTHS.iter().find_map(|(begins, ends, names)| {
            let number = self.length.strip_prefix(begins)?.strip_suffix(ends)?;
            Some((number, names))
        })?;
        number.parse::<u32>().ok()?;
        let mut all = words.split(|c: char| !c.is_alphanumeric());
        if !all.any(|word| names.contains(&word)) {
            return None;
        }
        let from: Date = from?.to_string().parse().ok()?;
        let near = |end: Option<Date>| {
            end.is_some_and(|end| end.duration_since(from).as_hours().unsigned_abs() <= 24)
        };
        (near(self.start) || near(self.end)).then(|| self.length.to_owned())
    }
}

/// How lengths begin and end, and what their units are called.
const LENGTHS: [(&str, &str, &[&str]); 6] = [
    ("PT", "M", &["minute", "minutes", "min"]),
    ("PT", "H", &["hour", "hours"]),
    ("P", "D", &["day", "days"]),
    ("P", "W", &["week", "weeks", "fortnight", "fortnights"]),
    ("P", "M", &["month", "months"]),
    ("P", "Y", &["year", "years"]),
];

/// The day of `2016-11-07`, `2016-11-07 08:00:00` and `2016-11-07T08`.
fn date(bound: &str) -> Option<Date> {
    bound.get(..10)?.parse().ok()
}

/// The TIMEX3 value of the days from `start` up to `end`, where they are a unit of the calendar.
fn unit(start: Date, end: Date) -> Option<String> {
    let year = start.year();
    let days = end.duration_since(start).as_hours() / 24;
    let week = start.iso_week_date();
    match (start.weekday(), days) {
        (Weekday::Monday, 7) => return Some(format!("{:04}-W{:02}", week.year(), week.week())),
        (Weekday::Saturday, 2) => {
            return Some(format!("{:04}-W{:02}-WE", week.year(), week.week()));
        }
        _ => {}
    }
    if start.day() != 1 || end.day() != 1 {
        return None;
    }
    let months = (i32::from(end.year()) - i32::from(year)) * 12 + i32::from(end.month())
        - i32::from(start.month());
    let month = i32::from(start.month());
    // The months before it are whole units of the same length.
    let is_aligned = months > 0 && (i32::from(year) * 12 + month - 1) % months == 0;
    match months {
        _ if !is_aligned => None,
        1 => Some(format!("{year:04}-{month:02}")),
        3 => Some(format!("{year:04}-Q{}", (month + 2) / 3)),
        6 => Some(format!("{year:04}-H{}", (month + 5) / 6)),
        12 => Some(format!("{year:04}")),
        120 => Some(format!("{:03}", year / 10)),
        1200 => Some(format!("{:02}", year / 100)),
        _ => None,
    }
}

/// A day of any year, or a weekday, with the rest of its value, on the day that it is resolved to: `XXXX-WXX-2TAF`
/// with `2016-11-01 12:00:00` is `2016-11-01TAF`.
fn resolved(timex: &str, bound: &str) -> Option<String> {
    let day = date(bound)?;
    let (of_any, time) = match timex.split_once('T') {
        Some((of_any, time)) => (of_any, format!("T{time}")),
        None => (timex, String::new()),
    };
    let rest = of_any.strip_prefix("XXXX-")?;
    let is_day = day.to_string().ends_with(&format!("-{rest}"));
    let weekday = rest.strip_prefix("WXX-").and_then(|day| day.parse().ok());
    let is_weekday = weekday == Some(day.weekday().to_monday_one_offset());
    (is_day || is_weekday).then(|| format!("{day}{time}"))
}

/// A value with all ways to write its time of day: `T08`, `T08:00` and `T08:00:00` are one.
fn times(form: &str) -> Vec<String> {
    let mut all = vec![form.to_owned()];
    let Some((day, time)) = form
        .split_once('T')
        .filter(|_| !form.starts_with(['P', '(', 'S']))
    else {
        return all;
    };
    let parts: Vec<&str> = time.split(':').collect();
    let is_number = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return all;
    }
    let (hour, minute, second) = match parts.as_slice() {
        [hour] => (*hour, "00", "00"),
        [hour, minute] => (*hour, *minute, "00"),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return all,
    };
    let mut ways = vec![format!("{day}T{hour}:{minute}:{second}")];
    if second == "00" {
        ways.push(format!("{day}T{hour}:{minute}"));
    }
    if second == "00" && minute == "00" {
        ways.push(format!("{day}T{hour}"));
    }
    // The usual way first.
    ways.rotate_left(usize::from(second == "00"));
    all.clear();
    all.extend(ways);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(timex: &str, bounds: [&str; 2], words: &str) -> Vec<String> {
        let bound = |at: &str| Some(at.to_owned()).filter(|at| !at.is_empty());
        let value = Value {
            timex: timex.to_owned(),
            value: None,
            start: bound(bounds[0]),
            end: bound(bounds[1]),
        };
        forms(&value, words, "2019-07-04".parse().ok())
    }

    #[test]
    fn ranges_that_are_units_of_the_calendar_have_their_values() {
        let range = |range: &str, words: &str| read(range, ["", ""], words);
        assert_eq!(
            range("(2019-01-01,2019-04-01,P3M)", "q1 of 2019"),
            ["2019-Q1"]
        );
        assert_eq!(range("(2019-07-01,2020-01-01,P6M)", "2019 h2"), ["2019-H2"]);
        assert_eq!(
            range("(1400-01-01,1500-01-01,P100Y)", "15th century"),
            ["14"]
        );
        assert_eq!(range("(1990-01-01,2000-01-01,P10Y)", "1990s"), ["199"]);
        assert_eq!(range("(2019-07-08,2019-07-15,P1W)", "then"), ["2019-W28"]);
        assert_eq!(
            read(
                "(XXXX-04-01,XXXX-07-01,P3M)",
                ["2018-04-01", "2018-07-01"],
                "second quarter"
            ),
            ["2018-Q2"]
        );
    }

    #[test]
    fn ranges_between_two_ends_have_none() {
        for (range, words) in [
            ("(2019-01-01,2019-04-01,P3M)", "from january to april"),
            ("(2019-02-01,2019-05-01,P3M)", "a quarter"),
            ("(2018-01-01,2019-01-01,P12M)", "from 2018-q1 to 2019-q1"),
            ("(1995-01-01,2005-01-01,P10Y)", "ten years"),
            ("(2019-07-09,2019-07-16,P1W)", "a week from tuesday"),
            ("(T17,T18,PT1H)", "5 to 6 pm, an hour"),
        ] {
            assert_eq!(read(range, ["", ""], words), [range]);
        }
    }

    #[test]
    fn lengths_from_the_day_to_count_from_have_their_values() {
        let range = "(2019-07-05,2019-07-19,P2W)";
        assert_eq!(read(range, ["", ""], "the next two weeks"), ["P2W"]);
        assert_eq!(read(range, ["", ""], "from tomorrow to the 19th"), [range]);
        let later = "(2019-08-05,2019-08-19,P2W)";
        assert_eq!(read(later, ["", ""], "two weeks from august 5"), [later]);
    }

    #[test]
    fn days_of_any_year_are_resolved() {
        let week = read(
            "XXXX-WXX-2TAF",
            ["2016-11-01 12:00:00", "2016-11-01 16:00:00"],
            "",
        );
        assert_eq!(week[..2], ["XXXX-WXX-2TAF", "2016-11-01TAF"]);
        assert_eq!(read("XXXX-07-04", ["", "2018-07-04"], "")[1], "2018-07-04");
        assert_eq!(read("XXXX-07-04", ["2018-07-05", ""], "").len(), 1);
        let weekend = read("XXXX-WXX-WE", ["2016-11-12", "2016-11-14"], "");
        assert_eq!(weekend[1], "2016-W45-WE");
    }

    #[test]
    fn a_time_of_day_may_be_written_with_or_without_zeros() {
        assert_eq!(times("T08"), ["T08:00", "T08", "T08:00:00"]);
        assert_eq!(
            times("2016-11-07T08:30:00"),
            ["2016-11-07T08:30", "2016-11-07T08:30:00"]
        );
        assert_eq!(times("T19:56:30"), ["T19:56:30"]);
        assert_eq!(times("2016-11-07TEV"), ["2016-11-07TEV"]);
        assert_eq!(times("PT3H"), ["PT3H"]);
        assert_eq!(times("(T17,T18,PT1H)"), ["(T17,T18,PT1H)"]);
    }
}
