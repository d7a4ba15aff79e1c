//! Closed classes of words that the clause rules ask for.
//!
//! Tags alone do not settle these: a rule that hangs on "that" or "of" asks for the word.

use super::units::Element;
use onrecord_record::{Tag, TokenKind};

/// Forms of the auxiliaries, and what stands among them.
const AUXILIARIES: &[&str] = &[
    "has", "have", "had", "having", "is", "are", "was", "were", "be", "been", "being", "am", "do",
    "does", "did", "will", "would", "can", "could", "may", "might", "shall", "should", "must",
    "'s", "'ve", "'d", "'ll", "'re", "'m", "’s", "’ve", "’d", "’ll", "’re", "’m", "ca", "wo",
    "get", "gets", "got",
];

const FORMS_OF_BE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "'re", "’re", "'m", "’m", "get",
    "gets", "got",
];

const NEGATIONS: &[&str] = &["not", "n't", "n’t", "never", "no", "neither", "nor"];

/// Words that open a clause under another.
const SUBORDINATORS: &[&str] = &[
    "if", "because", "when", "while", "although", "though", "since", "after", "before", "whether",
    "until", "unless", "once", "where", "how", "why", "what", "as", "than", "so", "whereas",
    "whilst",
];

const RELATIVES: &[&str] = &["who", "which", "whose", "whom"];

/// Verbs that leave the subject of the next verb their own: "continues to argue".
const RAISING: &[&str] = &[
    "continue",
    "continues",
    "continued",
    "continuing",
    "began",
    "begin",
    "begins",
    "start",
    "starts",
    "started",
    "proceeded",
    "appeared",
    "appears",
    "seemed",
    "seems",
    "went",
    "goes",
    "came",
    "tried",
    "has",
    "had",
    "have",
    "used",
    "dared",
    "managed",
    "rushed",
    "hastened",
];

impl Element<'_> {
    pub(super) fn is_auxiliary(&self) -> bool {
        self.tag == Tag::MD || self.is_any(AUXILIARIES)
    }

    pub(super) fn is_form_of_be(&self) -> bool {
        self.is_any(FORMS_OF_BE) || (self.is_any(&["'s", "’s"]) && self.tag != Tag::POS)
    }

    pub(super) fn is_negation(&self) -> bool {
        self.is_any(NEGATIONS)
    }

    pub(super) fn is_subordinator(&self) -> bool {
        self.is_any(SUBORDINATORS) && !self.tag.is_noun()
    }

    /// A subordinator that is a preposition as well: "after the trial".
    pub(super) fn is_double_role(&self) -> bool {
        self.is_any(&["after", "before", "since", "until", "as", "than", "so"])
    }

    pub(super) fn is_relative(&self) -> bool {
        self.is_any(RELATIVES) || (self.is("that") && self.tag == Tag::WDT)
    }

    pub(super) fn is_raising(&self) -> bool {
        self.is_any(RAISING)
    }

    pub(super) fn is_conjunction(&self) -> bool {
        self.is_any(&["and", "but", "or", "&", "yet", "nor"])
    }

    pub(super) fn is_preposition(&self) -> bool {
        matches!(self.tag, Tag::IN | Tag::TO) && !self.is("that")
    }

    /// A verb form that makes a clause: not a participle, not an infinitive.
    pub(super) fn is_finite(&self) -> bool {
        self.is_word()
            && (self.tag.is_finite()
                || self.is_any(&[
                    "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d",
                ]) && self.tag != Tag::POS)
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
