//! Noun phrases: where the words that name somebody begin and end.
//!
//! Works on parts of speech and capitals inside one sentence. It says how far a phrase reaches, never
//! who is meant. Adjacent phrases in apposition after a name ("Ann Lee, a lawyer") are left out, those
//! before it ("the lawyer, Ann Lee") are in, as the field's annotators mark sources.

use crate::Draft;
use crate::people::nouns::is_person_noun;
use onrecord_record::{Tag, TokenKind};
use std::ops::Range;

/// A noun phrase, as indices of tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Phrase {
    /// All its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its head: the last noun before any "of" or "for", the last word of a name, or the pronoun.
    pub(crate) head: usize,
}

/// The noun phrase whose last token is `last`, from its determiner or possessor on, without what "of"
/// or "and" add.
pub(crate) fn base_noun_phrase_ending_at(draft: &Draft, last: usize) -> Option<Phrase> {
    Chunker::around(draft, last)?.base_ending_at(last)
}

/// Lower-case words inside names.
const PARTICLES: [&str; 24] = [
    "van", "von", "der", "den", "de", "la", "del", "della", "di", "da", "dos", "das", "du", "bin",
    "ibn", "bint", "al", "el", "ter", "ten", "le", "y", "zu", "of",
];

/// Whether `word` is a lower-case word that stands inside names ("van", "de la").
pub(crate) fn is_particle(word: &str) -> bool {
    word != "of" && PARTICLES.contains(&word)
}

/// Whether `word` is what follows a family name ("Jr.", "III").
pub(crate) fn is_name_suffix(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Jr" | "Sr" | "JR" | "SR" | "II" | "III" | "IV" | "Junior" | "Esq"
    )
}

/// Whether `word` begins with a capital letter.
pub(crate) fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// One sentence's tokens, looked at for phrases.
struct Chunker<'a, 'd> {
    draft: &'a Draft<'d>,
    /// The sentence's tokens.
    bounds: Range<usize>,
}

impl<'a, 'd> Chunker<'a, 'd> {
    fn around(draft: &'a Draft<'d>, token: usize) -> Option<Self> {
        let token_start = draft.tokens.get(token)?.span;
        let sentence = draft.sentences.get(draft.sentence_of(token_start)?)?;
        Some(Self {
            draft,
            bounds: sentence.tokens(),
        })
    }

    fn tag(&self, i: usize) -> Tag {
        if !self.bounds.contains(&i) {
            return Tag::Punct;
        }
        self.draft.tokens.get(i).map_or(Tag::Punct, |t| t.tag)
    }

    fn kind(&self, i: usize) -> TokenKind {
        if !self.bounds.contains(&i) {
            return TokenKind::Mark;
        }
        self.draft.tokens.get(i).map_or(TokenKind::Mark, |t| t.kind)
    }

