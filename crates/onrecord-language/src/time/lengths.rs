//! Lengths of time and ages: `nearly 20 years`, `the past two decades`, `a month and a week`,
//! `five-year`, `hours`, `16-year-old`.

use super::expression::{Amount, Length, Meaning};
use super::grammar::{Grammar, Match};
use super::lexicon::Word;
use super::units::Unit;

/// After these a unit in the plural is a length by itself: `for years`.
const BEFORE_BARE: &[&str] = &[
    "for", "after", "within", "in", "over", "spent", "spend", "spending", "take", "takes", "took",
    "taking", "even", "lasted", "last", "lasting", "waited", "wait", "served", "than", "through",
    "just", "only", "by", "until", "with", "and", "but", "then", "be", "of", "been", "is", "was",
    "nearly", "almost", "as", "cost", "add", "added",
];
/// After these a unit in the plural is a length by itself: `hours later`.
const AFTER_BARE: &[&str] = &[
    "before", "after", "later", "earlier", "ago", "prior", "into", "to",
];
/// Between the number and the unit.
const BETWEEN: &[&str] = &[
    "full",
    "whole",
    "consecutive",
    "straight",
    "more",
    "additional",
    "calendar",
    "long",
    "extra",
    "solid",
    "business",
    "working",
    "successive",
    "entire",
    "other",
    "different",
    "further",
    "trading",
    "court",
];

