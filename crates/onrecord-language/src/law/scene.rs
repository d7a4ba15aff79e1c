//! What the finders of this module look up again and again: table words, mentions and temporal
//! expressions by token, and the statement a place stands in.

use super::lexicon::Lexicon;
use super::pattern::WordId;
use crate::Draft;
use onrecord_record::{
    Asserter, EntityId, EntityKind, Mention, MentionKind, Sentence, Span, SpeechAct, Statement,
    StatementId, Tag, Timex, TokenKind,
};
use std::ops::Range;

/// No item at this token.
const NONE: u32 = u32::MAX;

/// How many statements back the search for the one around a place looks.
const STATEMENTS_BACK: usize = 96;

/// A draft with indices over its layers.
pub(super) struct Scene<'s> {
    pub(super) draft: &'s Draft<'s>,
    pub(super) lexicon: &'static Lexicon,
    words: Vec<WordId>,
    mentions: Vec<u32>,
    timexes: Vec<u32>,
    /// Content pieces by their start: the piece and the statement it belongs to.
    contents: Vec<(Span, u32)>,
    /// Entities that the text calls lawyers.
    lawyers: Vec<EntityId>,
    tagged: bool,
}

impl<'s> Scene<'s> {
    pub(super) fn new(draft: &'s Draft<'s>, lexicon: &'static Lexicon) -> Self {
        let mut scene = Self {
            draft,
            lexicon,
            words: table_words(draft, lexicon),
            mentions: vec![NONE; draft.tokens.len()],
            timexes: vec![NONE; draft.tokens.len()],
            contents: contents(draft),
            lawyers: lawyers(draft, lexicon),
            tagged: draft.tokens.iter().any(|t| t.tag != Tag::default()),
        };
        for (i, timex) in draft.timexes.iter().enumerate() {
            let tokens = draft.tokens_in(timex.span);
            // The month of May is no "may".
            if let Some(word) = tokens.clone().find(|t| draft.word(*t) == "May")
                && let Some(word) = scene.words.get_mut(word)
            {
                *word = 0;
            }
            fill(&mut scene.timexes, tokens, i, |_| true);
        }
        // Names go over descriptions, descriptions over pronouns; of two names the longer.
        for (i, mention) in draft.mentions.iter().enumerate() {
            fill(
                &mut scene.mentions,
                draft.tokens_in(mention.span),
                i,
                |old| {
                    draft
                        .mentions
                        .get(old)
                        .is_none_or(|old| rank(mention) > rank(old))
                },
            );
        }
        scene
    }

    /// The table word at a token; 0 where no table has it.
    pub(super) fn word_id(&self, token: usize) -> WordId {
        self.words.get(token).copied().unwrap_or_default()
    }

    /// Whether the word at a token is of the class.
    pub(super) fn is(&self, token: usize, class: &str) -> bool {
        let word = self.word_id(token);
        word != 0 && self.lexicon.class(class).binary_search(&word).is_ok()
    }

    /// Whether some token of the range is of the class.
    pub(super) fn any(&self, mut range: Range<usize>, class: &str) -> bool {
        let words = self.lexicon.class(class);
        range.any(|token| {
            let word = self.word_id(token);
            word != 0 && words.binary_search(&word).is_ok()
        })
    }

    pub(super) fn tag(&self, token: usize) -> Option<Tag> {
        let token = self.draft.tokens.get(token)?;
        self.tagged.then_some(token.tag)
    }

    /// Whether the tagger took the token for a noun.
    pub(super) fn is_tagged_noun(&self, token: usize) -> bool {
        self.tag(token).is_some_and(Tag::is_noun)
    }

    /// Whether the tagger took the token for a verb that is no verbal noun.
    pub(super) fn is_tagged_verb(&self, token: usize) -> bool {
        self.tag(token)
            .is_some_and(|tag| tag.is_verb() && tag != Tag::VBG)
    }

    /// A jury's vote written in digits, higher number first.
    pub(super) fn vote(&self, token: usize) -> Option<(u8, u8)> {
        let word = self.draft.word(token);
        let (a, b) = word.split_once(['-', '–', '—'])?;
        let (a, b): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
        let votes = a >= b && (5..=15).contains(&(a + b)) && b < 7;
        votes.then_some((a, b))
    }

