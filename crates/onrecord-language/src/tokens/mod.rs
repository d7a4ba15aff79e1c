//! Words and marks.
//!
//! One pass over each paragraph, no look-back but for the token before. The conventions are those of
//! UD English (clitics split off, abbreviations keep their full stop), with one difference: hyphenated
//! words and number ranges stay whole (`16-year-old`, `10-2`), as in the older Penn Treebank.
//!
//! Nothing is normalised and nothing is left out but white space, characters that cannot be seen, and
//! the line numbers of transcripts.

pub(crate) mod abbreviations;
mod characters;
mod scanner;

use crate::{Draft, structure};
use onrecord_record::{Span, Text, Token};
use scanner::Scanner;

/// The tokens of the paragraphs, in order.
pub(crate) fn tokenise(draft: &Draft) -> Vec<Token> {
    let text = draft.text();
    // English has a token about every five bytes.
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let margins = structure::margins(draft.document);
    for paragraph in &draft.paragraphs {
        for part in parts(text, paragraph.span, &margins) {
            Scanner::new(text, part, &mut tokens).run();
        }
    }
    tokens
}

/// What is left of a paragraph between the margins that lie inside it.
fn parts(text: &Text, paragraph: Span, margins: &[Span]) -> impl Iterator<Item = Span> {
    let first = margins.partition_point(|m| m.start() < paragraph.start());
    let inside = margins
        .iter()
        .skip(first)
        .take_while(move |m| paragraph.contains(**m));
    let mut start = paragraph.start();
    inside
        .map(|margin| (margin.start(), margin.end()))
        .chain([(paragraph.end(), paragraph.end())])
        .filter_map(move |(end, next)| {
            let part = text.span(start..end);
            start = next;
            part
        })
}

#[cfg(test)]
mod tests;
