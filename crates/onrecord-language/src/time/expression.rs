//! What a temporal expression says, before it is known when that is.
//!
//! The recogniser makes these from the words alone; the resolver alone turns them into values.

use super::lexicon::HolidayRule;
use super::units::{DayPart, Season, Unit};

/// A temporal expression as the words give it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Expression {
    /// Index of its first atom.
    pub(super) first: usize,
    /// One past the index of its last atom.
    pub(super) last: usize,
    /// What it says.
    pub(super) meaning: Meaning,
    /// The time of day it adds.
    pub(super) time: Option<DayTime>,
    /// TIMEX3 `mod`.
    pub(super) modifier: Option<&'static str>,
    /// Whether it is an age.
    pub(super) is_age: bool,
    /// Which rule found it.
    pub(super) rule: &'static str,
}

/// What a temporal expression says.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Meaning {
    /// Parts of a calendar date; those not given are to be found.
    Calendar(Calendar),
    /// A decade by its first year; without its century where `century` is false (`'90s`).
    Decade {
        /// First year: 1990, or 90.
        first: i16,
        /// Whether the century is given.
        century: bool,
    },
    /// A century, the nineteenth as 18.
    Century(i16),
    /// Something that comes once a year.
    Yearly {
        /// What.
        what: Yearly,
        /// Its year.
        year: Which,
    },
    /// A period counted from the time of speaking: this week (0), yesterday (-1), two years ago.
    Deictic {
        /// The unit counted, which is also the grain of the value.
        unit: Unit,
        /// How many units later; negative for earlier.
        offset: i32,
    },
    /// The weekday before, in, or after the time of speaking (`last Friday`): minus one, zero, one.
    DeicticWeekday {
        /// Monday is 1.
        weekday: u8,
        /// Which.
        offset: i8,
    },
    /// The month named, before, in, or after the time of speaking (`last May`).
    DeicticMonth {
        /// 1 to 12.
        month: u8,
        /// Which.
        offset: i8,
    },
    /// A period counted from the time the text speaks of: the next day, two years later, that year.
    Narrative {
        /// The unit counted, which is also the grain of the value.
        unit: Unit,
        /// How many units later.
        offset: i32,
        /// What it is where the text has no such time.
        otherwise: Otherwise,
    },
    /// A month of a year that is told by relation (`December of that year`, `May of last year`).
    MonthOf {
        /// 1 to 12.
        month: u8,
        /// Years from that of speaking, or from that the text speaks of.
        year: i8,
        /// Whether it is the year the text speaks of.
        narrative: bool,
    },
    /// The month named, before, in or after the time the text speaks of (`the following May`).
    NarrativeMonth {
        /// 1 to 12.
        month: u8,
        /// Which.
        offset: i8,
    },
    /// A weekday counted from the time the text speaks of (`the following Monday`).
    NarrativeWeekday {
        /// Monday is 1.
        weekday: u8,
        /// Before or after: minus one or one; zero for `that Monday`.
        offset: i8,
    },
    /// A season of the year the text speaks of (`that summer`), or of years from it.
    NarrativeSeason {
        /// Which season.
        season: Season,
        /// Years from it.
        offset: i8,
    },
    /// The time of day alone.
    TimeOfDay,
    /// A length.
    Duration(Length),
    /// A length that a word names whole.
    NamedLength(&'static str),
    /// Something that recurs.
    Set(Recurrence),
    /// Past, present or future in general.
    Reference(&'static str),
}

/// What a narrative expression is where the text speaks of no time before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Otherwise {
    /// Counted from the time of speaking (`a year earlier`).
    Deictic,
    /// A length (`two years later`).
    Length,
    /// Left open (`that day`).
    Open,
}

/// Parts of a calendar date.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<i16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) weekday: Option<u8>,
    /// Before the common era.
    pub(super) before_era: bool,
}

/// Something that comes once a year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Yearly {
    /// A season.
    Season(Season),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// A named day.
    Holiday(HolidayRule),
}

/// Which of the yearly ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Which {
    /// That of the year.
    Year(i16),
    /// Counted from the time of speaking: last, this, next.
    Deictic(i8),
    /// Of the year before, of, or after the year of speaking: `the fall of last year`.
    DeicticYear(i8),
    /// The words do not say.
    Open,
}

/// A time of day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DayTime {
    /// A part of the day.
    Part(DayPart),
    /// By the clock.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
    },
}

/// How many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Amount {
    /// So many tenths: 25 is two and a half.
    Tenths(u32),
    /// Not told: a few.
    Vague,
}

impl Amount {
    /// A whole number.
    pub(super) const fn whole(number: u32) -> Self {
        Amount::Tenths(number.saturating_mul(10))
    }
}

/// A length: an amount of a unit, and perhaps of a second one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Length {
    pub(super) amount: Amount,
    pub(super) unit: Unit,
    pub(super) and: Option<(Amount, Unit)>,
}

/// What recurs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Recurrence {
    /// Once in each length.
    Length(Length),
    /// Each weekday of this name.
    Weekday(u8),
    /// Each month of this name.
    Month(u8),
    /// Each season of this name.
    Season(Season),
    /// Each part of the day of this name.
    DayPart(DayPart),
    /// A word that names it whole: its value.
    Named(&'static str),
}
