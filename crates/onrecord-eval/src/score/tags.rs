//! Parts of speech: of the tokens that both sides cut alike, how many have the right tag.

use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Token};
use std::collections::BTreeMap;

/// A token of the gold as it was read.
pub(crate) enum Cut<'a> {
    /// There is no token with these ends.
    Otherwise,
    /// The tag is right.
    Right,
    /// Another tag.
    As(&'a str),
}

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let (mut cut, mut right) = (0, 0);
    for (_, as_read) in compared(gold, read) {
        cut += usize::from(!matches!(as_read, Cut::Otherwise));
        right += usize::from(matches!(as_read, Cut::Right));
    }
    tally.add("tag", Shown::Recall, Counts::of(right, 0, cut));
    let counts = Counts::of(cut, read.tokens.len(), gold.tokens.len());
    tally.add("cut alike", Shown::F1, counts);
}

/// The gold's tokens as they were read. Marks have one tag in the engine.
pub(crate) fn compared<'a>(gold: &'a Annotated, read: &'a Annotated) -> Vec<(&'a Token, Cut<'a>)> {
    let tags: BTreeMap<(usize, usize), &str> = read
        .tokens
        .iter()
        .map(|t| ((t.place.start, t.place.end), t.tag.as_str()))
        .collect();
    let is_mark = |tag: &str| !tag.starts_with(|c: char| c.is_ascii_alphabetic()) || tag == "HYPH";
    let cut = |token: &'a Token| match tags.get(&(token.place.start, token.place.end)) {
        None => Cut::Otherwise,
        Some(tag) if *tag == token.tag || is_mark(&token.tag) && *tag == "Punct" => Cut::Right,
        Some(tag) => Cut::As(tag),
    };
    gold.tokens
        .iter()
        .map(|token| (token, cut(token)))
        .collect()
}
