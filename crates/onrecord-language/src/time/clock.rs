//! Times of day by the clock: `12:01 a.m. Wednesday`, `6:30 p.m. ET`, `noon`, `10 o'clock`.

use super::expression::{Calendar, DayTime, Meaning};
use super::grammar::{Grammar, Match};
use super::lexicon::Word;

const ZONES: &[&str] = &[
    "et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "gmt", "utc",
    "bst", "cet", "cest", "jst", "ist",
];

impl Grammar<'_> {
    /// A time of day, with its zone and the day that follows it.
    pub(super) fn clock(&self, i: usize) -> Option<Match> {
        let (last, time) = self.hour(i)?;
        let last = self.zone(last);
        let day = [
            last,
            last + usize::from(self.is(last, "on") || self.mark(last, ',')),
        ]
        .into_iter()
        .find_map(|from| {
            let day = self.period(from)?;
            let fits = day.time.is_none()
                && matches!(
                    day.meaning,
                    Meaning::Calendar(
                        Calendar { day: Some(_), .. }
                            | Calendar {
                                weekday: Some(_),
                                ..
                            }
                    ) | Meaning::Deictic {
                        unit: super::units::Unit::Day,
                        ..
                    } | Meaning::DeicticWeekday { .. }
                );
            fits.then_some(day)
        });
        Some(match day {
            Some(day) => Match {
                rule: "clock-day",
                ..day.at(time)
            },
            None => Match::new(last, Meaning::TimeOfDay, "clock").at(time),
        })
    }

    fn hour(&self, i: usize) -> Option<(usize, DayTime)> {
        if let Word::Clock(hour) = self.word(i) {
            let at = DayTime::Clock { hour, minute: 0 };
            return (!self.capital(i) || self.opens(i)).then_some((i + 1, at));
        }
        if let Some(found) = self.military(i) {
            return Some(found);
        }
        let (next, hour, minute) = match self.digits(i, 2) {
            Some(hour) => {
                let (next, minute) = self.minutes(i + 1);
                (next, hour, minute)
            }
            None => match self.word(i) {
                Word::Cardinal(hour) => (i + 1, hour, None),
                _ => return None,
            },
        };
        let hour = u8::try_from(hour).ok()?;
        if let Some((last, pm)) = self.half_of_day(next) {
            if !(1..=12).contains(&hour) {
                return None;
            }
            let hour = hour % 12 + if pm { 12 } else { 0 };
            let minute = minute.unwrap_or(0);
            return Some((last, DayTime::Clock { hour, minute }));
        }
        if let Some(pm) = self.half_of_range(i, next)
            && (1..=12).contains(&hour)
        {
            let hour = hour % 12 + if pm { 12 } else { 0 };
            let minute = minute.unwrap_or(0);
            return Some((next, DayTime::Clock { hour, minute }));
        }
        if self.is(next, "in") && self.is(next + 1, "the") && self.is(next + 2, "morning") {
            return self.o_clock(next, hour);
        }
        if self.is(next, "o") && self.apostrophe(next + 1) && self.is(next + 2, "clock") {
            return self.o_clock(next + 3, hour);
        }
        if self.is(next, "oclock") {
            return self.o_clock(next + 1, hour);
        }
        let minute = minute?;
        let asked = self.after_any(
            i,
            &[
                "at",
                "around",
                "about",
                "by",
                "until",
                "from",
                "after",
                "before",
                "to",
                "approximately",
            ],
        ) || self.zone(next) > next
            || self.is(next, "hours");
        (asked && hour < 24 && self.width(i) > 0).then_some((next, DayTime::Clock { hour, minute }))
    }

    /// `2115 hours`, `0930hrs`.
    fn military(&self, i: usize) -> Option<(usize, DayTime)> {
        if self.width(i) != 4 || !self.any(i + 1, &["hours", "hrs"]) {
            return None;
        }
        let number = self.digits(i, 4)?;
        let (hour, minute) = (
            u8::try_from(number / 100).ok()?,
            u8::try_from(number % 100).ok()?,
        );
        let asked = self.after_any(
            i,
            &["at", "about", "by", "approximately", "around", "until"],
        );
        (asked && hour < 24 && minute < 60).then_some((i + 2, DayTime::Clock { hour, minute }))
    }

    /// Whether the end of a range of hours is before or after noon: `between 2 and 4 a.m.`
    fn half_of_range(&self, i: usize, next: usize) -> Option<bool> {
        let asked =
            next > i + 1 || self.after_any(i, &["between", "from", "about", "around", "at"]);
        let dash = matches!(
            self.atom(next).map(|a| a.kind),
            Some(super::atoms::AtomKind::Mark('-' | '–'))
        );
        if !asked || !dash && !self.any(next, &["and", "to", "or", "until"]) {
            return None;
        }
        self.digits(next + 1, 2)?;
        let (end, _) = self.minutes(next + 2);
        self.half_of_day(end).map(|(_, pm)| pm)
    }

    /// The minutes after an hour, and the seconds, which are passed over.
    fn minutes(&self, i: usize) -> (usize, Option<u8>) {
        let at = |i: usize| {
            let separator = self.mark(i, ':') && self.glued(i) && self.glued(i + 1);
            let minute = (separator && self.width(i + 1) == 2).then(|| self.digits(i + 1, 2))??;
            u8::try_from(minute).ok().filter(|minute| *minute < 60)
        };
        match at(i) {
            Some(minute) if at(i + 2).is_some() => (i + 4, Some(minute)),
            Some(minute) => (i + 2, Some(minute)),
            None => (i, None),
        }
    }

    /// `a.m.`, `pm`: whether it is after noon.
    fn half_of_day(&self, i: usize) -> Option<(usize, bool)> {
        if self.any(i, &["am", "pm"]) {
            // `I am` has no number before it, but `at 16 am I` would: the short form is close or
            // in capitals, or nothing of a sentence follows.
            return Some((i + 1, self.is(i, "pm")));
        }
        let letters = self.any(i, &["a", "p"])
            && self.mark(i + 1, '.')
            && self.glued(i + 1)
            && self.is(i + 2, "m")
            && self.glued(i + 2);
        let dot = usize::from(self.mark(i + 3, '.') && self.glued(i + 3));
        letters.then_some((i + 3 + dot, self.is(i, "p")))
    }

    /// `o'clock`, perhaps with `in the morning`.
    fn o_clock(&self, i: usize, hour: u8) -> Option<(usize, DayTime)> {
        if !(1..=12).contains(&hour) {
            return None;
        }
        let part = i + if self.is(i, "in") && self.is(i + 1, "the") {
            2
        } else {
            0
        };
        let part = if self.is(i, "at") && self.is(i + 1, "night") {
            i + 1
        } else {
            part
        };
        let named = part > i || self.is(part, "tonight");
        let (last, hour) = match self.chars(part).to_ascii_lowercase().as_str() {
            "morning" if named => (part + 1, hour % 12),
            "afternoon" | "evening" | "night" if named => (part + 1, hour % 12 + 12),
            _ => (i, hour),
        };
        Some((last, DayTime::Clock { hour, minute: 0 }))
    }

    /// Past the time zone at `i`, if there is one.
    fn zone(&self, i: usize) -> usize {
        if self.any(i, &["local", "eastern", "pacific", "central", "mountain"]) {
            let next = i + 1 + usize::from(self.any(i + 1, &["standard", "daylight"]));
            if self.is(next, "time") {
                return next + 1;
            }
            return if self.is(i, "local") || !self.capital(i) {
                i
            } else {
                i + 1
            };
        }
        let capitals = self.chars(i).chars().all(char::is_uppercase);
        i + usize::from(capitals && self.any(i, ZONES))
    }
}