impl Grammar<'_> {
    /// A length or an age, where it stands for itself.
    pub(super) fn quantity(&self, i: usize) -> Option<Match> {
        if let Word::Length(value) = self.word(i) {
            return Some(Match::new(
                i + 1,
                Meaning::NamedLength(value),
                "named-length",
            ));
        }
        let found = self.length(i).or_else(|| self.long(i))?;
        if let Some(last) = self.old(found.last) {
            return Some(Match {
                last,
                is_age: true,
                rule: "age",
                ..found
            });
        }
        let hours =
            matches!(found.meaning, Meaning::Duration(length) if length.unit == Unit::Night);
        if hours && self.is(found.last, "stand") {
            return None;
        }
        Some(found)
    }

    /// Past `old`, `-olds`, `of age` after a length.
    fn old(&self, i: usize) -> Option<usize> {
        let next = self.hyphen(i).unwrap_or(i);
        if self.any(next, &["old", "olds"]) {
            return Some(next + 1);
        }
        (self.is(i, "of") && self.is(i + 1, "age")).then_some(i + 2)
    }

    /// `year-long`, `decades-old`.
    fn long(&self, i: usize) -> Option<Match> {
        let Word::Unit(unit, plural) = self.word(i) else {
            return None;
        };
        let next = self.hyphen(i + 1)?;
        if !self.any(next, &["long", "old"])
            || self.is(next, "old") && !plural && unit < Unit::Decade
        {
            return None;
        }
        let amount = if plural {
            Amount::Vague
        } else {
            Amount::whole(1)
        };
        let length = Length {
            amount,
            unit,
            and: None,
        };
        Some(Match::new(next + 1, Meaning::Duration(length), "long"))
    }

    /// A length, without what may follow it (`ago`, `old`).
    pub(super) fn length(&self, i: usize) -> Option<Match> {
        let (from, modifier) = self.approximate(i);
        if let Some(found) = self.ordered_length(from) {
            return Some(Match { modifier, ..found });
        }
        let determined = from
            + usize::from(
                matches!(self.word(from), Word::Determiner) && !self.any(from, &["a", "an"])
                    || self.any(from, &["these", "those"]),
            );
        let counted = self.counted(determined);
        if determined > i && counted.is_some_and(|(last, _)| self.hyphened(determined, last)) {
            // Before an adjective ("the 22-day trial") the article is the noun's.
            return None;
        }
        let (last, length) = counted
            .or_else(|| self.counted(from))
            .or_else(|| if from == i { self.bare(i) } else { None })
            .or_else(|| self.single(from))?;
        let last = self.or_more(last);
        Some(Match {
            modifier,
            ..Match::new(last, Meaning::Duration(length), "length")
        })
    }

    /// Whether the last of these atoms, a unit, hangs on a hyphen.
    fn hyphened(&self, from: usize, last: usize) -> bool {
        (from..last).any(|i| self.hyphen(i).is_some_and(|unit| unit + 1 == last))
    }

    /// `the past two decades`, `the first few years`, `the last week's`.
    fn ordered_length(&self, i: usize) -> Option<Match> {
        let the = matches!(self.word(i), Word::Determiner) && !self.any(i, &["a", "an"])
            || self.is(i, "this");
        let from = i + usize::from(the);
        let ordered = self.any(
            from,
            &[
                "past",
                "last",
                "next",
                "previous",
                "coming",
                "following",
                "preceding",
                "first",
                "final",
                "prior",
                "remaining",
                "recent",
            ],
        );
        if !ordered || !the && self.any(from, &["following", "preceding", "first", "final"]) {
            return None;
        }
        if let Some((last, length)) = self.counted(from + 1) {
            let last = self.or_more(last);
            return Some(Match::new(
                last,
                Meaning::Duration(length),
                "ordered-length",
            ));
        }
        let Word::Unit(unit, true) = self.word(from + 1) else {
            return None;
        };
        let length = Length {
            amount: Amount::Vague,
            unit,
            and: None,
        };
        the.then(|| Match::new(from + 2, Meaning::Duration(length), "ordered-length"))
    }

    /// `nearly`, `more than`, `at least`, up to the number.
    fn approximate(&self, i: usize) -> (usize, Option<&'static str>) {
        let Word::Approximate(modifier) = self.word(i) else {
            return (i, None);
        };
        let second = i + 1;
        let two = match self.chars(i).to_ascii_lowercase().as_str() {
            "more" | "less" | "fewer" => Some(self.is(second, "than")),
            "at" => Some(self.any(second, &["least", "most"])),
            "up" | "close" => Some(self.is(second, "to")),
            "just" => Some(self.any(second, &["over", "under", "about"])),
            _ => None,
        };
        match two {
            Some(true) if self.is(second, "than") && self.word(second + 1) == Word::Digits => {
                (second + 1, Some(modifier))
            }
            Some(true) => {
                let modifier = match self.chars(second).to_ascii_lowercase().as_str() {
                    "most" => "EQUAL_OR_LESS",
                    "over" => "MORE_THAN",
                    "under" => "LESS_THAN",
                    _ => modifier,
                };
                (second + 1, Some(modifier))
            }
            Some(false) => (i, None),
            // "Over the past two years" has a preposition.
            None if self.is(second, "the") => (i, None),
            None => (second, Some(modifier)),
        }
    }

    /// A number and its unit, and perhaps a second, smaller pair.
    fn counted(&self, i: usize) -> Option<(usize, Length)> {
        let (next, amount) = self.amount(i)?;
        let (last, unit, plural) = self.unit_after(next)?;
        let hyphen = self.hyphen(next).is_some();
        let fits = match unit {
            Unit::Quarter => plural && !self.is(last, "of"),
            Unit::Season => false,
            Unit::Second => plural || hyphen,
            _ => true,
        };
        let fits = fits
            && !(self.any(i, &["one", "some"])
                && !plural
                && !hyphen
                && !self.any(last, &["ago", "later", "earlier", "after", "before"])
                && !self.after_any(
                    i,
                    &["in", "for", "than", "least", "within", "only", "just", "by"],
                ));
        if !fits || hyphen && plural && !self.apostrophe(last) && unit != Unit::Year {
            return None;
        }
        let amount = self.half_after(last).map_or(amount, |_| match amount {
            Amount::Tenths(tenths) => Amount::Tenths(tenths.saturating_add(5)),
            Amount::Vague => Amount::Vague,
        });
        let last = self.half_after(last).unwrap_or(last);
        let length = Length {
            amount,
            unit,
            and: None,
        };
        Some(self.with_second(last, length))
    }

    /// `and a half` after the unit.
    fn half_after(&self, i: usize) -> Option<usize> {
        (self.is(i, "and") && self.is(i + 1, "a") && self.is(i + 2, "half")).then_some(i + 3)
    }

    /// A second pair with a smaller unit: `and a week`, `, three months`.
    fn with_second(&self, i: usize, length: Length) -> (usize, Length) {
        let from = i + usize::from(self.mark(i, ','));
        let from = from + usize::from(self.is(from, "and"));
        if from == i {
            return (i, length);
        }
        let second = if self.any(from, &["a", "an", "one"]) {
            Some((from + 1, Amount::whole(1)))
        } else {
            self.amount(from)
        };
        let Some((next, amount)) = second else {
            return (i, length);
        };
        match self.unit_after(next) {
            Some((last, unit, _))
                if unit < length.unit
                    && self.hyphen(next).is_none()
                    && length.amount != Amount::Vague
                    && amount != Amount::Vague =>
            {
                let length = Length {
                    and: Some((amount, unit)),
                    ..length
                };
                (last, length)
            }
            _ => (i, length),
        }
    }

    /// The unit after a number, past a hyphen or an adjective; whether it is in the plural.
    fn unit_after(&self, i: usize) -> Option<(usize, Unit, bool)> {
        let i = self.hyphen(i).unwrap_or(i);
        let i = i + usize::from(self.any(i, BETWEEN));
        if self.is(i, "second") {
            return Some((i + 1, Unit::Second, false));
        }
        match self.word(i) {
            Word::Unit(unit, plural) => Some((i + 1, unit, plural)),
            _ => None,
        }
    }

    /// `a year`, `an entire week`, `the decade`.
    fn single(&self, i: usize) -> Option<(usize, Length)> {
        let article = self.any(i, &["a", "an"]);
        if !article && !self.is(i, "the") {
            return None;
        }
        let next = i + 1;
        let next = next
            + usize::from(self.any(
                next,
                &["full", "whole", "entire", "single", "good", "solid"],
            ));
        let Word::Unit(unit, false) = self.word(next) else {
            return None;
        };
        if self.hyphen(next + 1).is_some() {
            return None;
        }
        let fits = if article {
            !matches!(
                unit,
                Unit::Quarter | Unit::Season | Unit::Night | Unit::Weekend | Unit::Second
            ) && !self.is_rate(i)
        } else {
            matches!(unit, Unit::Decade)
                || next > i + 1 && unit >= Unit::Day && unit != Unit::Season
        };
        if !fits {
            return None;
        }
        let length = Length {
            amount: self
                .half_after(next + 1)
                .map_or(Amount::whole(1), |_| Amount::Tenths(15)),
            unit,
            and: None,
        };
        let last = self.half_after(next + 1).unwrap_or(next + 1);
        Some(self.with_second(last, length))
    }

    /// Whether `a year` says how often or how much and not how long: `$5 a day`, `twice a week`.
    fn is_rate(&self, i: usize) -> bool {
        if self.any(i + 2, &["ago", "earlier", "later", "before"]) {
            return false;
        }
        let counted = matches!(
            self.word_before(i),
            Word::Digits | Word::Times | Word::Scale(_)
        );
        counted
            || self.after_any(
                i,
                &[
                    "times", "million", "billion", "share", "dollars", "cents", "barrels",
                    "percent", "hours", "days", "tons", "people", "pounds", "euros", "half",
                ],
            )
    }

    /// A unit in the plural by itself.
    fn bare(&self, i: usize) -> Option<(usize, Length)> {
        let Word::Unit(unit, true) = self.word(i) else {
            return None;
        };
        if matches!(
            unit,
            Unit::Quarter | Unit::Season | Unit::Night | Unit::Weekend | Unit::Second
        ) {
            return None;
        }
        let follows =
            self.any(i + 1, AFTER_BARE) && (!self.is(i + 1, "to") || self.is(i + 2, "come"));
        let fits =
            self.after_any(i, BEFORE_BARE) || follows || self.opens(i) && self.is(i + 1, "of");
        let fits = fits && self.hyphen(i + 1).is_none() && (!self.capital(i) || self.opens(i));
        let last = i + 1;
        let length = Length {
            amount: Amount::Vague,
            unit,
            and: None,
        };
        fits.then_some((last, length))
    }

    /// Past `or more`, `or so`, `or less`.
    fn or_more(&self, i: usize) -> usize {
        if self.is(i, "or") && self.any(i + 1, &["more", "so", "less", "longer"]) {
            i + 2
        } else {
            i
        }
    }
}
