//! Closed classes of words that the clause rules ask for: `data/clause_words.tsv`.
//!
//! Tags alone do not settle these: a rule that hangs on "that" or "of" asks for the word.

use super::units::Element;
use crate::folded::Folded;
use crate::table::rows;
use onrecord_record::{Tag, TokenKind};
use std::collections::HashMap;
use std::sync::OnceLock;

/// The closed classes that a word belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Classes(u16);

/// The names of the classes in the table; the place of a name is its bit.
const NAMES: [&str; 16] = [
    "auxiliary",
    "be",
    "negation",
    "subordinator",
    "preposition-too",
    "relative",
    "conjunction",
    "raising",
    "contracted-verb",
    "nominative",
    "causative",
    "surely-verb",
    "doubles",
    "lead-in",
    "small",
    "light",
];

impl Classes {
    const AUXILIARY: Classes = Classes(1);
    const BE: Classes = Classes(1 << 1);
    const NEGATION: Classes = Classes(1 << 2);
    const SUBORDINATOR: Classes = Classes(1 << 3);
    const PREPOSITION_TOO: Classes = Classes(1 << 4);
    const RELATIVE: Classes = Classes(1 << 5);
    const CONJUNCTION: Classes = Classes(1 << 6);
    const RAISING: Classes = Classes(1 << 7);
    const CONTRACTED_VERB: Classes = Classes(1 << 8);
    const NOMINATIVE: Classes = Classes(1 << 9);
    pub(super) const CAUSATIVE: Classes = Classes(1 << 10);
    pub(super) const SURELY_VERB: Classes = Classes(1 << 11);
    pub(super) const DOUBLES: Classes = Classes(1 << 12);
    pub(super) const LEAD_IN: Classes = Classes(1 << 13);
    pub(super) const SMALL: Classes = Classes(1 << 14);
    pub(super) const LIGHT: Classes = Classes(1 << 15);

    /// The classes of `word`, in any case.
    pub(super) fn of(word: &str) -> Self {
        static TABLE: OnceLock<HashMap<&'static str, Classes>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            rows(include_str!("../../data/clause_words.tsv"))
                .filter_map(|row| {
                    let (word, rest) = row.split_once('\t')?;
                    let names = rest.split('\t').next()?;
                    Some((word, Classes::parse(names)))
                })
                .collect()
        });
        table
            .get(Folded::of(word).as_str())
            .copied()
            .unwrap_or_default()
    }

    fn parse(names: &str) -> Self {
        let bits = NAMES
            .iter()
            .enumerate()
            .filter(|(_, name)| names.split(' ').any(|n| n == **name));
        Classes(bits.fold(0, |all, (i, _)| all | 1 << i))
    }

    pub(super) const fn has(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

impl Element<'_> {
    pub(super) fn is_auxiliary(&self) -> bool {
        self.tag == Tag::MD || self.classes.has(Classes::AUXILIARY)
    }

    pub(super) fn is_form_of_be(&self) -> bool {
        self.classes.has(Classes::BE) || (self.is_any(&["'s", "’s"]) && self.tag != Tag::POS)
    }

    pub(super) fn is_negation(&self) -> bool {
        self.classes.has(Classes::NEGATION)
    }

    pub(super) fn is_subordinator(&self) -> bool {
        self.classes.has(Classes::SUBORDINATOR) && !self.tag.is_noun()
    }

    /// A subordinator that is a preposition as well: "after the trial".
    pub(super) fn is_double_role(&self) -> bool {
        self.classes.has(Classes::PREPOSITION_TOO)
    }

    pub(super) fn is_relative(&self) -> bool {
        self.classes.has(Classes::RELATIVE) || (self.is("that") && self.tag == Tag::WDT)
    }

    pub(super) fn is_raising(&self) -> bool {
        self.classes.has(Classes::RAISING)
    }

    pub(super) fn is_conjunction(&self) -> bool {
        self.classes.has(Classes::CONJUNCTION)
    }

    pub(super) fn is_preposition(&self) -> bool {
        matches!(self.tag, Tag::IN | Tag::TO) && !self.is("that")
    }

    /// "he", "they": only ever a subject.
    pub(super) fn is_nominative(&self) -> bool {
        self.classes.has(Classes::NOMINATIVE)
    }

    /// A verb form that makes a clause: not a participle, not an infinitive.
    pub(super) fn is_finite(&self) -> bool {
        self.is_word()
            && (self.tag.is_finite()
                || self.classes.has(Classes::CONTRACTED_VERB) && self.tag != Tag::POS)
    }

    /// Whether a noun phrase can begin here.
    pub(super) fn opens_phrase(&self) -> bool {
        matches!(
            self.tag,
            Tag::DT | Tag::PRP | Tag::PRPS | Tag::EX | Tag::PDT | Tag::CD
        ) || self.tag.is_noun()
            || self.tag.is_adjective()
            || matches!(self.kind, TokenKind::Handle | TokenKind::Hashtag)
    }

    /// Whether a noun phrase can end here.
    pub(super) fn closes_phrase(&self) -> bool {
        self.tag.is_noun()
            || matches!(self.tag, Tag::PRP | Tag::CD | Tag::DT | Tag::POS)
            || self.tag.is_adjective()
            || matches!(self.kind, TokenKind::Handle | TokenKind::Hashtag)
            || matches!(self.tag, Tag::VBN | Tag::VBG | Tag::RB | Tag::IN | Tag::RP)
    }

    /// A mark after which a new clause can begin.
    pub(super) fn is_hard_boundary(&self) -> bool {
        matches!(self.word, ";" | ":" | "(" | "[" | "*" | "•") || self.is_dash()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_order_and_name_known_classes() {
        let rows: Vec<Vec<&str>> = rows(include_str!("../../data/clause_words.tsv"))
            .map(|row| row.split('\t').collect())
            .collect();
        assert!(rows.windows(2).all(|w| w[0][0] < w[1][0]));
        for row in rows {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(
                row[1].split(' ').all(|name| NAMES.contains(&name)),
                "{row:?}"
            );
        }
    }

    #[test]
    fn a_word_may_have_several_classes() {
        let had = Classes::of("Had");
        assert!(had.has(Classes::AUXILIARY) && had.has(Classes::RAISING));
        assert!(Classes::of("’s").has(Classes::BE) || Classes::of("’s").has(Classes::AUXILIARY));
        assert_eq!(Classes::of("lamp"), Classes::default());
    }
}
