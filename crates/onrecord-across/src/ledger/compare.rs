//! Whether two values of one thing can both hold.

use super::numbers::in_words;
use super::values::BORN;
use onrecord_record::{Attribute, Day, EventKind};
pub(super) use things::IN_THE_OTHER;
use things::{charges, places};

mod things;

/// Days beyond which two events of a kind of one person may be two events, not one.
const APART: i32 = 400;
/// Days that two days of one trial may lie apart.
const TRIAL: i32 = 60;

/// How two values stand to one another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fit {
    /// Both can hold.
    Fits,
    /// Both can hold only if something is so that no document says: what.
    Possible(String),
    /// They cannot both hold.
    Excluded,
}

/// A value with what counts when it is compared.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Given<'v> {
    /// The value, as facts have it.
    pub value: &'v str,
    /// More exactly what it is of.
    pub qualifier: &'v str,
    /// Of which event.
    pub event: Option<EventKind>,
    /// The day of its document.
    pub day: Option<Day>,
    /// What another reading hangs on.
    pub ambiguity: Option<&'v str>,
    /// Its document tells of a second round.
    pub again: bool,
    /// The person is dead in it.
    pub dead: bool,
    /// "About", "nearly"; of a life sentence: loosely told.
    pub rough: bool,
    /// A day told by its night or morning.
    pub night: bool,
    /// By how many years the day may be off.
    pub slack: f64,
}

/// Whether two values of one attribute of one person or event can both hold.
pub fn compare(attribute: Attribute, a: &Given, b: &Given) -> Fit {
    if a.value.trim().is_empty() || b.value.trim().is_empty() {
        return Fit::Fits;
    }
    let fit = match attribute {
        Attribute::Age => ages(a, b),
        Attribute::Date => dates(a, b),
        Attribute::JuryVote => votes(a, b),
        Attribute::Sentence => sentences(a, b),
        Attribute::TimeServed => lengths(a, b),
        Attribute::Place => places(a, b),
        Attribute::Charge => charges(a, b),
        Attribute::Count => counts(a, b),
    };
    let ambiguity = a.ambiguity.or(b.ambiguity);
    match (fit, ambiguity) {
        (Fit::Excluded, Some(what)) => Fit::Possible(what.to_owned()),
        (fit, _) => fit,
    }
}

fn excluded_unless(fits: bool) -> Fit {
    if fits { Fit::Fits } else { Fit::Excluded }
}

/// Ages move with the day of the document, but not those of the dead or of a given time.
fn ages(a: &Given, b: &Given) -> Fit {
    let (Some(x), Some(y)) = (age(a), age(b)) else {
        return Fit::Fits;
    };
    let slack = if a.rough || b.rough { 3.0 } else { 0.0 };
    let same = (x.years - y.years).abs() <= slack + 0.02;
    let then = |of: &Given| !matches!(of.qualifier, "" | BORN);
    // "Then 19" says an age, not of which time.
    if then(a) || then(b) {
        return Fit::Fits;
    }
    let born = |of: &Given| of.qualifier == BORN;
    // Two days of birth are a disagreement of their own.
    if born(a) && born(b) {
        return Fit::Fits;
    }
    let ends = |of: &Given| {
        of.event
            .is_none_or(|e| matches!(e, EventKind::Offence | EventKind::Death))
    };
    let one_time =
        (a.dead || b.dead) && ends(a) && ends(b) || a.event.is_some() && a.event == b.event;
    if one_time && !born(a) && !born(b) {
        return excluded_unless(same);
    }
    let (Some(p), Some(q)) = (x.on, y.on) else {
        return Fit::Fits;
    };
    let years = f64::from(days(q) - days(p)) / 365.25;
    // The age of the dead stopped: what is told later says nothing of the day.
    if (a.dead && a.event.is_none() || b.dead && b.event.is_none()) && (born(a) || born(b)) {
        return Fit::Fits;
    }
    let off = x.slack + y.slack + slack + a.slack + b.slack;
    excluded_unless(((y.years - x.years) - years).abs() < 1.02 + off)
}

/// How old somebody was on a day; on the day of birth, nothing.
struct Aged {
    years: f64,
    on: Option<Day>,
    slack: f64,
}

fn age(of: &Given) -> Option<Aged> {
    if of.qualifier == BORN {
        let (day, slack) = match of.value.len() {
            4 => (format!("{}-07-01", of.value), 0.5),
            7 => (format!("{}-15", of.value), 0.05),
            _ => (of.value.to_owned(), 0.0),
        };
        return Some(Aged {
            years: 0.0,
            on: Some(day.parse().ok()?),
            slack,
        });
    }
    let number = number(of.value)?;
    let unit = |word: &str| of.value.contains(word);
    let years = if unit("week") {
        number / 52.0
    } else if unit("month") {
        number / 12.0
    } else {
        number
    };
    Some(Aged {
        years,
        on: of.day,
        slack: 0.0,
    })
}