    fn word(&self, i: usize) -> &'d str {
        if self.bounds.contains(&i) {
            self.draft.word(i)
        } else {
            ""
        }
    }

    /// The index before `i`, inside the sentence.
    fn before(&self, i: usize) -> Option<usize> {
        (i > self.bounds.start).then(|| i - 1)
    }

    fn in_timex(&self, i: usize) -> bool {
        let Some(token) = self.draft.tokens.get(i) else {
            return false;
        };
        let timexes = &self.draft.timexes;
        let at = timexes.partition_point(|t| t.span.end() <= token.span.start());
        timexes
            .get(at)
            .is_some_and(|t| !t.is_age && t.span.contains(token.span))
    }

    /// Whether the token is (part of) a name by its capital or tag.
    fn is_proper(&self, i: usize) -> bool {
        let tag = self.tag(i);
        if !matches!(self.kind(i), TokenKind::Word) || self.in_timex(i) {
            return false;
        }
        is_capitalised(self.word(i))
            && (tag.is_proper()
                || (i > self.bounds.start && matches!(tag, Tag::NN | Tag::NNS | Tag::FW))
                || is_name_suffix(self.word(i)))
    }

    fn is_noun(&self, i: usize) -> bool {
        match self.kind(i) {
            TokenKind::Word => (self.tag(i).is_noun() || self.is_proper(i)) && !self.in_timex(i),
            TokenKind::Handle | TokenKind::Hashtag => true,
            _ => false,
        }
    }

    /// Pronouns and words that stand alone for people.
    fn stands_alone(&self, i: usize) -> bool {
        let word = self.word(i);
        match self.tag(i) {
            Tag::PRP | Tag::WP => true,
            Tag::DT | Tag::JJ | Tag::PDT | Tag::NN | Tag::NNS | Tag::CD | Tag::JJS | Tag::JJR => [
                "some", "others", "many", "most", "both", "all", "several", "few", "one",
                "another", "two", "three", "these", "those", "everyone", "none",
            ]
            .iter()
            .any(|w| w.eq_ignore_ascii_case(word)),
            _ => ["he", "she", "they", "who", "i", "we", "it", "you"]
                .iter()
                .any(|w| w.eq_ignore_ascii_case(word)),
        }
    }

    fn is_possessive_mark(&self, i: usize) -> bool {
        matches!(self.word(i), "'s" | "’s" | "'" | "’" | "'S" | "’S")
            && (self.kind(i) == TokenKind::Clitic || self.tag(i) == Tag::POS)
    }

    /// The phrase without prepositions, coordination and apposition that ends with token `last`.
    fn base_ending_at(&self, last: usize) -> Option<Phrase> {
        let last_name = self.last_word_of_name(last);
        if !self.is_noun(last_name) || self.stands_alone(last) {
            return self.stands_alone(last).then_some(Phrase {
                tokens: last..last + 1,
                head: last,
            });
        }
        let mut start = last_name;
        while let Some(next) = self.extended_left(start) {
            start = next;
        }
        Some(Phrase {
            tokens: start..last + 1,
            head: last_name,
        })
    }

    /// The token a name really ends with, where `last` is a full stop or a suffix after a comma.
    fn last_word_of_name(&self, last: usize) -> usize {
        if self.word(last) == "."
            && let Some(before) = self.before(last)
            && is_name_suffix(self.word(before))
        {
            return before;
        }
        last
    }

    /// The new first token, where the token before `start` belongs to the phrase that begins there.
    fn extended_left(&self, start: usize) -> Option<usize> {
        let p = self.before(start)?;
        if self.in_timex(p) && !self.is_age(p) {
            return None;
        }
        let tag = self.tag(p);
        let name_follows = self.is_proper(start);
        if self.is_possessive_mark(p) {
            let owner = self.base_ending_at(self.before(p)?)?;
            return Some(owner.tokens.start);
        }
        // A determiner closes the phrase.
        if matches!(self.tag(start), Tag::DT | Tag::PRPS | Tag::WPS) && !self.is_proper(start) {
            let word = self.word(p);
            let opens = tag == Tag::PDT
                || ["all", "both", "half"]
                    .iter()
                    .any(|w| w.eq_ignore_ascii_case(word));
            return opens.then_some(p);
        }
        match tag {
            Tag::DT | Tag::PRPS | Tag::WPS => Some(p),
            _ if self.is_proper(p) => Some(p),
            Tag::NN if name_follows => is_person_noun(self.word(p)).then_some(p),
            Tag::NN if self.kind(p) == TokenKind::Word => Some(p),
            Tag::NNS if !name_follows && is_person_noun(self.word(start)) => Some(p),
            Tag::CD | Tag::JJ | Tag::JJR | Tag::JJS => Some(p),
            Tag::VBN | Tag::VBG => self.opens_phrase(p).then_some(p),
            Tag::RB => (self.tag(start).is_adjective() || self.tag(start) == Tag::VBN)
                .then_some(p)
                .filter(|p| self.opens_phrase(*p)),
            Tag::CC if self.word(p) == "&" && name_follows => {
                self.before(p).filter(|q| self.is_proper(*q))
            }
            _ => self.inside_name_left(start, p),
        }
    }

    /// Particles, commas before "Jr.", and nicknames in quotation marks or brackets inside a name.
    fn inside_name_left(&self, start: usize, p: usize) -> Option<usize> {
        if !self.is_proper(start) {
            return None;
        }
        let q = self.before(p)?;
        if is_particle(self.word(p)) {
            let first = if is_particle(self.word(q)) {
                self.before(q)?
            } else {
                q
            };
            return self.is_proper(first).then_some(first);
        }
        if self.word(p) == "," && is_name_suffix(self.word(start)) {
            return self.is_proper(q).then_some(q);
        }
        let closes = self.kind(p) == TokenKind::QuoteMark || self.word(p) == ")";
        if closes && self.is_proper(q) {
            let opening = self.before(q)?;
            let opens = self.kind(opening) == TokenKind::QuoteMark || self.word(opening) == "(";
            let first = self.before(opening)?;
            return (opens && self.is_proper(first)).then_some(first);
        }
        None
    }

    fn is_age(&self, i: usize) -> bool {
        self.word(i).contains("-year-old")
    }

    /// Whether a participle or adverb at `i` belongs to a noun after it: a determiner, possessive or
    /// adjective stands before it, or nothing.
    fn opens_phrase(&self, i: usize) -> bool {
        let Some(p) = self.before(i) else {
            return true;
        };
        self.is_possessive_mark(p)
            || matches!(
                self.tag(p),
                Tag::DT | Tag::PRPS | Tag::JJ | Tag::JJS | Tag::CD | Tag::RB
            )
            || self.kind(p) == TokenKind::QuoteMark
    }
}
