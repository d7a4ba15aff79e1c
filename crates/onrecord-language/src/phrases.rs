//! Noun phrases: where the words that name somebody begin and end.
//!
//! Works on parts of speech and capitals inside one sentence. It says how far a phrase reaches, never
//! who is meant. Adjacent phrases in apposition after a name ("Ann Lee, a lawyer") are left out, those
//! before it ("the lawyer, Ann Lee") are in, as the field's annotators mark sources.

use crate::Draft;
use crate::people::nouns::{is_person_noun, noun};
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

/// The longest noun phrase whose last token is `last`: with determiners, titles, what "of" and "for"
/// add, coordination, and an apposition before a name.
pub(crate) fn noun_phrase_ending_at(draft: &Draft, last: usize) -> Option<Phrase> {
    let chunker = Chunker::around(draft, last)?;
    let mut phrase = chunker.with_prepositions_before(chunker.base_ending_at(last)?);
    if let Some(first) = chunker.coordinated_before(&phrase) {
        phrase.tokens.start = first;
    }
    if let Some(first) = chunker.apposition_before(&phrase) {
        phrase.tokens.start = first;
    }
    Some(phrase)
}

/// The noun phrase whose last token is `last`, from its determiner or possessor on, without what "of"
/// or "and" add.
pub(crate) fn base_noun_phrase_ending_at(draft: &Draft, last: usize) -> Option<Phrase> {
    Chunker::around(draft, last)?.base_ending_at(last)
}

/// The longest noun phrase whose first token is `first`.
pub(crate) fn noun_phrase_starting_at(draft: &Draft, first: usize) -> Option<Phrase> {
    let chunker = Chunker::around(draft, first)?;
    let phrase = chunker.with_prepositions_after(chunker.base_starting_at(first)?);
    let phrase = chunker.with_apposed_name(phrase);
    Some(chunker.with_coordination_after(phrase))
}

/// The subject of the verb at token `verb`, looking leftwards over auxiliaries, adverbs, times,
/// insertions between commas and relative clauses; nothing where none is found in the sentence.
pub(crate) fn subject_before(draft: &Draft, verb: usize) -> Option<Phrase> {
    let chunker = Chunker::around(draft, verb)?;
    let last = chunker.subject_end_before(verb)?;
    let mut phrase = noun_phrase_ending_at(draft, last)?;
    if let Some(first) = chunker.modified_noun_before(&phrase) {
        let outer = noun_phrase_ending_at(draft, first)?;
        phrase = Phrase {
            tokens: outer.tokens.start..phrase.tokens.end,
            head: outer.head,
        };
    }
    Some(phrase)
}

/// Prepositions that tie a phrase to the noun before them when that noun stands for people, groups or
/// papers.
const TYING: [&str; 14] = [
    "of",
    "for",
    "with",
    "from",
    "at",
    "in",
    "on",
    "against",
    "to",
    "about",
    "behind",
    "over",
    "representing",
    "involving",
];

