//! What can be corrected in a line, and which values fit there.

use crate::packed::name_or_nothing;
use onrecord_record::{
    Attribute, Day, EntityKind, EventKind, GroundCode, Layer, Reading, SpeechAct, StatementKind,
    TimexKind,
};

/// What to write for a date.
const DATES: &str = "a date that exists, as 2009, 2009-03 or 2009-03-04; two of them with / between are a \
     stretch of time, ~ after it means about";

/// What to write for a length of time.
const LENGTHS: &str = "a length of time, as 19 years, 6 months or P19Y";

/// The most years that somebody can be old.
const OLDEST: u32 = 130;

/// What a value has to be.
enum Form {
    /// Any words.
    Words,
    /// One of these names.
    OneOf(Vec<String>),
    Date,
    Length,
    /// A whole number of at most so much.
    Number(u32),
    /// `10-2`.
    Vote,
}

/// The fields of a line of this layer that can be corrected; none where it can only be rejected.
pub const fn fields_of(layer: Layer) -> &'static [&'static str] {
    match layer {
        Layer::Statement => &["speaker", "kind", "date", "medium"],
        Layer::Event => &["date", "kind", "place"],
        Layer::Fact | Layer::Timex => &["value"],
        Layer::Ground => &["code", "about"],
        Layer::Entity => &["name", "kind"],
        _ => &[],
    }
}

/// The value as it is kept in a field of a line: without space around it, names of kinds as files have
/// them.
///
/// # Errors
/// A sentence for people where the line has no such field or the value does not fit it, with what would.
pub fn fitting(
    reading: &Reading,
    (layer, index): (Layer, u32),
    field: &str,
    value: &str,
) -> Result<String, String> {
    match fields_of(layer) {
        [] => return Err("nothing can be corrected in it; reject it instead".to_owned()),
        fields if !fields.contains(&field) => {
            return Err(format!(
                "{field:?} cannot be corrected in it: it has {}",
                fields.join(", ")
            ));
        }
        _ => {}
    }
    let value = value.trim();
    let (kept, give) = match form(reading, (layer, index), field) {
        Form::Words => (Some(value.to_owned()), "words".to_owned()),
        Form::OneOf(names) => {
            let found = names.iter().find(|name| folded(name) == folded(value));
            (found.cloned(), format!("one of {}", names.join(", ")))
        }
        Form::Date => (is_date(value).then(|| value.to_owned()), DATES.to_owned()),
        Form::Length => (
            is_length(value).then(|| value.to_owned()),
            LENGTHS.to_owned(),
        ),
        Form::Number(most) => (
            number(value, most).map(|number| number.to_string()),
            format!("a whole number from 0 to {most}, in digits"),
        ),
        Form::Vote => (
            is_vote(value).then(|| value.to_owned()),
            "two numbers of jurors, as 10-2".to_owned(),
        ),
    };
    kept.filter(|kept| !kept.is_empty())
        .ok_or_else(|| format!("{field} cannot be {value:?}: give {give}"))
}

fn form(reading: &Reading, (layer, index): (Layer, u32), field: &str) -> Form {
    let index = index as usize;
    match (layer, field) {
        (Layer::Statement, "kind") => {
            let kinds = [
                StatementKind::Direct,
                StatementKind::Indirect,
                StatementKind::Mixed,
            ];
            let acts = [
                SpeechAct::Assertion,
                SpeechAct::Denial,
                SpeechAct::Question,
                SpeechAct::Demand,
                SpeechAct::Refusal,
                SpeechAct::Belief,
                SpeechAct::Ruling,
                SpeechAct::Attitude,
            ];
            let kinds = kinds.iter().map(name_or_nothing);
            Form::OneOf(kinds.chain(acts.iter().map(name_or_nothing)).collect())
        }
        (Layer::Event, "kind") => Form::OneOf(EventKind::ALL.iter().map(name_or_nothing).collect()),
        (Layer::Entity, "kind") => {
            let kinds = [
                EntityKind::Person,
                EntityKind::Group,
                EntityKind::Organisation,
                EntityKind::Place,
                EntityKind::Facility,
                EntityKind::Document,
                EntityKind::Hashtag,
                EntityKind::Other,
            ];
            Form::OneOf(kinds.iter().map(name_or_nothing).collect())
        }
        (Layer::Ground, "code") => {
            Form::OneOf(GroundCode::ALL.iter().map(name_or_nothing).collect())
        }
        (_, "date") => Form::Date,
        (Layer::Fact, _) => match reading.facts.get(index).map(|fact| fact.attribute) {
            Some(Attribute::Age) => Form::Number(OLDEST),
            Some(Attribute::Count) => Form::Number(u32::MAX),
            Some(Attribute::Date) => Form::Date,
            Some(Attribute::JuryVote) => Form::Vote,
            Some(Attribute::TimeServed) => Form::Length,
            Some(Attribute::Sentence | Attribute::Place | Attribute::Charge) | None => Form::Words,
        },
        (Layer::Timex, _) => match reading.timexes.get(index).map(|timex| timex.kind) {
            Some(TimexKind::Date) => Form::Date,
            Some(TimexKind::Duration) => Form::Length,
            Some(TimexKind::Time | TimexKind::Set) | None => Form::Words,
        },
        _ => Form::Words,
    }
}

