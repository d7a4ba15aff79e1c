//! The grammar of temporal expressions: what the words say, not yet when that is.
//!
//! Every atom that can begin an expression is tried with every rule, and the longest match wins; an
//! atom the lexicon does not know costs one look. The grammar never looks at the document's date:
//! that is the resolver's.

use super::atoms::{Atom, AtomKind};
use super::expression::{DayTime, Expression, Meaning};
use super::lexicon::{Lexicon, Word};
use super::units::{DayPart, Unit};

/// The atoms of one paragraph and the text they are of.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub(super) text: &'a str,
    pub(super) atoms: &'a [Atom],
    pub(super) lexicon: &'static Lexicon,
}

/// What a rule matched: from where it was tried up to, not including, `last`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) last: usize,
    pub(super) meaning: Meaning,
    pub(super) time: Option<DayTime>,
    pub(super) modifier: Option<&'static str>,
    pub(super) is_age: bool,
    pub(super) rule: &'static str,
}

impl Match {
    /// A match that adds nothing to its meaning.
    pub(super) const fn new(last: usize, meaning: Meaning, rule: &'static str) -> Self {
        Self {
            last,
            meaning,
            time: None,
            modifier: None,
            is_age: false,
            rule,
        }
    }

    pub(super) const fn at(mut self, time: DayTime) -> Self {
        self.time = Some(time);
        self
    }
}

type Rule = fn(&Grammar, usize) -> Option<Match>;

/// Tried at every atom that can begin an expression.
const RULES: &[Rule] = &[
    |grammar, i| grammar.dated(i),
    |grammar, i| grammar.clock(i),
    |grammar, i| grammar.quantity(i),
    |grammar, i| grammar.recurrence(i),
    |grammar, i| grammar.reference(i),
];

/// What names a period of the calendar, by itself or by relation.
const PERIODS: &[Rule] = &[
    |grammar, i| grammar.calendar_date(i),
    |grammar, i| grammar.numeric_date(i),
    |grammar, i| grammar.year(i),
    |grammar, i| grammar.decade(i),
    |grammar, i| grammar.century(i),
    |grammar, i| grammar.quarter(i),
    |grammar, i| grammar.season(i),
    |grammar, i| grammar.holiday(i),
    |grammar, i| grammar.ordered(i),
    |grammar, i| grammar.day_word(i),
    |grammar, i| grammar.shifted(i),
];

impl<'a> Grammar<'a> {
    /// The expressions, in order, not overlapping.
    pub(super) fn find(&self, found: &mut Vec<Expression>) {
        let mut i = 0;
        while i < self.atoms.len() {
            match self.expression(i) {
                Some(expression) => {
                    i = expression.last.max(i + 1);
                    found.push(expression);
                }
                None => i += 1,
            }
        }
    }

    /// Gives a month or day the year that the date it is joined to has: `from June 1 to July 15,
    /// 2004`.
    pub(super) fn share_years(&self, expressions: &mut [Expression]) {
        for k in (1..expressions.len()).rev() {
            let (before, from) = expressions.split_at_mut(k);
            let (Some(first), Some(second)) = (before.last_mut(), from.first()) else {
                continue;
            };
            let (Meaning::Calendar(open), Meaning::Calendar(full)) =
                (&mut first.meaning, &second.meaning)
            else {
                continue;
            };
            let joined = (first.last..second.first).all(|i| {
                !self.letters(i)
                    && self
                        .atom(i)
                        .is_some_and(|a| matches!(a.kind, AtomKind::Mark(',' | '-' | '–' | '—')))
                    || self.any(i, &["and", "to", "through", "until", "or", "on"])
            });
            if let (None, Some(year), Some(month), Some(next)) =
                (open.year, full.year, open.month, full.month)
                && joined
                && first.last < second.first
            {
                open.year = Some(if month > next { year - 1 } else { year });
            }
        }
    }

    /// The longest expression that begins at `i`.
    pub(super) fn expression(&self, i: usize) -> Option<Expression> {
        let begins = self.word(i) != Word::None || self.apostrophe(i) || self.is(i, "q");
        if !begins || self.within_word(i) {
            return None;
        }
        let found = longest(self, RULES, i)?;
        Some(Expression {
            first: i,
            last: found.last,
            meaning: found.meaning,
            time: found.time,
            modifier: found.modifier,
            is_age: found.is_age,
            rule: found.rule,
        })
    }

