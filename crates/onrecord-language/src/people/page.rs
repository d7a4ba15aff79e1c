//! The document's tokens as the search for names looks at them.

use crate::Draft;
use crate::phrases::is_capitalised;
use crate::turns::Turns;
use onrecord_record::{BlockKind, Sentence, Span, Tag, TokenKind};
use std::collections::HashSet;

/// What is known of a token before anything is a name.
#[derive(Clone, Copy, Default)]
struct Sign {
    /// Begins with a capital.
    capital: bool,
    /// Stands where any word would be capitalised: after a full stop, a colon, an opening mark.
    opening: bool,
    /// Is part of a temporal expression.
    time: bool,
    /// Stands in a line in which most words are capitalised.
    titled: bool,
}

/// The draft with what is known of each token.
pub(crate) struct Page<'a, 'd> {
    /// The draft.
    pub(crate) draft: &'a Draft<'d>,
    signs: Vec<Sign>,
    /// Words seen with a capital where ordinary words have none.
    capitals: HashSet<&'d str>,
}

impl<'a, 'd> Page<'a, 'd> {
    pub(crate) fn new(draft: &'a Draft<'d>) -> Self {
        let mut page = Self {
            draft,
            signs: vec![Sign::default(); draft.tokens.len()],
            capitals: HashSet::new(),
        };
        page.mark_times();
        for sentence in &draft.sentences {
            page.mark_sentence(sentence);
        }
        page
    }

    /// The word at `i`; empty past the end.
    pub(crate) fn word(&self, i: usize) -> &'d str {
        self.draft.word(i)
    }

    /// The tag at `i`.
    pub(crate) fn tag(&self, i: usize) -> Tag {
        self.draft.tokens.get(i).map_or(Tag::Punct, |t| t.tag)
    }

    /// What the token at `i` is made of.
    pub(crate) fn kind(&self, i: usize) -> TokenKind {
        self.draft.tokens.get(i).map_or(TokenKind::Mark, |t| t.kind)
    }

    /// Whether the token at `i` is a possessive mark.
    pub(crate) fn is_possessive(&self, i: usize) -> bool {
        self.kind(i) == TokenKind::Clitic
            && matches!(self.word(i), "'s" | "’s" | "'" | "’" | "'S" | "’S")
            && self.tag(i) != Tag::VBZ
    }

    /// Whether the token at `i` stands in a line in which most words are capitalised.
    pub(crate) fn is_titled(&self, i: usize) -> bool {
        self.sign(i).titled
    }

    /// Whether the token at `i` stands where any word would be capitalised.
    pub(crate) fn is_opening(&self, i: usize) -> bool {
        self.sign(i).opening
    }

    /// Whether the token at `i` is part of a temporal expression.
    pub(crate) fn is_time(&self, i: usize) -> bool {
        self.sign(i).time
    }

    /// Whether the token at `i` is a capitalised word.
    pub(crate) fn is_capital(&self, i: usize) -> bool {
        self.sign(i).capital
    }

    /// Whether `word` stands somewhere with a capital that its place does not explain.
    pub(crate) fn is_name_elsewhere(&self, word: &str) -> bool {
        self.capitals.contains(word)
    }

    /// Whether the token at `i` is part of a speaker's label.
    pub(crate) fn is_label(&self, i: usize) -> bool {
        self.is_in_turns(i, Turns::in_label)
    }

    /// Whether the token at `i` is part of a name that a label or its explanation gives.
    pub(crate) fn is_named_in_label(&self, i: usize) -> bool {
        self.is_in_turns(i, Turns::in_name)
    }

    fn is_in_turns(&self, i: usize, is: impl Fn(&Turns, Span) -> bool) -> bool {
        let turns = &self.draft.turns;
        let token = self.draft.tokens.get(i);
        !turns.is_empty() && token.is_some_and(|t| is(turns, t.span))
    }

    fn sign(&self, i: usize) -> Sign {
        self.signs.get(i).copied().unwrap_or_default()
    }

    fn mark_times(&mut self) {
        for timex in self.draft.timexes.iter().filter(|t| !t.is_age) {
            for i in self.draft.tokens_in(timex.span) {
                if let Some(sign) = self.signs.get_mut(i) {
                    sign.time = true;
                }
            }
        }
    }

    fn mark_sentence(&mut self, sentence: &Sentence) {
        let titled = self.is_titled_line(sentence);
        let mut opening = true;
        for i in sentence.tokens() {
            let (kind, word) = (self.kind(i), self.word(i));
            let is_word = kind == TokenKind::Word;
            if self.is_label(i) {
                if let Some(sign) = self.signs.get_mut(i) {
                    sign.opening = true;
                }
                continue;
            }
            let capital = is_word && is_capitalised(word);
            if let Some(sign) = self.signs.get_mut(i) {
                sign.capital = capital;
                sign.opening = opening;
                sign.titled = titled;
                if capital && !opening && !titled && !sign.time {
                    self.capitals.insert(word);
                }
            }
            opening = match kind {
                TokenKind::Word | TokenKind::Number | TokenKind::Clitic => false,
                TokenKind::QuoteMark => true,
                _ => {
                    opening
                        || matches!(
                            word,
                            ":" | "•" | "--" | "—" | "–" | ")" | "*" | "[" | "…" | "..."
                        )
                }
            };
        }
    }

    /// Whether most of the longer words of the sentence are capitalised: a headline or heading in
    /// title case, or a line in capitals.
    fn is_titled_line(&self, sentence: &Sentence) -> bool {
        let block = self
            .draft
            .paragraphs
            .get(sentence.paragraph as usize)
            .map(|p| p.kind);
        let (mut words, mut capitals, mut lower) = (0, 0, 0);
        for i in sentence.tokens() {
            let word = self.word(i);
            if self.kind(i) == TokenKind::Word && word.len() > 3 && !self.is_label(i) {
                words += 1;
                if is_capitalised(word) {
                    capitals += 1;
                } else {
                    lower += 1;
                }
            }
        }
        let heading = matches!(block, Some(BlockKind::Headline | BlockKind::Heading));
        let ends = sentence
            .last
            .checked_sub(1)
            .map_or("", |i| self.word(i as usize));
        if !heading && lower > 0 && matches!(ends, "." | "\"" | "”") {
            return false;
        }
        if heading || words < 14 {
            return capitals >= 3 && lower * 5 <= capitals && (words >= 4 || heading);
        }
        lower == 0 || capitals > lower * 6
    }
}