/// A year holds its months, a month its days. What may happen twice is only possible.
fn dates(a: &Given, b: &Given) -> Fit {
    let plain = |v: &str| v.len() >= 4 && v.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    let (x, y) = (a.value, b.value);
    if !plain(x) || !plain(y) || x.starts_with(y) || y.starts_with(x) || a.rough || b.rough {
        return Fit::Fits;
    }
    // The night of one day is the morning of the next.
    let whole = x.len() == 10 && y.len() == 10;
    if (a.night || b.night) && whole && gap(x, y).is_some_and(|days| days <= 1) {
        return Fit::Fits;
    }
    match a.event.or(b.event) {
        Some(EventKind::Offence | EventKind::Death) => match gap(x, y) {
            // One person may have suffered twice.
            Some(gap) if gap > APART && !a.dead && !b.dead => {
                Fit::Possible("whether it is one event or two".to_owned())
            }
            _ => Fit::Excluded,
        },
        // A trial has more than one day.
        Some(EventKind::Trial) if !a.again && !b.again => match gap(x, y) {
            Some(gap) if gap > TRIAL && gap <= APART => Fit::Excluded,
            _ => Fit::Fits,
        },
        Some(
            EventKind::Conviction
            | EventKind::Plea
            | EventKind::Release
            | EventKind::Acquittal
            | EventKind::Sentence
            | EventKind::Charge
            | EventKind::Arrest
            | EventKind::Exoneration
            | EventKind::Vacatur,
        ) if !a.again && !b.again => match gap(x, y) {
            Some(gap) if gap <= APART => Fit::Excluded,
            _ => Fit::Possible("whether it is one event or two".to_owned()),
        },
        None if !a.qualifier.is_empty() => Fit::Excluded,
        _ => Fit::Fits,
    }
}

fn gap(a: &str, b: &str) -> Option<i32> {
    let part = |v: &str, n: usize| v.split('-').nth(n).map(str::parse::<i32>);
    let day = |v: &str| -> Option<i32> {
        let month = part(v, 1).and_then(Result::ok).unwrap_or(6);
        let day = part(v, 2).and_then(Result::ok).unwrap_or(15);
        Some(part(v, 0)?.ok()? * 365 + month * 30 + day)
    };
    Some((day(a)? - day(b)?).abs())
}

fn votes(a: &Given, b: &Given) -> Fit {
    let form = |v: &str| match v.trim().to_lowercase().replace(" to ", "-").as_str() {
        "12-0" | "unanimous" | "unanimously" => "unanimous".to_owned(),
        other => other.replace('–', "-").replace(' ', ""),
    };
    let (x, y) = (form(a.value), form(b.value));
    let split = |v: &str| v == "non-unanimous" || v == "split" || v == "nonunanimous";
    if x == y || a.again || b.again {
        return Fit::Fits;
    }
    // "Split" is the short form of every vote that is not unanimous.
    excluded_unless((split(&x) && y != "unanimous") || (split(&y) && x != "unanimous"))
}

/// "Life" alone and "life without parole" differ only if the first says that parole is open, but
/// readers are told: possible.
fn sentences(a: &Given, b: &Given) -> Fit {
    let form = |v: &str| v.trim().to_lowercase().replace("life imprisonment", "life");
    let length = |v: &str| years(v.trim()).or_else(|| years(&v.to_lowercase()));
    let (x, y) = (form(a.value), form(b.value));
    if x == y || a.again || b.again {
        return Fit::Fits;
    }
    let (life_x, life_y) = (x.contains("life"), y.contains("life"));
    if life_x && life_y {
        let bare = |v: &str| v == "life";
        let without = |v: &str| v.contains("without");
        return match (without(&x), without(&y)) {
            (true, false) if bare(&y) && b.rough => Fit::Fits,
            (false, true) if bare(&x) && a.rough => Fit::Fits,
            (true, false) if bare(&y) => Fit::Possible(BARE_LIFE.to_owned()),
            (false, true) if bare(&x) => Fit::Possible(BARE_LIFE.to_owned()),
            (with, other) if with != other => Fit::Excluded,
            _ => {
                let (p, q) = (number(&x), number(&y));
                excluded_unless(p.is_none() || q.is_none() || p == q)
            }
        };
    }
    // A term without a length that a monarch or court ends.
    if x.contains("pleasure") || y.contains("pleasure") {
        return Fit::Fits;
    }
    if let (Some(p), Some(q)) = (length(a.value), length(b.value)) {
        let slack = if a.rough || b.rough { 1.0 } else { 0.02 };
        // Terms of which nobody says whether one follows the other.
        let open = |v: &str| v.contains(" + ") && !v.contains('(');
        if open(&x) || open(&y) {
            let (all, other) = if open(&x) { (&x, q) } else { (&y, p) };
            let parts: Vec<f64> = all.split(" + ").filter_map(years).collect();
            let sum: f64 = parts.iter().sum();
            let fits = open(&x) && open(&y)
                || parts
                    .iter()
                    .chain([&sum])
                    .any(|part| (part - other).abs() <= slack);
            return excluded_unless(fits);
        }
        if (p - q).abs() > slack {
            return Fit::Excluded;
        }
        let least = |v: &str| v.split_once("minimum ").and_then(|(_, rest)| years(rest));
        return excluded_unless(match (least(&x), least(&y)) {
            (Some(p), Some(q)) => (p - q).abs() <= slack,
            _ => true,
        });
    }
    // A term and a second part such as probation can stand side by side.
    if life_x || life_y || x.contains("death") || y.contains("death") {
        return Fit::Excluded;
    }
    Fit::Fits
}