    /// A period of the calendar, narrowed by `early`, `the end of` and the like, or to a part of
    /// its day: `late Monday night`, `the morning of May 5`.
    fn dated(&self, i: usize) -> Option<Match> {
        if let Some((next, edge)) = self.edge(i) {
            let mut found = self.period(next).or_else(|| self.this_period(next))?;
            if found.last > next {
                found.modifier = Some(edge);
            }
            return Some(found);
        }
        if let Some((next, part)) = self.part_of(i) {
            let found = self.period(next)?;
            return (found.time.is_none() && is_day(&found.meaning)).then_some(found.at(part));
        }
        self.period(i)
    }

    /// A period of the calendar with the part of day that follows it.
    pub(super) fn period(&self, i: usize) -> Option<Match> {
        let found = longest(self, PERIODS, i)?;
        if found.time.is_some() || !is_day(&found.meaning) {
            return Some(found);
        }
        let from = found.last;
        let late = from + usize::from(self.any(from, &["early", "late"]));
        match self.part(late) {
            Some((last, part)) => Some(Match { last, ..found }.at(part)),
            None => Some(found),
        }
    }

    /// `early`, `late`, `mid-`, `the end of`, up to what they narrow.
    fn edge(&self, i: usize) -> Option<(usize, &'static str)> {
        let from = i + usize::from(self.is(i, "the"));
        let Word::Edge(edge) = self.word(from) else {
            return None;
        };
        if self.any(from, &["early", "late", "mid"]) {
            let next = self.hyphen(from + 1).unwrap_or(from + 1);
            return Some((next, edge));
        }
        self.is(from + 1, "of").then_some((from + 2, edge))
    }

    /// `the month` in `the end of the month`.
    fn this_period(&self, i: usize) -> Option<Match> {
        let Word::Unit(unit, false) = self.word(i + 1) else {
            return None;
        };
        let fits = self.is(i, "the") && unit >= Unit::Day && unit != Unit::Season;
        let meaning = Meaning::Deictic { unit, offset: 0 };
        fits.then(|| Match::new(i + 2, meaning, "this-period"))
    }

    /// `the night of`, `the early morning hours of`, up to the day.
    fn part_of(&self, i: usize) -> Option<(usize, DayTime)> {
        let from = i + usize::from(self.is(i, "the"));
        let small = self.any(from, &["early", "small", "wee"]) && self.is(from + 1, "hours");
        let from = from + usize::from(self.any(from, &["early", "late"]) && !small);
        let (next, part) = if small {
            (from + 2, DayTime::Part(DayPart::Morning))
        } else {
            let (next, part) = self.part(from)?;
            (next + usize::from(self.is(next, "hours")), part)
        };
        self.is(next, "of").then_some((next + 1, part))
    }

    /// A part of the day by name, not as part of another word.
    pub(super) fn part(&self, i: usize) -> Option<(usize, DayTime)> {
        match self.word(i) {
            Word::DayPart(part, false) => Some((i + 1, DayTime::Part(part))),
            Word::Unit(Unit::Night, false) => Some((i + 1, DayTime::Part(DayPart::Night))),
            _ => None,
        }
    }

