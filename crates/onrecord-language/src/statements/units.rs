//! Clauses as a reader sees them: the words of one level of quotation, up to the end of a sentence.
//!
//! In `"It was late," Lee said. "We left."` there are two units outside the quotation marks (the
//! second is nothing but a quotation) and one inside each pair. A quotation is one element of the
//! unit around it, however many sentences it has.

use super::words::Classes;
use crate::Draft;
use onrecord_record::{Span, Tag, TokenKind};

/// A word, a mark or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'d> {
    pub(crate) span: Span,
    /// The word; empty for a quotation.
    pub(crate) word: &'d str,
    /// The closed classes that the word belongs to.
    pub(crate) classes: Classes,
    pub(crate) tag: Tag,
    pub(crate) kind: TokenKind,
    /// The quotation (index into the draft's), if it is one.
    pub(crate) quote: Option<usize>,
    /// For a quotation: whether its words end with a mark that ends a sentence or speech.
    pub(crate) ends_inside: bool,
    /// For a quotation: whether its first letter is small.
    pub(crate) starts_small: bool,
    /// For a quotation: whether a finite verb is among its words.
    pub(crate) has_verb: bool,
}

impl Element<'_> {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.word.eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(w))
    }

    pub(crate) fn is_comma(&self) -> bool {
        self.word == ","
    }

    pub(crate) fn is_dash(&self) -> bool {
        matches!(self.word, "--" | "—" | "–" | "-" | "---")
    }

    pub(crate) fn is_end(&self) -> bool {
        matches!(self.word, "." | "!" | "?" | "…" | "..." | "....")
    }

    pub(crate) fn is_word(&self) -> bool {
        self.quote.is_none()
            && matches!(
                self.kind,
                TokenKind::Word
                    | TokenKind::Clitic
                    | TokenKind::Number
                    | TokenKind::Handle
                    | TokenKind::Hashtag
            )
    }
}

/// The words of one level of quotation, up to the end of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Unit<'d> {
    pub(crate) elements: Vec<Element<'d>>,
    /// The quotation it lies in, if any.
    pub(crate) quote: Option<usize>,
    /// The paragraph it lies in.
    pub(crate) paragraph: usize,
}

impl<'d> Unit<'d> {
    pub(crate) fn get(&self, index: usize) -> Option<&Element<'d>> {
        self.elements.get(index)
    }

    pub(crate) fn len(&self) -> usize {
        self.elements.len()
    }

    /// The span over the elements of `range`, without white space; nothing where that is empty.
    pub(crate) fn span(&self, range: std::ops::Range<usize>) -> Option<Span> {
        let elements = self.elements.get(range)?;
        Some(elements.first()?.span.cover(elements.last()?.span))
    }

    /// One past the last element before the full stop.
    pub(crate) fn end(&self) -> usize {
        let ends = self
            .elements
            .iter()
            .rev()
            .take_while(|e| e.is_end())
            .count();
        self.elements.len() - ends
    }

    /// Whether it holds nothing but quotations (and marks).
    pub(crate) fn is_bare_quote(&self) -> bool {
        self.elements.iter().any(|e| e.quote.is_some())
            && !self.elements.iter().any(Element::is_word)
    }
}

/// The units of the whole text, in order of their first element; those inside a quotation come
/// after the one around it.
pub(crate) fn build<'d>(draft: &Draft<'d>) -> Vec<Unit<'d>> {
    let mut builder = Builder {
        draft,
        units: Vec::new(),
    };
    let mut quote = 0;
    for (paragraph, p) in draft.paragraphs.iter().enumerate() {
        // The outermost quotations of this paragraph, in order.
        let first = quote;
        while draft
            .quotes
            .get(quote)
            .is_some_and(|q| q.span.start() < p.span.end())
        {
            quote += 1;
        }
        if let Some(span) = draft.turns.without_label(draft, p.span) {
            let span = without_number(draft, span);
            builder.level(paragraph, span, None, first..quote);
        }
    }
    builder.units
}

/// The paragraph without the number it begins with: `12.`, `(a)`, `[7]`.
fn without_number(draft: &Draft, span: Span) -> Span {
    let words = draft.words(span);
    let inner = words.trim_start_matches(['(', '[']);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let length = if (1..=3).contains(&digits) {
        digits
    } else {
        usize::from(
            inner.len() < words.len() && inner.starts_with(|c: char| c.is_ascii_lowercase()),
        )
    };
    let after = inner.get(length..).unwrap_or_default();
    let rest = after.trim_start_matches(['.', ')', ']']);
    let marked = rest.len() < after.len() && rest.starts_with(char::is_whitespace);
    if length == 0 || !marked {
        return span;
    }
    let at = words.len() - rest.trim_start().len();
    draft.text().within(span, at..words.len()).unwrap_or(span)
}

struct Builder<'b, 'd> {
    draft: &'b Draft<'d>,
    units: Vec<Unit<'d>>,
}

