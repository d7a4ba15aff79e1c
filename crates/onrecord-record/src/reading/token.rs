//! Tokens, sentences and temporal expressions.

use super::{Confidence, EvidenceSpan, Reason, TimexId, spans};
use crate::Span;
use serde::{Deserialize, Serialize};

/// A word, number or mark.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Token {
    /// Its characters.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Its part of speech.
    pub tag: Tag,
}

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Letters, perhaps with digits, inner hyphens, apostrophes or full stops (`U.S.`, `10-year-old`).
    Word,
    /// A clitic: `'s`, `’re`, `n't`.
    Clitic,
    /// Digits, perhaps with separators (`1,200`, `10-2`, `3:30`).
    Number,
    /// `@name`
    Handle,
    /// `#name`
    Hashtag,
    /// A web or mail address.
    Url,
    /// A quotation mark of any shape (apostrophes are not).
    QuoteMark,
    /// Any other mark.
    Mark,
    /// A picture character.
    Emoji,
}

/// Part of speech: the Penn Treebank tags, as in UD English's XPOS column.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
#[repr(u8)]
#[allow(missing_docs, reason = "the tags are defined by the Penn Treebank's guidelines")]
#[rustfmt::skip]
pub enum Tag {
    CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, #[default] NN, NNS, NNP, NNPS, PDT, POS, PRP,
    PRPS, RB, RBR, RBS, RP, SYM, TO, UH, VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS, WRB,
    /// Any mark.
    Punct,
}

impl Tag {
    /// Every tag, in the order of their numbers.
    #[rustfmt::skip]
    pub const ALL: [Tag; 37] = [
        Tag::CC, Tag::CD, Tag::DT, Tag::EX, Tag::FW, Tag::IN, Tag::JJ, Tag::JJR, Tag::JJS, Tag::LS,
        Tag::MD, Tag::NN, Tag::NNS, Tag::NNP, Tag::NNPS, Tag::PDT, Tag::POS, Tag::PRP, Tag::PRPS,
        Tag::RB, Tag::RBR, Tag::RBS, Tag::RP, Tag::SYM, Tag::TO, Tag::UH, Tag::VB, Tag::VBD,
        Tag::VBG, Tag::VBN, Tag::VBP, Tag::VBZ, Tag::WDT, Tag::WP, Tag::WPS, Tag::WRB, Tag::Punct,
    ];

    /// Any form of a verb (not a modal).
    pub const fn is_verb(self) -> bool {
        matches!(
            self,
            Tag::VB | Tag::VBD | Tag::VBG | Tag::VBN | Tag::VBP | Tag::VBZ
        )
    }

    /// A verb form that can be a clause's finite verb, or a modal.
    pub const fn is_finite(self) -> bool {
        matches!(self, Tag::VBD | Tag::VBP | Tag::VBZ | Tag::MD)
    }

    /// Any noun.
    pub const fn is_noun(self) -> bool {
        matches!(self, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
    }

    /// A proper noun.
    pub const fn is_proper(self) -> bool {
        matches!(self, Tag::NNP | Tag::NNPS)
    }

    /// Any adjective.
    pub const fn is_adjective(self) -> bool {
        matches!(self, Tag::JJ | Tag::JJR | Tag::JJS)
    }

    /// Any adverb.
    pub const fn is_adverb(self) -> bool {
        matches!(self, Tag::RB | Tag::RBR | Tag::RBS)
    }

    /// A personal or possessive pronoun.
    pub const fn is_pronoun(self) -> bool {
        matches!(self, Tag::PRP | Tag::PRPS)
    }
}

/// One sentence.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Sentence {
    /// Its characters, without white space at the ends.
    pub span: Span,
    /// Index of its first token.
    pub first: u32,
    /// One past the index of its last token.
    pub last: u32,
    /// Index of the paragraph it stands in, from 0.
    pub paragraph: u32,
}

impl Sentence {
    /// The indices of its tokens.
    pub const fn tokens(&self) -> std::ops::Range<usize> {
        self.first as usize..self.last as usize
    }
}

/// A temporal expression, as TIMEX3 has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Timex {
    /// The words, with determiners, without prepositions.
    pub span: Span,
    /// Type.
    #[serde(rename = "type")]
    pub kind: TimexKind,
    /// TIMEX3 value: `2020-08-16`, `199`, `P19Y`, `PRESENT_REF`; none where nothing resolves it.
    pub value: Option<String>,
    /// TIMEX3 `mod` (`APPROX`, `START`, `LESS_THAN`, …), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// What a relative expression was counted from.
    pub anchor: TimexAnchor,
    /// Whether it is an age ("16-year-old", "aged 49").
    #[serde(default)]
    pub is_age: bool,
    /// How sure.
    pub confidence: Confidence,
    /// Which rule.
    pub reason: Reason,
}

impl Timex {
    /// The words it rests on.
    pub fn evidence(&self) -> Vec<EvidenceSpan> {
        spans("words", [&self.span]).collect()
    }
}

/// TIMEX3 types.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    /// A calendar date or a coarser or vaguer time.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// What a temporal expression was resolved against.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimexAnchor {
    /// Nothing: it says itself which time it means.
    Explicit,
    /// The document's date.
    Document,
    /// The time of the statement it stands in.
    Statement,
    /// Another expression of the text.
    Timex(TimexId),
    /// It is relative, and there is nothing to count from.
    Unresolved,
}
