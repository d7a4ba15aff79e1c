//! Parts of speech: of the tokens that both sides cut alike, how many have the right tag.

use super::{Counts, Shown, Tally};
use crate::annotated::Annotated;
use std::collections::BTreeMap;

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let read: BTreeMap<(usize, usize), &str> = read
        .tokens
        .iter()
        .map(|t| ((t.place.start, t.place.end), t.tag.as_str()))
        .collect();
    let (mut cut, mut right) = (0, 0);
    for token in &gold.tokens {
        let Some(tag) = read.get(&(token.place.start, token.place.end)) else {
            continue;
        };
        cut += 1;
        let mark = !token.tag.starts_with(|c: char| c.is_ascii_alphabetic()) || token.tag == "HYPH";
        right += usize::from(*tag == token.tag || mark && *tag == "Punct");
    }
    tally.add("tag", Shown::Recall, Counts::of(right, 0, cut));
    tally.add(
        "cut alike",
        Shown::F1,
        Counts::of(cut, read.len(), gold.tokens.len()),
    );
}