impl<'d> Builder<'_, 'd> {
    /// Adds the units of the words of `span`, which lie directly in `quote`; quotations deeper
    /// inside are among `quotes`.
    fn level(
        &mut self,
        paragraph: usize,
        span: Span,
        quote: Option<usize>,
        quotes: std::ops::Range<usize>,
    ) {
        let draft = self.draft;
        let mut inner = quotes
            .clone()
            .filter(|i| draft.quotes.get(*i).is_some_and(|q| q.within == quote))
            .peekable();
        let mut deeper = Vec::new();
        let mut unit = Unit {
            elements: Vec::new(),
            quote,
            paragraph,
        };
        let tokens = draft.tokens_in(span);
        let opening = match quote {
            None => super::openings::end(draft, tokens.clone()),
            Some(_) => tokens.start,
        };
        let tokens = opening..tokens.end;
        let mut sentence = draft
            .sentences
            .partition_point(|s| (s.last as usize) <= tokens.start);
        let mut i = tokens.start;
        while i < tokens.end {
            let Some(token) = draft.tokens.get(i) else {
                break;
            };
            let opened = inner
                .next_if(|q| {
                    draft
                        .quotes
                        .get(*q)
                        .is_some_and(|q| q.span.start() <= token.span.start())
                })
                .and_then(|q| Some((q, draft.quotes.get(q)?)));
            let next = match opened {
                Some((q, quotation)) => {
                    let inner = draft.words(quotation.inner).trim_end();
                    let title = is_title(unit.elements.last(), inner);
                    unit.elements.push(Element {
                        span: quotation.span,
                        word: if title {
                            draft.words(quotation.span)
                        } else {
                            ""
                        },
                        classes: Classes::default(),
                        tag: if title { Tag::NNP } else { Tag::Punct },
                        kind: if title {
                            TokenKind::Word
                        } else {
                            TokenKind::QuoteMark
                        },
                        quote: Some(q).filter(|_| !title),
                        starts_small: inner.starts_with(char::is_lowercase),
                        ends_inside: inner.ends_with([',', '.', '!', '?', '…', '—', '-']),
                        has_verb: has_finite_verb(draft, quotation.inner),
                    });
                    deeper.push(q);
                    draft
                        .tokens
                        .partition_point(|t| t.span.start() < quotation.span.end())
                        .max(i + 1)
                }
                None => {
                    let word = draft.words(token.span);
                    let classes = Classes::of(word);
                    unit.elements.push(Element {
                        span: token.span,
                        word,
                        classes,
                        tag: retagged(unit.elements.last(), word, classes, token.tag),
                        kind: token.kind,
                        quote: None,
                        starts_small: false,
                        ends_inside: false,
                        has_verb: false,
                    });
                    i + 1
                }
            };
            // A sentence ends the unit, unless a quotation runs over its end.
            while draft
                .sentences
                .get(sentence)
                .is_some_and(|s| (s.last as usize) < next)
            {
                sentence += 1;
            }
            let ends = draft
                .sentences
                .get(sentence)
                .is_some_and(|s| s.last as usize == next);
            if ends || next >= tokens.end {
                self.push(&mut unit);
            }
            i = next;
        }
        self.push(&mut unit);
        for q in deeper {
            if let Some(quotation) = draft.quotes.get(q) {
                // In the order of their beginnings: those of this quotation end where it does.
                let after = draft.quotes.get(q + 1..quotes.end).unwrap_or_default();
                let count = after.partition_point(|o| o.span.start() < quotation.span.end());
                self.level(paragraph, quotation.inner, Some(q), q + 1..q + 1 + count);
            }
        }
    }

    fn push(&mut self, unit: &mut Unit<'d>) {
        if !unit.elements.is_empty() {
            let empty = Unit {
                elements: Vec::new(),
                ..*unit
            };
            self.units.push(std::mem::replace(unit, empty));
        }
    }
}

/// The part of speech of a word; a form that is hardly ever anything but a verb is one, unless an
/// article stands before it.
fn retagged(before: Option<&Element>, word: &str, classes: Classes, tag: Tag) -> Tag {
    // No name is a possessive pronoun.
    let possessive = ["my", "your", "his", "her", "its", "our", "their"];
    if tag == Tag::PRPS && !possessive.iter().any(|p| word.eq_ignore_ascii_case(p)) {
        return Tag::NNP;
    }
    let mistaken = classes.has(Classes::SURELY_VERB) && (tag.is_noun() || tag.is_adjective());
    let in_phrase = before.is_some_and(|e| {
        matches!(e.tag, Tag::PRPS | Tag::POS) && !e.word.starts_with(char::is_uppercase)
            || e.is_any(&["the", "a", "an", "such"])
    });
    if !mistaken || in_phrase {
        tag
    } else if word.ends_with("ing") {
        Tag::VBG
    } else if word.ends_with('s') {
        Tag::VBZ
    } else {
        Tag::VBD
    }
}

fn has_finite_verb(draft: &Draft, span: Span) -> bool {
    draft
        .tokens
        .get(draft.tokens_in(span))
        .is_some_and(|tokens| tokens.iter().any(|t| t.tag.is_finite()))
}

/// Longest title, in words.
const LONGEST_TITLE: usize = 8;

/// Whether a quotation is the title of a work or programme, not speech: all its words but small ones
/// begin with a capital, and it follows a noun, an article or a preposition at once.
fn is_title(before: Option<&Element>, words: &str) -> bool {
    let fits = before.is_some_and(|e| {
        e.is_word()
            && !e.tag.is_verb()
            && (e.tag.is_noun()
                || matches!(e.tag, Tag::POS | Tag::DT | Tag::IN | Tag::PRPS | Tag::JJ))
    });
    let mut count = 0;
    let capitals = words.split_whitespace().all(|word| {
        count += 1;
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        count > 1 && (word.len() <= 3 || Classes::of(word).has(Classes::SMALL))
            || word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    });
    fits && capitals
        && count <= LONGEST_TITLE
        && !words.ends_with(['!', '?'])
        && words
            .split_whitespace()
            .filter(|w| w.starts_with(char::is_uppercase))
            .count()
            >= 1
}