    /// Digits or a number word.
    pub(super) fn is_number(&self, token: usize) -> bool {
        let kind = self.draft.tokens.get(token).map(|t| t.kind);
        kind == Some(TokenKind::Number) || self.is(token, "number")
    }

    /// A length of years used as an adjective: `28-year`, `five-year`.
    pub(super) fn is_years(&self, token: usize) -> bool {
        let word = self.draft.word(token);
        word.ends_with("-year") || word.ends_with("-month") || word.ends_with("-day")
    }

    /// A word of a mention of somebody, or one in capitals.
    pub(super) fn is_name(&self, token: usize) -> bool {
        self.mention_at(token).is_some()
            || self
                .draft
                .tokens
                .get(token)
                .is_some_and(|t| t.kind == TokenKind::Handle)
            || self.draft.word(token).starts_with(char::is_uppercase)
    }

    /// A lawyer, by that word or as the text calls the person named.
    pub(super) fn is_lawyer(&self, token: usize) -> bool {
        self.is(token, "lawyer")
            || self
                .mention_at(token)
                .and_then(|m| m.entity)
                .is_some_and(|id| self.lawyers.binary_search(&id).is_ok())
    }

    /// A mark that no gap of a pattern runs over.
    pub(super) fn is_barrier(&self, token: usize) -> bool {
        matches!(self.draft.word(token), ";" | ":" | "•")
    }

    /// The mention that the token belongs to, names first.
    pub(super) fn mention_at(&self, token: usize) -> Option<&'s Mention> {
        let index = *self.mentions.get(token)?;
        self.draft.mentions.get(index as usize)
    }

    /// The temporal expression that the token belongs to, with its index.
    pub(super) fn timex_at(&self, token: usize) -> Option<(usize, &'s Timex)> {
        let index = *self.timexes.get(token)? as usize;
        Some((index, self.draft.timexes.get(index)?))
    }

    /// The kind of the entity a mention refers to.
    pub(super) fn kind_of(&self, mention: &Mention) -> Option<EntityKind> {
        let id = mention.entity?;
        Some(self.draft.entities.get(id.index())?.kind)
    }

    /// Whether a mention is of a person or several.
    pub(super) fn is_person(&self, mention: &Mention) -> bool {
        match self.kind_of(mention) {
            Some(kind) => matches!(kind, EntityKind::Person | EntityKind::Group),
            None => mention.kind == MentionKind::Pronoun || mention.kind == MentionKind::Nominal,
        }
    }

    /// Whether an entity is one person that the text names.
    pub(super) fn is_named_person(&self, id: EntityId) -> bool {
        let Some(entity) = self.draft.entities.get(id.index()) else {
            return false;
        };
        let named_by = self.draft.mentions.get(entity.named_by.index());
        entity.kind == EntityKind::Person
            && !entity.plural
            && named_by.is_some_and(|m| m.kind == MentionKind::Name)
    }

    /// The mentions that begin in a range of tokens, in order, nested ones left out.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> Vec<&'s Mention> {
        let mut found: Vec<&Mention> = Vec::new();
        for token in range {
            if let Some(mention) = self.mention_at(token)
                && found.last().is_none_or(|last| last.span != mention.span)
            {
                found.push(mention);
            }
        }
        found
    }

    /// The sentence a token stands in.
    pub(super) fn sentence_at(&self, token: usize) -> Option<(usize, &'s Sentence)> {
        let index = self
            .draft
            .sentences
            .partition_point(|s| s.last as usize <= token);
        Some((index, self.draft.sentences.get(index)?))
    }

    /// The innermost statement whose content holds `span`.
    pub(super) fn statement_around(&self, span: Span) -> Option<(StatementId, &'s Statement)> {
        self.statements_around(span)
            .min_by_key(|(piece, id)| (piece.len(), std::cmp::Reverse(*id)))
            .and_then(|(_, id)| Some((id, self.draft.statements.get(id.index())?)))
    }

    fn statements_around(&self, span: Span) -> impl Iterator<Item = (Span, StatementId)> {
        let after = self
            .contents
            .partition_point(|(piece, _)| piece.start() <= span.start());
        let candidates = self.contents.get(..after).unwrap_or_default();
        candidates
            .iter()
            .rev()
            .take(STATEMENTS_BACK)
            .filter(move |(piece, _)| piece.contains(span))
            .map(|(piece, id)| (*piece, StatementId(*id)))
    }

    /// The statement whose cue lies inside `span`, if one does.
    pub(super) fn statement_with_cue_in(&self, span: Span) -> Option<(StatementId, &'s Statement)> {
        let first = self
            .contents
            .partition_point(|(piece, _)| piece.start() + 600 < span.start());
        self.contents
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|(piece, _)| piece.start() < span.end() + 600)
            .filter_map(|(_, id)| {
                Some((StatementId(*id), self.draft.statements.get(*id as usize)?))
            })
            .find(|(_, s)| s.cue.iter().any(|cue| span.overlaps(*cue)))
    }

    /// Who stands behind what is said at `span`: the innermost statement around it, else the
    /// document itself.
    pub(super) fn asserter(&self, span: Span) -> Asserter {
        match self.statement_around(span) {
            Some((id, _)) => Asserter::Statement(id),
            None => Asserter::Narration,
        }
    }

    /// The entity that speaks in a statement.
    pub(super) fn speaker(&self, asserter: Asserter) -> Option<EntityId> {
        match asserter {
            Asserter::Narration => None,
            Asserter::Statement(id) => self.draft.statements.get(id.index())?.speaker.entity(),
        }
    }
}

