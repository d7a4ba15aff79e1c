//! The words dates are made of, and those that tell where a clause looks, read from
//! `data/date_words.tsv`, `data/holidays.tsv` and `data/tense_words.tsv`.

use super::units::{DayPart, Season, Unit};
use std::collections::HashMap;
use std::sync::OnceLock;

const DATE_WORDS: &str = include_str!("../../data/date_words.tsv");
const TENSE_WORDS: &str = include_str!("../../data/tense_words.tsv");
const HOLIDAYS: &str = include_str!("../../data/holidays.tsv");

/// No form in the table is longer, in bytes.
const LONGEST: usize = 16;

/// What a word can be in a date expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    /// Nothing: most words.
    None,
    /// A run of digits.
    Digits,
    /// A month, 1 to 12.
    Month(u8),
    /// A short form of a month: `Jan`.
    MonthShort(u8),
    /// A weekday, Monday is 1.
    Weekday(u8),
    /// A short form of a weekday: `Mon`.
    WeekdayShort(u8),
    /// A weekday in the plural.
    Weekdays(u8),
    /// A unit of time; whether it is in the plural.
    Unit(Unit, bool),
    /// A number word from one to nineteen.
    Cardinal(u32),
    /// Twenty to ninety.
    Tens(u32),
    /// Dozen, hundred, thousand.
    Scale(u32),
    /// An ordinal.
    Ordinal(u32),
    /// `nineties`: a decade's tens.
    Decade(u32),
    /// A quantity that is not told: `few`.
    Vague,
    /// A season.
    Season(Season),
    /// A part of the day; whether in the plural.
    DayPart(DayPart, bool),
    /// Noon or midnight: the hour.
    Clock(u8),
    /// `nearly`: a TIMEX3 modifier.
    Approximate(&'static str),
    /// `early`: a TIMEX3 modifier.
    Edge(&'static str),
    /// `last`, `this`, `next`: minus one, zero, plus one.
    Order(i8),
    /// An article or possessive.
    Determiner,
    /// `every`, `each`.
    Each,
    /// `half`.
    Half,
    /// `yesterday`, `today`, `tomorrow`: days from today.
    Today(i8),
    /// `tonight`.
    Tonight,
    /// `now`: a TIMEX3 reference value.
    Reference(&'static str),
    /// `daily`: a TIMEX3 value.
    Frequency(&'static str),
    /// `weeklong`: a TIMEX3 value.
    Length(&'static str),
    /// `fiscal`.
    Fiscal,
    /// `once`, `twice`.
    Times,
    /// `recent`.
    Recent,
    /// `BC`, `BCE`.
    Era,
    /// The first word of a named day.
    Named,
    /// `right`, before `now`.
    Right,
    /// `present`, `future`: a TIMEX3 reference value.
    Present(&'static str),
}

/// What a word tells of where its clause looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    /// To what is to come.
    Ahead,
    /// To what may come.
    PerhapsAhead,
    /// To what is to come, before `to`.
    AheadTo,
    /// To what has happened.
    Back,
    /// A date is moved, before `to` or `for`.
    Postpone,
    /// A date is set.
    Schedule,
}

/// A rule that gives a named day its date in a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum HolidayRule {
    /// The same month and day each year.
    Fixed(u8, u8),
    /// The nth weekday of a month (the last: -1), and days after it.
    Nth {
        month: u8,
        nth: i8,
        weekday: u8,
        plus: i8,
    },
    /// Days from Western Easter Sunday.
    Easter(i16),
    /// The Tuesday after the first Monday of November.
    Election,
    /// One day of history.
    Once(i16, u8, u8),
}

/// A named day, as words and marks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Holiday {
    /// Words and marks in lower case.
    pub(super) atoms: Vec<&'static str>,
    /// When it is.
    pub(super) rule: HolidayRule,
}

/// The words and named days.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: HashMap<&'static str, Word>,
    tenses: HashMap<&'static str, Tense>,
    holidays: Vec<Holiday>,
}

impl Lexicon {
    /// The tables, read once.
    pub(super) fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon {
            words: words(),
            tenses: rows(TENSE_WORDS)
                .filter_map(|[form, class, _]| Some((form, tense(class)?)))
                .collect(),
            holidays: holidays(),
        })
    }

    /// What a run of letters is in date expressions, whatever its case.
    pub(super) fn word(&self, letters: &str) -> Word {
        look_up(&self.words, letters).unwrap_or(Word::None)
    }

    /// What a word tells of where its clause looks, whatever its case.
    pub(super) fn tense(&self, word: &str) -> Option<Tense> {
        look_up(&self.tenses, word)
    }

    /// The named days; of two that begin alike, the longer first.
    pub(super) fn holidays(&self) -> &[Holiday] {
        &self.holidays
    }
}

/// The date words, and the words that named days begin with.
fn words() -> HashMap<&'static str, Word> {
    let mut words: HashMap<&'static str, Word> = holidays()
        .iter()
        .filter_map(|holiday| Some((*holiday.atoms.first()?, Word::Named)))
        .collect();
    words.extend(
        rows(DATE_WORDS).filter_map(|[form, class, value, _]| Some((form, word(class, value)?))),
    );
    words
}

