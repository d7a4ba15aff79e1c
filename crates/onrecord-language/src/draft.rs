//! A reading in the making: what the stages share.

use onrecord_record::{
    Disagreement, Document, Entity, Event, Fact, Ground, Mention, Reading, Sentence, Span,
    Statement, Text, Timex, Token, Warning,
};

/// A reading in the making. Each stage reads the layers before it and adds its own.
#[derive(Debug)]
pub struct Draft<'d> {
    /// What is read.
    pub document: &'d Document,
    /// Paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Words and marks, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order; every token is in exactly one.
    pub sentences: Vec<Sentence>,
    /// Quotations, in order of their opening mark.
    pub quotes: Vec<Quote>,
    /// Words that labels give to somebody.
    pub(crate) turns: crate::turns::Turns,
    /// Temporal expressions, in order.
    pub timexes: Vec<Timex>,
    /// Mentions, in order.
    pub mentions: Vec<Mention>,
    /// Entities, in order of first mention.
    pub entities: Vec<Entity>,
    /// Statements, in order of their first content span.
    pub statements: Vec<Statement>,
    /// Events.
    pub events: Vec<Event>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Grounds.
    pub grounds: Vec<Ground>,
    /// Disagreements.
    pub disagreements: Vec<Disagreement>,
    /// What the reader of the case should know.
    pub notes: Vec<Warning>,
}

/// A run of text that belongs together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Its characters, without white space at the ends.
    pub span: Span,
    /// What it is.
    pub kind: onrecord_record::BlockKind,
}

/// Words between quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quote {
    /// With the marks.
    pub span: Span,
    /// Without the marks.
    pub inner: Span,
    /// Whether a closing mark was found; without one the quotation ends with its paragraph.
    pub closed: bool,
    /// The quotation of the paragraph before that goes on here, if any (index).
    pub continues: Option<usize>,
    /// The quotation it lies inside of, if any (index).
    pub within: Option<usize>,
}

impl<'d> Draft<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self {
            document,
            paragraphs: Vec::new(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            quotes: Vec::new(),
            turns: crate::turns::Turns::default(),
            timexes: Vec::new(),
            mentions: Vec::new(),
            entities: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            facts: Vec::new(),
            grounds: Vec::new(),
            disagreements: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The document's text.
    pub fn text(&self) -> &'d Text {
        &self.document.text
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &'d str {
        self.document.text.slice(span)
    }

    /// The words of the token at `index`; empty past the end.
    pub fn word(&self, index: usize) -> &'d str {
        self.tokens
            .get(index)
            .map_or("", |t| self.document.text.slice(t.span))
    }

    /// The indices of the tokens that lie inside `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self
            .tokens
            .partition_point(|t| t.span.start() < span.start());
        let last = self.tokens.partition_point(|t| t.span.end() <= span.end());
        first..last.max(first)
    }

    /// The span from token `first` up to, not including, token `last`; nothing where that is empty.
    pub fn span_of_tokens(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The index of the sentence that the byte at `span`'s start stands in.
    pub fn sentence_of(&self, span: Span) -> Option<usize> {
        let i = self
            .sentences
            .partition_point(|s| s.span.end() <= span.start());
        self.sentences
            .get(i)
            .filter(|s| s.span.start() <= span.start())
            .map(|_| i)
    }

    /// The innermost quotation whose inner words contain `span`.
    pub fn quote_around(&self, span: Span) -> Option<usize> {
        let before = self
            .quotes
            .partition_point(|q| q.span.start() <= span.start());
        (0..before)
            .rev()
            .take(64)
            .find(|i| self.quotes.get(*i).is_some_and(|q| q.inner.contains(span)))
    }

    pub(crate) fn finish(self) -> Reading {
        Reading {
            engine: crate::engine(),
            tokens: self.tokens,
            sentences: self.sentences,
            mentions: self.mentions,
            entities: self.entities,
            timexes: self.timexes,
            statements: self.statements,
            events: self.events,
            facts: self.facts,
            grounds: self.grounds,
            disagreements: self.disagreements,
            notes: self.notes,
        }
    }
}
