//! Normal forms of dates, times, durations and values of facts.

use super::vocabulary::{Vocabulary, holds};
use onrecord_record::Day;

const DAY_PARTS: [&str; 6] = ["MO", "MI", "AF", "EV", "NI", "DT"];

/// Whether this is an EDTF date as the corpus uses it: `2002`, `1992-06`, `2014-02-06`, `2014-02-06T21:30`,
/// `1977/1980`, `199X`, each date with `~` where it is about then.
pub fn is_edtf(value: &str) -> bool {
    if let Some(decade) = value.strip_suffix('X') {
        return digits(decade, 3);
    }
    match value.split_once('/') {
        Some((from, to)) => is_edtf_date(from) && is_edtf_date(to) && !to.contains('T'),
        None => is_edtf_date(value),
    }
}

fn is_edtf_date(value: &str) -> bool {
    let value = value.strip_suffix('~').unwrap_or(value);
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    let mut parts = date.splitn(3, '-');
    let year = parts.next().is_some_and(|y| digits(y, 4));
    match (parts.next(), parts.next(), time) {
        (None, None, None) => year,
        // 21 to 24 are the seasons, spring first.
        (Some(month), None, None) => {
            year && (is_month(month) || digits(month, 2) && ("21"..="24").contains(&month))
        }
        (Some(_), Some(_), time) => date.parse::<Day>().is_ok() && time.is_none_or(is_clock),
        _ => false,
    }
}

/// Whether this is a value of TIMEX3.
pub fn is_timex(value: &str) -> bool {
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return true;
    }
    if let Some(duration) = value.strip_prefix('P') {
        return is_duration(duration);
    }
    match value.split_once('T') {
        Some(("", time)) => is_time(time),
        Some((date, time)) => is_timex_date(date) && is_time(time),
        None => is_timex_date(value),
    }
}

/// `3Y`, `T4H`, `2DE`, `XD`, `4.5M`, `1DT6H`: what follows the P of a duration.
fn is_duration(rest: &str) -> bool {
    let amount = |c: char| c.is_ascii_digit() || c == 'X' || c == '.';
    let mut rest = rest;
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let unit = rest.trim_start_matches(amount);
        let next =
            unit.trim_start_matches(|c: char| c.is_ascii_uppercase() && c != 'X' && c != 'T');
        let letters = unit.len() - next.len();
        if unit.len() == rest.len() || !(1..=2).contains(&letters) {
            return false;
        }
        if next.is_empty() {
            return true;
        }
        rest = next;
    }
    false
}

fn is_timex_date(date: &str) -> bool {
    let open = |part: &str| part.chars().all(|c| c.is_ascii_digit() || c == 'X');
    let two = |part: &str| part.len() == 2 && open(part);
    let mut parts = date.split('-');
    let (year, second, third) = (parts.next(), parts.next(), parts.next());
    if parts.next().is_some() || !year.is_some_and(|y| (2..=4).contains(&y.len()) && open(y)) {
        return false;
    }
    let season = |part: &str| {
        matches!(part, "SP" | "SU" | "FA" | "WI" | "H1" | "H2")
            || part.strip_prefix('W').is_some_and(two)
            || part
                .strip_prefix('Q')
                .is_some_and(|q| q.len() == 1 && open(q))
            || two(part) && (part.contains('X') || is_month(part))
    };
    let day = |part: &str| part == "WE" || digits(part, 1) || two(part);
    let known =
        !date.contains(['X', 'W', 'S', 'F', 'Q', 'H']) && third.is_some_and(|d| d.len() == 2);
    second.is_none_or(season) && third.is_none_or(day) && (!known || date.parse::<Day>().is_ok())
}

fn is_time(time: &str) -> bool {
    DAY_PARTS.contains(&time) || is_clock(time) || digits(time, 2) && time < "25"
}

fn is_clock(time: &str) -> bool {
    time.split_once(':')
        .is_some_and(|(h, m)| digits(h, 2) && digits(m, 2) && h < "25" && m < "60")
}

fn is_month(month: &str) -> bool {
    digits(month, 2) && ("01"..="12").contains(&month)
}

fn digits(part: &str, count: usize) -> bool {
    part.len() == count && part.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a fact of this attribute can have this value; words of the text are not judged.
pub fn is_value(attribute: &str, value: &str, vocabulary: &Vocabulary) -> bool {
    let number = |v: &str| !v.is_empty() && v.bytes().all(|b| b.is_ascii_digit());
    let duration = |v: &str| v.starts_with('P') && is_timex(v);
    match attribute {
        "age" => number(value) || duration(value),
        "count" => number(value),
        "date" => is_edtf(value),
        "time-served" => duration(value),
        "jury-vote" => {
            holds(&vocabulary.votes, value)
                || value
                    .split_once('-')
                    .is_some_and(|(a, b)| number(a) && number(b))
        }
        "sentence" => value
            .split('/')
            .all(|v| holds(&vocabulary.sentences, v) || duration(v)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_exist_are_edtf() {
        for good in [
            "2002",
            "1992-06",
            "2014-02-06",
            "1977/1980",
            "2002~",
            "199X",
            "2021-09/2021-11",
            "2003-23",
            "2014-02-06T21:30",
        ] {
            assert!(is_edtf(good), "{good}");
        }
        for bad in [
            "",
            "92",
            "1992-13",
            "2014-02-30",
            "1977/",
            "1977/1980/1990",
            "19XX",
            "2014-02T21:30",
            "2014-02-06T25:30",
            "May",
        ] {
            assert!(!is_edtf(bad), "{bad}");
        }
    }

    #[test]
    fn values_of_timex3() {
        for good in [
            "2014",
            "199",
            "19",
            "2014-03-07",
            "2014-W10",
            "2014-W10-WE",
            "2014-SU",
            "2014-Q1",
            "2014-H1",
            "PAST_REF",
            "XXXX-03-07",
            "XXXX-WXX-1",
            "T21:30",
            "TNI",
            "2014-03-07TMO",
            "2014-03-07T21",
            "P3Y",
            "P2DE",
            "PT4H",
            "PXD",
            "P1DT6H",
            "P4.5M",
            "P1Y6M",
            "2014-XX-XX",
        ] {
            assert!(is_timex(good), "{good}");
        }
        for bad in [
            "",
            "P",
            "PT",
            "P3",
            "PY",
            "2",
            "20145",
            "2014-13",
            "2014-02-30",
            "2014-",
            "T",
            "TXX",
            "T25:00",
            "NEVER_REF",
            "P3years",
        ] {
            assert!(!is_timex(bad), "{bad}");
        }
    }

    #[test]
    fn a_value_has_the_form_of_its_attribute() {
        let vocabulary = Vocabulary::load().unwrap();
        let is = |attribute, value| is_value(attribute, value, &vocabulary);
        assert!(is("age", "34") && is("age", "P5M") && !is("age", "thirty"));
        assert!(is("jury-vote", "10-2") && is("jury-vote", "unanimous") && !is("jury-vote", "10"));
        assert!(
            is("sentence", "P20Y/life")
                && is("sentence", "life without parole")
                && !is("sentence", "20 years")
        );
        assert!(is("date", "1996-03") && !is("date", "March"));
        assert!(is("charge", "arson"));
    }
}
