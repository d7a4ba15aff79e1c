//! What recurs: `every day`, `each Monday`, `daily`, `twice a week`, `Sundays`.

use super::expression::{Amount, Length, Meaning, Recurrence};
use super::grammar::{Grammar, Match};
use super::lexicon::Word;
use super::units::{DayPart, Unit};

impl Grammar<'_> {
    /// Something that recurs.
    pub(super) fn recurrence(&self, i: usize) -> Option<Match> {
        let set = |last, what| Some(Match::new(last, Meaning::Set(what), "recurrence"));
        match self.word(i) {
            Word::Each => {
                let (last, what) = self.each(i + 1)?;
                set(last, what)
            }
            Word::Frequency(value) => {
                let name = self.capital(i) && (!self.opens(i) || self.capital(i + 1));
                if name {
                    None
                } else {
                    set(i + 1, Recurrence::Named(value))
                }
            }
            Word::Weekdays(weekday) => set(i + 1, Recurrence::Weekday(weekday)),
            Word::DayPart(part, true) => set(i + 1, Recurrence::DayPart(part)),
            Word::Unit(Unit::Weekend, true) => set(i + 1, Recurrence::Named("XXXX-WXX-WE")),
            Word::Times => self.times(i, i + 1),
            Word::Digits | Word::Cardinal(_) | Word::Vague => {
                let (next, _) = self.amount(i)?;
                if !self.is(next, "times") {
                    return None;
                }
                self.times(i, next + 1)
            }
            _ => None,
        }
    }

    /// What stands after `every` or `each`.
    fn each(&self, i: usize) -> Option<(usize, Recurrence)> {
        let length = |amount, unit| {
            Recurrence::Length(Length {
                amount,
                unit,
                and: None,
            })
        };
        let single = i + usize::from(self.any(i, &["single", "passing"]));
        match self.word(single) {
            Word::Unit(Unit::Night, false) => {
                return Some((single + 1, Recurrence::DayPart(DayPart::Night)));
            }
            Word::Unit(Unit::Weekend, false) => {
                return Some((single + 1, Recurrence::Named("XXXX-WXX-WE")));
            }
            Word::Unit(Unit::Season, false) => return None,
            Word::Unit(unit, false) => {
                return Some((single + 1, length(Amount::whole(1), unit)));
            }
            Word::DayPart(part, false) => return Some((single + 1, Recurrence::DayPart(part))),
            Word::Season(season) => return Some((single + 1, Recurrence::Season(season))),
            _ => {}
        }
        if let Some((last, weekday, false)) = self.weekday(single) {
            return Some((last, Recurrence::Weekday(weekday)));
        }
        if let Some((last, month, _)) = self.month(single) {
            return Some((last, Recurrence::Month(month)));
        }
        let (next, amount) = if self.is(i, "other") {
            (i + 1, Amount::whole(2))
        } else {
            self.amount(i)?
        };
        match self.word(next) {
            Word::Unit(unit, _) => Some((next + 1, length(amount, unit))),
            _ => None,
        }
    }

    /// `a week`, `per week`, `each week` after `twice` or `three times`.
    fn times(&self, _first: usize, i: usize) -> Option<Match> {
        if !self.any(i, &["a", "an", "per", "each", "every"]) {
            return None;
        }
        let Word::Unit(unit, false) = self.word(i + 1) else {
            return None;
        };
        let length = Length {
            amount: Amount::whole(1),
            unit,
            and: None,
        };
        let meaning = Meaning::Set(Recurrence::Length(length));
        Some(Match::new(i + 2, meaning, "recurrence"))
    }
}
