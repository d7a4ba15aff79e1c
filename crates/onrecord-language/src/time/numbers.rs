//! Numbers in figures and words.

use super::atoms::AtomKind;
use super::expression::Amount;
use super::grammar::Grammar;
use super::lexicon::Word;

impl Grammar<'_> {
    /// An amount, exact or vague, up to what is counted: `25`, `twenty-five`, `a few`, `2.5`,
    /// `six and a half`, `five to eight` (the second of the two).
    pub(super) fn amount(&self, i: usize) -> Option<(usize, Amount)> {
        let (next, amount) = self.vague(i).or_else(|| self.one_amount(i))?;
        let next = self.in_figures(next);
        let to = self.range_to(next);
        match self.one_amount(to) {
            Some((last, second)) if to > next => Some((self.in_figures(last), second)),
            _ => Some((next, amount)),
        }
    }

    /// Past `(15)` after a number in words, as legal papers write it.
    fn in_figures(&self, i: usize) -> usize {
        let figures = self.mark(i, '(') && self.digits(i + 1, 4).is_some() && self.mark(i + 2, ')');
        if figures { i + 3 } else { i }
    }

    /// Past `to`, `or` or a dash between two numbers; `i` where there is none.
    fn range_to(&self, i: usize) -> usize {
        let dash = |i: usize| {
            matches!(
                self.atom(i).map(|a| a.kind),
                Some(AtomKind::Mark('-' | '–' | '—'))
            )
        };
        let from = i + usize::from(dash(i));
        if self.any(from, &["to", "or"]) {
            return from + 1 + usize::from(dash(from + 1) && self.glued(from + 1));
        }
        from
    }

    fn one_amount(&self, i: usize) -> Option<(usize, Amount)> {
        if matches!(self.word(i), Word::Half) {
            let next = i + 1 + usize::from(self.any(i + 1, &["a", "an"]));
            let next = self.hyphen(next).unwrap_or(next);
            return Some((next, Amount::Tenths(5)));
        }
        let (next, number) = match self.figures(i) {
            Some((next, Amount::Tenths(tenths))) if tenths % 10 == 0 => (next, tenths / 10),
            Some(found) => return Some(found),
            None => self.number(i)?,
        };
        if let Some(last) = self.and_a_half(next) {
            return Some((
                last,
                Amount::Tenths(number.saturating_mul(10).saturating_add(5)),
            ));
        }
        Some((next, Amount::whole(number)))
    }

    /// Past `and a half`, with or without hyphens.
    fn and_a_half(&self, i: usize) -> Option<usize> {
        let mut at = i;
        for words in [&["and"][..], &["a", "one"], &["half"]] {
            at = self.hyphen(at).unwrap_or(at);
            if !self.any(at, words) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// A number in figures, with separators and one decimal.
    fn figures(&self, i: usize) -> Option<(usize, Amount)> {
        let mut number = self.digits(i, 6)?;
        let mut next = i + 1;
        while self.mark(next, ',')
            && self.glued(next)
            && self.glued(next + 1)
            && self.width(next + 1) == 3
        {
            let Some(group) = self.digits(next + 1, 3) else {
                break;
            };
            number = number.checked_mul(1000)?.checked_add(group)?;
            next += 2;
        }
        if self.mark(next, '.')
            && self.glued(next)
            && self.glued(next + 1)
            && let Some(tenths) = self.digits(next + 1, 1)
        {
            return Some((next + 2, Amount::Tenths(number.checked_mul(10)? + tenths)));
        }
        if self.mark(next, '½') {
            return Some((next + 1, Amount::Tenths(number.checked_mul(10)? + 5)));
        }
        if self.digits(next, 1) == Some(1)
            && self.mark(next + 1, '/')
            && self.digits(next + 2, 1) == Some(2)
        {
            return Some((next + 3, Amount::Tenths(number.checked_mul(10)? + 5)));
        }
        Some((next, Amount::whole(number)))
    }

    /// A whole number in words: `nineteen`, `twenty-five`, `a hundred and ten`, `two dozen`.
    pub(super) fn number(&self, i: usize) -> Option<(usize, u32)> {
        let (mut next, mut number) = match self.word(i) {
            Word::Cardinal(number) => (i + 1, number),
            Word::Tens(tens) => self.tens(i, tens),
            Word::Determiner
                if self.any(i, &["a", "an"]) && matches!(self.word(i + 1), Word::Scale(_)) =>
            {
                (i + 1, 1)
            }
            _ => return None,
        };
        while let Word::Scale(scale) = self.word(next) {
            number = number.checked_mul(scale)?;
            next += 1;
            let rest = next + usize::from(self.is(next, "and"));
            let (last, add) = match self.word(rest) {
                Word::Cardinal(add) => (rest + 1, add),
                Word::Tens(tens) => self.tens(rest, tens),
                _ => continue,
            };
            if scale >= 100 {
                number = number.checked_add(add)?;
                next = last;
            }
        }
        Some((next, number))
    }

    fn tens(&self, i: usize, tens: u32) -> (usize, u32) {
        let next = self.hyphen(i + 1).unwrap_or(i + 1);
        match self.word(next) {
            Word::Cardinal(ones) if ones < 10 => (next + 1, tens + ones),
            _ => (i + 1, tens),
        }
    }

    /// An ordinal in words or figures: `third`, `twenty-first`, `3rd`.
    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, u32)> {
        match self.word(i) {
            Word::Ordinal(number) => Some((i + 1, number)),
            Word::Tens(tens) => match self.word(self.hyphen(i + 1)?) {
                Word::Ordinal(ones) if ones < 10 => Some((i + 3, tens + ones)),
                _ => None,
            },
            Word::Digits => {
                let number = self.digits(i, 3)?;
                let suffix = self.glued(i + 1) && self.any(i + 1, &["st", "nd", "rd", "th"]);
                suffix.then_some((i + 2, number))
            }
            _ => None,
        }
    }

    /// A quantity that is not told, or `a couple`.
    fn vague(&self, i: usize) -> Option<(usize, Amount)> {
        let from = i + usize::from(self.is(i, "a") || self.is(i, "the"));
        let next = from + 1;
        let of = usize::from(self.is(next, "of"));
        if self.is(from, "couple") {
            return Some((next + of, Amount::whole(2)));
        }
        let counted = self.word(from) == Word::Vague
            || from > i && of > 0 && self.any(from, &["number", "handful", "string"]);
        counted.then_some((next + of, Amount::Vague))
    }
}
