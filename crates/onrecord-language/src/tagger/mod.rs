//! Parts of speech.
//!
//! A greedy averaged perceptron (Collins 2002): each word gets, left to right, the tag with the
//! highest sum of weights over what is seen of it and its neighbours. Sums are of integers, so that
//! every machine finds the same tags. Marks, numbers and names of the net have their tag from what
//! they are made of, and never reach the model.
//!
//! Trained by `train-tagger` of `onrecord-eval`; the data and figures are in `data/tagger.card.md`.

pub mod features;
pub mod model;

use crate::Draft;
use crate::people::nouns::is_person_noun;
use features::{Style, Word, is_first};
use model::Model;
use onrecord_record::{Tag, Text, Token, TokenKind};

/// Past forms of verbs that take no object.
static INTRANSITIVE: &str = include_str!("../../data/intransitive_pasts.txt");

static MODEL: Model<'static> = Model::new(include_bytes!("../../data/tagger.bin"));

/// Gives every token its tag.
pub(crate) fn tag(draft: &mut Draft) {
    let mut tagger = Tagger::new(&MODEL);
    for sentence in &draft.sentences {
        let Some(tokens) = draft.tokens.get_mut(sentence.tokens()) else {
            continue;
        };
        let text = &draft.document.text;
        let tags = tagger.tag(tokens.iter().map(|t| (text.slice(t.span), t.kind)));
        for (token, tag) in tokens.iter_mut().zip(tags) {
            token.tag = *tag;
        }
        settle(text, tokens);
    }
}

/// "the officer lied to the jury": past tense, where no auxiliary makes it a participle.
fn settle_intransitive(text: &Text, tokens: &mut [Token], at: usize) {
    let tag_at = |i: usize| tokens.get(i).map_or(Tag::Punct, |t| t.tag);
    let after_noun = at > 0 && (tag_at(at - 1).is_noun() || tag_at(at - 1) == Tag::PRP);
    if tag_at(at) != Tag::VBN || !after_noun {
        return;
    }
    if let Some(token) = tokens.get_mut(at)
        && INTRANSITIVE
            .lines()
            .any(|line| line == text.slice(token.span))
    {
        token.tag = Tag::VBD;
    }
}

/// "the appeals court": no verb.
fn settle_appeals(text: &Text, tokens: &mut [Token], at: usize) {
    let is = |i: usize, words: &[&str]| {
        tokens
            .get(i)
            .is_some_and(|t| words.contains(&text.slice(t.span)))
    };
    let compound =
        is(at, &["appeals"]) && is(at + 1, &["court", "courts", "judge", "judges", "panel"]);
    if compound && let Some(token) = tokens.get_mut(at) {
        token.tag = Tag::NNS;
    }
}

/// Corrects what the model gets wrong by a word's shape alone.
///
/// "the singer wrote": a word for a person right after a determiner, with no noun after it, is a noun
/// even where its ending looks like a comparative's or its stem like a verb's.
fn settle(text: &Text, tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        settle_appeals(text, tokens, at);
        settle_intransitive(text, tokens, at);
    }
    for at in 1..tokens.len() {
        let tag_at = |i: usize| tokens.get(i).map_or(Tag::Punct, |t| t.tag);
        let looks = matches!(tag_at(at), Tag::JJR | Tag::RBR | Tag::VB | Tag::VBP);
        if !looks || !matches!(tag_at(at - 1), Tag::DT | Tag::PRPS) || tag_at(at + 1).is_noun() {
            continue;
        }
        if let Some(token) = tokens.get_mut(at)
            && is_person_noun(text.slice(token.span))
        {
            token.tag = Tag::NN;
        }
    }
}

/// A model with the space it works in, so that nothing is allocated for a sentence.
#[derive(Debug)]
pub struct Tagger<'m> {
    model: &'m Model<'m>,
    words: Vec<Word>,
    fixed: Vec<Option<Tag>>,
    tags: Vec<Tag>,
}

impl<'m> Tagger<'m> {
    /// A tagger with the given weights.
    pub fn new(model: &'m Model<'m>) -> Self {
        Self {
            model,
            words: Vec::new(),
            fixed: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// The tags of one sentence's tokens.
    pub fn tag<'t>(&mut self, tokens: impl Iterator<Item = (&'t str, TokenKind)>) -> &[Tag] {
        self.words.clear();
        self.fixed.clear();
        self.tags.clear();
        for (word, kind) in tokens {
            self.words.push(Word::new(word));
            self.fixed.push(fixed_tag(word, kind));
        }
        let style = Style::of(&self.words);
        for (at, (word, fixed)) in self.words.iter().zip(&self.fixed).enumerate() {
            let tag = fixed
                .or_else(|| self.model.settled(word, is_first(&self.words, at)))
                .unwrap_or_else(|| self.model.tag(&self.words, at, style, &self.tags));
            self.tags.push(tag);
        }
        &self.tags
    }
}

/// The tag of a token that its form settles.
pub fn fixed_tag(word: &str, kind: TokenKind) -> Option<Tag> {
    Some(match kind {
        TokenKind::Word | TokenKind::Clitic if matches!(word, "'" | "’") => Tag::POS,
        TokenKind::Word | TokenKind::Clitic => return None,
        TokenKind::Number => Tag::CD,
        TokenKind::Handle | TokenKind::Hashtag => Tag::NNP,
        TokenKind::Url => Tag::NN,
        TokenKind::QuoteMark => Tag::Punct,
        TokenKind::Emoji => Tag::SYM,
        TokenKind::Mark => match word {
            "&" => Tag::CC,
            "%" | "°" => Tag::NN,
            "/" | "$" | "£" | "€" | "¥" | "#" | "+" | "=" | "§" | "~" | "^" | "©" | "®" | "™" => {
                Tag::SYM
            }
            _ => Tag::Punct,
        },
    })
}