/// Every piece of content that asserts something, by its start. Wishes and feelings are no
/// statements.
fn contents(draft: &Draft<'_>) -> Vec<(Span, u32)> {
    let mut contents: Vec<(Span, u32)> = draft
        .statements
        .iter()
        .enumerate()
        .filter(|(_, s)| s.act != SpeechAct::Attitude)
        .flat_map(|(i, s)| s.content.iter().map(move |piece| (*piece, i as u32)))
        .collect();
    contents.sort_unstable();
    contents
}

fn lawyers(draft: &Draft<'_>, lexicon: &Lexicon) -> Vec<EntityId> {
    let lawyer = lexicon.class("lawyer");
    let called_so = |words: &str| {
        words.split(|c: char| !c.is_alphabetic()).any(|word| {
            let id = lexicon.word_id(&word.to_lowercase());
            id != 0 && lawyer.binary_search(&id).is_ok()
        })
    };
    let entities = draft.entities.iter().enumerate();
    entities
        .filter(|(_, e)| {
            e.descriptions
                .iter()
                .any(|d| called_so(draft.words(d.span)))
        })
        .map(|(i, _)| EntityId::new(i))
        .collect()
}

/// The table word of every token.
fn table_words(draft: &Draft<'_>, lexicon: &Lexicon) -> Vec<WordId> {
    let mut lower = String::new();
    draft
        .tokens
        .iter()
        .map(|token| {
            if !matches!(
                token.kind,
                TokenKind::Word | TokenKind::Clitic | TokenKind::Number
            ) {
                return 0;
            }
            lower.clear();
            for c in draft.words(token.span).chars() {
                match c {
                    '’' => lower.push('\''),
                    '–' => lower.push('-'),
                    c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
                    c => lower.extend(c.to_lowercase()),
                }
            }
            lexicon.word_id(&lower)
        })
        .collect()
}

fn fill(index: &mut [u32], tokens: Range<usize>, item: usize, over: impl Fn(usize) -> bool) {
    for place in index.get_mut(tokens).unwrap_or_default() {
        if *place == NONE || over(*place as usize) {
            *place = item as u32;
        }
    }
}

const fn rank(mention: &Mention) -> (u8, usize) {
    let kind = match mention.kind {
        MentionKind::Name | MentionKind::Handle => 2,
        MentionKind::Nominal => 1,
        MentionKind::Pronoun | MentionKind::Hashtag => 0,
    };
    (kind, mention.span.len())
}
