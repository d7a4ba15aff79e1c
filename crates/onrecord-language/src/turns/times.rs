//! Times and dates before or after a label, judged word by word.

/// Months, weekdays and what else a date is made of.
const DATE_WORDS: [&str; 37] = [
    "may",
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "at",
    "am",
    "pm",
    "a.m",
    "p.m",
];

/// `9:14`, `09:14:03`, `9.14pm`.
pub(super) fn is_clock(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let word = word
        .trim_end_matches("am")
        .trim_end_matches("pm")
        .trim_end_matches('z');
    let parts: Vec<&str> = word.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts.iter().all(|p| {
            (1..=2).contains(&p.split('.').next().map_or(0, str::len))
                && p.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        })
}

/// Whether a word may be part of a date: a day, a year, a month, `14/03/2019`.
pub(super) fn is_date_word(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let lower = lower.trim_matches(|c: char| {
        matches!(
            c,
            ',' | '.' | '(' | ')' | '[' | ']' | '·' | '•' | '—' | '–' | '-' | '|'
        )
    });
    if lower.is_empty() || is_clock(lower) || DATE_WORDS.contains(&lower) {
        return true;
    }
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|s| lower.strip_suffix(s))
        .unwrap_or(lower);
    let digits = ordinal.bytes().filter(u8::is_ascii_digit).count();
    digits > 0
        && ordinal
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-' | b'.'))
        || is_ago(lower)
}

/// `3h`, `2d`: how long ago.
fn is_ago(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && matches!(
            word.get(digits..),
            Some("h" | "m" | "d" | "w" | "y" | "hr" | "hrs" | "min" | "mins" | "s")
        )
}

/// Whether all words are a date or time, with a figure among them.
pub(super) fn is_date(words: &str) -> bool {
    words.split_whitespace().count() <= 9
        && words.contains(|c: char| c.is_ascii_digit())
        && words.split_whitespace().all(|w| {
            is_date_word(w)
                || matches!(
                    w,
                    "on" | "ago"
                        | "hours"
                        | "day"
                        | "days"
                        | "week"
                        | "weeks"
                        | "month"
                        | "months"
                        | "year"
                        | "years"
                        | "minutes"
                        | "hour"
                        | "via"
                        | "Edited"
                )
        })
}

/// Past a time of day, with or without the day, at byte `at`: `[09:14]`, `14/03/2019, 09:14 -`.
pub(super) fn past_stamp(par: &str, at: usize) -> Option<usize> {
    let mut end = at;
    let mut clock = false;
    for word in par.get(at..)?.split_inclusive(char::is_whitespace).take(8) {
        let core = word.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | ',' | '-' | '–' | '—')
        });
        if !(core.is_empty() || is_date_word(core)) {
            break;
        }
        clock |= is_clock(core);
        end += word.len();
    }
    (clock && end < par.len()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_and_dates() {
        assert_eq!(past_stamp("[09:14] Ada: no", 0), Some(8));
        assert_eq!(past_stamp("14/03/2019, 09:14 - Ada: no", 0), Some(20));
        assert_eq!(past_stamp("14 men left", 0), None);
        assert!(is_date("14 Mar 2019, 09:14") && is_date("· 3h") && is_date("9:14 AM"));
        assert!(!is_date("March with us") && !is_date("Mar"));
    }
}