const BARE_LIFE: &str = "whether “life” is meant as without parole";

/// Time served grows with the day of the document, or stopped with the release.
fn lengths(a: &Given, b: &Given) -> Fit {
    let (Some(x), Some(y)) = (span_of(a.value), span_of(b.value)) else {
        return Fit::Fits;
    };
    let grown = match (a.day, b.day) {
        (Some(p), Some(q)) => f64::from(days(q) - days(p)) / 365.25,
        _ => 0.0,
    };
    let ((low, high), (later_low, later_high)) = if grown >= 0.0 { (x, y) } else { (y, x) };
    if later_low < high + grown.abs() && low < later_high {
        return Fit::Fits;
    }
    let told = |of: &Given| ROUGHLY.iter().any(|word| of.value.starts_with(word));
    if a.rough && !told(a) || b.rough && !told(b) {
        Fit::Possible("how rough the figure is".to_owned())
    } else {
        Fit::Excluded
    }
}

const ROUGHLY: [&str; 3] = ["nearly", "more than", "about"];

/// From how many years to how many a length may be meant: "nearly 4 years", "25 years".
fn span_of(value: &str) -> Option<(f64, f64)> {
    let how = ROUGHLY.into_iter().find(|word| value.starts_with(word));
    let bare = how.map_or(value, |how| value.get(how.len()..).unwrap_or_default());
    let n = years(bare.trim())?;
    // Lengths below two years are counted in months.
    let unit = if n < 2.0 { 0.25 } else { 1.0 };
    Some(match how {
        Some("nearly") => (n - 0.75 * unit, n),
        Some("more than") => (n, n + 1.5 * unit),
        Some(_) => (n - unit, n + unit),
        None => (n - 0.5 * unit, n + unit),
    })
}

fn counts(a: &Given, b: &Given) -> Fit {
    let (Some(x), Some(y)) = (number(a.value), number(b.value)) else {
        return Fit::Fits;
    };
    let slack = if a.rough || b.rough {
        x.max(y) / 5.0
    } else {
        0.0
    };
    // Without what is counted, the numbers may be of two things.
    if a.qualifier.is_empty() || a.qualifier != b.qualifier {
        return Fit::Fits;
    }
    excluded_unless((x - y).abs() <= slack)
}

/// The first number in it, in figures or words ("thirty-five").
fn number(value: &str) -> Option<f64> {
    let lower = value.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric() && c != '.')
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().ok().or_else(|| in_words(word).map(f64::from)));
    let first = words.find_map(|number| number)?;
    let tens =
        first >= 20.0 && first % 10.0 == 0.0 && !lower.contains(|c: char| c.is_ascii_digit());
    match words.next().flatten() {
        Some(unit) if tens && unit < 10.0 => Some(first + unit),
        _ => Some(first),
    }
}

/// A length in years: `P19Y`, `P18M`, `35 years`.
fn years(value: &str) -> Option<f64> {
    let value = &value.to_lowercase();
    if let Some(iso) = value.strip_prefix('p').filter(|_| value.len() < 8) {
        let unit = iso.chars().next_back()?;
        let n: f64 = iso.get(..iso.len() - unit.len_utf8())?.parse().ok()?;
        return match unit {
            'y' => Some(n),
            'm' => Some(n / 12.0),
            'w' => Some(n / 52.0),
            'd' => Some(n / 365.25),
            _ => None,
        };
    }
    let n = number(value)?;
    // "12 years 6 months".
    if let Some((years, months)) = value.split_once("years ")
        && months.contains("month")
        && let Some(months) = number(months)
    {
        return Some(number(years)? + months / 12.0);
    }
    if value.contains("month") {
        Some(n / 12.0)
    } else if value.contains("year") {
        Some(n)
    } else {
        None
    }
}

/// Days since the year 0, as exactly as ages need.
fn days(day: Day) -> i32 {
    i32::from(day.year()) * 365
        + i32::from(day.year()) / 4
        + i32::from(day.month()) * 30
        + i32::from(day.day())
}

#[cfg(test)]
mod tests;
