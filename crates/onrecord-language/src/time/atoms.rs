//! The text as date expressions see it: runs of letters, runs of digits, and single marks.
//!
//! Tokens keep `16-year-old`, `10-2`, `Dec.` and `a.m.` in one piece; a date grammar needs their
//! parts. Atoms are made from the paragraphs' characters alone, so the grammar does not depend on
//! how tokens are cut.

use super::lexicon::{Lexicon, Word};
use onrecord_record::{Span, Text};

/// What an atom is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum AtomKind {
    /// Letters.
    Letters,
    /// ASCII digits.
    Digits,
    /// One other character.
    Mark(char),
}

/// A run of letters, a run of digits or a mark, with what the lexicon knows of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Atom {
    /// First byte in the document's text.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What it is made of.
    pub(super) kind: AtomKind,
    /// Its class in date expressions.
    pub(super) word: Word,
    /// No white space stands between it and the atom before.
    pub(super) glued: bool,
}

/// Replaces `atoms` by those of `within`, in order.
pub(super) fn split(text: &Text, within: Span, lexicon: &Lexicon, atoms: &mut Vec<Atom>) {
    atoms.clear();
    let words = text.slice(within);
    let mut chars = words.char_indices().peekable();
    let mut glued = false;
    while let Some((from, c)) = chars.next() {
        if c.is_whitespace() {
            glued = false;
            continue;
        }
        let same = |other: char| {
            if c.is_ascii_digit() {
                other.is_ascii_digit()
            } else {
                c.is_alphabetic() && other.is_alphabetic()
            }
        };
        let mut to = from + c.len_utf8();
        while let Some((at, _)) = chars.next_if(|(_, next)| same(*next)) {
            to = words
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(to, |next| at + next.len_utf8());
        }
        let kind = match c {
            c if c.is_ascii_digit() => AtomKind::Digits,
            c if c.is_alphabetic() => AtomKind::Letters,
            c => AtomKind::Mark(c),
        };
        let word = match kind {
            AtomKind::Letters => lexicon.word(words.get(from..to).unwrap_or_default()),
            AtomKind::Digits => Word::Digits,
            AtomKind::Mark(_) => Word::None,
        };
        atoms.push(Atom {
            start: within.start() + from,
            end: within.start() + to,
            kind,
            word,
            glued,
        });
        glued = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_tokens_are_atoms() {
        let text = Text::from("a 16-year-old, 12:01 a.m. né");
        let mut atoms = Vec::new();
        split(&text, text.all(), Lexicon::get(), &mut atoms);
        let words: Vec<&str> = atoms
            .iter()
            .map(|a| text.slice(text.span(a.start..a.end).unwrap()))
            .collect();
        assert_eq!(
            words,
            [
                "a", "16", "-", "year", "-", "old", ",", "12", ":", "01", "a", ".", "m", ".", "né"
            ]
        );
        assert!(atoms[2].glued && !atoms[1].glued);
    }
}
