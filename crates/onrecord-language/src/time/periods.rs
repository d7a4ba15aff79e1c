//! Periods named by relation or by the year's round: `last week`, `the following day`, `yesterday`,
//! `two years ago`, `next March`, `summer 2012`, `the third quarter`, `Thanksgiving`.

use super::expression::{Amount, DayTime, Length, Meaning, Otherwise, Which, Yearly};
use super::grammar::{Grammar, Match};
use super::lexicon::Word;
use super::units::{DayPart, Unit};

/// After these, `the next day` is a length and no day.
const WITHIN: &[&str] = &["within", "over", "during", "for", "throughout", "in"];

/// How `last`, `this`, `next` and their like point.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pointing {
    /// From the time of speaking.
    Speech,
    /// From the time the text speaks of.
    Text,
}

impl Grammar<'_> {
    /// `today`, `yesterday`, `tomorrow`, `tonight`.
    pub(super) fn day_word(&self, i: usize) -> Option<Match> {
        let day = |offset: i32| Meaning::Deictic {
            unit: Unit::Day,
            offset,
        };
        match self.word(i) {
            Word::Today(offset) => {
                let name = self.capital(i) && (self.is(i, "today") && self.capital(i + 1));
                let name = name || self.is(i, "today") && self.after_any(i, &["usa"]);
                (!name).then(|| Match::new(i + 1, day(offset.into()), "day-word"))
            }
            Word::Tonight if !(self.capital(i) && self.capital(i + 1)) => {
                Some(Match::new(i + 1, day(0), "day-word").at(DayTime::Part(DayPart::Night)))
            }
            Word::Determiner if self.is(i, "the") && self.is(i + 1, "day") => {
                let offset = match (self.chars(i + 2), self.chars(i + 3)) {
                    ("before", "yesterday") => -2,
                    ("after", "tomorrow") => 2,
                    _ => return None,
                };
                Some(Match::new(i + 4, day(offset), "day-word"))
            }
            _ => None,
        }
    }

    /// `last`, `this`, `next`, `the following`, `that` with a unit, weekday, month, season, part of
    /// the day or named day.
    pub(super) fn ordered(&self, i: usize) -> Option<Match> {
        let the = self.is(i, "the");
        let from = i + usize::from(the);
        if the && self.word(from) == Word::Unit(Unit::Weekend, false) {
            let over = self.after_any(i, &["over", "on", "during", "for", "of"])
                && !self.is(from + 1, "of");
            return over.then(|| Match::new(from + 1, deictic(Unit::Weekend, 0), "weekend"));
        }
        let Word::Order(offset) = self.word(from) else {
            return None;
        };
        let (next, offset) = match self.word(from + 1) {
            Word::Order(second) if self.is(from, "this") && second != 0 => (from + 2, second),
            _ => (from + 1, offset),
        };
        let named = self.any(
            from,
            &[
                "following",
                "previous",
                "preceding",
                "prior",
                "same",
                "that",
            ],
        ) || the && self.any(from, &["next"]);
        let pointing = if named {
            Pointing::Text
        } else {
            Pointing::Speech
        };
        let same = self.any(from, &["that", "this"]) && self.is(next, "same");
        let next =
            next + usize::from(same || self.word(next) == Word::Fiscal || self.is(next, "very"));
        let mut found = self
            .ordered_unit(i, next, offset, pointing, the)
            .or_else(|| {
                let any = self.ordered_name(next, offset, pointing)?;
                (!self.any(from, &["those", "these"])).then_some(any)
            })?;
        if found.time.is_none()
            && matches!(
                found.meaning,
                Meaning::Deictic {
                    unit: Unit::Day,
                    ..
                }
            )
            && self.is(from, "this")
            && self.after_any(i, &["to"])
        {
            found.meaning = Meaning::Reference("PRESENT_REF");
        }
        Some(found)
    }

    fn ordered_unit(
        &self,
        i: usize,
        next: usize,
        offset: i8,
        pointing: Pointing,
        the: bool,
    ) -> Option<Match> {
        let Word::Unit(unit, false) = self.word(next) else {
            return None;
        };
        if unit.is_clock() || self.hyphen(next + 1).is_some() {
            return None;
        }
        let last = next + 1;
        let night = unit == Unit::Night;
        let unit = if night { Unit::Day } else { unit };
        let meaning = match pointing {
            Pointing::Speech if the && !night => {
                // "The last year" is a length up to now; "the current year" and "the past" are not
                // told apart here.
                if offset >= 0 || self.is(last, "of") || unit == Unit::Day {
                    return (offset == 0 && !night)
                        .then(|| Match::new(last, deictic(unit, 0), "ordered-unit"));
                }
                Meaning::Duration(one(unit))
            }
            Pointing::Speech => {
                let past_week =
                    self.after_any(next, &["past"]) && !self.after_any(next - 1, &["this"]);
                if past_week {
                    Meaning::Duration(one(unit))
                } else {
                    deictic(unit, offset)
                }
            }
            Pointing::Text if the && offset == 1 && !night && self.after_any(i, WITHIN) => {
                Meaning::Duration(one(unit))
            }
            Pointing::Text => Meaning::Narrative {
                unit,
                offset: offset.into(),
                otherwise: if offset == 0 {
                    Otherwise::Open
                } else {
                    Otherwise::Deictic
                },
            },
        };
        let found = Match::new(last, meaning, "ordered-unit");
        Some(if night {
            found.at(DayTime::Part(DayPart::Night))
        } else {
            found
        })
    }

    fn ordered_name(&self, i: usize, offset: i8, pointing: Pointing) -> Option<Match> {
        if let Some((last, weekday, false)) = self.weekday(i) {
            let meaning = match pointing {
                Pointing::Speech => Meaning::DeicticWeekday { weekday, offset },
                Pointing::Text => Meaning::NarrativeWeekday { weekday, offset },
            };
            return Some(Match::new(last, meaning, "ordered-weekday"));
        }
        if let Some((last, month, _)) = self.month(i) {
            let meaning = match pointing {
                Pointing::Speech => Meaning::DeicticMonth { month, offset },
                Pointing::Text => Meaning::NarrativeMonth { month, offset },
            };
            return Some(Match::new(last, meaning, "ordered-month"));
        }
        if let Word::DayPart(part, false) = self.word(i) {
            let meaning = match pointing {
                Pointing::Speech => deictic(Unit::Day, offset),
                Pointing::Text => Meaning::Narrative {
                    unit: Unit::Day,
                    offset: offset.into(),
                    otherwise: Otherwise::Open,
                },
            };
            return Some(Match::new(i + 1, meaning, "ordered-part").at(DayTime::Part(part)));
        }
        if let Word::Season(season) = self.word(i) {
            let meaning = match pointing {
                Pointing::Speech => Meaning::Yearly {
                    what: Yearly::Season(season),
                    year: Which::Deictic(offset),
                },
                Pointing::Text => Meaning::NarrativeSeason { season, offset },
            };
            return Some(Match::new(i + 1, meaning, "ordered-season"));
        }
        let (last, what) = self.holiday_name(i)?;
        let meaning = Meaning::Yearly {
            what,
            year: Which::Deictic(offset),
        };
        Some(Match::new(last, meaning, "ordered-holiday"))
    }

    /// A length with `ago`, `earlier`, `later`, `before` and the like.
    pub(super) fn shifted(&self, i: usize) -> Option<Match> {
        if let Some(found) = self.before_or_after(i) {
            return Some(found);
        }
        let length = self.length(i)?;
        let Meaning::Duration(Length { amount, unit, .. }) = length.meaning else {
            return None;
        };
        let next = length.last;
        let forward = |back: bool, amount: Amount| -> Option<i32> {
            let Amount::Tenths(tenths) = amount else {
                return None;
            };
            let whole = i32::try_from(tenths / 10).ok()?;
            Some(if back { -whole } else { whole })
        };
        let whole = match unit {
            Unit::Fortnight => Unit::Week,
            unit => unit,
        };
        if self.is(next, "ago") {
            let meaning = match forward(true, amount) {
                Some(offset) => deictic_by(whole, offset),
                None => Meaning::Reference("PAST_REF"),
            };
            let mut found = Match::new(next + 1, meaning, "ago");
            found.modifier = length.modifier;
            return Some(found);
        }
        if self.is(next, "from") && self.any(next + 1, &["now", "today"]) {
            let meaning = match forward(false, amount) {
                Some(offset) => deictic_by(whole, offset),
                None => Meaning::Reference("FUTURE_REF"),
            };
            return Some(Match::new(next + 2, meaning, "from-now"));
        }
        let (back, open) = match self.chars(next).to_ascii_lowercase().as_str() {
            "earlier" | "prior" | "previously" => (true, false),
            "later" | "afterward" | "afterwards" | "hence" | "on" => (false, false),
            "before" => (true, true),
            "after" => (false, true),
            _ => return None,
        };
        if self.is(next, "on") && !self.closes(next + 1)
            || self.is(next, "prior") && self.is(next + 1, "to")
            || self.is(next, "earlier") && self.is(next + 1, "than")
            || self.is(next, "later") && self.is(next + 1, "than")
            || open && !self.closes(next + 1)
        {
            return None;
        }
        let meaning = match forward(back, amount) {
            Some(offset) if !unit.is_clock() => Meaning::Narrative {
                unit: whole,
                offset,
                otherwise: if back {
                    Otherwise::Deictic
                } else {
                    Otherwise::Length
                },
            },
            _ => length.meaning,
        };
        let mut found = Match::new(next + 1, meaning, "earlier-later");
        found.modifier = length.modifier;
        Some(found)
    }

    /// `the year before`, `the day after`, at the end of a clause.
    fn before_or_after(&self, i: usize) -> Option<Match> {
        let Word::Unit(unit, false) = self.word(i + 1) else {
            return None;
        };
        let back = self.any(i + 2, &["before", "earlier"]);
        let ends = back || self.any(i + 2, &["after", "later"]);
        let fits = self.is(i, "the") && ends && unit >= Unit::Day && self.closes(i + 3);
        let meaning = Meaning::Narrative {
            unit,
            offset: if back { -1 } else { 1 },
            otherwise: Otherwise::Open,
        };
        fits.then(|| Match::new(i + 3, meaning, "before-after"))
    }

    /// Whether a clause ends before `i`.
    fn closes(&self, i: usize) -> bool {
        match self.atom(i) {
            None => true,
            Some(_) => {
                !self.letters(i) && !matches!(self.word(i), Word::Digits)
                    || self.any(i, &["and", "but", "when", "while"])
            }
        }
    }

    /// A season with its year, or one that an article makes a season and no verb or water.
    pub(super) fn season(&self, i: usize) -> Option<Match> {
        let the = self.is(i, "the");
        let from = i + usize::from(the);
        let Word::Season(season) = self.word(from) else {
            return None;
        };
        let what = Yearly::Season(season);
        let next = from + 1;
        if let Some((last, year)) = self.year_after(next) {
            let meaning = Meaning::Yearly { what, year };
            return Some(Match::new(last, meaning, "season"));
        }
        let asked =
            the && self.after_any(
                i,
                &[
                    "in", "since", "by", "until", "during", "of", "for", "through", "and",
                ],
            ) || self.after_any(i, &["early", "late", "mid"])
                || self.after_any(i, &["in", "since", "by", "until", "during"])
                    && !self.any(from, &["fall", "spring"]);
        let followed = self.letters(next) && self.word(next) == Word::None && !self.any(next, FREE);
        (asked && !followed).then(|| {
            let meaning = Meaning::Yearly {
                what,
                year: Which::Open,
            };
            Match::new(next, meaning, "season")
        })
    }

    /// `[of] 2012`, `of last year` after what comes once a year.
    fn year_after(&self, i: usize) -> Option<(usize, Which)> {
        let of = self.is(i, "of");
        let from = i + usize::from(of || self.mark(i, ','));
        let from = from + usize::from(self.word(from) == Word::Fiscal);
        let from = from + usize::from(of && self.is(from, "the"));
        if let Some((last, year)) = self.year_number(from) {
            return Some((last, Which::Year(year)));
        }
        let Word::Order(offset) = self.word(from) else {
            return None;
        };
        let year = from + 1 + usize::from(self.word(from + 1) == Word::Fiscal);
        let told = of && self.is(year, "year") && !self.any(from, &["that", "same"]);
        told.then_some((year + 1, Which::DeicticYear(offset)))
    }

    /// A quarter or half of a year.
    pub(super) fn quarter(&self, i: usize) -> Option<Match> {
        if self.is(i, "q") && self.glued(i + 1) {
            let quarter = u8::try_from(self.digits(i + 1, 1)?).ok()?;
            let year = self.year_after(i + 2);
            return (1..=4).contains(&quarter).then(|| {
                let (last, year) = year.unwrap_or((i + 2, Which::Open));
                let what = Yearly::Quarter(quarter);
                Match::new(last, Meaning::Yearly { what, year }, "quarter")
            });
        }
        let the = self.is(i, "the");
        let from = i + usize::from(the);
        let from = from + usize::from(self.word(from) == Word::Fiscal);
        let (next, number) = self.ordinal(from)?;
        let number = u8::try_from(number).ok()?;
        let hyphen = self.hyphen(next);
        let next = hyphen.unwrap_or(next);
        let next = next + usize::from(self.word(next) == Word::Fiscal);
        let year = self.year_after(next + 1);
        let what = if self.is(next, "quarter") && (1..=4).contains(&number) {
            let sport = self.any(next + 1, &["score", "lead", "points"]);
            if year.is_none()
                && (sport || !(the || hyphen.is_some() || self.after_any(i, &["its", "s"])))
            {
                return None;
            }
            Yearly::Quarter(number)
        } else if self.is(next, "half") && (1..=2).contains(&number) && year.is_some() {
            Yearly::Half(number)
        } else {
            return None;
        };
        let (last, year) = year.unwrap_or((next + 1, Which::Open));
        Some(Match::new(last, Meaning::Yearly { what, year }, "quarter"))
    }

    /// A named day, perhaps with its year.
    pub(super) fn holiday(&self, i: usize) -> Option<Match> {
        let (next, what) = self.holiday_name(i)?;
        let (last, year) = self.year_after(next).unwrap_or((next, Which::Open));
        Some(Match::new(last, Meaning::Yearly { what, year }, "holiday"))
    }

    fn holiday_name(&self, i: usize) -> Option<(usize, Yearly)> {
        if !self.capital(i) && self.digits(i, 1).is_none() && !self.is(i, "the") {
            return None;
        }
        let named = self.lexicon.holidays().iter().find(|holiday| {
            holiday
                .atoms
                .iter()
                .enumerate()
                .all(|(k, word)| self.is(i + k, word) || *word == "'" && self.apostrophe(i + k))
        })?;
        let last = i + named.atoms.len();
        let figures = self.digits(i, 1).is_some();
        let apart = !figures || self.glued(i + 1) && self.glued(i + 2) && !self.mark(last, '/');
        (apart && (figures || self.is(i, "the") || self.capital(last - 1)))
            .then_some((last, Yearly::Holiday(named.rule)))
    }

    /// Past, present or future in general.
    pub(super) fn reference(&self, i: usize) -> Option<Match> {
        let found = |last, value| Some(Match::new(last, Meaning::Reference(value), "reference"));
        match self.word(i) {
            Word::Reference(value) => {
                let name = self.capital(i) && self.capital(i + 1) && !self.opens(i);
                if name { None } else { found(i + 1, value) }
            }
            Word::Right if self.is(i + 1, "now") => found(i + 2, "PRESENT_REF"),
            Word::Approximate(_) if self.is(i, "just") && self.is(i + 1, "now") => {
                found(i + 2, "PRESENT_REF")
            }
            Word::Approximate(_) if self.is(i, "at") && self.is(i + 1, "present") => {
                let noun = self.letters(i + 2) && self.capital(i + 2);
                if noun {
                    None
                } else {
                    found(i + 2, "PRESENT_REF")
                }
            }
            Word::Recent => match self.word(i + 1) {
                Word::Unit(_, true) => found(i + 2, "PAST_REF"),
                _ => None,
            },
            Word::Vague if self.is(i, "some") && self.is(i + 1, "time") => self.some_time(i),
            Word::Determiner if self.is(i, "the") => self.reference_with_article(i),
            Word::Order(0) if self.is(i, "these") && self.is(i + 1, "days") => {
                found(i + 2, "PRESENT_REF")
            }
            Word::Order(0) if self.is(i, "this") && self.after_any(i, &["at", "by"]) => {
                let time = self.any(i + 1, &["time", "point", "moment", "stage"]);
                if time {
                    found(i + 2, "PRESENT_REF")
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// `for some time`: a length of which nothing is told.
    fn some_time(&self, i: usize) -> Option<Match> {
        let length = self.after_any(i, &["for", "quite", "after", "take", "took"])
            && self.stands_alone(i + 2);
        length.then(|| Match::new(i + 2, Meaning::NamedLength("PXX"), "some-time"))
    }

    /// `the past`, `the near future`, `the moment` after a preposition.
    fn reference_with_article(&self, i: usize) -> Option<Match> {
        let next = i + 1 + usize::from(self.any(i + 1, &["near", "distant", "recent"]));
        if !self.stands_alone(next + 1) {
            return None;
        }
        let found = |value| Some(Match::new(next + 1, Meaning::Reference(value), "reference"));
        let in_the = self.after_any(i, &["in", "for", "into", "from"]);
        match self.word(next) {
            Word::Present(value) if in_the => found(value),
            Word::Order(-1) if in_the && self.is(next, "past") => found("PAST_REF"),
            _ if self.is(next, "moment") && self.after_any(i, &["at", "for"]) => {
                found("PRESENT_REF")
            }
            _ => None,
        }
    }

    /// Whether a noun phrase can end before `i`.
    fn stands_alone(&self, i: usize) -> bool {
        self.closes(i) || !self.letters(i) || self.any(i, FREE)
    }
}

/// Words that can follow a period that stands by itself.
const FREE: &[&str] = &[
    "and", "or", "but", "in", "on", "at", "to", "of", "for", "by", "with", "when", "before",
    "after", "because", "as", "he", "she", "it", "they", "we", "i", "you", "that", "who", "which",
    "was", "were", "is", "are", "has", "had", "have", "will", "would", "the", "a", "an", "from",
    "while",
];

const fn one(unit: Unit) -> Length {
    Length {
        amount: Amount::Tenths(10),
        unit,
        and: None,
    }
}

fn deictic(unit: Unit, offset: i8) -> Meaning {
    deictic_by(unit, offset.into())
}

const fn deictic_by(unit: Unit, offset: i32) -> Meaning {
    Meaning::Deictic { unit, offset }
}