/// What a table has for a word in lower case, without allocating.
fn look_up<T: Copy>(table: &HashMap<&'static str, T>, word: &str) -> Option<T> {
    let mut buffer = [0u8; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    table.get(std::str::from_utf8(lower).ok()?).copied()
}

/// The rows of a table, without comments and head.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let row = [(); N].map(|()| fields.next());
            let all = row.iter().all(Option::is_some) && fields.next().is_none();
            all.then(|| row.map(Option::unwrap_or_default))
        })
}

fn word(class: &str, value: &'static str) -> Option<Word> {
    let number = || value.parse::<u32>().ok();
    let small = || value.parse::<u8>().ok();
    let signed = || value.parse::<i8>().ok();
    Some(match class {
        "month" => Word::Month(small()?),
        "month-short" => Word::MonthShort(small()?),
        "weekday" => Word::Weekday(small()?),
        "weekday-short" => Word::WeekdayShort(small()?),
        "weekdays" => Word::Weekdays(small()?),
        "unit" => Word::Unit(Unit::from_name(value)?, false),
        "units" => Word::Unit(Unit::from_name(value)?, true),
        "cardinal" => Word::Cardinal(number()?),
        "tens" => Word::Tens(number()?),
        "scale" => Word::Scale(number()?),
        "ordinal" => Word::Ordinal(number()?),
        "decade" => Word::Decade(number()?),
        "vague" => Word::Vague,
        "season" => Word::Season(Season::from_code(value)?),
        "part-of-day" => Word::DayPart(DayPart::from_code(value)?, false),
        "parts-of-day" => Word::DayPart(DayPart::from_code(value)?, true),
        "clock" => Word::Clock(value.get(..2)?.parse().ok()?),
        "approximate" => Word::Approximate(value),
        "edge" => Word::Edge(value),
        "order" => Word::Order(signed()?),
        "determiner" => Word::Determiner,
        "each" => Word::Each,
        "half" => Word::Half,
        "day-word" => Word::Today(signed()?),
        "night-word" => Word::Tonight,
        "reference" => Word::Reference(value),
        "frequency" => Word::Frequency(value),
        "length" => Word::Length(value),
        "fiscal" => Word::Fiscal,
        "times" => Word::Times,
        "recent" => Word::Recent,
        "era" => Word::Era,
        "right" => Word::Right,
        "present" => Word::Present(value),
        _ => return None,
    })
}

fn tense(class: &str) -> Option<Tense> {
    Some(match class {
        "ahead" => Tense::Ahead,
        "perhaps-ahead" => Tense::PerhapsAhead,
        "ahead-to" => Tense::AheadTo,
        "back" => Tense::Back,
        "postpone" => Tense::Postpone,
        "schedule" => Tense::Schedule,
        _ => return None,
    })
}

fn holidays() -> Vec<Holiday> {
    let mut holidays: Vec<Holiday> = rows(HOLIDAYS)
        .filter_map(|[name, rule, _]| {
            Some(Holiday {
                atoms: name.split(' ').collect(),
                rule: holiday_rule(rule)?,
            })
        })
        .collect();
    holidays.sort_by_key(|holiday| std::cmp::Reverse(holiday.atoms.len()));
    holidays
}

fn holiday_rule(rule: &str) -> Option<HolidayRule> {
    if rule == "election" {
        return Some(HolidayRule::Election);
    }
    if let Some(days) = rule.strip_prefix("easter") {
        return Some(HolidayRule::Easter(days.parse().ok()?));
    }
    if rule.contains(':') {
        let (rule, plus) = rule.split_once('+').unwrap_or((rule, "0"));
        let mut parts = rule.split(':');
        return Some(HolidayRule::Nth {
            month: parts.next()?.parse().ok()?,
            nth: parts.next()?.parse().ok()?,
            weekday: parts.next()?.parse().ok()?,
            plus: plus.parse().ok()?,
        });
    }
    let mut parts = rule.split('-').rev();
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    match parts.next() {
        Some(year) => Some(HolidayRule::Once(year.parse().ok()?, month, day)),
        None => Some(HolidayRule::Fixed(month, day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn lines(table: &'static str) -> usize {
        table.lines().filter(|l| !l.starts_with('#')).count() - 1
    }

    #[test]
    fn every_row_is_understood_and_none_is_there_twice() {
        let lexicon = Lexicon::get();
        let named = lexicon
            .words
            .values()
            .filter(|w| **w == Word::Named)
            .count();
        assert_eq!(lexicon.words.len() - named, lines(DATE_WORDS));
        assert_eq!(lexicon.tenses.len(), lines(TENSE_WORDS));
        assert_eq!(lexicon.holidays.len(), lines(HOLIDAYS));
        let names: HashSet<_> = lexicon.holidays.iter().map(|h| &h.atoms).collect();
        assert_eq!(names.len(), lexicon.holidays.len());
    }

    #[test]
    fn forms_are_short_lower_case_words() {
        for [form, ..] in rows::<4>(DATE_WORDS) {
            assert!(form.len() <= LONGEST, "{form}");
            assert!(form.bytes().all(|b| b.is_ascii_lowercase()), "{form}");
        }
    }

    #[test]
    fn case_does_not_matter() {
        assert_eq!(Lexicon::get().word("JANUARY"), Word::Month(1));
        assert_eq!(Lexicon::get().word("januaries"), Word::None);
        assert_eq!(
            Lexicon::get().word("a-very-long-word-that-is-not-there"),
            Word::None
        );
    }
}