/// Words that begin a clause, so that a phrase after them may be its subject.
const CLAUSE_OPENERS: [&str; 22] = [
    "that", "because", "although", "though", "while", "if", "when", "where", "whether", "since",
    "as", "but", "and", "so", "until", "before", "after", "unless", "whereas", "however", "how",
    "why",
];

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

    /// Adds what "of", "for" and the like tie to a noun further left.
    fn with_prepositions_before(&self, mut phrase: Phrase) -> Phrase {
        while let Some(p) = self.before(phrase.tokens.start) {
            let word = self.word(p);
            if !TYING.contains(&word) {
                break;
            }
            let Some(outer) = self.before(p).and_then(|last| self.base_ending_at(last)) else {
                break;
            };
            if !self.ties(&outer, word, &phrase) {
                break;
            }
            phrase = Phrase {
                tokens: outer.tokens.start..phrase.tokens.end,
                head: outer.head,
            };
        }
        phrase
    }

    fn with_prepositions_after(&self, mut phrase: Phrase) -> Phrase {
        while TYING.contains(&self.word(phrase.tokens.end)) {
            let at = phrase.tokens.end;
            let Some(inner) = self.base_starting_at(at + 1) else {
                break;
            };
            if !self.ties(&phrase, self.word(at), &inner) {
                break;
            }
            phrase.tokens.end = inner.tokens.end;
        }
        phrase
    }

    /// Whether `preposition` ties `inner` to `outer`.
    fn ties(&self, outer: &Phrase, preposition: &str, inner: &Phrase) -> bool {
        if preposition == "of" {
            return true;
        }
        let head = self.word(outer.head);
        if self.is_proper(outer.head) || self.stands_alone(outer.head) {
            return false;
        }
        let Some(outer_noun) = noun(head) else {
            return preposition == "for" && self.tag(outer.head).is_noun();
        };
        let inner_head = self.word(inner.head);
        let says = noun(inner_head)
            .is_some_and(|n| n.kind == onrecord_record::EntityKind::Document)
            || matches!(
                inner_head,
                "conference" | "call" | "hearing" | "time" | "phone" | "day" | "court" | "trial"
            );
        let placed = self.is_proper(inner.head);
        match preposition {
            "for" | "with" | "representing" | "against" | "behind" | "about" | "involving" => !says,
            "from" | "to" | "at" | "in" | "on" | "over" => {
                !says
                    && (placed
                        || outer_noun.kind == onrecord_record::EntityKind::Document
                        || preposition == "from"
                        || preposition == "at")
            }
            _ => false,
        }
    }

    /// The phrase without prepositions, coordination and apposition that begins with token `first`.
    fn base_starting_at(&self, first: usize) -> Option<Phrase> {
        if self.stands_alone(first) && !self.continues_after_alone(first) {
            return Some(Phrase {
                tokens: first..first + 1,
                head: first,
            });
        }
        let mut end = first;
        let mut head = None;
        let mut i = first;
        while self.bounds.contains(&i) {
            if self.in_timex(i) && !self.is_age(i) {
                break;
            }
            let tag = self.tag(i);
            if self.is_noun(i) {
                if let Some(last) = head
                    && !self.joins(last, i)
                {
                    break;
                }
                head = Some(i);
                end = i + 1;
                // "Jr" may have been cut from its full stop.
                if is_name_suffix(self.word(i))
                    && self.word(end) == "."
                    && end + 1 < self.bounds.end
                {
                    end += 1;
                }
            } else if self.is_possessive_mark(i) && head.is_some() {
                head = None;
            } else if let Some(next) = head.and_then(|last| self.inside_name_right(last, i)) {
                i = next;
                continue;
            } else if head.is_some() {
                break;
            } else if !matches!(
                tag,
                Tag::PDT
                    | Tag::DT
                    | Tag::PRPS
                    | Tag::WPS
                    | Tag::JJ
                    | Tag::JJR
                    | Tag::JJS
                    | Tag::CD
                    | Tag::VBN
                    | Tag::VBG
                    | Tag::RB
            ) {
                break;
            }
            i = (i + 1).max(end);
        }
        let head = head.or_else(|| (end > first).then(|| end - 1))?;
        Some(Phrase {
            tokens: first..end,
            head,
        })
    }

    /// Whether a word that may stand alone is a determiner here ("some lawyers").
    fn continues_after_alone(&self, first: usize) -> bool {
        !matches!(self.tag(first), Tag::PRP | Tag::WP)
            && (self.is_noun(first + 1) || self.tag(first + 1).is_adjective())
    }

    /// Whether noun `next` goes on the phrase whose last noun so far is `last`.
    fn joins(&self, last: usize, next: usize) -> bool {
        if next != last + 1 {
            return is_name_suffix(self.word(next)) || self.is_proper(last);
        }
        if !self.is_proper(next) || self.is_proper(last) {
            return true;
        }
        is_person_noun(self.word(last))
    }

    /// Particles, suffixes and nicknames to the right of name token `last`: the index to go on from.
    fn inside_name_right(&self, last: usize, i: usize) -> Option<usize> {
        if i != last + 1 || !self.is_proper(last) {
            return None;
        }
        let word = self.word(i);
        if is_particle(word) {
            let next = i + 1 + usize::from(is_particle(self.word(i + 1)));
            return self.is_proper(next).then_some(next);
        }
        if word == "," && is_name_suffix(self.word(i + 1)) {
            return Some(i + 1);
        }
        let nickname = (self.kind(i) == TokenKind::QuoteMark || word == "(")
            && self.is_proper(i + 1)
            && (self.kind(i + 2) == TokenKind::QuoteMark || self.word(i + 2) == ")")
            && self.is_proper(i + 3);
        if nickname || (word == "&" && self.is_proper(i + 1)) {
            return Some(if nickname { i + 3 } else { i + 1 });
        }
        None
    }

    /// The first token of what "and" joins to `phrase` from the left, where all of it can be a
    /// subject.
    fn coordinated_before(&self, phrase: &Phrase) -> Option<usize> {
        let and = self.before(phrase.tokens.start)?;
        if !matches!(self.word(and), "and" | "or" | "&") {
            return None;
        }
        let last = self.before(and)?;
        let last = if self.word(last) == "," {
            self.before(last)?
        } else {
            last
        };
        let left = self.with_prepositions_before(self.base_ending_at(last)?);
        let is_subject = match self.before(left.tokens.start) {
            None => true,
            Some(p) => self.opens_clause(p),
        };
        is_subject.then_some(left.tokens.start)
    }

    /// Adds "and Bob Ray" to a phrase after a verb, where no verb follows that would make the second
    /// name the subject of a new clause.
    fn with_coordination_after(&self, mut phrase: Phrase) -> Phrase {
        while matches!(self.word(phrase.tokens.end), "and" | "&" | "or") {
            let Some(right) = self.base_starting_at(phrase.tokens.end + 1) else {
                break;
            };
            let right = self.with_prepositions_after(right);
            let next = self.tag(right.tokens.end);
            if next.is_finite() || next == Tag::VBN {
                break;
            }
            phrase.tokens.end = right.tokens.end;
        }
        phrase
    }

    /// "Lee's lawyer, Bob Ray": the name belongs to the phrase.
    fn with_apposed_name(&self, phrase: Phrase) -> Phrase {
        let end = phrase.tokens.end;
        let describes = !self.is_proper(phrase.head) && is_person_noun(self.word(phrase.head));
        if !describes || self.word(end) != "," || !self.is_proper(end + 1) {
            return phrase;
        }
        match self.base_starting_at(end + 1) {
            Some(name) if self.is_proper(name.head) && !self.tag(name.tokens.end).is_finite() => {
                Phrase {
                    tokens: phrase.tokens.start..name.tokens.end,
                    head: name.head,
                }
            }
            _ => phrase,
        }
    }

    /// The first token of the description before a name: "Lee's lawyer, Bob Ray".
    fn apposition_before(&self, phrase: &Phrase) -> Option<usize> {
        if !self.is_proper(phrase.head) || !self.is_proper(phrase.tokens.start) {
            return None;
        }
        let comma = self.before(phrase.tokens.start)?;
        if self.word(comma) != "," {
            return None;
        }
        let described = self.with_prepositions_before(self.base_ending_at(self.before(comma)?)?);
        let describes =
            !self.is_proper(described.head) && is_person_noun(self.word(described.head));
        let is_subject = match self.before(described.tokens.start) {
            None => true,
            Some(p) => self.opens_clause(p) || self.tag(p).is_verb(),
        };
        (describes && is_subject).then_some(described.tokens.start)
    }

    fn opens_clause(&self, i: usize) -> bool {
        matches!(self.word(i), "," | ";" | ":" | "-" | "--" | "—" | "–" | "(")
            || self.kind(i) == TokenKind::QuoteMark
            || CLAUSE_OPENERS
                .iter()
                .any(|w| w.eq_ignore_ascii_case(self.word(i)))
    }

    /// The last token of the subject's phrase, left of the verb group that `verb` is in.
    fn subject_end_before(&self, verb: usize) -> Option<usize> {
        let mut i = self.before(verb)?;
        loop {
            let tag = self.tag(i);
            let word = self.word(i);
            if self.in_timex(i)
                || tag.is_adverb()
                || tag == Tag::MD
                || [
                    "has", "have", "had", "also", "not", "n't", "n’t", "then", "later", "on", "is",
                    "was", "are", "were", "did", "does", "do", "be", "been",
                ]
                .contains(&word)
            {
                i = self.before(i)?;
                continue;
            }
            if matches!(word, "," | "--" | "—" | "–" | "-" | ")") {
                i = self.before(self.insertion_start(i)?)?;
                continue;
            }
            return (self.is_noun(i) || self.stands_alone(i) || word == ".").then_some(i);
        }
    }

    /// The comma, dash or bracket that opens the insertion closed by the mark at `close`.
    fn insertion_start(&self, close: usize) -> Option<usize> {
        let closing = self.word(close);
        let mut i = close;
        let mut last_found = None;
        while let Some(p) = self.before(i) {
            let word = self.word(p);
            let opens = match closing {
                ")" => word == "(",
                mark => word == mark,
            };
            if opens {
                // "Lee, 45, of Reno, said": the name is before the first of several insertions.
                let before = self.before(p)?;
                if closing != "," || self.is_proper(before) || !self.goes_on(p) {
                    return Some(p);
                }
                last_found = Some(p);
            }
            if self.kind(p) == TokenKind::QuoteMark || word == ";" {
                break;
            }
            i = p;
        }
        last_found
    }

    /// Whether what ends before the comma at `comma` is itself part of a list of insertions.
    fn goes_on(&self, comma: usize) -> bool {
        self.before(comma)
            .is_some_and(|p| self.tag(p) == Tag::CD || self.in_timex(p))
    }

    /// The noun that a relative or participial clause ending with `phrase` modifies: "officials
    /// representing him", "people who know her".
    fn modified_noun_before(&self, phrase: &Phrase) -> Option<usize> {
        let verb = self.before(phrase.tokens.start)?;
        let tag = self.tag(verb);
        let noun = self.before(verb)?;
        if tag == Tag::VBG {
            return (self.is_noun(noun) && !self.is_proper(noun)).then_some(noun);
        }
        if tag.is_finite() && matches!(self.tag(noun), Tag::WP | Tag::WDT) {
            let outer = self.before(noun)?;
            return self.is_noun(outer).then_some(outer);
        }
        None
    }
}
