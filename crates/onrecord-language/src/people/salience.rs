//! Who is in the reader's mind: each mention raises its figure, each sentence lets all fade.
//!
//! After the salience factors of Lappin and Leass (1994), "An algorithm for pronominal anaphora
//! resolution", with fewer of them.

use super::cast::Sighting;
use super::nominals::{Pronoun, pronoun};
use super::page::Page;
use onrecord_record::{MentionKind, Tag};

/// The part a mention plays in its clause, as far as neighbouring words tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// The verb's subject.
    Subject,
    /// Anything after a verb or preposition.
    Object,
    /// Before a possessive mark, or a possessive pronoun.
    Possessor,
}

/// How much a mention is worth.
fn weight(role: Role, kind: MentionKind, quoted: bool) -> f32 {
    let role = match role {
        Role::Subject => 3.2,
        Role::Object => 1.6,
        Role::Possessor => 1.5,
    };
    let kind = match kind {
        MentionKind::Name => 1.5,
        MentionKind::Hashtag => 0.3,
        _ => 1.0,
    };
    role * kind * if quoted { 0.4 } else { 1.0 }
}

/// A figure's last mention.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Last {
    /// Index of its sentence.
    pub(crate) sentence: usize,
    /// Its part in the clause.
    pub(crate) role: Role,
    /// The quotation it stands in.
    pub(crate) quote: Option<usize>,
}

/// How present each figure is at some sentence.
#[derive(Debug, Default)]
pub(crate) struct Salience {
    /// Value and the sentence it was counted at, by figure.
    values: Vec<(f32, usize)>,
    /// The last mention of each figure.
    last: Vec<Option<Last>>,
}

impl Salience {
    /// How present the figure is at `sentence`; 0 where it was never mentioned.
    pub(crate) fn of(&self, figure: usize, sentence: usize) -> f32 {
        let Some((value, at)) = self.values.get(figure) else {
            return 0.0;
        };
        let passed = sentence.saturating_sub(*at).min(40);
        value * 0.45f32.powi(passed as i32)
    }

    /// The figure's last mention.
    pub(crate) fn last(&self, figure: usize) -> Option<Last> {
        self.last.get(figure).copied().flatten()
    }

    /// Counts a mention.
    pub(crate) fn raise(
        &mut self,
        figure: usize,
        sentence: usize,
        role: Role,
        kind: MentionKind,
        quote: Option<usize>,
    ) {
        if self.values.len() <= figure {
            self.values.resize(figure + 1, (0.0, 0));
            self.last.resize(figure + 1, None);
        }
        let value = self.of(figure, sentence) + weight(role, kind, quote.is_some());
        if let Some(slot) = self.values.get_mut(figure) {
            *slot = (value, sentence);
        }
        if let Some(slot) = self.last.get_mut(figure) {
            *slot = Some(Last {
                sentence,
                role,
                quote,
            });
        }
    }
}

/// The part that `sighting` plays.
pub(crate) fn role(page: &Page, sighting: &Sighting) -> Role {
    let (start, end) = (sighting.tokens.start, sighting.tokens.end);
    if page.is_possessive(end) {
        return Role::Possessor;
    }
    if sighting.kind == MentionKind::Pronoun {
        let word = page.word(start);
        return match word.to_ascii_lowercase().as_str() {
            "he" | "she" | "they" | "i" | "we" | "who" => Role::Subject,
            "his" | "their" | "my" | "our" | "whose" => Role::Possessor,
            "her" if page.tag(start) == Tag::PRPS || page.tag(end).is_noun() => Role::Possessor,
            _ => Role::Object,
        };
    }
    if is_inverted_subject(page, start) || page.tag(end).is_finite() && !page.is_time(end) {
        return Role::Subject;
    }
    let opens = page.is_opening(start)
        || start == 0
        || matches!(
            page.word(start - 1),
            "," | ";"
                | ":"
                | "that"
                | "and"
                | "but"
                | "because"
                | "when"
                | "while"
                | "as"
                | "if"
                | "after"
                | "before"
                | "where"
                | "since"
                | "although"
                | "though"
        );
    // "her lawyer, Ann Lee, has": the comma after the name closes what the one before it opened.
    let in_commas = start > 0 && page.word(start - 1) == "," && page.word(end) == ",";
    if opens && verb_follows(page, end + usize::from(in_commas)) {
        return Role::Subject;
    }
    let tag_before = page.tag(start.saturating_sub(1));
    if start > 0 && (tag_before.is_verb() || matches!(tag_before, Tag::IN | Tag::TO)) {
        return Role::Object;
    }
    if page.tag(end).is_finite() {
        return Role::Subject;
    }
    Role::Object
}

/// `"…," said Ann Lee`
fn is_inverted_subject(page: &Page, start: usize) -> bool {
    start > 1
        && matches!(
            page.word(start - 1),
            "said"
                | "says"
                | "wrote"
                | "added"
                | "asked"
                | "tweeted"
                | "explained"
                | "argued"
                | "testified"
                | "recalled"
                | "continued"
                | "replied"
        )
        && (page.word(start - 2) == ","
            || page.kind(start - 2) == onrecord_record::TokenKind::QuoteMark)
}

/// Whether a finite verb follows, over adverbs and insertions between commas.
fn verb_follows(page: &Page, end: usize) -> bool {
    let mut inside = false;
    for i in end..end + 24 {
        let (tag, word) = (page.tag(i), page.word(i));
        if matches!(word, "." | "?" | "!" | ";" | "") {
            return false;
        }
        if matches!(word, "," | "--" | "—" | "–") {
            inside = !inside;
        } else if !inside {
            if tag.is_finite() {
                return true;
            }
            let passes = tag.is_adverb()
                || matches!(word, "(" | ")" | "and")
                || page.is_time(i)
                || page.kind(i) == onrecord_record::TokenKind::Number
                || tag.is_noun()
                || matches!(tag, Tag::IN | Tag::DT);
            if !passes {
                return false;
            }
        }
    }
    false
}

/// Whether the sighting is a pronoun of the given sort.
pub(crate) fn sort_of(page: &Page, sighting: &Sighting) -> Option<Pronoun> {
    (sighting.kind == MentionKind::Pronoun)
        .then(|| pronoun(page.word(sighting.head.start)))
        .flatten()
}