/// A name as somebody may type it: case, spaces and hyphens do not count.
fn folded(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn number(value: &str, most: u32) -> Option<u32> {
    let number = value.bytes().all(|b| b.is_ascii_digit());
    let number = number.then(|| value.parse::<u32>().ok()).flatten()?;
    (number <= most).then_some(number)
}

fn is_vote(value: &str) -> bool {
    let votes = value.split_once('-');
    votes.is_some_and(|(a, b)| number(a, 99).is_some() && number(b, 99).is_some())
}

/// EDTF's dates, decades, months, seasons, days and intervals.
fn is_date(value: &str) -> bool {
    match value.split_once('/') {
        None => first_day(value).is_some(),
        Some(("" | "..", end)) => first_day(end).is_some(),
        Some((start, "" | "..")) => first_day(start).is_some(),
        Some((start, end)) => match (first_day(start), first_day(end)) {
            (Some(start), Some(end)) => start <= end,
            _ => false,
        },
    }
}

/// The first day that a date may mean, where it is one.
fn first_day(value: &str) -> Option<Day> {
    let value = value.trim_end_matches(['~', '?', '%']);
    if let Ok(day) = value.parse() {
        return Some(day);
    }
    let (year, month) = match value.split_once('-') {
        None => (value, 1),
        Some((year, month)) => (year, two_digits(month)?),
    };
    let known = year.trim_end_matches('X');
    let is_year = year.len() == 4
        && known.len() >= 2
        && known.bytes().all(|b| b.is_ascii_digit())
        && (known == year || value == year);
    if !is_year {
        return None;
    }
    // Seasons are 21 to 24, spring the first.
    let month = match month {
        21..=24 => (month - 21) * 3 + 1,
        month => month,
    };
    let year: i16 = format!("{known:0<4}").parse().ok()?;
    Day::new(year, month, 1)
}

fn two_digits(month: &str) -> Option<u8> {
    let is_month = month.len() == 2 && month.bytes().all(|b| b.is_ascii_digit());
    is_month.then(|| month.parse().ok()).flatten()
}

/// `19 years`, `6 months`, `P19Y`, `PT3H`.
fn is_length(value: &str) -> bool {
    if let Some(pieces) = value.strip_prefix('P') {
        let is_piece = |c: char| c.is_ascii_digit() || "YMWDTHS.".contains(c);
        return pieces.chars().all(is_piece)
            && pieces.starts_with(|c: char| c.is_ascii_digit() || c == 'T')
            && pieces.ends_with(|c: char| c.is_ascii_uppercase() && c != 'T');
    }
    const UNITS: [&str; 5] = ["year", "month", "week", "day", "hour"];
    let words: Vec<&str> = value.split_whitespace().collect();
    let is_part = |part: &[&str]| match part {
        [count, unit] => {
            let unit = unit.trim_end_matches(',');
            count
                .parse::<f64>()
                .is_ok_and(|n| n.is_finite() && n >= 0.0)
                && UNITS.contains(&unit.strip_suffix('s').unwrap_or(unit))
        }
        _ => false,
    };
    let words: Vec<&str> = words.into_iter().filter(|word| *word != "and").collect();
    !words.is_empty() && words.chunks(2).all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_statement(field: &str, value: &str) -> Result<String, String> {
        fitting(&Reading::default(), (Layer::Statement, 0), field, value)
    }

    #[test]
    fn dates_exist() {
        for value in [
            "2009",
            "2009-03",
            "2009-03-04",
            "2009~",
            "199X",
            "2009-22",
            "2009/2012-05",
            "../2012",
            "2009-03-04/",
        ] {
            assert!(is_date(value), "{value}");
        }
        for value in [
            "2009-13-45",
            "2009-13",
            "2009-02-30",
            "2012/2009",
            "soon",
            "9 March 2021",
            "09-03-2021",
            "199X-03",
            "20",
            "/",
            "..",
            "",
            "ä009",
        ] {
            assert!(!is_date(value), "{value}");
        }
    }

    #[test]
    fn numbers_votes_and_lengths() {
        assert_eq!(number("49", OLDEST), Some(49));
        for value in ["490", "-4", "+4", "4.5", "", "forty", "99999999999"] {
            assert_eq!(number(value, OLDEST), None, "{value}");
        }
        assert!(is_vote("10-2") && !is_vote("10") && !is_vote("ten-two") && !is_vote("10-2-1"));
        for value in ["19 years", "1 year and 6 months", "P19Y", "P1Y6M", "PT3H"] {
            assert!(is_length(value), "{value}");
        }
        for value in ["", "P", "PT", "long", "19", "19 apples", "years 19", "PY"] {
            assert!(!is_length(value), "{value}");
        }
    }

    #[test]
    fn names_of_kinds_are_kept_as_files_have_them() {
        assert_eq!(of_statement("kind", "Direct").unwrap(), "direct");
        let error = of_statement("kind", "nonsense").unwrap_err();
        assert!(error.starts_with("kind cannot be \"nonsense\": give one of direct, indirect,"));
        let code = |value| fitting(&Reading::default(), (Layer::Ground, 0), "code", value);
        assert_eq!(
            code("False confession").unwrap(),
            GroundCode::FalseConfession.as_str()
        );
        assert!(code("guilt").unwrap_err().contains("maintains_innocence"));
        assert!(of_statement("speaker", "  ").is_err());
        assert_eq!(of_statement("speaker", " Ada Moon ").unwrap(), "Ada Moon");
    }

    #[test]
    fn every_field_of_every_layer_says_what_it_may_be() {
        let nothing = fitting(&Reading::default(), (Layer::Mention, 0), "kind", "name");
        assert!(nothing.unwrap_err().contains("reject it instead"));
        for layer in [Layer::Statement, Layer::Event, Layer::Fact, Layer::Ground] {
            for field in fields_of(layer) {
                let error = fitting(&Reading::default(), (layer, 0), field, "").unwrap_err();
                assert!(error.contains("give "), "{error}");
                assert!(!error.contains('\n'), "{error}");
            }
        }
    }
}