    pub(super) fn atom(&self, i: usize) -> Option<&'a Atom> {
        self.atoms.get(i)
    }

    /// The class of the atom at `i`; none past the ends.
    pub(super) fn word(&self, i: usize) -> Word {
        self.atoms.get(i).map_or(Word::None, |a| a.word)
    }

    /// The class of the atom before `i`.
    pub(super) fn word_before(&self, i: usize) -> Word {
        i.checked_sub(1).map_or(Word::None, |i| self.word(i))
    }

    /// The characters of the atom at `i`; empty past the ends.
    pub(super) fn chars(&self, i: usize) -> &'a str {
        self.atoms
            .get(i)
            .and_then(|a| self.text.get(a.start..a.end))
            .unwrap_or_default()
    }

    /// Whether the atom at `i` is this word, in any case.
    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.chars(i).eq_ignore_ascii_case(word)
    }

    /// Whether the atom at `i` is one of these words, in any case.
    pub(super) fn any(&self, i: usize, words: &[&str]) -> bool {
        let chars = self.chars(i);
        !chars.is_empty() && words.iter().any(|w| chars.eq_ignore_ascii_case(w))
    }

    /// Whether the atom before `i` is one of these words, in any case.
    pub(super) fn after_any(&self, i: usize, words: &[&str]) -> bool {
        i.checked_sub(1).is_some_and(|i| self.any(i, words))
    }

    /// Whether the atom at `i` is this mark.
    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.atoms
            .get(i)
            .is_some_and(|a| a.kind == AtomKind::Mark(mark))
    }

    /// Whether the atom at `i` stands close to the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.atoms.get(i).is_some_and(|a| a.glued)
    }

    /// Past the hyphen at `i`, if there is one inside a word.
    pub(super) fn hyphen(&self, i: usize) -> Option<usize> {
        let hyphen = matches!(
            self.atoms.get(i)?.kind,
            AtomKind::Mark('-' | '\u{2010}' | '\u{2011}')
        );
        (hyphen && self.glued(i) && self.glued(i + 1)).then_some(i + 1)
    }

    /// Whether the atom at `i` is an apostrophe of any shape.
    pub(super) fn apostrophe(&self, i: usize) -> bool {
        self.atoms
            .get(i)
            .is_some_and(|a| matches!(a.kind, AtomKind::Mark('\'' | '’' | '‘')))
    }

    /// Whether the atom at `i` begins in upper case.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.chars(i).starts_with(char::is_uppercase)
    }

    /// Whether the atom at `i` is a word of letters.
    pub(super) fn letters(&self, i: usize) -> bool {
        self.atoms
            .get(i)
            .is_some_and(|a| a.kind == AtomKind::Letters)
    }

    /// The number the digits at `i` make, if they are at most `most` many.
    pub(super) fn digits(&self, i: usize, most: usize) -> Option<u32> {
        let atom = self.atoms.get(i)?;
        (atom.kind == AtomKind::Digits && atom.end - atom.start <= most)
            .then(|| self.chars(i).parse().ok())?
    }

    /// How many characters the atom at `i` has, in bytes.
    pub(super) fn width(&self, i: usize) -> usize {
        self.atoms.get(i).map_or(0, |a| a.end - a.start)
    }

    /// Whether `i` is the first atom, or the one before ends a sentence or opens a quotation.
    pub(super) fn opens(&self, i: usize) -> bool {
        i.checked_sub(1).is_none_or(|before| {
            self.atoms.get(before).is_some_and(|a| {
                matches!(
                    a.kind,
                    AtomKind::Mark('.' | '!' | '?' | ':' | '"' | '“' | '”' | '‘' | '(' | '—')
                )
            })
        })
    }

    /// Whether what stands before the hyphen at `i` lets a date begin after it: `post-1959`,
    /// `2004-2008`, a dash of two hyphens.
    fn after_prefix(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else {
            return false;
        };
        self.mark(before, '-')
            || self.any(before, &["pre", "post", "mid"])
            || self.width(before) == 4
                && self.year_number(before).is_some()
                && self.year_number(i + 1).is_some()
    }

    /// Whether letters or digits stand close before `i`, so that it does not begin a word; a
    /// hyphen before lets it begin one only after a word that is not part of a number or name.
    fn within_word(&self, i: usize) -> bool {
        if !self.glued(i) || i == 0 {
            return false;
        }
        match self.atoms.get(i - 1).map(|a| a.kind) {
            Some(AtomKind::Mark('-')) => self.glued(i - 1) && !self.after_prefix(i - 1),
            Some(AtomKind::Mark('/')) => self.glued(i - 1),
            Some(AtomKind::Mark(mark)) => {
                matches!(mark, '@' | '#' | '_' | '$' | '£' | '€' | '.' | '&' | '+')
            }
            Some(_) => true,
            None => false,
        }
    }
}

/// The longest match of `rules` at `i`; of equally long ones the first.
fn longest(grammar: &Grammar, rules: &[Rule], i: usize) -> Option<Match> {
    let mut best: Option<Match> = None;
    for rule in rules {
        let found = rule(grammar, i);
        if let Some(found) = found
            && found.last > i
            && best.is_none_or(|b| found.last > b.last)
        {
            best = Some(found);
        }
    }
    best
}

/// Whether the meaning is a day, so that a part of the day can be added.
fn is_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Calendar(date) => date.day.is_some() || date.weekday.is_some(),
        Meaning::Deictic { unit, .. } | Meaning::Narrative { unit, .. } => *unit == Unit::Day,
        Meaning::DeicticWeekday { .. } | Meaning::NarrativeWeekday { .. } => true,
        Meaning::Yearly { what, .. } => matches!(what, super::expression::Yearly::Holiday(_)),
        _ => false,
    }
}
