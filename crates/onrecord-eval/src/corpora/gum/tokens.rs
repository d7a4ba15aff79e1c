//! The tokens of a document of GUM, with their places in its text.

use crate::annotated::Place;
use crate::corpora::texts::{Laid, Sentence};
use crate::corpora::{CorpusError, malformed};
use std::ops::Range;
use std::path::Path;

/// A token.
#[derive(Clone, Debug, Default)]
pub(super) struct Token<'f> {
    /// Its line in the file, from 1.
    pub(super) line: usize,
    /// Its words in the text.
    pub(super) place: Place,
    /// The words.
    pub(super) form: &'f str,
    /// Its Penn Treebank tag.
    pub(super) tag: &'f str,
    /// The index of the token that it depends on.
    pub(super) head: Option<usize>,
    /// As what it depends on that, without subtypes.
    pub(super) relation: &'f str,
    /// Everything else, `Name=value|…`.
    misc: &'f str,
}

impl Token<'_> {
    /// A value of the last column; empty where it has none.
    pub(super) fn misc(&self, name: &str) -> &str {
        let fields = self.misc.split('|');
        let mut fields = fields.filter_map(|field| field.split_once('='));
        fields
            .find(|(of, _)| *of == name)
            .map_or("", |(_, value)| value)
    }

    /// Whether it is part of a proper name.
    pub(super) fn is_proper(&self) -> bool {
        matches!(self.tag, "NNP" | "NNPS")
    }

    /// Whether it is nothing but a mark.
    pub(super) fn is_mark(&self) -> bool {
        !self.form.chars().any(char::is_alphanumeric)
    }
}

/// All tokens of a document in order.
pub(super) fn tokens<'f>(path: &Path, laid: &Laid<'f>) -> Result<Vec<Token<'f>>, CorpusError> {
    let chars: Vec<char> = laid.text.chars().collect();
    let mut tokens = Vec::new();
    for sentence in &laid.sentences {
        of_sentence(sentence, &chars, &mut tokens)
            .map_err(|(line, what)| malformed(path, line, what))?;
    }
    Ok(tokens)
}

fn of_sentence<'f>(
    sentence: &Sentence<'f>,
    chars: &[char],
    tokens: &mut Vec<Token<'f>>,
) -> Result<(), (usize, String)> {
    let first = tokens.len();
    let mut at = sentence.place.start;
    for (line, row) in &sentence.rows {
        let columns: Vec<&str> = row.split('\t').collect();
        let [id, form, _, _, tag, _, head, relation, _, misc] = columns.as_slice() else {
            return Err((*line, format!("{} columns, not 10", columns.len())));
        };
        // Ranges (`3-4`) are words written in one, whose parts follow; `3.1` is understood, not written.
        if id.contains(['-', '.']) {
            continue;
        }
        while chars.get(at).is_some_and(|c| c.is_whitespace()) {
            at += 1;
        }
        let place = at..at + form.chars().count();
        let stands = chars
            .get(place.clone())
            .is_some_and(|here| here.iter().copied().eq(form.chars()));
        if !stands || place.end > sentence.place.end {
            return Err((
                *line,
                format!("the token {form:?} does not stand in the sentence's text"),
            ));
        }
        at = place.end;
        let head = head
            .parse::<usize>()
            .ok()
            .and_then(|head| head.checked_sub(1));
        tokens.push(Token {
            line: *line,
            place,
            form,
            tag,
            head: head.map(|head| first + head),
            relation: relation.split(':').next().unwrap_or_default(),
            misc,
        });
    }
    Ok(())
}

/// The token of a range on which the others depend: it depends on one outside. Verbs come first where the range
/// is no whole.
pub(super) fn head(tokens: &[Token<'_>], range: Range<usize>) -> Option<usize> {
    let is_head = |at: &usize| {
        let token = tokens.get(*at);
        token.is_some_and(|token| {
            !token.is_mark() && !token.head.is_some_and(|head| range.contains(&head))
        })
    };
    let is_verb = |at: &usize| {
        tokens
            .get(*at)
            .is_some_and(|token| token.tag.starts_with("VB"))
    };
    let mut heads = range.clone().filter(is_head);
    let verb = range.clone().filter(is_head).find(is_verb);
    verb.or_else(|| heads.next())
}

/// The places of some tokens, in order; neighbours are one place.
pub(super) fn places(tokens: &[Token<'_>], chosen: impl IntoIterator<Item = usize>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut last = None;
    for at in chosen {
        let Some(token) = tokens.get(at) else {
            continue;
        };
        match places.last_mut() {
            Some(place) if at.checked_sub(1) == last => place.end = token.place.end,
            _ => places.push(token.place.clone()),
        }
        last = Some(at);
    }
    places
}
